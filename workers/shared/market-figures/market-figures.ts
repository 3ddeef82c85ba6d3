/**
 * The market figures of a company: its price held against what it filed, its own multiples over the
 * years, and what the series of its prices says. What cannot be had is absent with a reason; a
 * multiple of a loss is never negative. Pure.
 */
import type { ItemOf } from '../datasets/registry.ts'
import { dayOf } from '../days.ts'
import type { Market } from '../names.ts'
import { quoteCurrencies } from '../quote-currencies.ts'
import { companySymbol } from '../symbol.ts'
import { type CompanyFigures, type Input, isFinancialKind } from '../valuation/company-figures.ts'
import { type OrRefused, type RefusalReason, refused } from '../valuation/refusals.ts'
import {
  countOn,
  type Distribution,
  MULTIPLES,
  type MultipleId,
  multipleHistory,
  standing,
} from './history.ts'
import { type KnownFact, KnownFigures, STALE_DAYS } from './known.ts'
import {
  betaTo,
  drawdown,
  priceCloses,
  RETURN_WINDOWS,
  returnCloses,
  returnOver,
  volatility,
  windowName,
  yearRange,
} from './prices.ts'
import { Rows } from '../valuation/rows.ts'
import { splitBook } from './splits.ts'
import { type CountRecord, statedCount, statedFacts, withStatedCount } from './stated-count.ts'

/** Where an outside figure comes from. */
export interface Source {
  provider: string
  retrieved_at: string
  source_url: string | null
}

export interface StatedPrice extends Source {
  kind: 'live' | 'last_close'
  /** A decimal. */
  value: string
  currency: string
  /** The day of trading. */
  day: string
  at: string
}

export interface StatedRate extends Source {
  from: string
  to: string
  /** Units of `to` for one of `from`. */
  value: string
  at: string
}

/** `shares` ordinary shares for `traded` depositary shares. */
export type Receipt = { shares: number; traded: number } | 'unknown' | null

export interface MarketInput {
  market: Market
  symbol: string
  figures: CompanyFigures
  facts: readonly KnownFact[]
  /**
   * What one traded share stands for, where it is a depositary share: so many ordinary shares, or
   * nobody knows; null where it is an ordinary share.
   */
  receipt: Receipt
  price: StatedPrice | null
  bars: (Source & { series: readonly ItemOf<'bars'>[] }) | null
  actions: (Source & { items: readonly ItemOf<'actions'>[] }) | null
  estimates: (Source & { items: readonly ItemOf<'estimates'>[] }) | null
  /** From the currency of the price to that of the statements; null when there is none. */
  rate: StatedRate | null
  /** Daily bars of the market's index. */
  index: ItemOf<'bars'> | null
  /** What providers state of the number of shares. */
  counts: readonly CountRecord[]
}

export interface MarketFigures extends Pick<Rows, 'rows' | 'absences'> {
  /** The price in the currency of the statements. */
  price: OrRefused<{ value: number; token: string }>
  /** Why the price cannot be joined with figures of the statements; null where it can. */
  unjoinable: RefusalReason | null
  history: Partial<Record<MultipleId, Distribution>>
  /** Dividends of the last year in the currency of the statements. */
  dividends: { token: string; per_share: number } | null
  /** The figures of the company, with the stated count of shares where it files none. */
  figures: CompanyFigures
}

/** A class that is quoted apart, by its symbol alone. */
const isOneOfClasses = (market: Market, symbol: string): boolean => {
  if (market === 'US') return /\.[A-Z]$/.test(symbol)
  if (market === 'CN') return quoteCurrencies(market, symbol)[0] !== 'CNY'
  return market === 'JP' && companySymbol(market, symbol) !== symbol
}

/**
 * Markets whose companies state earnings of one ordinary share alone, the same for every class. In
 * the US a company may state those of another class than the one that is traded.
 */
const ONE_EARNINGS_PER_SHARE: ReadonlySet<Market> = new Set(['CN', 'HK', 'JP'])

/** Ordinary shares for one traded share. */
const sharesFor = ({ receipt }: MarketInput): number =>
  receipt === null || receipt === 'unknown' ? 1 : receipt.shares / receipt.traded

/** A count of shares may differ from the weighted average by this factor. */
const COUNT_FACTOR = 2
const DAYS_OF_YEAR = 365

/** Everything that a figure here is made from. */
interface Context extends MarketInput {
  rows: Rows
  known: KnownFigures
  splits: ReturnType<typeof splitBook>
  day: string
  price_in_statements: OrRefused<{ value: number; token: string }>
  /**
   * The count that a provider states; null where the company files its own, or nobody states one.
   */
  stated: OrRefused<{ input: Input }> | null
  per_share: boolean
}

const priceIn = (input: MarketInput, rows: Rows): OrRefused<{ value: number; token: string }> => {
  const { price, rate, figures } = input
  if (!price) return refused('no_price')
  const { value, currency, day, kind, at, provider, retrieved_at, source_url } = price
  const name = kind === 'live' ? 'price' : 'last_close'
  const token = rows.stated(
    { name, period: day, end: day, value, unit: `${currency}/share` },
    { provider, field: kind === 'live' ? 'price' : 'close', at, retrieved_at, source_url },
  )
  const perShare = sharesFor(input)
  if (currency === figures.currency && perShare === 1)
    return { ok: true, value: Number(value), token }
  const from = [token]
  let converted = Number(value) / perShare
  if (currency !== figures.currency) {
    if (!rate || rate.from !== currency || rate.to !== figures.currency) return refused('no_rate')
    const rateDay = rate.at.slice(0, 10)
    from.push(
      rows.stated(
        {
          name: 'exchange_rate',
          period: rateDay,
          end: rateDay,
          value: rate.value,
          unit: `${rate.to}/${rate.from}`,
        },
        {
          provider: rate.provider,
          field: 'rate',
          at: rate.at,
          retrieved_at: rate.retrieved_at,
          source_url: rate.source_url,
        },
      ),
    )
    converted *= Number(rate.value)
  }
  const unit = `${figures.currency}/share`
  return {
    ok: true,
    value: converted,
    token: rows.computed(
      { name: 'price_in_statements', period: day, end: day, value: converted, unit },
      from,
    ),
  }
}

const joinRefusal = ({ market, symbol, receipt }: MarketInput): RefusalReason | null => {
  if (receipt === 'unknown') return 'depositary'
  return isOneOfClasses(market, symbol) ? 'share_classes' : null
}

/** Shares of today, and the figure that says so. */
const shareCount = ({
  figures,
  known,
  splits,
  day,
  stated,
}: Context): OrRefused<{ count: number; input: Input | string }> => {
  if (stated) return stated.ok ? { ...stated, count: stated.input.value } : stated
  const count = countOn({ known, splits, per_share: false }, day, day)
  if (count === null) return refused('count_unknown')
  const input =
    figures.newest('shares_outstanding_adjusted') ??
    figures.newest('shares_outstanding') ??
    figures.newest('shares_diluted') ??
    figures.newest('shares_basic')
  const average = known.average('shares_diluted', day) ?? known.average('shares_basic', day)
  if (average && average.value > 0) {
    const apart = count / (average.value * splits.countFactor(average.known_at, day))
    if (apart > COUNT_FACTOR || apart < 1 / COUNT_FACTOR) return refused('count_doubtful')
  }
  return { ok: true, count, input: input ?? 'shares_outstanding' }
}

interface Multiple {
  name: string
  /** Figure under the price. */
  under: string
  reason: RefusalReason
}
const OVER_CAP: readonly Multiple[] = [
  { name: 'pe_ttm', under: 'net_income', reason: 'losses' },
  { name: 'pb', under: 'equity_parent', reason: 'negative_equity' },
  { name: 'ps_ttm', under: 'revenue', reason: 'not_filed' },
]

const isStale = (input: Input, day: string): boolean => dayOf(day) - dayOf(input.end) > STALE_DAYS

/** A figure of the statements that is new enough to stand beside the price. */
const newEnough = ({ figures, day }: Context, name: string): OrRefused<{ input: Input }> => {
  const input = figures.newest(name)
  if (!input) return refused('not_filed')
  if (input.unit !== figures.currency && input.unit !== `${figures.currency}/share`)
    return refused('no_rate')
  return isStale(input, day) ? refused('stale_figures') : { ok: true, input }
}

const enterpriseValue = (context: Context, cap: { value: number; token: string }): void => {
  const { rows, figures, day } = context
  const netCash = newEnough(context, 'net_cash')
  if (isFinancialKind(figures.kind) || !netCash.ok) {
    const reason = netCash.ok
      ? 'not_for_financials'
      : isFinancialKind(figures.kind)
        ? 'not_for_financials'
        : netCash.reason
    for (const name of ['ev', 'ev_ebitda']) rows.miss(name, day, reason)
    return
  }
  const parts: Input[] = [netCash.input]
  let value = cap.value - netCash.input.value
  for (const name of ['minority_interest', 'temporary_equity', ...leasesApart(figures)]) {
    const part = newEnough(context, name)
    if (!part.ok) continue
    value += part.input.value
    parts.push(part.input)
  }
  const token = rows.computed(
    { name: 'ev', period: day, end: day, value, unit: figures.currency },
    [cap.token, ...parts],
  )
  const ebitda = newEnough(context, 'ebitda')
  if (!ebitda.ok) rows.miss('ev_ebitda', day, ebitda.reason)
  else if (ebitda.input.value <= 0) rows.miss('ev_ebitda', day, 'negative_ebitda')
  else if (value <= 0) rows.miss('ev_ebitda', day, 'negative_ev')
  else
    rows.computed(
      { name: 'ev_ebitda', period: day, end: day, value: value / ebitda.input.value, unit: 'x' },
      [token, ebitda.input],
    )
}

/**
 * Leases count as debt where they are filed apart from it. Where total debt is more than its short
 * and long part it may hold them already.
 */
const leasesApart = (figures: CompanyFigures): string[] => {
  const [total, short, long] = ['total_debt', 'short_term_debt', 'long_term_debt'].map((name) =>
    figures.newest(name),
  )
  if (!total || (!short && !long)) return []
  const sum = (short?.value ?? 0) + (long?.value ?? 0)
  return Math.abs(total.value - sum) < 1 ? ['lease_liabilities'] : []
}

/** The token of a price. */
const priceToken = ({ kind, day }: StatedPrice): string =>
  `${kind === 'live' ? 'price' : 'last_close'}@${day}`

/** Dividends by ex date in the year up to the day, for one share of the day. */
const yearDividends = (
  { actions, splits, day, rate, figures }: Context,
  currency: string,
): OrRefused<{ perShare: number; isInStatements: boolean }> => {
  if (!actions) return refused('no_actions')
  const from = dayOf(day) - DAYS_OF_YEAR
  let perShare = 0
  for (const action of actions.items) {
    if (action.ex_date > day || dayOf(action.ex_date) <= from) continue
    if (action.kind === 'unread') return refused('unread_distribution')
    if (action.kind === 'split') continue
    const later = action.split_adjusted ? 1 : splits.priceFactor(action.ex_date, day)
    if (later === null) return refused('not_adjusted')
    const own = action.unit.split('/')[0] ?? ''
    const toPrice = own === currency ? 1 : rateBetween(own, currency, rate)
    if (toPrice === null) return refused('no_rate')
    perShare += (Number(action.amount) / later) * toPrice
  }
  return perShare > 0
    ? { ok: true, perShare, isInStatements: currency === figures.currency }
    : refused('no_dividend')
}

const rateBetween = (from: string, to: string, rate: StatedRate | null): number | null => {
  if (rate?.from === from && rate.to === to) return Number(rate.value)
  return rate?.from === to && rate.to === from ? 1 / Number(rate.value) : null
}

/** Dividends as the cash flow statement has them, where no list of dividends is at hand. */
const paidYield = (context: Context): void => {
  const { rows, day } = context
  const cap = rows.rows.find(({ name }) => name === 'market_cap')
  const paid = newEnough(context, 'dividends_paid')
  if (!cap || !paid.ok) rows.miss('dividend_yield', day, 'no_actions')
  else if (paid.input.value >= 0) rows.miss('dividend_yield', day, 'no_dividend')
  else
    rows.computed(
      {
        name: 'dividend_yield',
        period: day,
        end: day,
        value: -paid.input.value / Number(cap.value),
        unit: 'ratio',
      },
      [paid.input, cap.token],
    )
}

const dividendRows = (context: Context, price: StatedPrice): MarketFigures['dividends'] => {
  const { rows, day, rate, figures } = context
  const found = yearDividends(context, price.currency)
  if (!found.ok) {
    if (found.reason === 'no_actions') paidYield(context)
    else rows.miss('dividend_yield', day, found.reason)
    return null
  }
  const at = { period: day, end: day }
  const unit = `${price.currency}/share`
  const token = rows.computed({ name: 'dividends_of_year', ...at, value: found.perShare, unit }, [
    `actions@${day}`,
  ])
  rows.computed(
    {
      name: 'dividend_yield',
      ...at,
      value: found.perShare / Number(price.value),
      unit: 'ratio',
    },
    [token, priceToken(price)],
  )
  const toStatements = found.isInStatements
    ? 1
    : rateBetween(price.currency, figures.currency, rate)
  return toStatements === null
    ? null
    : { token, per_share: (found.perShare * toStatements) / sharesFor(context) }
}

/** The consensus of earnings per share of the fiscal year that ends next after the day. */
const nextEarnings = ({ estimates, day }: Context) => {
  const years = (estimates?.items ?? []).flatMap((one) =>
    one.kind === 'consensus' &&
    one.concept === 'eps_diluted' &&
    one.period_end !== null &&
    one.period_end > day &&
    one.as_of <= day &&
    /^FY\d{4}$/.test(one.period)
      ? [{ ...one, period_end: one.period_end }]
      : [],
  )
  const [end] = years.map(({ period_end }) => period_end).sort()
  return years
    .filter(({ period_end }) => period_end === end)
    .sort((a, b) => b.as_of.localeCompare(a.as_of))[0]
}

/** Earnings per share that are expected, in the currency and for the shares of the price. */
const expectedEarnings = (
  context: Context,
  currency: string,
): OrRefused<{ eps: number; next: NonNullable<ReturnType<typeof nextEarnings>> }> => {
  if (context.receipt !== null) return refused('depositary')
  const next = nextEarnings(context)
  if (!next) return refused('no_estimate')
  const later = context.splits.priceFactor(next.as_of, context.day)
  const own = next.unit.split('/')[0] ?? ''
  const toPrice = own === currency ? 1 : rateBetween(own, currency, context.rate)
  if (toPrice === null) return refused('no_rate')
  if (later === null) return refused('not_adjusted')
  const mean = Number(next.mean)
  return mean > 0 ? { ok: true, eps: (mean / later) * toPrice, next } : refused('losses')
}

const forwardRows = (context: Context, price: StatedPrice, pe: number | null): void => {
  const { rows, day, rate, figures, estimates } = context
  const found = estimates ? expectedEarnings(context, price.currency) : refused('no_estimate')
  if (!found.ok || !estimates) {
    const reason = found.ok ? 'no_estimate' : found.reason
    for (const name of ['pe_forward', 'peg']) rows.miss(name, day, reason)
    return
  }
  const { eps, next } = found
  const { period, period_end: end, mean: value, unit, as_of } = next
  const token = rows.stated(
    { name: 'eps_consensus', period, end, value, unit },
    {
      provider: estimates.provider,
      field: 'consensus',
      at: `${as_of}T00:00:00.000Z`,
      retrieved_at: estimates.retrieved_at,
      source_url: estimates.source_url,
    },
  )
  const at = { period: day, end: day, unit: 'x' }
  rows.computed({ name: 'pe_forward', ...at, value: Number(price.value) / eps }, [
    priceToken(price),
    token,
  ])
  const past = figures.newest('eps_diluted_adjusted')
  const toPrice =
    price.currency === figures.currency ? 1 : rateBetween(figures.currency, price.currency, rate)
  const growth =
    past && past.value > 0 && toPrice !== null ? eps / (past.value * toPrice) - 1 : null
  if (pe === null || !past || growth === null || growth <= 0) rows.miss('peg', day, 'no_growth')
  else
    rows.computed({ name: 'peg', ...at, value: pe / (growth * 100) }, [
      `pe_ttm@${day}`,
      token,
      past,
    ])
}

const JOINED = [
  'market_cap',
  'pe_ttm',
  'pb',
  'ps_ttm',
  'ev',
  'ev_ebitda',
  'fcf_yield',
  'pe_forward',
  'peg',
  'dividend_yield',
]

/** Multiples of the price over what was filed. Gives the trailing multiple of earnings. */
const joinedRows = (context: Context, price: StatedPrice): void => {
  const { rows, day, figures, price_in_statements: own } = context
  const count = shareCount(context)
  if (!own.ok || !count.ok) {
    const reason = own.ok ? (count.ok ? 'count_unknown' : count.reason) : own.reason
    for (const name of JOINED.filter((one) => one !== 'pe_forward' && one !== 'dividend_yield'))
      rows.miss(name, day, reason)
    return
  }
  const value = own.value * count.count
  const token = rows.computed(
    { name: 'market_cap', period: day, end: day, value, unit: figures.currency },
    [own.token, count.input],
  )
  let pe: number | null = null
  for (const { name, under, reason } of OVER_CAP) {
    const found = newEnough(context, under)
    if (!found.ok) rows.miss(name, day, found.reason)
    else if (found.input.value <= 0) rows.miss(name, day, reason)
    else {
      const multiple = value / found.input.value
      if (name === 'pe_ttm') pe = multiple
      rows.computed({ name, period: day, end: day, value: multiple, unit: 'x' }, [
        token,
        found.input,
      ])
    }
  }
  const free = newEnough(context, 'free_cash_flow')
  if (!free.ok)
    rows.miss('fcf_yield', day, isFinancialKind(figures.kind) ? 'not_for_financials' : free.reason)
  else
    rows.computed(
      { name: 'fcf_yield', period: day, end: day, value: free.input.value / value, unit: 'ratio' },
      [free.input, token],
    )
  enterpriseValue(context, { value, token })
  forwardRows(context, price, pe)
}

const historyRows = (context: Context, input: MarketInput): MarketFigures['history'] => {
  const { rows, known, splits, figures, per_share, price_in_statements: own } = context
  const history: MarketFigures['history'] = {}
  const closes = priceCloses(input.bars?.series ?? [], splits)
  const last = closes.ok ? closes.closes.at(-1)?.date : undefined
  const currency = input.bars?.series[0]?.currency
  const rate =
    currency === figures.currency
      ? 1
      : currency === undefined
        ? null
        : rateBetween(currency, figures.currency, input.rate)
  for (const id of MULTIPLES) {
    const missed = (reason: RefusalReason) => rows.miss(`${id}_median`, '10y', reason)
    if (!closes.ok) missed(closes.reason)
    else if (rate === null) missed('no_rate')
    else {
      const found = multipleHistory(id, {
        closes: closes.closes,
        known,
        splits,
        currency: figures.currency,
        rate: rate / sharesFor(input),
        per_share,
      })
      if (!found.ok) missed(found.reason)
      else {
        history[id] = found
        const period = `${Math.max(Math.round((found.months + found.without) / 12), 1)}y`
        const at = { period, end: last ?? context.day, unit: 'x' }
        const from = [`bars@${last ?? context.day}`]
        rows.computed({ name: `${id}_median`, ...at, value: found.median }, from)
        rows.computed({ name: `${id}_low`, ...at, value: found.low }, from)
        rows.computed({ name: `${id}_high`, ...at, value: found.high }, from)
        const now = rows.rows.find(({ token }) => token === `${id}@${context.day}`)
        if (now && own.ok)
          rows.computed(
            {
              name: `${id}_standing`,
              ...at,
              unit: 'ratio',
              value: standing(found, Number(now.value)),
            },
            [now.token, ...from],
          )
      }
    }
  }
  return history
}

/** What the series says by itself: it needs no figure of the statements. */
const seriesRows = ({ rows, splits, day, bars, index }: Context): void => {
  const found = priceCloses(bars?.series ?? [], splits)
  const closes = found.ok ? found.closes : []
  const end = closes.at(-1)?.date ?? day
  const currency = bars?.series[0]?.currency ?? ''
  const from = [`bars@${end}`]
  const addRow = (
    name: string,
    period: string,
    unit: string,
    said: OrRefused<{ value: number }>,
  ) => {
    if (!found.ok) rows.miss(name, period, found.reason)
    else if (said.ok) rows.computed({ name, period, end, unit, value: said.value }, from)
    else rows.miss(name, period, said.reason)
  }
  const range = yearRange(closes)
  const sideOf = (side: 'high' | 'low'): OrRefused<{ value: number }> =>
    range.ok ? { ok: true, value: range[side] } : range
  addRow('high_52w', '1y', `${currency}/share`, sideOf('high'))
  addRow('low_52w', '1y', `${currency}/share`, sideOf('low'))
  const total = returnCloses(bars?.series ?? [])
  for (const months of RETURN_WINDOWS) {
    const ofPrice = returnOver(closes, months)
    addRow(
      'price_return',
      windowName(months),
      'ratio',
      ofPrice.ok ? { ok: true, value: ofPrice.change } : ofPrice,
    )
    const whole = total && returnOver(total, months)
    if (whole)
      addRow(
        'total_return',
        windowName(months),
        'ratio',
        whole.ok ? { ok: true, value: whole.change } : whole,
      )
  }
  addRow('volatility', '1y', 'ratio', volatility(closes))
  for (const years of [1, 5]) addRow('max_drawdown', `${years}y`, 'ratio', drawdown(closes, years))
  const market = index ? priceCloses([index], splits) : refused('no_index')
  const beta = market.ok ? betaTo(closes, market.closes) : refused('no_index')
  addRow('beta', '2y', 'x', beta.ok ? { ok: true, value: beta.beta } : beta)
}

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
  const context: Context = {
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
