import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { MARKETS } from '#shared/names.ts'
import { parseSymbol } from '#shared/symbol.ts'
import {
  COLUMNS,
  type ListColumnName,
  type ShippedListRow,
  pack,
  packedDay,
  unpack,
  unpackedDay,
} from './list-format.ts'
import { shippedList } from './shipped-lists.ts'

const row = (known: Partial<ShippedListRow>): ShippedListRow =>
  Object.fromEntries(COLUMNS.map((column) => [column, known[column] ?? ''])) as ShippedListRow

describe('a packed list', () => {
  it('gives its rows again, in the order of their symbols', () => {
    const rows = [
      row({ symbol: '600519.SH', name: '贵州茅台', delisted: packedDay('2001-08-27') }),
      row({ symbol: '000002.SZ', name: '万科A', english: 'China Vanke' }),
      row({ symbol: '600000.SH', name: '浦发银行' }),
    ]
    const columns = unpack(pack(rows))
    const again = columns.symbol.map((_, at) =>
      Object.fromEntries(
        COLUMNS.map((column: ListColumnName) => [column, columns[column][at] ?? '']),
      ),
    )
    expect(again).toEqual([rows[1], rows[2], rows[0]])
    expect(unpackedDay(columns.delisted[2] ?? '')).toBe('2001-08-27')
  })
})

/** The largest size of all lists and hand-kept names together, in bytes. */
const MOST_BYTES = 400_000

describe('the shipped lists', () => {
  it('are small, with the hand-kept names', () => {
    const files = ['lists', 'aliases'].flatMap((folder) => {
      const path = join(import.meta.dirname, folder)
      return readdirSync(path).map((file) => statSync(join(path, file)).size)
    })
    expect(files.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MOST_BYTES)
  })
  it.each([
    ['CN', 5_802],
    ['HK', 3_066],
    ['US', 11_266],
    ['JP', 4_435],
  ] as const)('%s has %d listings, each found by its symbol', (market, count) => {
    const list = shippedList(market)
    expect(list.symbols).toHaveLength(count)
    expect(list.symbols).toEqual(list.symbols.toSorted((a, b) => (a < b ? -1 : 1)))
    expect(new Set(list.symbols).size).toBe(count)
    for (const symbol of list.symbols) expect(list.at(symbol)?.symbol).toBe(symbol)
    for (const unknown of ['', '0', '~', `${list.symbols[0]}~`])
      expect(list.at(unknown)).toBeUndefined()
  })
  it.each(MARKETS)('%s has symbols in their canonical form', (market) => {
    const list = shippedList(market)
    const odd = list.symbols.filter((symbol, at) => {
      const parsed = parseSymbol(market, symbol)
      return list.row(at).kind !== 'other' && !(parsed.ok && parsed.data === symbol)
    })
    // Japanese preferred shares have five digits.
    expect(odd.filter((symbol) => list.at(symbol)?.kind !== 'preferred')).toEqual([])
  })
  it('marks what is no company, leads counters in yuan to their share, and cleans names', () => {
    const at = (market: (typeof MARKETS)[number], symbol: string) => shippedList(market).at(symbol)
    expect(at('US', 'BRK.B')).toMatchObject({ name: 'Berkshire Hathaway Inc.', cik: '0001067983' })
    expect(at('US', 'BFH.PRA')).toMatchObject({ kind: 'other', name: '' })
    expect(at('US', 'MPLX')).toMatchObject({ kind: 'share', name: 'MPLX LP' })
    expect(at('US', 'ITUB')).toMatchObject({ kind: 'share' })
    expect(at('US', 'BNS')).toMatchObject({ kind: 'share' })
    expect(at('US', 'HPF')).toMatchObject({ kind: 'fund' })
    expect(at('HK', '00700')).toMatchObject({ name: 'TENCENT', counters: ['80700'] })
    expect(at('HK', '80700')).toBeUndefined()
    expect(at('HK', '02800')).toMatchObject({ kind: 'fund' })
    expect(at('HK', '07200')).toMatchObject({ kind: 'fund', name: 'FL2 CSOP HSI' })
    expect(at('HK', '00823')).toMatchObject({ kind: 'reit' })
    expect(at('HK', '04621')).toMatchObject({ kind: 'preferred', name: 'CINDA 21USDPREF' })
    expect(at('HK', '06288')).toMatchObject({ kind: 'receipt', name: 'FAST RETAIL-DRS' })
    expect(at('HK', '04335')).toMatchObject({ kind: 'receipt', name: 'INTEL-T' })
    expect(at('JP', '1306')).toMatchObject({ name: 'NEXT FUNDS TOPIX連動型上場投信', kind: 'fund' })
    expect(at('JP', '25935')).toMatchObject({ kind: 'preferred' })
    expect(at('CN', '000002.SZ')).toMatchObject({ name: '万科A', delisted_on: null })
    expect(at('CN', '000003.SZ')).toMatchObject({ name: 'PT金田A', delisted_on: '2002-06-14' })
  })
})
