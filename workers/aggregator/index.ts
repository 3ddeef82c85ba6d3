export { app as default } from './app.ts'
export { ProviderGate } from './chain/gate.ts'
export { Turnstile } from './chain/turnstile.ts'
export { QuoteCell } from './quotes/quote-cell.ts'
