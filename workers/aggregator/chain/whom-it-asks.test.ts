/** Whom a read through a chain asks, and whom it passes over. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { OPEN_TIMEOUT_MS, type TestDatabase, testDatabases } from '../../e2e/fakes/database.ts'
import type { Provider } from '../model/provider.ts'
import { dataSources, openDeps, providerNamed } from './deps.fixture.ts'
import { readThrough } from './read-through.ts'
import {
  answer,
  notFound,
  ReadingStage,
  recording,
  revenue,
  sources,
  unreachable,
} from './read-through.fixture.ts'

describe.each(testDatabases())('the chain of a company (%s)', (_, open) => {
  let database: TestDatabase
  let stage: ReadingStage
  beforeAll(async () => {
    database = await open()
  }, OPEN_TIMEOUT_MS)
  afterAll(() => database.close())
  beforeEach(async () => {
    stage = await ReadingStage.on(database)
  })

  it('moves on when a provider fails, and says so', async () => {
    stage.says.sec = unreachable
    const result = await stage.read()
    expect(stage.outcomes(result)).toEqual(['sec failed', 'recorded served'])
    expect(result).toMatchObject({
      ok: true,
      data: {
        servedBy: { provider: 'recorded', recorded: recording },
        reading: { facts: [{ provider: 'sec', retrieved_at: '2026-03-25T00:00:00.000Z' }] },
      },
    })
  })

  it('does not ask a failed provider again before its time, nor before the time it named', async () => {
    stage.says.sec = { ...unreachable, reason: 'rate_limit', retry_after_seconds: 120 }
    await stage.read()
    stage.later(61)
    expect(stage.outcomes(await stage.read())).toEqual(['sec skipped', 'recorded stored'])
    expect(stage.calls).toEqual([])
    stage.later(60)
    stage.says.sec = answer('AAPL')
    expect(stage.outcomes(await stage.read())).toEqual(['sec served'])
    expect(stage.calls).toEqual(['sec'])
  })

  it('moves on along the chain when a refresh fails: what was stored is old, and the next may know more', async () => {
    await stage.read()
    stage.later(90_000)
    stage.says.sec = unreachable
    const capex = { ...revenue, concept: 'capex' as const, provider: 'fmp', value: '-1' }
    stage.says.recorded = answer('AAPL', null, [capex])
    const moved = await stage.read()
    expect(stage.outcomes(moved)).toEqual(['sec failed', 'sec stored', 'recorded served'])
    expect(moved.ok && moved.data.reading.facts.map((fact) => fact.provider).sort()).toEqual([
      'fmp',
      'sec',
    ])
    expect(moved).toMatchObject({
      ok: true,
      data: { servedBy: { provider: 'sec', served_at: '2026-11-22T12:00:00.000Z' } },
    })
    stage.later(10)
    expect(stage.outcomes(await stage.read())).toEqual([
      'sec skipped',
      'sec stored',
      'recorded stored',
    ])
    expect(stage.calls).toEqual([])
  })

  it('asks each provider once a day of a company of which none has all that is wanted', async () => {
    stage.says.recorded = notFound
    const young = () =>
      readThrough({ market: 'US', symbol: 'AAPL', sources }, stage.store(), {
        ...openDeps(() => stage.now),
        providers: [stage.provider('sec'), stage.provider('recorded')],
        known: () => stage.known,
        singleFlight: stage.singleFlight,
      })
    expect(stage.outcomes(await young())).toEqual(['sec served', 'recorded not_found'])
    for (const seconds of [61, 3_600, 80_000]) {
      stage.later(seconds)
      expect(stage.outcomes(await young())).toEqual(['sec stored', 'recorded skipped'])
      expect(stage.calls).toEqual([])
    }
    stage.later(3_000)
    await young()
    expect(stage.calls).toEqual(['sec', 'recorded'])
  })

  it('asks a second provider when their agreement is wanted, and keeps what both say', async () => {
    const copy = { ...revenue, provider: 'fmp', value: '416161000001' }
    stage.says.recorded = answer('AAPL', null, [copy])
    const result = await stage.read(undefined, undefined, 2)
    expect(stage.outcomes(result)).toEqual(['sec served', 'recorded served'])
    expect(result).toMatchObject({
      ok: true,
      data: {
        reading: {
          facts: [{ provider: 'sec' }],
          others: [{ provider: 'fmp', value: '416161000001' }],
        },
        servedBy: { provider: 'sec' },
      },
    })
  })

  it('goes on to the next provider while a statement is missing, and says who gave what', async () => {
    const assets = {
      ...revenue,
      concept: 'total_assets' as const,
      start: null,
      period: '@2025-09-27',
      provider: 'fmp',
    }
    stage.says.recorded = answer('AAPL', null, [assets])
    const deps = {
      ...openDeps(() => stage.now),
      providers: [stage.provider('sec'), stage.provider('recorded')],
      known: () => stage.known,
      singleFlight: stage.singleFlight,
    }
    const result = await readThrough({ market: 'US', symbol: 'AAPL', sources }, stage.store(), deps)
    expect(stage.outcomes(result)).toEqual(['sec served', 'recorded served'])
    expect(result).toMatchObject({ ok: true, data: { servedBy: { provider: 'sec' } } })
    if (result.ok)
      expect(result.data.reading.facts.map((fact) => fact.provider).sort()).toEqual(['fmp', 'sec'])
  })

  it('passes over a provider without a key, and asks it first once it has one', async () => {
    const keyed = providerNamed('fmp', stage.provider('sec').datasets, {
      variable: 'FMP_API_KEY',
      signup: 'https://example.com/',
      free: true,
    })
    const chain = dataSources({ US: { statements: ['fmp', 'recorded'] } })
    const store = stage.anyStore()
    const deps = {
      ...openDeps(() => stage.now),
      providers: [keyed, stage.provider('recorded')],
      known: () => stage.known,
      singleFlight: stage.singleFlight,
    }
    const without = await readThrough({ market: 'US', symbol: 'AAPL', sources: chain }, store, {
      ...deps,
      hasKey: () => false,
    })
    expect(stage.outcomes(without)).toEqual(['fmp skipped', 'recorded served'])
    expect(without.ok && without.data.attempts[0]?.reason).toBe('no_key')
    expect(
      stage.outcomes(
        await readThrough({ market: 'US', symbol: 'AAPL', sources: chain }, store, deps),
      ),
    ).toEqual(['fmp served'])
  })

  it('a provider held back by its gate is passed over with the time it is held for, and asked nothing', async () => {
    const store = stage.anyStore()
    const open = openDeps(() => stage.now)
    const gate = {
      ...open.gate,
      enter: async (p: Provider) =>
        p.id === 'sec'
          ? ({ go: false, why: 'held', wait_ms: 30_000, reason: 'timeout' } as const)
          : ({ go: true } as const),
    }
    const result = await readThrough({ market: 'US', symbol: 'AAPL', sources }, store, {
      ...open,
      gate,
      providers: [stage.provider('sec'), stage.provider('recorded')],
      known: () => stage.known,
      singleFlight: stage.singleFlight,
    })
    expect(stage.outcomes(result)).toEqual(['sec failed', 'recorded served'])
    expect(result.ok && result.data.attempts[0]).toMatchObject({
      reason: 'timeout',
      detail: expect.stringContaining('30 s'),
    })
    expect(stage.calls).toEqual(['recorded'])
  })

  it('a chain has an end: who has not answered by then is passed over, and the recording stands in', async () => {
    const slow = {
      ...stage.provider('sec', () => new Promise<void>(() => {})),
      budget: [{ calls: 10, per_seconds: 1 }],
    }
    const next = { ...stage.provider('fmp' as 'sec'), budget: [{ calls: 10, per_seconds: 1 }] }
    const hurried = {
      ...dataSources({ US: { statements: ['sec', 'fmp', 'recorded'] } }),
      chain_timeout_ms: 600,
    }
    const clock = stage.now.getTime()
    const began = Date.now()
    const open = openDeps(() => new Date(clock + (Date.now() - began)))
    const deps = {
      ...open,
      providers: [slow, next, stage.provider('recorded')],
      known: () => stage.known,
      singleFlight: stage.singleFlight,
    }
    const result = await readThrough(
      { market: 'US', symbol: 'AAPL', sources: hurried },
      stage.anyStore(),
      deps,
    )
    expect(stage.outcomes(result)).toEqual(['sec failed', 'fmp failed', 'recorded served'])
    expect(result.ok && result.data.attempts.map((a) => a.reason)).toEqual([
      'timeout',
      'timeout',
      null,
    ])
    expect(stage.calls).toEqual(['sec', 'recorded'])
  })

  it('an adapter that throws is a fault of that provider alone', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const result = await stage.read([
      stage.provider('sec', () => Promise.reject(new Error('a bug'))),
      stage.provider('recorded'),
    ])
    expect(stage.outcomes(result)).toEqual(['sec failed', 'recorded served'])
    expect(result.ok && result.data.attempts[0]?.reason).toBe('malformed')
  })
})
