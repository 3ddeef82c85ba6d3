/** Routes of the data-aggregator. */
import { createApp } from '#shared/http/app.ts'
import type { Env } from './env.ts'

export const app = createApp<Env>('data-aggregator')
