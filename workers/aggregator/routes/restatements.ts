/**
 * GET /api/v1/financials/{symbol}/restatements: the figures of a company's stored filings that were
 * stated again with another value.
 */
import type { AggregatorContract } from '#shared/contracts/aggregator.ts'
import { ok } from '#shared/contracts/problem.ts'
import type { HandlerInput } from '#shared/contracts/route.ts'
import { withDatabase } from '#shared/db/client.ts'
import type { Handled } from '#shared/http/app.ts'
import type { Env } from '../env.ts'
import { asOfInstant } from '../time/as-of.ts'
import { readRestatements } from '../facts/read-restatements.ts'
import { instrumentId, parseInstrument } from '#shared/symbol.ts'

/** A company that was never read has no restatements: its statements must be read first. */
export const getRestatements = async (
  { params, query }: HandlerInput<AggregatorContract['getRestatements']>,
  env: Env,
): Promise<Handled<AggregatorContract['getRestatements']>> => {
  const parsed = parseInstrument(query.market, params.symbol)
  if (!parsed.ok) return parsed
  const { market, symbol } = parsed.data
  const asOf = asOfInstant(market, query.as_of, new Date())
  return withDatabase(env, async (db) =>
    ok(
      await readRestatements(db, {
        instrument: instrumentId(market, symbol),
        asOf,
        limit: query.limit,
      }),
    ),
  )
}
