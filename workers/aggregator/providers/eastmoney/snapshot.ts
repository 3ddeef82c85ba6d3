/**
 * Reads Eastmoney's quote fields (`f43`, `f57` ...) as quote, market figures and share counts.
 * Pure.
 */
import { Decimal } from 'decimal.js'
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { ProviderFigure } from '#shared/datasets/elements.ts'
import type { Market } from '#shared/names.ts'
import type { Quantity } from '#shared/units/quantity.ts'
import { money, multiple, percent, perShare, shares, volumeScale } from '#shared/units/scale.ts'
import type { Currency } from '#shared/units/unit.ts'
import { epochInstant } from '../../time/market-time.ts'
import type { ProviderFailure, ProviderResult, Subject } from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import { unreadable } from './fields.ts'
import { quoteCurrency, symbolOf } from './symbols.ts'

/** Eastmoney writes `-` where there is no number. */
const given = z.union([z.number(), z.literal('-')]).nullish()
const cell = given.transform((value) => (typeof value === 'number' ? value : null))
const dataSchema = z.object({
  f43: given,
  f44: cell,
  f45: cell,
  f46: cell,
  f47: cell,
  f48: cell,
  f59: cell,
  f60: cell,
  f84: cell,
  f85: cell,
  f86: cell,
  f116: cell,
  f117: cell,
  f163: cell,
  f164: cell,
  f167: cell,
  f169: cell,
  f170: cell,
  f57: z.string().min(1),
  f58: z.string().nullish(),
  f107: z.number(),
})
/** `halted`: the price is `-`, as for a share that is suspended or not traded yet. */
type Data = Omit<z.infer<typeof dataSchema>, 'f43'> & { f43: number | null; halted: boolean }

/** The fields of one instrument that this file reads. */
export const SNAPSHOT_FIELDS = Object.keys(dataSchema.shape)

/** The list of several instruments uses other numbers for the same fields. */
const LIST_NUMBERS: Record<string, string> = {
  f2: 'f43',
  f3: 'f170',
  f4: 'f169',
  f5: 'f47',
  f6: 'f48',
  f12: 'f57',
  f13: 'f107',
  f14: 'f58',
  f15: 'f44',
  f16: 'f45',
  f17: 'f46',
  f18: 'f60',
  f124: 'f86',
}
export const LIST_FIELDS = Object.keys(LIST_NUMBERS)
/** A row of the list, with the field numbers of the single quote. */
export const asSnapshot = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(LIST_NUMBERS).map(([from, to]) => [to, row[from]]))

/**
 * Number of decimals when the answer does not give it (f59): three for Hong Kong and US prices, two
 * for A-shares.
 */
const DECIMALS: Partial<Record<Market, number>> = { CN: 2, HK: 3, US: 3 }
/**
 * A price that differs by more than this factor from what the market value or the change implies is
 * scaled by a power of ten.
 */
const FAR = 30

/**
 * We always ask with `fltt=2`. An answer that ignores it has integers: prices times 10^decimals and
 * ratios times 100. The check compares market value with shares times price or, without a market
 * value, the change in percent with the change.
 */
const isScaled = ({ f43, f60, f84, f116, f169, f170 }: Data): boolean => {
  if (f43 && f84 && f116) return f43 / (f116 / f84) > FAR
  if (f60 && f169 && f170) return f170 / ((f169 / f60) * 100) > FAR
  return false
}

export interface EastmoneySnapshot {
  market: Market
  subject: Subject & { symbol: string }
  currency: Currency
  data: Data
  /** Exponents of ten: prices are divided by the first power, ratios and percent by the second. */
  priceDigits: number
  ratioDigits: number
}

/**
 * Reads the `fields` of one instrument. The result is `wrong_instrument` when its market is not one
 * that this provider covers.
 */
export const readSnapshot = (fields: unknown): ProviderResult<EastmoneySnapshot> => {
  const parsed = dataSchema.safeParse(fields)
  if (!parsed.success) return unreadable('quote', parsed.error)
  const { f43 } = parsed.data
  const data: Data = {
    ...parsed.data,
    f43: typeof f43 === 'number' ? f43 : null,
    halted: f43 === '-' || f43 === 0,
  }
  const found = symbolOf(data.f107, data.f57)
  if (!found)
    return {
      ok: false,
      reason: 'wrong_instrument',
      detail: `eastmoney answered ${data.f107}.${data.f57}, which is no share`,
    }
  const { market, symbol } = found
  const scaled = isScaled(data)
  const subject = { symbol, name: data.f58 || null, currency: null }
  const priceDigits = scaled ? (data.f59 ?? DECIMALS[market] ?? 0) : 0
  return {
    ok: true,
    data: {
      market,
      subject,
      currency: quoteCurrency(market, symbol),
      data,
      priceDigits,
      ratioDigits: scaled ? 2 : 0,
    },
  }
}

const unscaled = (value: number, digits: number): Decimal =>
  new Decimal(value).div(new Decimal(10).pow(digits))

/** The instant of the snapshot; null when the answer does not give it. */
export const quotedAt = ({ data }: EastmoneySnapshot): string | null =>
  data.f86 === null ? null : epochInstant(data.f86)

/** A volume is left out when turnover and price contradict its unit. */
const volumeOf = ({ market, data, priceDigits }: EastmoneySnapshot): string | null => {
  if (data.f47 === null) return null
  if (market !== 'CN') return shares(data.f47, '股').value
  if (!data.f47 || !data.f48 || !data.f43) return shares(data.f47, '手').value
  const scale = volumeScale(data.f47, data.f48, unscaled(data.f43, priceDigits))
  return scale && shares(data.f47, scale).value
}

const DELAYS: Partial<Record<Market, ItemOf<'quote'>['delay']>> = { CN: { kind: 'realtime' } }

/** A share without a price is no fault of the provider: trading in it is halted. */
export const halted = ({ subject }: EastmoneySnapshot): ProviderFailure => ({
  ok: false,
  reason: 'empty',
  detail: `eastmoney: ${subject.symbol} has no price: it is suspended or has not traded yet`,
})

/** Hong Kong and US prices may be late; the answer does not say by how much. */
export const quoteOf = (snapshot: EastmoneySnapshot): ProviderResult<ItemOf<'quote'>> => {
  const { market, currency, data, priceDigits, ratioDigits } = snapshot
  const at = quotedAt(snapshot)
  if (data.halted) return halted(snapshot)
  if (data.f43 === null || data.f43 <= 0) return malformed('eastmoney', 'quote f43 (price)')
  if (at === null) return malformed('eastmoney', 'quote f86 (time)')
  const price = (value: number | null): string | null =>
    value === null ? null : perShare(unscaled(value, priceDigits), currency).value
  /** Eastmoney writes 0 for a price that does not exist yet. */
  const positive = (value: number | null): string | null =>
    value && value > 0 ? price(value) : null
  return {
    ok: true,
    data: {
      price: perShare(unscaled(data.f43, priceDigits), currency).value,
      currency,
      open: positive(data.f46),
      high: positive(data.f44),
      low: positive(data.f45),
      previous_close: positive(data.f60),
      change: price(data.f169),
      change_fraction: data.f170 === null ? null : percent(unscaled(data.f170, ratioDigits)).value,
      volume: volumeOf(snapshot),
      turnover: data.f48 === null ? null : money(data.f48, '元', currency).value,
      quoted_at: at,
      delay: DELAYS[market] ?? { kind: 'delayed', minutes: null },
    },
  }
}

type SnapshotReader = (value: number, snapshot: EastmoneySnapshot) => Quantity
const asPrice: SnapshotReader = (value, { priceDigits, currency }) =>
  perShare(unscaled(value, priceDigits), currency)
const asRatio: SnapshotReader = (value, { ratioDigits }) => multiple(unscaled(value, ratioDigits))
const asMoney: SnapshotReader = (value, { currency }) => money(value, '元', currency)
const asShares: SnapshotReader = (value) => shares(value, '股')
type SnapshotFigure = readonly [
  concept: string,
  field: 'f43' | 'f84' | 'f85' | 'f116' | 'f117' | 'f163' | 'f164' | 'f167',
  read: SnapshotReader,
]

const MULTIPLES: readonly SnapshotFigure[] = [
  ['price', 'f43', asPrice],
  ['market_cap', 'f116', asMoney],
  ['float_market_cap', 'f117', asMoney],
  ['pe_static', 'f163', asRatio],
  ['pe_ttm', 'f164', asRatio],
  ['pb', 'f167', asRatio],
]
const COUNTS: readonly SnapshotFigure[] = [
  ['shares_outstanding', 'f84', asShares],
  ['float_shares', 'f85', asShares],
]

/** Eastmoney writes 0 where there is no figure. */
const figuresOf = (
  snapshot: EastmoneySnapshot,
  figures: readonly SnapshotFigure[],
): ProviderFigure[] =>
  figures.flatMap(([concept, field, read]) => {
    const value = snapshot.data[field]
    return value ? [{ concept, ...read(value, snapshot), provider_field: field }] : []
  })

/** f162 is left out: it is computed from the last quarter alone, scaled to a year. */
export const multiplesOf = (snapshot: EastmoneySnapshot): ProviderFigure[] =>
  figuresOf(snapshot, MULTIPLES)
/**
 * Today's share counts. SHARE_CAPITAL in the statements is an amount of money and not a count
 * (Zijin's shares have a par value of 0.10).
 */
export const countsOf = (snapshot: EastmoneySnapshot): ProviderFigure[] =>
  figuresOf(snapshot, COUNTS)
