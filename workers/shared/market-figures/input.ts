/**
 * What the market figures of a company are made from, and what the kinds of figures share: the
 * stated price and rate, the shares for one traded share, and a filed figure that is new enough.
 */
import type { ItemOf } from '../datasets/registry.ts'
import { dayOf } from '../days.ts'
import type { Market } from '../names.ts'
import type { CompanyFigures, Input } from '../valuation/company-figures.ts'
import { type OrRefused, type RefusalReason, refused } from '../valuation/refusals.ts'
import type { Rows } from '../valuation/rows.ts'
import type { Distribution, MultipleId } from './history.ts'
import { type KnownFact, type KnownFigures, STALE_DAYS } from './known.ts'
import type { splitBook } from './splits.ts'
import type { CountRecord } from './stated-count.ts'

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

/** Everything that a figure here is made from. */
export interface MarketContext extends MarketInput {
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

/** Ordinary shares for one traded share. */
export const sharesFor = ({ receipt }: MarketInput): number =>
  receipt === null || receipt === 'unknown' ? 1 : receipt.shares / receipt.traded

/** The token of a price. */
export const priceToken = ({ kind, day }: StatedPrice): string =>
  `${kind === 'live' ? 'price' : 'last_close'}@${day}`

/** How many of `to` one of `from` is by the stated rate; null when the rate is of others. */
export const rateBetween = (from: string, to: string, rate: StatedRate | null): number | null => {
  if (rate?.from === from && rate.to === to) return Number(rate.value)
  return rate?.from === to && rate.to === from ? 1 / Number(rate.value) : null
}

const isStale = (input: Input, day: string): boolean => dayOf(day) - dayOf(input.end) > STALE_DAYS

/** A figure of the statements that is new enough to stand beside the price. */
export const newEnough = (
  { figures, day }: MarketContext,
  name: string,
): OrRefused<{ input: Input }> => {
  const input = figures.newest(name)
  if (!input) return refused('not_filed')
  if (input.unit !== figures.currency && input.unit !== `${figures.currency}/share`)
    return refused('no_rate')
  return isStale(input, day) ? refused('stale_figures') : { ok: true, input }
}
