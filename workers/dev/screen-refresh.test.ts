/** What the command says of a refresh, and when it stops asking. */
import { expect, test, vi } from 'vitest'
import type { RefreshSlice, RefreshStateView } from '#shared/contracts/market-refreshes.ts'
import { refreshLines, refreshMarket } from './screen-refresh.ts'

const state = (change: Partial<RefreshStateView>): RefreshStateView => ({
  market: 'CN',
  kind: 'market_day',
  target: '2026-11-27',
  provider: 'eastmoney',
  started_at: '2099-01-01T00:00:00.000Z',
  ended_at: '2099-01-01T00:01:00.000Z',
  reason: null,
  detail: null,
  retry_at: null,
  calls: 11,
  rows: 5_432,
  left_out: 0,
  ...change,
})

const refresh = async (slices: Partial<RefreshSlice>[], refreshes: RefreshStateView[]) => {
  vi.spyOn(console, 'log').mockImplementation(() => {})
  vi.spyOn(console, 'error').mockImplementation(() => {})
  let asked = 0
  const api: Parameters<typeof refreshMarket>[0] = {
    refreshMarket: async () => {
      const slice = slices[asked++]
      return { market: 'CN', calls: 0, ended: 0, done: false, left: 1, ...slice }
    },
    marketRefreshes: async () => ({ refreshes, coverage: [] }),
  }
  const code = await refreshMarket(api, { kind: 'refresh', market: 'CN', json: false })
  return { code, asked }
}

test('goes on until nothing is due', async () => {
  expect(
    await refresh([{ calls: 5 }, { calls: 6, ended: 1 }, { done: true }], [state({})]),
  ).toEqual({ code: 0, asked: 3 })
})

test('stops where a provider keeps it waiting, and where one refused', async () => {
  expect(await refresh([{ calls: 5 }, {}, { done: true }], [])).toEqual({ code: 1, asked: 2 })
  const refused = state({ reason: 'crawl_short', detail: '480 of 500 rows' })
  expect(await refresh([{ calls: 5, ended: 1 }, { done: true }], [refused])).toEqual({
    code: 1,
    asked: 2,
  })
})

test('a line a part, with what came of it', () => {
  const lines = refreshLines([
    state({}),
    state({ reason: 'crawl_short', detail: '480 of 500 rows', rows: 0 }),
    state({ ended_at: null, reason: 'rate_limit', retry_at: '2099-01-01T00:05:00.000Z' }),
  ])
  expect(lines.join('\n')).toMatchInlineSnapshot(`
    "what        target      provider   calls  rows  outcome
    ----------  ----------  ---------  -----  ----  ---------------------------------------------
    market_day  2026-11-27  eastmoney     11  5432  served
    market_day  2026-11-27  eastmoney     11     0  crawl_short: 480 of 500 rows
    market_day  2026-11-27  eastmoney     11  5432  rate_limit; next try 2099-01-01T00:05:00.000Z"
  `)
})
