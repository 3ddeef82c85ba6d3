import { describe, expect, test } from 'vitest'
import { testTable } from './table.fixture.ts'
import { peersOf, percentileIn } from './peers.ts'

/** Twelve shops, three makers of chips of one kind with nine others, and one bank. */
const SHOPS = Array.from({ length: 12 }, (_, at) => ({
  id: `US:SHOP${at}`,
  industry: 'Retail',
  kind: 'general',
  revenue: 100 * 2 ** at,
}))
const CHIPS = Array.from({ length: 3 }, (_, at) => ({
  id: `US:CHIP${at}`,
  industry: 'Chips',
  kind: 'general',
  revenue: 150 * 4 ** at,
}))
const BANK = { id: 'US:BANK', industry: 'Banks', kind: 'bank', revenue: 1_000 }
const ABROAD = { id: 'HK:SHOP', industry: 'Retail', kind: 'general', revenue: 100, market: 'HK' }

const rowOf = (table: ReturnType<typeof testTable>, id: string) => table.companies.ids.indexOf(id)
const idsOf = (table: ReturnType<typeof testTable>, rows: readonly number[]) =>
  rows.map((row) => table.companies.ids[row])

describe('peers', () => {
  test('are of the same industry and market, the nearest in size first', () => {
    const table = testTable([...SHOPS, ...CHIPS, BANK, ABROAD])
    const peers = peersOf(table, rowOf(table, 'US:SHOP4'), 4)
    expect(peers).toMatchObject({ level: 'industry', size: 'revenue' })
    expect(idsOf(table, peers.nearest)).toEqual(['US:SHOP3', 'US:SHOP5', 'US:SHOP2', 'US:SHOP6'])
    expect(peers.group).toHaveLength(12)
  })

  test('of an industry with too few are of the same kind, then of the market', () => {
    const table = testTable([...SHOPS, ...CHIPS, BANK, ABROAD])
    const chips = peersOf(table, rowOf(table, 'US:CHIP1'), 20)
    expect(chips).toMatchObject({ level: 'kind', size: 'revenue' })
    expect(chips.group).toHaveLength(15)
    expect(idsOf(table, chips.nearest)).not.toContain('US:BANK')
    expect(peersOf(table, rowOf(table, 'US:BANK'), 3)).toMatchObject({ level: 'market' })
  })

  test('are near by market value where that is known of enough', () => {
    const priced = SHOPS.map((shop, at) => ({ ...shop, market_cap: 1_000 / 2 ** at }))
    const table = testTable(
      priced.map((shop, at) => (at === 1 ? { ...shop, market_cap: 3 } : shop)),
    )
    const peers = peersOf(table, rowOf(table, 'US:SHOP0'), 2)
    expect(peers.size).toBe('market_cap')
    expect(idsOf(table, peers.nearest)).toEqual(['US:SHOP2', 'US:SHOP3'])
    const few = testTable(priced.map((shop, at) => (at < 5 ? shop : { ...shop, market_cap: null })))
    expect(peersOf(few, 0, 2).size).toBe('revenue')
  })

  test('of a company of unknown size are any of its group, and it is said', () => {
    const table = testTable([...SHOPS, { ...SHOPS[0], id: 'US:NEW', revenue: null }])
    const peers = peersOf(table, rowOf(table, 'US:NEW'), 3)
    expect(peers).toMatchObject({ level: 'industry', size: null })
    expect(peers.nearest).toHaveLength(3)
    expect(idsOf(table, peers.nearest)).not.toContain('US:NEW')
  })

  test('of a company without an industry are found among all of its market', () => {
    const table = testTable([...SHOPS, { id: 'US:X', industry: null, kind: null, revenue: 100 }])
    expect(peersOf(table, rowOf(table, 'US:X'), 1)).toMatchObject({ level: 'market' })
  })

  test('of another currency have no size without a rate', () => {
    const table = testTable([
      ...SHOPS,
      { id: 'US:ADR', industry: 'Retail', kind: 'general', revenue: 1_600, currency: 'CNY' },
    ])
    expect(idsOf(table, peersOf(table, rowOf(table, 'US:SHOP4'), 20).nearest)).not.toContain(
      'US:ADR',
    )
  })
})

describe('a place among the group', () => {
  const values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, null]
  const group = values.map((_, at) => at)
  test.each([
    [0, 0],
    [9, 100],
    [4, (100 * 4) / 9],
    [10, null],
  ])('of row %d is %d', (row, place) => {
    expect(percentileIn((at) => values[at] ?? null, row, group)).toBe(place)
  })
  test('is shared by equals, and none of fewer than ten', () => {
    expect(percentileIn(() => 7, 0, group)).toBe(50)
    expect(percentileIn((at) => values[at] ?? null, 0, group.slice(0, 9))).toBeNull()
  })
})
