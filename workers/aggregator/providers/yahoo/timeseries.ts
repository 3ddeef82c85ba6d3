/**
 * Turns Yahoo's fundamentals time series into facts: fiscal years, discrete quarters and trailing
 * twelve months. Periods end at the end of a month, and large values are exact to the seven digits
 * of a float. Yahoo gives neither the accounting standard nor the filing date. Pure.
 */
import { DateTime } from 'luxon'
import { type ConceptId, conceptOf } from '#shared/concepts.ts'
import type { Market } from '#shared/names.ts'
import { labelYear, periodLabeller } from '../../time/periods.ts'
import { decimalOf, negated } from '#shared/units/decimal.ts'
import { endOfDay, MARKET_ZONES } from '../../time/market-time.ts'
import type { NewFact, ProviderResult } from '../../model/provider.ts'
import { allFacts, malformed, rowFacts, unreadIn } from '../statement-row.ts'
import { LINES } from './lines.ts'
import { countFits, type YahooFigure, readSeries, type SeriesRow } from './series.ts'
import { pageOf } from './symbol.ts'

export interface TimeseriesQuery {
  /** The symbol in Yahoo's spelling: `7203.T`. */
  yahooSymbol: string
  /** The instant by which all facts of the answer are known. */
  knownAt: string
  /** MM-DD; used for quarters when the answer has no year of the company. */
  fiscalYearEnd: string | null
}

const MONTHS = { annual: 12, quarterly: 3, trailing: 12 } as const
const startOf = ({ kind, date }: SeriesRow): string =>
  DateTime.fromISO(date, { zone: 'utc' })
    .plus({ days: 1 })
    .minus({ months: MONTHS[kind] })
    .toISODate() ?? ''

/**
 * The largest relative difference between EPS times average shares and net income. It allows for
 * rounding of EPS to a cent and for preferred dividends.
 */
const EPS_TOLERANCE = 0.1

/**
 * The currency of a row's per-share figures. For companies traded as receipts, Yahoo labels EPS
 * with the currency of the price, whatever its real currency is (BABA: USD, although net income is
 * 27 billion CNY). If the two labels differ, EPS times shares must be close to net income, and EPS
 * then has the currency of net income. Otherwise EPS is left out.
 */
const perShareCurrency = (
  eps: YahooFigure,
  shares: YahooFigure | undefined,
  row: SeriesRow,
): string | null => {
  const income = row.figures.get('NetIncome') ?? row.figures.get('TotalRevenue')
  if (!income || income.currency === eps.currency) return eps.currency
  if (!shares || !row.figures.has('NetIncome')) return null
  const off = Math.abs((eps.value * shares.value) / income.value - 1)
  return off <= EPS_TOLERANCE ? income.currency : null
}

const SHARES_OF: Partial<Record<ConceptId, string>> = {
  eps_basic: 'BasicAverageShares',
  eps_diluted: 'DilutedAverageShares',
}

const currencyOf = (concept: ConceptId, figure: YahooFigure, row: SeriesRow): string | null => {
  if (concept === 'shares_outstanding') return countFits(figure, row) ? figure.currency : null
  return conceptOf(concept).kind === 'per_share'
    ? perShareCurrency(figure, row.figures.get(SHARES_OF[concept] ?? ''), row)
    : figure.currency
}

/**
 * Yahoo writes outflows as negative numbers, and facts have them positive. Yahoo writes the
 * minorities' share of income as a deduction from the total, so its sign is changed too.
 */
const written = (concept: ConceptId, value: number): string =>
  conceptOf(concept).sign === 'outflow' || concept === 'minority_interest_income'
    ? negated(decimalOf(value))
    : decimalOf(value)

const factsOf = (
  row: SeriesRow,
  label: string,
  { yahooSymbol, knownAt }: TimeseriesQuery,
): ProviderResult<NewFact[]> => {
  if (row.odd !== undefined) return { ...malformed('yahoo', row.odd), report_end: row.date }
  const byCurrency = new Map<string, [ConceptId, string, string][]>()
  for (const [concept, name] of Object.entries(LINES) as [ConceptId, string][]) {
    const figure = row.figures.get(name)
    const currency = figure && currencyOf(concept, figure, row)
    if (!figure || !currency) continue
    const cells = byCurrency.get(currency) ?? []
    byCurrency.set(currency, cells)
    cells.push([concept, `${row.kind}${name}`, written(concept, figure.value)])
  }
  return allFacts(
    [...byCurrency].map(([currency, cells]) =>
      rowFacts(
        Object.fromEntries(cells.map(([, field, value]) => [field, value])),
        Object.fromEntries(cells.map(([concept, field]) => [concept, [[field]]])),
        {
          provider: 'yahoo',
          record: `${yahooSymbol} ${row.kind} ${row.date}`,
          form: null,
          currency,
          start: startOf(row),
          end: row.date,
          label,
          basis: { consolidation: 'consolidated', standard: 'unstated' },
          sourceUrl: pageOf(yahooSymbol, 'financials/'),
          filedAt: null,
          knownAt,
        },
      ),
    ),
  )
}

export const seriesFacts = (asked: TimeseriesQuery, answer: unknown): ProviderResult<NewFact[]> => {
  const rows = readSeries(asked.yahooSymbol, answer)
  if (!rows.ok) return rows
  const years = rows.data.flatMap((row) =>
    row.kind === 'annual'
      ? [{ label: `FY${labelYear(row.date)}`, start: startOf(row), end: row.date }]
      : [],
  )
  const labelOf = periodLabeller(years, asked.fiscalYearEnd)
  const ends = new Set(years.map(({ end }) => end))
  const facts = allFacts(
    rows.data.flatMap((row) => {
      // Twelve months that are a fiscal year are already given as that year.
      if (row.kind === 'trailing')
        return ends.has(row.date) ? [] : [factsOf(row, `TTM@${row.date}`, asked)]
      return [
        factsOf(
          row,
          row.kind === 'annual' ? `FY${labelYear(row.date)}` : labelOf(startOf(row), row.date),
          asked,
        ),
      ]
    }),
  )
  return facts.ok
    ? { ...facts, ...unreadIn([...(rows.unread ?? []), ...(facts.unread ?? [])]) }
    : facts
}

/**
 * The facts of one symbol in Yahoo's spelling (`7203.T`), all known by the end of the day
 * `knownBy`.
 */
export const yahooFacts = (
  market: Market,
  yahooSymbol: string,
  answer: unknown,
  knownBy: string,
): ProviderResult<NewFact[]> =>
  seriesFacts(
    { yahooSymbol, knownAt: endOfDay(knownBy, MARKET_ZONES[market]), fiscalYearEnd: null },
    answer,
  )
