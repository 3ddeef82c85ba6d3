/** What a market lacks at a time, as tables: lists, days, figures, failures that rest. */
import { describe, expect, test } from 'vitest'
import { type BulkPlanInput, planRefresh, type RefreshState } from './plan.ts'

/** Monday evening in China, after the figures of the day are final. */
const NOW = new Date('2026-11-30T12:00:00Z')
const DAY = '2026-11-30'
const HOUR = 3_600_000
const ago = (hours: number): Date => new Date(NOW.getTime() - hours * HOUR)

const state = (over: Partial<RefreshState>): RefreshState => ({
  market: 'CN',
  kind: 'frames',
  target: '2026-09-30',
  provider: 'eastmoney',
  started_at: ago(30),
  ended_at: ago(30),
  reason: null,
  retry_at: null,
  ...over,
})
const input = (over: Partial<BulkPlanInput> = {}): BulkPlanInput => ({
  market: 'CN',
  now: NOW,
  chains: { universe: ['eastmoney'], market_day: ['tushare', 'eastmoney'], frames: ['eastmoney'] },
  states: [],
  available: (id) => id !== 'tushare',
  undated: (id) => id === 'tencent' || id === 'nasdaq',
  targets: (_, all) => (all ? ['2026-09-30', '2026-06-30', '2025-12-31'] : ['2026-09-30']),
  ...over,
})
const planned = (over: Partial<BulkPlanInput> = {}): string[] =>
  planRefresh(input(over)).map(({ kind, target, provider }) => `${kind} ${target} ${provider}`)
const frames = (over: Partial<BulkPlanInput>): string[] => planned({ kinds: ['frames'], ...over })
const day = (over: Partial<BulkPlanInput>): string[] => planned({ kinds: ['market_day'], ...over })

test('an empty market lacks all: its list first, then the day, then the figures', () => {
  expect(planned()).toEqual([
    `universe ${DAY} eastmoney`,
    `market_day ${DAY} eastmoney`,
    'frames 2026-09-30 eastmoney',
    'frames 2026-06-30 eastmoney',
    'frames 2025-12-31 eastmoney',
  ])
})

test('nobody is asked who has no key or is not in the chain', () => {
  expect(planned({ available: () => false })).toEqual([])
  expect(planned({ chains: {} })).toEqual([])
})

describe('a list', () => {
  const list = (over: Partial<RefreshState>) =>
    planned({ kinds: ['universe'], states: [state({ kind: 'universe', target: DAY, ...over })] })
  test.each<[string, Partial<RefreshState>, number]>([
    ['of six days ago', { ended_at: ago(6 * 24) }, 0],
    ['of eight days ago', { ended_at: ago(8 * 24) }, 1],
    ['that was refused five hours ago', { ended_at: ago(5), reason: 'crawl_short' }, 0],
    ['that was refused seven hours ago', { ended_at: ago(7), reason: 'crawl_short' }, 1],
    ['that waits', { ended_at: null, retry_at: ago(-1) }, 0],
    ['that has waited', { ended_at: null, retry_at: ago(1) }, 1],
  ])('%s', (_, over, due) => {
    expect(list(over)).toHaveLength(due)
  })
  test('that was cut is finished as it was begun', () => {
    expect(list({ ended_at: null, target: '2026-11-27' })).toEqual([
      'universe 2026-11-27 eastmoney',
    ])
  })
})

describe('a day of prices', () => {
  const of = (over: Partial<RefreshState>) =>
    state({ kind: 'market_day', target: DAY, provider: 'tushare', ...over })
  const both = { available: () => true }
  test('comes from the first provider, and once', () => {
    expect(day(both)).toEqual([`market_day ${DAY} tushare`])
    expect(day({ ...both, states: [of({})] })).toEqual([])
    expect(day({ ...both, states: [of({ provider: 'eastmoney' })] })).toEqual([])
  })
  test('comes from the next one while the first is refused', () => {
    const refused = { ended_at: ago(0.5), reason: 'plan' }
    expect(day({ ...both, states: [of(refused)] })).toEqual([`market_day ${DAY} eastmoney`])
    expect(day({ ...both, states: [of({ ...refused, ended_at: ago(2) })] })).toEqual([
      `market_day ${DAY} tushare`,
    ])
  })
  test('is the day before until its figures are final, and skips days without trading', () => {
    expect(day({ now: new Date('2026-11-30T07:30:00Z') })).toEqual([
      'market_day 2026-11-27 eastmoney',
    ])
    expect(day({ now: new Date('2026-11-28T12:00:00Z') })).toEqual([
      'market_day 2026-11-27 eastmoney',
    ])
  })
  test('is not asked of a source of current prices once the next session may have begun', () => {
    const hongKong = { market: 'HK', chains: { market_day: ['tencent'] } } as const
    const at = (time: string) => day({ ...hongKong, now: new Date(time) })
    // 18:00, 02:00 the next morning, and 11:00 while the exchange is open.
    expect(at('2026-11-30T10:00:00Z')).toEqual(['market_day 2026-11-30 tencent'])
    expect(at('2026-11-30T18:00:00Z')).toEqual(['market_day 2026-11-30 tencent'])
    expect(at('2026-12-01T03:00:00Z')).toEqual([])
  })
})

describe('figures', () => {
  test('of the newest periods are asked for daily, the others once', () => {
    const states = ['2026-09-30', '2026-06-30', '2025-12-31'].map((target) => state({ target }))
    expect(frames({ states })).toEqual(['frames 2026-09-30 eastmoney'])
    expect(frames({ states: states.map((one) => ({ ...one, ended_at: ago(20) })) })).toEqual([])
  })
  test('that were cut go on', () => {
    expect(frames({ states: [state({ ended_at: null })] })[0]).toBe('frames 2026-09-30 eastmoney')
  })
  test('that were refused rest for some hours, and the others are brought', () => {
    const refused = state({ ended_at: ago(1), reason: 'crawl_off' })
    expect(frames({ states: [refused] })).toHaveLength(2)
    expect(frames({ states: [{ ...refused, ended_at: ago(7) }] })).toHaveLength(3)
  })
  test('come from the next provider where the plan of the first lacks them', () => {
    const chains = { frames: ['tushare', 'eastmoney'] } as const
    const refused = state({ provider: 'tushare', ended_at: ago(1), reason: 'plan' })
    const both = { chains, available: () => true }
    expect(frames({ ...both, states: [refused] })[0]).toBe('frames 2026-09-30 eastmoney')
    // Where nobody else has them, the next target is tried: a plan may cover it.
    const alone = { ...both, chains: { frames: ['tushare'] } as const }
    expect(frames({ ...alone, states: [refused] })).toEqual([
      'frames 2026-06-30 tushare',
      'frames 2025-12-31 tushare',
    ])
    expect(frames({ ...alone, states: [{ ...refused, reason: 'auth' }] })).toEqual([])
  })
})
