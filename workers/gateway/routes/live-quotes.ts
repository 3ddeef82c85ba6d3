/** The live price's stream, by the straight road to the instrument's QuoteCell. One that names no age goes by the aggregator, which knows the configured one. */
import { aggregatorContract } from '#shared/contracts/aggregator.ts'
import type { Result } from '#shared/contracts/problem.ts'
import { checkInput } from '#shared/http/app.ts'
import { quoteStream } from '#shared/quote-cells.ts'
import type { Env } from '../env.ts'

const { streamQuote } = aggregatorContract

/** The answer, or null where the straight road is not to be taken. */
type Straight = (request: Request, params: Record<string, string>, env: Env) => Promise<Result<Response> | null>

const stream: Straight = async (request, params, env) => {
  const search = new URL(request.url).searchParams
  // The market of the path wins over one of the query.
  search.set('market', params.market ?? '')
  const input = checkInput(streamQuote, search, params)
  if (!input.ok) return input
  const { market, max_age_seconds, max_quote_age_seconds } = input.data.query
  if (max_age_seconds === undefined) return null
  return quoteStream(env.QUOTE_CELL, request.headers, { market, symbol: input.data.params.symbol }, { max_age_seconds, max_quote_age_seconds })
}

/** By operation. */
export const STRAIGHT: Partial<Record<string, Straight>> = { streamQuote: stream }
