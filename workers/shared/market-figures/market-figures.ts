/**
 * The market figures of a company: its price held against what it filed, its own multiples over the
 * years, and what the series of its prices says. What cannot be had is absent with a reason; a
 * multiple of a loss is never negative. Pure.
 */
import type { Market } from '../names.ts'
import { Rows } from '../valuation/rows.ts'
import { KnownFigures } from './known.ts'
import { splitBook } from './splits.ts'
import { statedCount, statedFacts, withStatedCount } from './stated-count.ts'
import type { MarketInput, MarketFigures, MarketContext } from './input.ts'
import { priceIn, joinRefusal } from './price-in-statements.ts'
import { JOINED, joinedRows } from './multiples.ts'
import { dividendRows } from './dividends.ts'
import { historyRows } from './history-rows.ts'
import { seriesRows } from './series-rows.ts'

/**
 * Markets whose companies state earnings of one ordinary share alone, the same for every class. In
 * the US a company may state those of another class than the one that is traded.
 */
const ONE_EARNINGS_PER_SHARE: ReadonlySet<Market> = new Set(['CN', 'HK', 'JP'])

export const marketFigures = (input: MarketInput): MarketFigures => {
  const rows = new Rows()
  const filed = new KnownFigures(input.facts)
  const splits = splitBook(input.actions?.items ?? null, input.facts)
  const last = input.bars?.series[0]?.bars.at(-1)?.date
  const day = input.price?.day ?? last ?? ''
  const own = priceIn(input, rows)
  const basis = { known: filed, splits }
  const stated = statedCount(input.counts, basis, { rows, day })
  const figures = stated?.ok ? withStatedCount(input.figures, stated.input) : input.figures
  const context: MarketContext = {
    ...input,
    figures,
    rows,
    known: new KnownFigures([...input.facts, ...statedFacts(input.counts, basis)]),
    splits,
    day,
    price_in_statements: own,
    stated,
    per_share: ONE_EARNINGS_PER_SHARE.has(input.market),
  }
  const unjoinable = joinRefusal(input)
  let history: MarketFigures['history'] = {}
  let dividends: MarketFigures['dividends'] = null
  const reason = input.price ? unjoinable : 'no_price'
  if (reason !== null) for (const name of JOINED) rows.miss(name, day, reason)
  else if (input.price) {
    joinedRows(context, input.price)
    dividends = dividendRows(context, input.price)
  }
  if (unjoinable === null) history = historyRows(context, input)
  seriesRows(context)
  const { rows: told, absences } = rows
  return { rows: told, absences, price: own, unjoinable, history, dividends, figures }
}
