/**
 * POST /api/v1/market-data/maintenance: what the cron trigger has done for stored quotes where the
 * database does not do it by itself.
 */
import type { aggregatorContract } from '#shared/contracts/aggregator.ts'
import { ok } from '#shared/contracts/problem.ts'
import type { HandlerInput } from '#shared/contracts/route.ts'
import { withDatabase } from '#shared/db/client.ts'
import type { Handled } from '#shared/http/app.ts'
import type { Env } from '../env.ts'
import {
  dropOldMinutes,
  dropOldQuotes,
  missingPolicies,
  rollMinutes,
} from '../quotes/store/retention.ts'

type Route = (typeof aggregatorContract)['maintainQuotes']

export const maintainQuotes = (_: HandlerInput<Route>, env: Env): Promise<Handled<Route>> =>
  withDatabase(env, async (db) => {
    const missing = await missingPolicies(db)
    // Bars first: what is dropped must be in them.
    const minutes = missing.minutes ? await rollMinutes(db) : null
    const dropped = missing.retention ? await dropOldQuotes(db) : null
    // Where the bars are a table nothing else bounds it. A continuous aggregate has no such
    // statement; a policy may be put on it.
    if (missing.minutes) await dropOldMinutes(db)
    return ok({ minutes_changed: minutes?.changed ?? null, dropped })
  })
