/**
 * Watches: somebody looks at these prices, and their cells have them refreshed while the lease
 * lives.
 */
import type { aggregatorContract } from '#shared/contracts/aggregator.ts'
import { type Failure, fail, ok } from '#shared/contracts/problem.ts'
import type { HandlerInput } from '#shared/contracts/route.ts'
import type { Handled } from '#shared/http/app.ts'
import { parseInstrumentId } from '#shared/symbol.ts'
import { readConfig } from '../chain/dependencies.ts'
import type { Env } from '../env.ts'

type Route = (typeof aggregatorContract)['watchQuotes']

export const watchQuotes = async (
  { body, requestId }: HandlerInput<Route>,
  env: Env,
): Promise<Handled<Route>> => {
  const config = await readConfig(env, requestId)
  if (!config.ok) return config
  const { lease_seconds, refresh_seconds } = config.data.system.quotes
  const refused = (asked: string, instrument: string | null, { reason, detail }: Failure) => ({
    asked,
    instrument,
    outcome: 'refused' as const,
    reason,
    detail,
  })
  const watches = await Promise.all(
    body.instruments.map(async (asked) => {
      const parsed = parseInstrumentId(asked)
      if (!parsed.ok) return refused(asked, null, parsed)
      const instrument = parsed.data
      try {
        const known = await env.QUOTE_CELL.getByName(instrument).watch(
          instrument,
          lease_seconds * 1_000,
        )
        if (!known)
          return refused(
            asked,
            instrument,
            fail(
              'unknown_symbol',
              `${instrument} is on no list of tickers, and no quote of it was ever taken in.`,
            ),
          )
        return { asked, instrument, outcome: 'watched' as const, reason: null, detail: null }
      } catch {
        return refused(
          asked,
          instrument,
          fail('service_unavailable', `The cell of ${instrument} did not answer.`),
        )
      }
    }),
  )
  return ok({ lease_seconds, refresh_seconds: refresh_seconds.watched, watches })
}
