/** Routes of the report orchestrator. */
import { createApp } from '#shared/http/app.ts'
import type { Env } from './env.ts'

export const app = createApp<Env>('report-orchestrator')
