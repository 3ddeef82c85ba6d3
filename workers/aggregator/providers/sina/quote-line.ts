/**
 * Reads one of Sina's quote lines, `var hq_str_sh600519="贵州茅台,…";`. Positions differ by market. The
 * A-share layout comes from a recording. The Hong Kong and US layouts come from public test suites
 * of 2017 to 2026, so their lines are checked against their own sums. Pure.
 */
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { Market } from '#shared/names.ts'
import { money, percent, perShare, shares } from '#shared/units/scale.ts'
import { type Currency, isCurrency } from '#shared/units/unit.ts'
import { quoteCurrencies } from '#shared/quote-currencies.ts'
import { localInstant, MARKET_ZONES } from '../../time/market-time.ts'
import { isDash, isDecimal } from '../numeric.ts'
import type { ProviderFailure, ProviderResult, Subject } from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import { changeOf } from './change.ts'

interface SinaLayout {
  name: number
  price: number
  previous: number
  open: number
  high: number
  low: number
  volume: number
  /** Missing where the line does not have it. */
  change?: number
  percentage?: number
  turnover?: number
  quotedAt(fields: readonly string[]): string | null
}

const local = (text: string, formats: readonly string[], market: Market): string | null =>
  formats
    .map((format) => localInstant(text, format, MARKET_ZONES[market]))
    .find((at) => at !== null) ?? null

/**
 * The time of the regular session: `Sep 30 04:00PM EDT`; newer lines have the year at position 29.
 * Field 3 is the Beijing time of the line's last change, also after hours. It gives the year of
 * older lines; a December line may be read in January.
 */
const usTime = (fields: readonly string[]): string | null => {
  const [, day, clock] =
    /^([A-Z][a-z]{2} \d{2}) (\d{2}:\d{2}[AP]M) E[DS]T$/.exec(fields[25] ?? '') ?? []
  const [, year, month] = /^(\d{4})-(\d{2})/.exec(fields[3] ?? '') ?? []
  if (!day || !year) return null
  const told = /^\d{4}$/.test(fields[29] ?? '')
    ? fields[29]
    : month === '01' && day.startsWith('Dec')
      ? String(Number(year) - 1)
      : year
  return local(`${told} ${day} ${clock}`, ['yyyy MMM dd hh:mma'], 'US')
}

/** Volumes are in shares in every market, and turnover is in single units of the currency. */
const LAYOUTS: Partial<Record<Market, SinaLayout>> = {
  CN: {
    name: 0,
    open: 1,
    previous: 2,
    price: 3,
    high: 4,
    low: 5,
    volume: 8,
    turnover: 9,
    quotedAt: (fields) => local(`${fields[30]} ${fields[31]}`, ['yyyy-MM-dd HH:mm:ss'], 'CN'),
  },
  HK: {
    name: 1,
    open: 2,
    previous: 3,
    high: 4,
    low: 5,
    price: 6,
    change: 7,
    percentage: 8,
    turnover: 11,
    volume: 12,
    quotedAt: (fields) =>
      local(`${fields[17]} ${fields[18]}`, ['yyyy/MM/dd HH:mm:ss', 'yyyy/MM/dd HH:mm'], 'HK'),
  },
  US: {
    name: 0,
    price: 1,
    percentage: 2,
    change: 4,
    open: 5,
    high: 6,
    low: 7,
    volume: 10,
    previous: 26,
    quotedAt: usTime,
  },
}

export interface SinaQuoteLine {
  subject: Subject & { symbol: string }
  quote: ItemOf<'quote'>
}

/**
 * The lines of an answer by code, each split into its fields. A code that Sina does not know has
 * one empty field.
 */
export const fieldsByCode = (text: string): Map<string, string[]> =>
  new Map(
    [...text.matchAll(/hq_str_([a-z]{2}[\w.$]{1,40})="([^"]*)";/g)].map(
      ([, code = '', line = '']) => [code, line.split(',')],
    ),
  )

const symbolOf = (market: Market, code: string): string => {
  if (market === 'CN') return `${code.slice(2)}.${code.slice(0, 2).toUpperCase()}`
  return market === 'HK' ? code.replace('rt_hk', '') : code.replace('gb_', '').toUpperCase()
}

/** A share without a price is suspended or has not traded yet: no fault of the provider. */
const noPrice = (code: string): ProviderFailure => ({
  ok: false,
  reason: 'empty',
  detail: `sina: ${code} has no price: it is suspended or has not traded yet`,
})

const priceIn = (text: string | undefined, currency: Currency): string | null =>
  text && isDecimal(text) && Number(text) > 0 ? perShare(text, currency).value : null
const signedIn = (text: string | undefined, currency: Currency): string | null =>
  text && isDecimal(text) ? perShare(text, currency).value : null

/**
 * The result is `malformed` when the line cannot be read or its change fits neither its price nor
 * its percentage. It is `empty` without a price: before the first one of the day and during a halt
 * (A-shares: 0.000).
 */
export const readQuoteLine = (
  market: Market,
  code: string,
  fields: readonly string[],
): ProviderResult<SinaQuoteLine> => {
  const layout = LAYOUTS[market]
  const symbol = symbolOf(market, code)
  const [currency = ''] = quoteCurrencies(market, symbol)
  if (!layout || !isCurrency(currency)) return malformed('sina', `${code} market`)
  const at = (position: number | undefined): string | undefined =>
    position === undefined ? undefined : fields[position]
  const last = at(layout.price) ?? ''
  const volume = at(layout.volume) ?? ''
  const quotedAt = layout.quotedAt(fields)
  if (isDash(last)) return noPrice(code)
  if (!isDecimal(last)) return malformed('sina', `${code} ${layout.price} (price)`)
  if (!isDecimal(volume)) return malformed('sina', `${code} ${layout.volume} (volume)`)
  if (!quotedAt) return malformed('sina', `${code} (time)`)
  const price = priceIn(last, currency)
  if (price === null) return noPrice(code)
  const told = changeOf({
    price,
    previous: priceIn(at(layout.previous), currency),
    change: signedIn(at(layout.change), currency),
    percentage: signedIn(at(layout.percentage), currency),
  })
  if (!told)
    return malformed('sina', `${code} ${layout.change} (change is not price less previous close)`)
  const turnover = at(layout.turnover)
  return {
    ok: true,
    data: {
      // The line does not give its currency.
      subject: { symbol, name: at(layout.name)?.trim() || null, currency: null },
      quote: {
        price,
        currency,
        open: priceIn(at(layout.open), currency),
        high: priceIn(at(layout.high), currency),
        low: priceIn(at(layout.low), currency),
        previous_close: told.previous,
        change: told.change,
        change_fraction: told.percentage === null ? null : percent(told.percentage).value,
        volume: shares(volume, '股').value,
        turnover: turnover && isDecimal(turnover) ? money(turnover, '元', currency).value : null,
        quoted_at: quotedAt,
        delay: market === 'CN' ? { kind: 'realtime' } : { kind: 'delayed', minutes: null },
      },
    },
  }
}
