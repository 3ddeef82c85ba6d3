/**
 * POST /api/v1/raw-answers/remap and /maintenance: kept raw answers are mapped again, and old ones
 * deleted.
 */
import { DAY_MS } from '#shared/days.ts'
import type { AggregatorContract } from '#shared/contracts/aggregator.ts'
import { fail, ok } from '#shared/contracts/problem.ts'
import type { HandlerInput } from '#shared/contracts/route.ts'
import { withDatabase } from '#shared/db/client.ts'
import type { Handled } from '#shared/http/app.ts'
import { instrumentId, parseInstrument } from '#shared/symbol.ts'
import { readConfig } from '../chain/dependencies.ts'
import { installedProviders } from '../chain/installed-providers.ts'
import type { Env } from '../env.ts'
import { parseCursor, remapSlice } from '../remap/slice.ts'
import { dropOldReadings } from '../store/raw-readings.ts'

export const remapAnswers = async (
  { body, requestId }: HandlerInput<AggregatorContract['remapAnswers']>,
  env: Env,
): Promise<Handled<AggregatorContract['remapAnswers']>> => {
  const { market, symbol, provider, dataset, write, after, groups } = body
  if (symbol !== undefined && market === undefined)
    return fail('invalid_request', 'A symbol is looked for in its market; name the market too.')
  const cursor = after === undefined ? null : parseCursor(after)
  if (after !== undefined && cursor === null)
    return fail('invalid_request', '`after` is not the `next` of an earlier answer.')
  const instrument =
    market !== undefined && symbol !== undefined ? parseInstrument(market, symbol) : null
  if (instrument && !instrument.ok) return instrument
  const filter = instrument
    ? { instrument: instrumentId(instrument.data.market, instrument.data.symbol) }
    : { market }
  return withDatabase(env, async (db) =>
    ok(
      await remapSlice({ ...filter, provider, dataset }, cursor, groups, {
        db,
        providers: installedProviders(env),
        requestId,
        now: () => new Date(),
        write,
      }),
    ),
  )
}

export const maintainRawAnswers = async (
  { requestId }: HandlerInput<AggregatorContract['maintainRawAnswers']>,
  env: Env,
): Promise<Handled<AggregatorContract['maintainRawAnswers']>> => {
  const config = await readConfig(env, requestId)
  if (!config.ok) return config
  const { keep_days } = config.data.system.raw_answers
  return withDatabase(env, async (db) => {
    const dropped = await dropOldReadings(db, new Date(Date.now() - keep_days * DAY_MS))
    return ok({ readings_dropped: dropped.readings, answers_dropped: dropped.answers })
  })
}
