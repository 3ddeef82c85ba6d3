export { app as default } from './app.ts'
export { ModelLedger } from './ledger/model-ledger.ts'
