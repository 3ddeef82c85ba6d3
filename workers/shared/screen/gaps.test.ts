import { expect, test } from 'vitest'
import { gapsOf } from './gaps.ts'

const column = (field: string, known: number) => ({ field, lag: 0, known })
const whole = {
  market: 'US',
  sources: [{ kind: 'filings' as const }, { kind: 'prices' as const }],
  companies: { rows: 100 },
  columns: [column('revenue', 90), column('close', 95), column('market_cap', 94)],
}

test('a market with figures, prices and market values lacks nothing', () => {
  expect(gapsOf(whole)).toEqual([])
})

test('each gap is told, with how many companies can be tested all the same', () => {
  const [hk] = gapsOf({
    ...whole,
    market: 'HK',
    sources: [{ kind: 'prices' }],
    columns: [column('revenue', 3), column('close', 95), column('market_cap', 94)],
  })
  expect(hk?.en).toMatch(/^HK: .* 3 of 100 companies/)
  const [jp] = gapsOf({ ...whole, market: 'JP', columns: [column('close', 95)] })
  expect(jp?.en).toMatch(/^JP: .*no market value/)
  const [past] = gapsOf({ ...whole, sources: [{ kind: 'filings' }], columns: [] })
  expect(past?.en).toMatch(/no prices of this day/)
  expect(past?.zh).toContain('没有当日价格')
})
