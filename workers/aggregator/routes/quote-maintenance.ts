/**
 * POST /api/v1/market-data/maintenance: the work on stored quotes that the cron trigger starts: it
 * makes one-minute bars and deletes old quotes.
 */
import type { AggregatorContract } from '#shared/contracts/aggregator.ts'
import { ok } from '#shared/contracts/problem.ts'
import type { HandlerInput } from '#shared/contracts/route.ts'
import { withDatabase } from '#shared/db/client.ts'
import type { Handled } from '#shared/http/app.ts'
import type { Env } from '../env.ts'
import { dropOldMinutes, dropOldQuotes, rollMinutes } from '../quotes/store/retention.ts'

export const maintainQuotes = (
  _: HandlerInput<AggregatorContract['maintainQuotes']>,
  env: Env,
): Promise<Handled<AggregatorContract['maintainQuotes']>> =>
  withDatabase(env, async (db) => {
    // Bars first: they must contain the quotes that are deleted.
    const { changed } = await rollMinutes(db)
    const dropped = await dropOldQuotes(db)
    const minutes_dropped = await dropOldMinutes(db)
    return ok({ minutes_changed: changed, dropped, minutes_dropped })
  })
