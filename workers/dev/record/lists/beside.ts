/**
 * What the recorded lists say beside the shipped lists: industries, exchanges, first days, and the
 * prices of Nasdaq's list. In the order of the symbols of the shipped list.
 */
import type { Market } from '#shared/names.ts'
import { nasdaqSymbol } from '../../../aggregator/identity/us-security.ts'
import {
  type ShippedBeside,
  type BesideRow,
  packBeside,
  symbolsCheck,
} from '../../../aggregator/screens/beside-format.ts'
import { csvRows, listBytes } from '../shared-lists.ts'
import { CN_FILE, packed } from './cn.ts'
import { HK_FILE, HK_HEADER } from './hk.ts'
import { JP_FILE } from './jp.ts'
import { US_AS_OF, US_FILE } from './us.ts'
import { xlsxRows } from './xlsx-rows.ts'

type Said = Partial<BesideRow>

const cn = (): Map<string, Said> =>
  new Map(
    csvRows(CN_FILE).map(({ ts_code = '', industry = '', list_date }) => [
      ts_code,
      { industry, listed: packed(list_date) },
    ]),
  )

/** `Equity Securities (Main Board)` is the main board, and so on. */
const BOARD = /\(([^()]{2,20})\)$/
const hk = (): Map<string, Said> => {
  const sheet = xlsxRows(listBytes(HK_FILE))
  const rows = sheet.slice(sheet.findIndex(({ A }) => A === HK_HEADER) + 1)
  return new Map(
    rows.map(({ A = '', D = '' }) => [A, { exchange: BOARD.exec(D.trim())?.[1] ?? '' }]),
  )
}

const SEGMENTS: Readonly<Record<string, string>> = {
  プライム: 'TSE Prime',
  スタンダード: 'TSE Standard',
  グロース: 'TSE Growth',
  'PRO Market': 'TOKYO PRO Market',
}
const jp = (): Map<string, Said> =>
  new Map(
    csvRows(JP_FILE).map((row) => [
      row.コード ?? '',
      { exchange: SEGMENTS[(row['市場・商品区分'] ?? '').split('（')[0] ?? ''] ?? '' },
    ]),
  )

/** `$751424.989999999991` is 751424.99: prices have four places at most. */
const priceOf = (text = ''): string => {
  const price = Number(text.replace('$', ''))
  return price > 0 ? String(Number(price.toFixed(4))) : ''
}
const us = (): Map<string, Said> =>
  new Map(
    csvRows(US_FILE).map((row) => {
      const value = Number(row['Market Cap'])
      return [
        nasdaqSymbol(row.Symbol ?? ''),
        {
          industry: row.Industry || row.Sector || '',
          price: priceOf(row['Last Sale']),
          value: value > 0 ? String(Math.round(value)) : '',
        },
      ]
    }),
  )

const SOURCES: Record<Market, Pick<ShippedBeside, 'source' | 'scheme' | 'prices'>> = {
  CN: { source: 'tushare', scheme: 'tushare', prices: null },
  HK: { source: 'hkex', scheme: null, prices: null },
  JP: { source: 'jpx', scheme: 'TSE33', prices: null },
  US: {
    source: 'nasdaq',
    scheme: 'nasdaq',
    // The list bears no day of its own: it was published on the Saturday after this session.
    prices: { day: US_AS_OF, currency: 'USD', retrieved_at: '2026-02-14T00:00:00.000Z' },
  },
}
const SAID: Record<Market, () => Map<string, Said>> = { CN: cn, HK: hk, JP: jp, US: us }

/** `symbols`: of the shipped list, in its order. `kept`: whether a row stands for a company. */
export const besideList = (
  market: Market,
  symbols: readonly string[],
  kept: (row: number) => boolean,
): ShippedBeside => {
  const said = SAID[market]()
  const rows = symbols.map((symbol, at): BesideRow => {
    const {
      industry = '',
      exchange = '',
      listed = '',
      price = '',
      value = '',
    } = kept(at) ? (said.get(symbol) ?? {}) : {}
    return { industry, exchange, listed, price, value }
  })
  return { market, symbols: symbolsCheck(symbols), ...SOURCES[market], ...packBeside(rows) }
}
