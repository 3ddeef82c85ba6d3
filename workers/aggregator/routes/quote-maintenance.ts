/**
 * POST /api/v1/market-data/maintenance: what the cron trigger has done for stored quotes: bars of
 * one minute, and retention.
 */
import type { aggregatorContract } from '#shared/contracts/aggregator.ts'
import { ok } from '#shared/contracts/problem.ts'
import type { HandlerInput } from '#shared/contracts/route.ts'
import { withDatabase } from '#shared/db/client.ts'
import type { Handled } from '#shared/http/app.ts'
import type { Env } from '../env.ts'
import { dropOldMinutes, dropOldQuotes, rollMinutes } from '../quotes/store/retention.ts'

type Route = (typeof aggregatorContract)['maintainQuotes']

export const maintainQuotes = (_: HandlerInput<Route>, env: Env): Promise<Handled<Route>> =>
  withDatabase(env, async (db) => {
    // Bars first: what is deleted must be in them.
    const { changed } = await rollMinutes(db)
    const dropped = await dropOldQuotes(db)
    const minutes_dropped = await dropOldMinutes(db)
    return ok({ minutes_changed: changed, dropped, minutes_dropped })
  })
