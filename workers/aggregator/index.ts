export { app as default } from './app.ts'
export { Turnstile } from './chain/turnstile.ts'
