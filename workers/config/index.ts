export { app as default } from './app.ts'
export { ConfigStore } from './config-store.ts'
export { ModelKeys, ProviderKeys } from './keys/held-keys.ts'
