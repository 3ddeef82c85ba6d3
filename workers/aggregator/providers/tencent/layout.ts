/**
 * The positions and units of the fields in Tencent's quote lines, which differ by market. The
 * layouts of A-shares and Hong Kong come from recordings. The US layout beyond position 34 comes
 * from two public test suites, captured on 2026-10-01 (price / earnings, price x shares and the
 * dividend yield are consistent for AAPL, BRK.B and JPM).
 *
 * Position 39 is the trailing price to earnings of mainland and US shares, but the last fiscal
 * year's in Hong Kong, where the trailing one stands at 57: a market value over position 39 does
 * not move when an interim report comes. The dynamic one scales the year's reports so far to a
 * year.
 */
import type { Market } from '#shared/names.ts'
import { cnCurrency } from '#shared/symbol-cn.ts'
import type { Quantity } from '#shared/units/quantity.ts'
import {
  type MoneyScale,
  money,
  multiple,
  percent,
  perShare,
  type ShareScale,
  shares,
} from '#shared/units/scale.ts'
import type { Currency } from '#shared/units/unit.ts'

export type QuotedMarket = 'CN' | 'HK' | 'US'
type LineReader = (value: string, currency: Currency) => Quantity
export type LineFigure = readonly [concept: string, at: number, read: LineReader]

export interface TencentLayout {
  timeFormat: string
  /** The position of the currency in the line; lines from before 2018 are shorter and lack it. */
  currencyAt: number
  turnover: MoneyScale
  figures: readonly LineFigure[]
  /** The company's shares: the total and the freely tradable ones. */
  counts: readonly LineFigure[]
}

const times: LineReader = (value) => multiple(value)
const hundredMillions: LineReader = (value, currency) => money(value, '亿元', currency)
const price: LineReader = (value, currency) => perShare(value, currency)
const count: LineReader = (value) => shares(value, '股')
const ofHundred: LineReader = (value) => percent(value)

export const LAYOUTS: Record<QuotedMarket, TencentLayout> = {
  CN: {
    timeFormat: 'yyyyMMddHHmmss',
    currencyAt: 82,
    turnover: '万元',
    figures: [
      ['pe_ttm', 39, times],
      ['pb', 46, times],
      ['pe_static', 53, times],
      ['pe_dynamic', 52, times],
      ['float_market_cap', 44, hundredMillions],
      ['market_cap', 45, hundredMillions],
      ['high_52w', 67, price],
      ['low_52w', 68, price],
    ],
    counts: [
      ['shares_outstanding', 73, count],
      ['float_shares', 72, count],
    ],
  },
  HK: {
    timeFormat: 'yyyy/MM/dd HH:mm:ss',
    currencyAt: 75,
    turnover: '元',
    figures: [
      ['pe_ttm', 57, times],
      ['pe_static', 39, times],
      ['pe_dynamic', 71, times],
      ['pb', 58, times],
      ['market_cap', 45, hundredMillions],
      ['dividend_yield_ttm', 47, ofHundred],
      ['high_52w', 48, price],
      ['low_52w', 49, price],
    ],
    counts: [
      ['shares_outstanding', 69, count],
      ['float_shares', 70, count],
    ],
  },
  US: {
    timeFormat: 'yyyy-MM-dd HH:mm:ss',
    currencyAt: 35,
    turnover: '元',
    figures: [
      ['pe_ttm', 39, times],
      ['pe_static', 41, times],
      ['pb', 51, times],
      ['float_market_cap', 44, hundredMillions],
      ['market_cap', 45, hundredMillions],
      ['dividend_yield_ttm', 52, ofHundred],
      ['high_52w', 48, price],
      ['low_52w', 49, price],
    ],
    counts: [
      ['shares_outstanding', 62, count],
      ['float_shares', 63, count],
    ],
  },
}

export const layoutOf = (market: Market): TencentLayout | null =>
  market === 'JP' ? null : LAYOUTS[market]

/** B shares of Shanghai are quoted in US dollars, and those of Shenzhen in Hong Kong dollars. */
export const usualCurrency = (market: Market, code: string): Currency =>
  market === 'CN' ? cnCurrency(code.slice(2)) : market === 'HK' ? 'HKD' : 'USD'

/**
 * A-share volumes are in lots of a hundred, except on the STAR board (688, 689), where the line
 * counts shares. In all other markets volumes are in shares.
 */
export const usualVolume = (market: Market, code: string): ShareScale =>
  market === 'CN' && !/^sh68[89]/.test(code) ? '手' : '股'
