/** Where cells come from: formula, inputs and filings, of one cell or of the rows of a run. */
import type { AggregatorContract } from '#shared/contracts/aggregator.ts'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import type { HandlerInput } from '#shared/contracts/route.ts'
import type { Handled } from '#shared/http/app.ts'
import type { Market } from '#shared/names.ts'
import { instrumentId } from '#shared/symbol.ts'
import { recipeFor } from '../chain/recipe-for.ts'
import type { Env } from '../env.ts'
import { cellOriginOf, rowOriginsOf } from '../screens/origin.ts'
import type { RunResult } from '../screens/run/answer.ts'
import type { AnswerCell, AnswerRow } from '../screens/run/cells.ts'
import { knownDay } from './known-day.ts'
import { parseListed } from './listed-symbol.ts'
import type { ScreenDeps } from '../chain/run-screens.ts'
import { withScreens } from './screen-run.ts'

/** Cells of a run whose origins are told at once: an answer of some megabytes at most. */
const MOST_ORIGINS = 100

const recipeOf = ({ env, config, deps }: ScreenDeps, market: Market) => ({
  recipe: recipeFor(env, market, config, deps),
  now: deps.now,
})

const tooMany = (cells: number): Result<never> => {
  const message = `origins of at most ${MOST_ORIGINS} cells are told at once, and these are ${cells}: ask for fewer rows or columns, or for one cell at /api/screens/origin/{market}/{symbol}`
  return fail('invalid_request', `body.origins: ${message}`, {
    errors: [{ path: 'body.origins', message }],
  })
}

/** The rows with the origin of each cell that is one figure; what was computed here has none. */
export const withOrigins = async (
  given: ScreenDeps,
  result: RunResult,
): Promise<Result<RunResult>> => {
  const { answer, columns } = result
  const figures = columns.filter(({ expression }) => expression.kind === 'field').length
  const count = figures * answer.rows.length
  if (count > MOST_ORIGINS) return tooMany(count)
  const rows: AnswerRow[] = []
  for (const row of answer.rows) {
    // A company is read and derived once for all of its cells.
    const wanted = row.cells.flatMap((cell, at) => {
      const expression = columns[at]?.expression
      return expression?.kind === 'field' && cell.value !== null
        ? [{ at, field: expression.field, lag: expression.lag }]
        : []
    })
    const { market, instrument } = row
    const origins = await rowOriginsOf(given.db, {
      ...recipeOf(given, market),
      market,
      instrument,
      cells: wanted,
      day: answer.as_of,
    })
    if (!origins.ok) return origins
    const told = new Map(wanted.map(({ at }, place) => [at, origins.data.cells[place]]))
    rows.push({ ...row, cells: row.cells.map((cell, at): AnswerCell => told.get(at) ?? cell) })
  }
  return ok({ ...result, answer: { ...answer, rows } })
}

export const getCellOrigin = async (
  input: HandlerInput<AggregatorContract['getCellOrigin']>,
  env: Env,
): Promise<Handled<AggregatorContract['getCellOrigin']>> => {
  const { params, query } = input
  const { market, field, lag, as_of } = query
  const symbol = parseListed(market, params.symbol)
  if (!symbol.ok) return symbol
  const day = knownDay(as_of, 'query.as_of')
  if (!day.ok) return day
  const instrument = instrumentId(market, symbol.data)
  return withScreens(env, input, (given) =>
    cellOriginOf(given.db, {
      ...recipeOf(given, market),
      market,
      instrument,
      field,
      lag,
      day: as_of,
    }),
  )
}
