/**
 * GET /api/v1/figures/{symbol}: a few figures of a company by name and period, each with its
 * origin, out of its book.
 */
import type { BookIndex, FigureEntry } from '#shared/book/figure-index.ts'
import type { AggregatorContract } from '#shared/contracts/aggregator.ts'
import type { CompanyAnswer } from '#shared/contracts/books.ts'
import { ok, type Result } from '#shared/contracts/problem.ts'
import type { HandlerInput, ResponseOf } from '#shared/contracts/route.ts'
import { withDatabase } from '#shared/db/client.ts'
import type { Handled } from '#shared/http/app.ts'
import { MAX_RECORDS } from '#shared/lengths.ts'
import { companySymbol, parseInstrument } from '#shared/symbol.ts'
import { findFigures } from '../books/find.ts'
import { BOOK_YEARS } from '../books/recipe.ts'
import { depsFor, readConfig } from '../chain/dependencies.ts'
import { recipeFor } from '../chain/recipe-for.ts'
import type { Env } from '../env.ts'
import { bookRemaker } from './books.ts'
import { bookOfDay, newestCompany } from './companies.ts'

type FiguresAnswer = ResponseOf<AggregatorContract['getFigures']>

const figureAnswer = ({
  token,
  name,
  period,
  origin,
}: FigureEntry): FiguresAnswer['figures'][number] => ({
  token,
  name,
  period,
  ...(origin.kind === 'fact' ? { fact: origin.fact } : { derived: origin.derived }),
})

/** What the index says of each name in each period, in the order in which they were asked for. */
export const figuresAsked = (
  index: BookIndex,
  names: readonly string[],
  periods: readonly string[],
): Pick<FiguresAnswer, 'figures' | 'absences'> => {
  const answer: Pick<FiguresAnswer, 'figures' | 'absences'> = { figures: [], absences: [] }
  for (const name of names)
    for (const period of periods) {
      const entry = index.get(`${name}@${period}`)
      const absence = entry ? undefined : index.absence(name, period)
      if (entry && answer.figures.length < MAX_RECORDS) answer.figures.push(figureAnswer(entry))
      if (absence && answer.absences.length < MAX_RECORDS) answer.absences.push(absence)
    }
  return answer
}

export const getFigures = async (
  input: HandlerInput<AggregatorContract['getFigures']>,
  env: Env,
): Promise<Handled<AggregatorContract['getFigures']>> => {
  const { params, query, requestId, configVersion } = input
  const parsed = parseInstrument(query.market, params.symbol)
  if (!parsed.ok) return parsed
  const { market } = parsed.data
  const symbol = companySymbol(market, parsed.data.symbol)
  const config = await readConfig(env, requestId, configVersion)
  if (!config.ok) return config
  const deps = depsFor(env, requestId, config.data.data_sources)
  const recipe = recipeFor(env, market, config.data, deps)
  return withDatabase(env, async (db): Promise<Result<FiguresAnswer>> => {
    const given = { db, config: config.data, recipe, deps }
    const wish = { market, symbol, as_of: query.as_of, years: BOOK_YEARS, cross_check: false }
    const company: Result<CompanyAnswer> =
      query.as_of === undefined ? await newestCompany(wish, given) : await bookOfDay(wish, given)
    if (!company.ok) return company
    const { instrument, as_of, book: hash } = company.data
    const index = await findFigures(hash, bookRemaker(env, db, input))
    if (!index.ok) return index
    return ok({
      instrument: instrument.id,
      as_of,
      book: hash,
      ...figuresAsked(index.data, query.names, query.periods),
    })
  })
}
