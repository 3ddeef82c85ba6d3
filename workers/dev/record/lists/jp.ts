/** The listings of Tokyo, from the exchange's list of issues. */
import { KINDS, type ShippedListRow } from '../../../aggregator/instruments/list-format.ts'
import { csvRows, listRow } from '../shared-lists.ts'

export const JP_AS_OF = '2026-01-31'
export const JP_FILE = 'jpx-data_j-2026-01-31.csv'
const NONE = '-'
/** The exchange's sizes go from 1, TOPIX Core30, to 7, TOPIX Small 2. */
const SIZES = 7

const kindOf = (symbol: string, market: string): string => {
  if (market.startsWith('ETF')) return KINDS.fund
  if (market.startsWith('REIT')) return KINDS.reit
  return symbol.length > 4 ? KINDS.preferred : KINDS.share
}
const stated = (text = ''): string => (text === NONE ? '' : text)
const sizeOf = (code: string): string => (code === '' ? '' : String(SIZES + 1 - Number(code)))

export const jpRows = (): ShippedListRow[] =>
  csvRows(JP_FILE).map((row) => {
    const symbol = row.コード ?? ''
    return listRow({
      symbol,
      name: (row.銘柄名 ?? '').normalize('NFKC').trim(),
      kind: kindOf(symbol, row['市場・商品区分'] ?? ''),
      industry: stated(row['33業種区分']),
      size: sizeOf(stated(row.規模コード)),
    })
  })
