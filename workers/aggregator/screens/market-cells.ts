/**
 * Filed figures against the price of a day. What a source states of a market value is believed only
 * so far: where it stands near a round multiple of price by shares, the row is marked. Pure.
 */
import { IN_DOUBT } from '#shared/screen/table.ts'
import type { MarketPrice } from '../universe/market-days.ts'
import { absent, type SnapshotCell } from './cells.ts'
import { MARKET_FIELDS, type MarketFieldId } from './market-fields.ts'

/** Units of one currency in another; null where no rate is at hand. */
export type RateOf = (from: string, to: string) => number | null

/** The filed figures that are held against a price, each as the snapshot has it in this column. */
export const PRICED_FIELDS = [
  'net_cash_ttm',
  'minority_interest_mrq',
  'net_income_ttm',
  'equity_parent_mrq',
  'revenue_ttm',
  'ebitda_ttm',
  'free_cash_flow_ttm',
  'ebit_ttm',
  'dividends_paid_ttm',
  'shares_outstanding_mrq',
  'shareholder_payout_ttm',
  'total_liabilities',
  'altman_z_without_market',
] as const
export type PricedField = (typeof PRICED_FIELDS)[number]

/** What each figure of the day's prices rests on beside the price. */
export const RESTS_ON: Readonly<Record<MarketFieldId, readonly PricedField[]>> = {
  close: [],
  market_cap: [],
  pe: ['net_income_ttm'],
  pb: ['equity_parent_mrq'],
  ps: ['revenue_ttm'],
  ev: ['net_cash_ttm', 'minority_interest_mrq'],
  ev_ebitda: ['net_cash_ttm', 'minority_interest_mrq', 'ebitda_ttm'],
  fcf_yield: ['free_cash_flow_ttm'],
  earnings_yield: ['net_cash_ttm', 'minority_interest_mrq', 'ebit_ttm'],
  dividend_yield: ['dividends_paid_ttm'],
  shareholder_yield: ['shareholder_payout_ttm'],
  altman_z: ['altman_z_without_market', 'total_liabilities'],
}

export interface PricedCompany {
  price: MarketPrice | null
  /** The cell of the newest figure. */
  filed: (field: PricedField) => SnapshotCell
  /** Its reports say that what is traded are receipts for its shares. */
  isReceipt: boolean
  /** The reporting currency. */
  currency: string | null
  rate: RateOf
}

/** Weight of market value to liabilities in Altman's Z of 1968. */
const MARKET_TO_LIABILITIES = 0.6

export type MarketCells = Record<MarketFieldId, SnapshotCell>

const everywhere = (cell: SnapshotCell): MarketCells =>
  Object.fromEntries(MARKET_FIELDS.map(({ id }) => [id, cell])) as MarketCells

const known = (value: number, from: readonly SnapshotCell[]): SnapshotCell => {
  if (!Number.isFinite(value)) return absent('undefined')
  const times = from.flatMap(({ known_at }) => known_at ?? []).sort()
  return {
    value,
    reason: from.some(({ reason }) => (reason & IN_DOUBT) !== 0) ? IN_DOUBT : 0,
    known_at: times.at(-1) ?? null,
  }
}

/** `whole` over `part`; the first that is not known says why. `positive`: refused at or below 0. */
const ratio = (whole: SnapshotCell, part: SnapshotCell, positive: boolean): SnapshotCell => {
  for (const cell of [whole, part]) if (Number.isNaN(cell.value)) return cell
  if (positive && part.value <= 0) return absent('refused')
  return part.value === 0 ? absent('undefined') : known(whole.value / part.value, [whole, part])
}

const sum = (terms: readonly { cell: SnapshotCell; sign: 1 | -1 }[]): SnapshotCell => {
  const missing = terms.find(({ cell }) => Number.isNaN(cell.value))
  if (missing) return missing.cell
  return known(
    terms.reduce((total, { cell, sign }) => total + sign * cell.value, 0),
    terms.map(({ cell }) => cell),
  )
}

/** What is not filed here is nothing: minority interest, where no minority is. */
const orNothing = (cell: SnapshotCell): SnapshotCell =>
  Number.isNaN(cell.value) ? known(0, []) : cell
const negative = (cell: SnapshotCell): SnapshotCell =>
  Number.isNaN(cell.value) ? cell : { ...cell, value: 0 - cell.value }

const times = (cell: SnapshotCell, factor: number): SnapshotCell =>
  Number.isNaN(cell.value) ? cell : { ...cell, value: cell.value * factor }

const stated = (text: string | null): number | null => {
  const value = text === null || text === '' ? Number.NaN : Number(text)
  return Number.isFinite(value) && value > 0 ? value : null
}

/** In the reporting currency. */
const marketCap = (
  price: MarketPrice,
  rate: number,
  filed: PricedCompany['filed'],
): SnapshotCell => {
  const doubtful = price.cap_factor !== null
  const cap = stated(price.market_cap)
  if (cap !== null) return { value: cap * rate, reason: doubtful ? IN_DOUBT : 0, known_at: null }
  const close = stated(price.close)
  const shares = stated(price.shares)
  if (close === null) return absent('no_price')
  if (shares !== null)
    return { value: close * shares * rate, reason: doubtful ? IN_DOUBT : 0, known_at: null }
  const count = filed('shares_outstanding_mrq')
  return Number.isNaN(count.value) ? absent('no_price') : known(close * count.value * rate, [count])
}

export const marketCells = ({
  price,
  filed,
  isReceipt,
  currency,
  rate,
}: PricedCompany): MarketCells => {
  if (!price) return everywhere(absent('no_price'))
  const own = currency ?? price.currency
  const factor = own === price.currency ? 1 : rate(price.currency, own)
  if (factor === null) return everywhere(absent('no_rate'))
  const close = stated(price.close)
  // Shares by the price of a receipt are not what the company is worth.
  const cap =
    isReceipt && price.market_cap === null ? absent('refused') : marketCap(price, factor, filed)
  const ev = sum([
    { cell: cap, sign: 1 },
    { cell: filed('net_cash_ttm'), sign: -1 },
    { cell: orNothing(filed('minority_interest_mrq')), sign: 1 },
  ])
  const ofMarket = ratio(cap, filed('total_liabilities'), true)
  return {
    close: close === null ? absent('no_price') : known(close * factor, []),
    market_cap: cap,
    pe: ratio(cap, filed('net_income_ttm'), true),
    pb: ratio(cap, filed('equity_parent_mrq'), true),
    ps: ratio(cap, filed('revenue_ttm'), true),
    ev,
    ev_ebitda: ratio(ev, filed('ebitda_ttm'), true),
    fcf_yield: ratio(filed('free_cash_flow_ttm'), cap, true),
    earnings_yield: ratio(filed('ebit_ttm'), ev, true),
    dividend_yield: ratio(negative(filed('dividends_paid_ttm')), cap, true),
    shareholder_yield: ratio(filed('shareholder_payout_ttm'), cap, true),
    altman_z: sum([
      { cell: filed('altman_z_without_market'), sign: 1 },
      { cell: times(ofMarket, MARKET_TO_LIABILITIES), sign: 1 },
    ]),
  }
}
