import { app } from './app.ts'
import { collector } from './collect/collector.ts'
import type { Env } from './env.ts'

export default {
  fetch: app.fetch,
  tail: (items, env, ctx) => collector.take(items, env, ctx),
} satisfies ExportedHandler<Env>
