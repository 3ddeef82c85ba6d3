export { entry as default } from './entry.ts'
export { Principals } from './principals/principals.ts'
