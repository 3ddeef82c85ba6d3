/** The lists of listings that are shipped, made from recorded lists of whole markets. */
import type { ShippedListRow, PackedList } from '../../../aggregator/instruments/list-format.ts'
import { CN_AS_OF, cnRows } from './cn.ts'
import { HK_AS_OF, hkRows } from './hk.ts'
import { JP_AS_OF, jpRows } from './jp.ts'
import { EDGAR_AS_OF, US_AS_OF, usRows } from './us.ts'

export const shippedLists = (): (Omit<PackedList, 'packed'> & { rows: ShippedListRow[] })[] => [
  { market: 'CN', as_of: CN_AS_OF, source: 'Tushare, stock_basic', rows: cnRows() },
  { market: 'HK', as_of: HK_AS_OF, source: 'HKEX, list of securities', rows: hkRows() },
  {
    market: 'US',
    as_of: US_AS_OF,
    source: 'Nasdaq, stock screener',
    older: { as_of: EDGAR_AS_OF, source: 'EDGAR, company tickers' },
    rows: usRows(),
  },
  { market: 'JP', as_of: JP_AS_OF, source: 'JPX, list of issues', rows: jpRows() },
]
