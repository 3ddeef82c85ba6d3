/** What the platform calls: requests and the cron trigger. */
import { app } from './app.ts'
import type { Env } from './env.ts'
import { priceRead } from './routes/price-read.ts'
import { scheduled } from './scheduled.ts'

export const entry = {
  fetch: (request, env, ctx) => priceRead(request, env) ?? app.fetch(request, env, ctx),
  scheduled,
} satisfies ExportedHandler<Env>
