import type { Model } from '../model.ts'
export const builtinModel: Model = { provider: 'builtin', name: 'builtin', async *stream() {} }
