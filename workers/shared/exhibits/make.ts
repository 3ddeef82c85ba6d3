/**
 * The exhibits `market` and `valuation` of a company: from its book and from what is known of its
 * price. The same in Worker and browser. Pure.
 */
import type { BookIndex } from '../book/figure-index.ts'
import type { ExhibitOf } from '../contracts/exhibits.ts'
import { annualForm, depositaryReason, type TradedShare } from '../depositary.ts'
import { dateOf, dayOf } from '../days.ts'
import type { MarketFigures, MarketInput } from '../market-figures/input.ts'
import { marketFigures } from '../market-figures/market-figures.ts'
import type { Fact } from '../contracts/facts.ts'
import { companyFigures } from '../valuation/company-figures.ts'
import { type CostOfCapitalConfig, costOfEquity } from '../valuation/cost-of-equity.ts'
import type { GroupMultiples } from '../valuation/methods.ts'
import { valueCompany } from '../valuation/value-company.ts'
import { valuationRows } from '../valuation/valuation-rows.ts'

/** What is known of the price, beside the book. */
export type PriceKnowledge = Pick<
  MarketInput,
  'price' | 'bars' | 'actions' | 'estimates' | 'rate' | 'index' | 'counts'
>

export interface ExhibitInput {
  index: BookIndex
  as_of: string
  /** The instrument whose price it is, which may be another counter of the company. */
  traded: Pick<MarketInput, 'market' | 'symbol'>
  known: PriceKnowledge
  /** What a traded share stands for, where a list says it. */
  traded_share: TradedShare | null
  valuation: {
    discount_rate: number
    terminal_growth_rate: number
    growth_cap: number
    projection_years: number
  }
  cost_of_capital: CostOfCapitalConfig | undefined
  /** The multiples of its peers; null where nobody asked for them. */
  peers: GroupMultiples | null
}

/** The filed figures of a book that market figures read. */
const READ: ReadonlySet<string> = new Set([
  'net_income',
  'revenue',
  'equity_parent',
  'shares_outstanding',
  'shares_diluted',
  'shares_basic',
  'eps_basic',
  'eps_diluted',
  'stock_split_ratio',
])

const factsOf = ({ book }: BookIndex): Fact[] => {
  const facts: Fact[] = []
  for (let place = 0; place < book.factCount; place++)
    if (READ.has(book.nameAt(place))) facts.push(book.factAt(place))
  return facts
}

/** What the price is of: an ordinary share, or a receipt that a list knows or nobody does. */
const receiptOf = (facts: readonly Fact[], traded: TradedShare | null): MarketInput['receipt'] => {
  const form = annualForm(facts)
  if (depositaryReason(form, traded) === null) return null
  return traded ?? 'unknown'
}

const multiplesOf = (history: MarketFigures['history'], rows: MarketFigures['rows']) => {
  const of = (id: 'pe_ttm' | 'pb') => {
    const row = rows.find(({ name }) => name === `${id}_median`)
    const found = history[id]
    return found && row ? { token: row.token, multiple: found.median } : null
  }
  return { pe: of('pe_ttm'), pb: of('pb') }
}

export const exhibitsOf = ({
  index,
  as_of,
  traded,
  known,
  traded_share,
  valuation: assumptions,
  cost_of_capital,
  peers,
}: ExhibitInput): { market: ExhibitOf<'market'>; valuation: ExhibitOf<'valuation'> } => {
  const instrument = `${traded.market}:${traded.symbol}`
  const figures = companyFigures(index)
  const facts = factsOf(index)
  const market = marketFigures({
    ...traded,
    figures,
    facts,
    receipt: receiptOf(facts, traded_share),
    ...known,
  })
  const { price, rate } = known
  const cost = costOfEquity(
    { market: traded.market, currency: figures.currency },
    assumptions,
    cost_of_capital,
  )
  const valuation = valueCompany({
    figures: market.figures,
    cost,
    assumptions,
    unjoinable: market.unjoinable,
    price: market.price,
    dividends: market.dividends,
    own: multiplesOf(market.history, market.rows),
    peers,
  })
  const day = price?.day ?? dateOf(dayOf(as_of))
  const said = valuationRows(valuation, cost, {
    day,
    peers,
    price: market.price.ok ? market.price : null,
  })
  return {
    market: {
      kind: 'market',
      instrument,
      as_of,
      rows: market.rows,
      absences: market.absences,
      price: price && {
        kind: price.kind,
        value: price.value,
        currency: price.currency,
        day: price.day,
        at: price.at,
        provider: price.provider,
      },
      rate: rate && { from: rate.from, to: rate.to, value: rate.value, at: rate.at },
    },
    valuation: {
      kind: 'valuation',
      instrument,
      as_of,
      ...said,
      currency: valuation.currency,
      cost_of_equity: cost,
      methods: valuation.methods,
      sensitivity: valuation.sensitivity,
    },
  }
}
