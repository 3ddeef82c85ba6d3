/** The A-shares, listed and delisted, from Tushare's list. */
import { parseSymbol } from '#shared/symbol.ts'
import { type ShippedListRow, packedDay } from '../../../aggregator/instruments/list-format.ts'
import { aShareNames } from '../names.ts'
import { csvRows, listRow } from '../shared-lists.ts'

export const CN_AS_OF = '2026-03-04'
export const CN_FILE = 'tushare-stock_basic-2026-03-04.csv'

/** `PT金田A(退)` is PT金田A with a mark of the list; the date tells that it was delisted. */
const withoutMark = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/\(退\)$/, '')
    .replace(/\s+/g, '')

/** `19910403` as the list packs it; empty stays empty. */
export const packed = (day = ''): string =>
  day === '' ? '' : packedDay(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`)

/** Rows with a code that no exchange gives, such as `TS0018.SH`, are left out. */
export const cnRows = (): ShippedListRow[] => {
  const english = aShareNames()
  return csvRows(CN_FILE).flatMap((row) => {
    const symbol = row.ts_code ?? ''
    if (!parseSymbol('CN', symbol).ok) return []
    return [
      listRow({
        symbol,
        name: withoutMark(row.name ?? ''),
        english: english.get(symbol) ?? '',
        delisted: packed(row.delist_date),
      }),
    ]
  })
}
