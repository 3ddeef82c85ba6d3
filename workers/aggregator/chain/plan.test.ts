import { describe, expect, it } from 'vitest'
import type { StoredFetch } from '../model/company-reading.ts'
import { plan, servedBefore } from './plan.ts'

const now = new Date('2026-11-22T12:00:00Z')
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000).toISOString()
const fetched = (change: Partial<StoredFetch>): StoredFetch => ({
  provider: 'sec',
  outcome: 'served',
  reason: null,
  detail: null,
  asked_at: ago(10),
  served_at: ago(10),
  retry_at: null,
  recorded: null,
  ...change,
})
const failed = (change: Partial<StoredFetch> = {}) =>
  fetched({
    outcome: 'failed',
    reason: 'unreachable',
    detail: 'sec: no connection',
    served_at: null,
    ...change,
  })
const planned = (fetches: StoredFetch[], chain = ['sec', 'recorded'], freshnessSeconds = 86_400) =>
  plan({
    chain,
    unavailable: () => null,
    fetches,
    now,
    freshnessSeconds,
    retryFailedAfterSeconds: 60,
  }).map((step) => `${step.kind} ${step.provider}`)

describe('plan', () => {
  it.each<[string, StoredFetch[], string[]]>([
    ['asks in the order of the chain when nothing is stored', [], ['ask sec', 'ask recorded']],
    [
      'has the first provider stored while it is fresh',
      [fetched({})],
      ['stored sec', 'ask recorded'],
    ],
    [
      'is fresh until the last second',
      [fetched({ asked_at: ago(86_399), served_at: ago(86_399) })],
      ['stored sec', 'ask recorded'],
    ],
    [
      'asks again when stale',
      [fetched({ asked_at: ago(86_400), served_at: ago(86_400) })],
      ['ask sec', 'ask recorded'],
    ],
    [
      'passes over one that just failed',
      [failed({ asked_at: ago(59) })],
      ['skip sec', 'ask recorded'],
    ],
    [
      'asks one again that failed long enough ago',
      [failed({ asked_at: ago(60) })],
      ['ask sec', 'ask recorded'],
    ],
    [
      'heeds Retry-After beyond that',
      [failed({ asked_at: ago(120), retry_at: ago(-1) })],
      ['skip sec', 'ask recorded'],
    ],
    [
      'asks again when Retry-After is over',
      [failed({ asked_at: ago(120), retry_at: ago(1) })],
      ['ask sec', 'ask recorded'],
    ],
    [
      'asks again at the moment that Retry-After names',
      [failed({ asked_at: ago(120), retry_at: ago(0) })],
      ['ask sec', 'ask recorded'],
    ],
    [
      'does not ask twice in a minute who did not know it',
      [failed({ outcome: 'not_found', reason: 'not_found' })],
      ['skip sec', 'ask recorded'],
    ],
    [
      'asks who has nothing of it no sooner than who has it',
      [failed({ reason: 'plan', asked_at: ago(86_399) }), fetched({ provider: 'recorded' })],
      ['skip sec', 'stored recorded'],
    ],
    [
      'asks who has nothing of it again when it would be refreshed',
      [failed({ reason: 'plan', asked_at: ago(86_400) }), fetched({ provider: 'recorded' })],
      ['ask sec', 'stored recorded'],
    ],
    [
      'asks who failed again in a minute, whoever served',
      [failed({ asked_at: ago(60) }), fetched({ provider: 'recorded' })],
      ['ask sec', 'stored recorded'],
    ],
    [
      'uses what a fresh later provider gave',
      [failed(), fetched({ provider: 'recorded' })],
      ['skip sec', 'stored recorded'],
    ],
    [
      'tries the first provider before what a later one gave',
      [fetched({ provider: 'recorded' })],
      ['ask sec', 'stored recorded'],
    ],
    [
      'does not repeat a refresh that just failed',
      [failed({ served_at: ago(200_000) })],
      ['skip sec', 'ask recorded'],
    ],
    [
      'stays with what is still fresh although a refresh failed',
      [failed({ served_at: ago(100) })],
      ['stored sec', 'ask recorded'],
    ],
  ])('%s', (_, fetches, steps) => {
    expect(planned(fetches)).toEqual(steps)
  })

  it.each([
    [59, 'skip sec'],
    [60, 'ask sec'],
  ])(
    'asks who has nothing %d s later by the retry where figures are fresh for less: %s',
    (seconds, first) => {
      const nothing = failed({ reason: 'plan', asked_at: ago(seconds) })
      const served = fetched({ provider: 'recorded', asked_at: ago(30), served_at: ago(30) })
      expect(planned([nothing, served], undefined, 20)).toEqual([first, 'ask recorded'])
    },
  )

  it('asks who has nothing again by the retry alone while nobody has anything', () => {
    const nothing = { reason: 'plan', asked_at: ago(60) }
    expect(planned([failed(nothing), failed({ ...nothing, provider: 'recorded' })])).toEqual([
      'ask sec',
      'ask recorded',
    ])
  })

  it('asks again who served before and is stale, whatever else was asked a moment ago', () => {
    const stale = fetched({ asked_at: ago(10), served_at: ago(86_400) })
    expect(planned([failed({ provider: 'recorded', asked_at: ago(1) }), stale])).toEqual([
      'ask sec',
      'skip recorded',
    ])
  })

  it.each(['unsupported', 'no_key', 'disabled'] as const)(
    'passes over a provider that is %s, and says so',
    (why) => {
      const [first, second] = plan({
        chain: ['tushare', 'recorded'],
        unavailable: (provider) => (provider === 'tushare' ? why : null),
        fetches: [fetched({ provider: 'tushare' })],
        now,
        freshnessSeconds: 86_400,
        retryFailedAfterSeconds: 60,
      })
      expect(first).toMatchObject({ kind: 'skip', provider: 'tushare', why, reason: why })
      expect(second).toMatchObject({ kind: 'ask', provider: 'recorded' })
      // What it gave before is still known of.
      expect(first && servedBefore(first)?.provider).toBe('tushare')
    },
  )

  it('keeps the reason of the failure that is not repeated', () => {
    const [first] = plan({
      chain: ['sec'],
      unavailable: () => null,
      fetches: [failed()],
      now,
      freshnessSeconds: 86_400,
      retryFailedAfterSeconds: 60,
    })
    expect(first).toMatchObject({
      kind: 'skip',
      reason: 'unreachable',
      detail: 'Not asked again yet: sec: no connection',
    })
    expect(first && servedBefore(first)).toBeNull()
  })
})
