/** One of Tencent's quote lines, `v_sh600519="1~贵州茅台~600519~…";`, as quote and multiples. Positions and units differ by market. Pure. */
import type { ItemOf, ProviderFigure } from '#shared/contracts/datasets.ts'
import type { Market } from '#shared/contracts/instrument.ts'
import { money, multiple, percent, perShare, shares } from '#shared/units/scale.ts'
import type { Quantity } from '#shared/units/quantity.ts'
import { isCurrency, type Currency } from '#shared/units/unit.ts'
import { localInstant, MARKET_ZONES } from '../market-time.ts'
import { isDecimal } from '../numeric.ts'
import type { ProviderResult, Subject } from '../provider.ts'
import { malformed } from '../statement-row.ts'

export interface QuoteLine {
  subject: Subject & { symbol: string }
  quote: ItemOf<'quote'>
  multiples: ProviderFigure[]
}

const TIME_FORMATS: Partial<Record<Market, string>> = { CN: 'yyyyMMddHHmmss', HK: 'yyyy/MM/dd HH:mm:ss', US: 'yyyy-MM-dd HH:mm:ss' }
const CURRENCIES: Partial<Record<Market, Currency>> = { CN: 'CNY', HK: 'HKD', US: 'USD' }
/** Where the line names its currency itself: A-shares at 82, Hong Kong at 75. */
const CURRENCY_AT: Partial<Record<Market, number>> = { CN: 82, HK: 75 }
/** Free Hong Kong prices may be fifteen minutes old and US prices are of one exchange alone; neither is stated in the answer. */
const DELAYS: Partial<Record<Market, ItemOf<'quote'>['delay']>> = {
  CN: { kind: 'realtime' },
  HK: { kind: 'delayed', minutes: null },
  US: { kind: 'delayed', minutes: null },
}

/** The lines of an answer by code (`sh600519`), each as its fields. A code without a line is unknown to Tencent. */
export const fieldsByCode = (text: string): Map<string, string[]> =>
  new Map([...text.matchAll(/v_([A-Za-z]{2}[A-Za-z0-9.]+)="([^"]*)";/g)].map(([, code = '', line = '']) => [code, line.split('~')]))

const canonical = (market: Market, code: string, given: string): string => {
  if (market === 'CN') return `${given}.${code.slice(0, 2).toUpperCase()}`
  // AAPL.OQ, BRK.B.N: the last part is the exchange.
  return market === 'US' ? given.replace(/\.[A-Z]{1,2}$/, '') : given
}

const currencyIn = (market: Market, fields: readonly string[]): Currency | null => {
  const given = fields[CURRENCY_AT[market] ?? -1]
  if (given) return isCurrency(given) ? given : null
  return CURRENCIES[market] ?? null
}

type Reader = (value: string, currency: Currency) => Quantity
/** Position of each market figure: PE and PB as multiples, market value in hundred millions, share counts in shares. */
const FIGURES: Partial<Record<Market, readonly (readonly [concept: string, at: number, read: Reader])[]>> = {
  CN: [
    ['pe_ttm', 39, (v) => multiple(v)],
    ['pb', 46, (v) => multiple(v)],
    ['pe_static', 53, (v) => multiple(v)],
    ['float_market_cap', 44, (v, c) => money(v, '亿元', c)],
    ['market_cap', 45, (v, c) => money(v, '亿元', c)],
    ['high_52w', 67, (v, c) => perShare(v, c)],
    ['low_52w', 68, (v, c) => perShare(v, c)],
    ['shares_outstanding', 73, (v) => shares(v, '股')],
  ],
  HK: [
    ['pe_ttm', 39, (v) => multiple(v)],
    ['pb', 58, (v) => multiple(v)],
    ['market_cap', 45, (v, c) => money(v, '亿元', c)],
    ['dividend_yield_ttm', 47, (v) => percent(v)],
    ['high_52w', 48, (v, c) => perShare(v, c)],
    ['low_52w', 49, (v, c) => perShare(v, c)],
    ['shares_outstanding', 69, (v) => shares(v, '股')],
  ],
}

/** Tencent writes 0 where it has no figure: a price, a value or a count of 0 is none. */
const figuresIn = (market: Market, fields: readonly string[], currency: Currency): ProviderFigure[] =>
  (FIGURES[market] ?? []).flatMap(([concept, at, read]) => {
    const text = fields[at] ?? ''
    return isDecimal(text) && Number(text) !== 0 ? [{ concept, ...read(text, currency), provider_field: String(at) }] : []
  })

const optional = (text: string | undefined): string | null => (text && isDecimal(text) && Number(text) > 0 ? perShare(text, 'CNY').value : null)
const signed = (text: string | undefined): string | null => (text && isDecimal(text) ? perShare(text, 'CNY').value : null)

const turnoverIn = (market: Market, fields: readonly string[], currency: Currency): string | null => {
  const text = fields[37]
  if (!text || !isDecimal(text) || market === 'US') return null
  return money(text, market === 'CN' ? '万元' : '元', currency).value
}

/** A line as the market's own figures; `malformed` when price, time or currency cannot be read. */
export const readQuoteLine = (market: Market, code: string, fields: readonly string[]): ProviderResult<QuoteLine> => {
  const currency = currencyIn(market, fields)
  const [, name = '', given = '', price = '', previous, open] = fields
  const quotedAt = localInstant(fields[30] ?? '', TIME_FORMATS[market] ?? '', MARKET_ZONES[market])
  if (!currency) return malformed('tencent', `${code} currency`)
  if (!isDecimal(price) || Number(price) <= 0) return malformed('tencent', `${code} 3 (price)`)
  if (!quotedAt) return malformed('tencent', `${code} 30 (time)`)
  if (!isDecimal(fields[6] ?? '')) return malformed('tencent', `${code} 6 (volume)`)
  const percentage = signed(fields[32])
  return {
    ok: true,
    data: {
      subject: { symbol: canonical(market, code, given), name: name || null, currency },
      quote: {
        price: perShare(price, currency).value,
        currency,
        open: optional(open),
        high: optional(fields[33]),
        low: optional(fields[34]),
        previous_close: optional(previous),
        change: signed(fields[31]),
        change_fraction: percentage === null ? null : percent(percentage).value,
        volume: shares(fields[6] ?? '', market === 'CN' ? '手' : '股').value,
        turnover: turnoverIn(market, fields, currency),
        quoted_at: quotedAt,
        delay: DELAYS[market] ?? { kind: 'delayed', minutes: null },
      },
      multiples: figuresIn(market, fields, currency),
    },
  }
}
