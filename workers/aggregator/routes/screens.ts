/** What a screen may name, the shipped screens, and runs. */
import type { AggregatorContract } from '#shared/contracts/aggregator.ts'
import { ok, type Result } from '#shared/contracts/problem.ts'
import type { HandlerInput } from '#shared/contracts/route.ts'
import type { RunAnswer } from '#shared/contracts/screens.ts'
import type { Handled } from '#shared/http/app.ts'
import type { Env } from '../env.ts'
import { readConfig } from '../chain/dependencies.ts'
import { PRESETS } from '../screens/presets.ts'
import { columnsToShow } from '../screens/run/answer.ts'
import { fieldsToRead, fieldsWith } from '../screens/run/fields.ts'
import type { KnownRate } from '../screens/run/rates.ts'
import { marketsNamed, readColumns, readScreen } from '../screens/run/read-screen.ts'
import { findScreen, type ListChange, rememberRun } from '../screens/saved.ts'
import { withOrigins } from './cell-origins.ts'
import { knownDay } from './known-day.ts'
import { type Making, readRates, runScreens } from '../chain/run-screens.ts'
import { progressAnswer, withScreens } from './screen-run.ts'

export const getFields = async (
  { requestId, configVersion }: HandlerInput<AggregatorContract['getFields']>,
  env: Env,
): Promise<Handled<AggregatorContract['getFields']>> => {
  const config = await readConfig(env, requestId, configVersion)
  if (!config.ok) return config
  const fields = fieldsWith(config.data.system.valuation)
  return ok({ fields: fields.map((field) => ({ ...field, aliases: [...field.aliases] })) })
}

export const getPresets = async (): Promise<Handled<AggregatorContract['getPresets']>> =>
  ok({ presets: [...PRESETS] })

export const runScreen = async (
  input: HandlerInput<AggregatorContract['runScreen']>,
  env: Env,
): Promise<Handled<AggregatorContract['runScreen']>> => {
  const { body } = input
  const fields = fieldsToRead()
  const read = readScreen(body, fields)
  if (!read.ok) return read
  const asked = body.columns ? readColumns(body.columns, fields) : ok(null)
  if (!asked.ok) return asked
  const day = knownDay(body.as_of, 'body.as_of')
  if (!day.ok) return day
  const wish = {
    read: read.data,
    markets: [...new Set(body.markets ?? marketsNamed(read.data.screen))],
    day: body.as_of,
    columns: columnsToShow(read.data, asked.data),
    limit: body.limit,
  }
  const result = await withScreens(env, input, async (given) => {
    const run = await runScreens(given, wish)
    if (!run.ok || 'progress' in run.data) return run
    return body.origins ? withOrigins(given, run.data) : run
  })
  if (!result.ok) return result
  return 'progress' in result.data ? progressAnswer(result.data) : ok(result.data.answer)
}

export const getScreenRates = async (
  input: HandlerInput<AggregatorContract['getScreenRates']>,
  env: Env,
): Promise<Handled<AggregatorContract['getScreenRates']>> => {
  const { market, pairs, as_of } = input.query
  const day = knownDay(as_of, 'query.as_of')
  if (!day.ok) return day
  const wanted = [...new Set(pairs.split(','))].map((pair) => {
    const [from = '', to = ''] = pair.split('-')
    return { from, to }
  })
  return withScreens(
    env,
    input,
    async (given): Promise<Result<{ rates: KnownRate[] }>> =>
      ok({ rates: await readRates(given, market, as_of, wanted) }),
  )
}

interface SavedRun {
  answer: RunAnswer & { change: ListChange }
}

export const runSavedScreen = async (
  input: HandlerInput<AggregatorContract['runSavedScreen']>,
  env: Env,
): Promise<Handled<AggregatorContract['runSavedScreen']>> => {
  const { params, body } = input
  const fields = fieldsToRead()
  const day = knownDay(body.as_of, 'body.as_of')
  if (!day.ok) return day
  const result = await withScreens(
    env,
    input,
    async (given): Promise<Result<SavedRun | Making>> => {
      const found = await findScreen(given.db, params.id)
      if (!found.ok) return found
      const { id, version, text, markets, columns: shown } = found.data
      // A saved figure may be gone from a later version of the catalogue.
      const read = readScreen({ text }, fields)
      if (!read.ok) return read
      const columns = readColumns(shown, fields)
      if (!columns.ok) return columns
      const run = await runScreens(given, {
        read: read.data,
        markets: markets.length > 0 ? markets : marketsNamed(read.data.screen),
        day: body.as_of,
        columns: columnsToShow(read.data, columns.data.length > 0 ? columns.data : null),
        limit: body.limit,
      })
      if (!run.ok) return run
      if ('progress' in run.data) return ok(run.data)
      const { answer, passed } = run.data
      const change = await rememberRun(given.db, {
        screen: id,
        version,
        day: answer.as_of,
        ranAt: given.deps.now(),
        passed,
        tested: answer.total.tested,
      })
      return ok({ answer: { ...answer, change } })
    },
  )
  if (!result.ok) return result
  return 'progress' in result.data ? progressAnswer(result.data) : ok(result.data.answer)
}
