export { app as default } from './app.ts'
export { ConfigStore } from './config-store.ts'
