/**
 * Reads one of Tencent's quote lines, `v_sh600519="1~贵州茅台~600519~…";`, as quote and multiples.
 * Pure.
 */
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { ProviderFigure } from '#shared/datasets/elements.ts'
import type { Market } from '#shared/names.ts'
import {
  money,
  percent,
  perShare,
  type ShareScale,
  shares,
  volumeScale,
} from '#shared/units/scale.ts'
import { type Currency, isCurrency } from '#shared/units/unit.ts'
import { localInstant, MARKET_ZONES } from '../../time/market-time.ts'
import { isDash, isDecimal } from '../numeric.ts'
import type { ProviderFailure, ProviderResult, Subject } from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import {
  type LineFigure,
  type TencentLayout,
  layoutOf,
  usualCurrency,
  usualVolume,
} from './layout.ts'

export interface TencentQuoteLine {
  subject: Subject & { symbol: string }
  currency: Currency
  quote: ItemOf<'quote'>
  multiples: ProviderFigure[]
  counts: ProviderFigure[]
}

/**
 * Hong Kong prices may be fifteen minutes old, and US prices come from one exchange only. The
 * answer states neither.
 */
const delayOf = (market: Market): ItemOf<'quote'>['delay'] =>
  market === 'CN' ? { kind: 'realtime' } : { kind: 'delayed', minutes: null }

/**
 * The lines of an answer by code (`sh600519`), each split into its fields. Tencent does not know a
 * code that has no line.
 */
export const fieldsByCode = (text: string): Map<string, string[]> =>
  new Map(
    [...text.matchAll(/v_([A-Za-z]{2}[A-Za-z0-9.]+)="([^"]*)";/g)].map(
      ([, code = '', line = '']) => [code, line.split('~')],
    ),
  )

const canonical = (market: Market, code: string, given: string): string => {
  if (market === 'CN') return `${given}.${code.slice(0, 2).toUpperCase()}`
  // AAPL.OQ, BRK.B.N, SPY.AM: the last part is the exchange. The rest may include a class of
  // shares.
  return market === 'US' ? given.replace(/\.[A-Z]{1,2}$/, '') : given
}

const currencyIn = (
  market: Market,
  code: string,
  { currencyAt }: TencentLayout,
  fields: readonly string[],
): Currency | null => {
  const given = fields[currencyAt]
  if (!given) return usualCurrency(market, code)
  return isCurrency(given) ? given : null
}

/**
 * Tencent writes 0 where it has no figure, so a price, value or count of 0 is read as missing. For
 * B shares, only the prices are in the currency of the line.
 */
const figuresIn = (
  figures: readonly LineFigure[],
  market: Market,
  fields: readonly string[],
  currency: Currency,
): ProviderFigure[] =>
  figures.flatMap(([concept, at, read]) => {
    const text = fields[at] ?? ''
    const figure = isDecimal(text) && Number(text) !== 0 ? read(text, currency) : null
    const told = market !== 'CN' || currency === 'CNY' || figure?.unit === `${currency}/share`
    return figure && told ? [{ concept, ...figure, provider_field: String(at) }] : []
  })

/** A share without a price is suspended or has not traded yet: no fault of the provider. */
const noPrice = (code: string): ProviderFailure => ({
  ok: false,
  reason: 'empty',
  detail: `tencent: ${code} has no price: it is suspended or has not traded yet`,
})

const priceIn = (text: string | undefined, currency: Currency): string | null =>
  text && isDecimal(text) && Number(text) > 0 ? perShare(text, currency).value : null
const signedIn = (text: string | undefined, currency: Currency): string | null =>
  text && isDecimal(text) ? perShare(text, currency).value : null

/**
 * The unit is computed from turnover and price if both are present; otherwise it is the usual unit
 * for the code.
 */
const volumeUnit = (
  market: Market,
  code: string,
  volume: string,
  turnover: string | null,
  price: string,
): ShareScale | null => {
  const usual = usualVolume(market, code)
  return turnover === null || Number(turnover) === 0 || Number(volume) === 0
    ? usual
    : volumeScale(volume, turnover, price)
}

/**
 * Reads a line as the market's figures. The result is `malformed` when price, time or currency
 * cannot be read, and `empty` before the first price.
 */
export const readQuoteLine = (
  market: Market,
  code: string,
  fields: readonly string[],
): ProviderResult<TencentQuoteLine> => {
  const layout = layoutOf(market)
  const currency = layout && currencyIn(market, code, layout, fields)
  if (!currency) return malformed('tencent', `${code} currency`)
  const [, name = '', given = '', last = '', previous, open, volume = ''] = fields
  const quotedAt = localInstant(fields[30] ?? '', layout.timeFormat, MARKET_ZONES[market])
  if (isDash(last)) return noPrice(code)
  if (!isDecimal(last)) return malformed('tencent', `${code} 3 (price)`)
  if (!isDecimal(volume)) return malformed('tencent', `${code} 6 (volume)`)
  if (!quotedAt) return malformed('tencent', `${code} 30 (time)`)
  const price = priceIn(last, currency)
  if (price === null) return noPrice(code)
  const amount = fields[37] ?? ''
  const turnover = isDecimal(amount) ? money(amount, layout.turnover, currency).value : null
  const volumeIn = volumeUnit(market, code, volume, turnover, price)
  const percentage = signedIn(fields[32], currency)
  return {
    ok: true,
    data: {
      subject: { symbol: canonical(market, code, given), name: name || null, currency },
      currency,
      quote: {
        price,
        currency,
        open: priceIn(open, currency),
        high: priceIn(fields[33], currency),
        low: priceIn(fields[34], currency),
        previous_close: priceIn(previous, currency),
        change: signedIn(fields[31], currency),
        change_fraction: percentage === null ? null : percent(percentage).value,
        volume: volumeIn && shares(volume, volumeIn).value,
        turnover,
        quoted_at: quotedAt,
        delay: delayOf(market),
      },
      multiples: figuresIn(
        [...layout.figures, ...layout.counts.slice(0, 1)],
        market,
        fields,
        currency,
      ),
      counts: figuresIn(layout.counts, market, fields, currency),
    },
  }
}
