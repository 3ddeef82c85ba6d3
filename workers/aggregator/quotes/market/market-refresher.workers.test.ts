/**
 * The refresher as an object: it keeps what it is told after an eviction, it asks when the time has
 * come, and instruments beyond its limit go to the next one. There is no configuration and no
 * database here.
 */
import {
  evictDurableObject,
  reset,
  runDurableObjectAlarm,
  runInDurableObject,
} from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { MarketRefresher } from './market-refresher.ts'
import { MOST_WATCHED } from './schedule.ts'
import { refresherName, watchPrices } from './watch-prices.ts'

const refresher = (name: string) => env.MARKET_REFRESHER.getByName(name)
const alarmOf = (name: string) =>
  runInDurableObject(refresher(name), (_: MarketRefresher, state) => state.storage.getAlarm())
const rowsOf = (name: string, table: string) =>
  runInDurableObject(refresher(name), (_: MarketRefresher, state) =>
    state.storage.sql.exec(`select * from ${table}`).toArray(),
  )
const failureOf = async (instrument: string) => {
  const answer = await env.QUOTE_CELL.getByName(instrument).realtime(instrument, {
    max_age_seconds: 30,
  })
  return 'detail' in answer ? answer.detail : null
}
const soon = { timeout: 10_000, interval: 50 }
const seconds = { watched: 10, watched_closed: 20, listed: 60, listed_closed: 1_800 }
const wish = {
  market: 'HK' as const,
  listed: [],
  spread_ms: 0,
  seconds,
}

afterEach(async () => {
  vi.useRealTimers()
  await reset()
})

describe('a refresher', () => {
  it('asks at once for what is watched, tells its cell why there is nothing, and asks again after a while', async () => {
    const began = Date.now()
    expect(await refresher('HK').watch('HK', ['00700'], 60_000)).toEqual([])
    expect((await alarmOf('HK')) ?? Number.POSITIVE_INFINITY).toBeLessThan(began + 2_000)
    await runDurableObjectAlarm(refresher('HK'))
    await expect
      .poll(() => failureOf('HK:00700'), soon)
      .toContain('The last refresh failed: service_unavailable')
    expect((await alarmOf('HK')) ?? 0).toBeGreaterThanOrEqual(began + 4_000)
  })

  it('knows after an eviction what is watched, and when it was last asked for', async () => {
    await refresher('HK').watch('HK', ['00700', '00005'], 60_000)
    await runDurableObjectAlarm(refresher('HK'))
    await expect.poll(() => failureOf('HK:00005'), soon).toContain('last refresh failed')
    const asked = Date.now()
    await evictDurableObject(refresher('HK'))
    await refresher('HK').watch('HK', ['00700'], 60_000)
    expect((await alarmOf('HK')) ?? 0).toBeGreaterThanOrEqual(asked + 2_000)
    expect(await rowsOf('HK', 'instruments')).toHaveLength(2)
  })

  it('asks for nothing that is no longer watched', async () => {
    await refresher('HK').watch('HK', ['00700'], 50)
    await scheduler.wait(100)
    await runDurableObjectAlarm(refresher('HK'))
    await scheduler.wait(300)
    expect(await failureOf('HK:00700')).not.toContain('last refresh failed')
    expect(await alarmOf('HK')).toBeNull()
  })

  it('is not put off by watches that follow each other', async () => {
    await refresher('HK').watch('HK', ['00700'], 60_000)
    const first = await alarmOf('HK')
    await scheduler.wait(20)
    await refresher('HK').watch('HK', ['00005'], 60_000)
    expect(await alarmOf('HK')).toBe(first)
  })

  it('keeps each instrument and each refresh in a row of its own', async () => {
    const symbols = Array.from({ length: 10_000 }, (_, i) => `S${String(i).padStart(60, '0')}`)
    for (const _ of [1, 2, 3])
      expect(
        await refresher('US').refresh({ ...wish, market: 'US', cause: 'request', symbols }),
      ).toMatchObject({ ok: true })
    expect(
      await refresher('US').refresh({ ...wish, market: 'US', cause: 'request', symbols }),
    ).toMatchObject({ ok: false, reason: 'rate_limited' })
    expect(await rowsOf('US', 'running')).toHaveLength(3)
    await evictDurableObject(refresher('US'))
    expect(await refresher('US').runs(10)).toMatchObject([
      { instruments: 10_000 },
      { instruments: 10_000 },
      { instruments: 10_000 },
    ])
  })

  it('serves a refresh slice by slice, and files it when it has ended', async () => {
    const run = await refresher('HK').refresh({ ...wish, cause: 'request', symbols: ['00700'] })
    expect(run).toMatchObject({ ok: true, data: { instruments: 1, ended_at: null } })
    await runDurableObjectAlarm(refresher('HK'))
    await expect
      .poll(() => refresher('HK').runs(1), soon)
      .toMatchObject([{ unserved: 1, ended_at: expect.any(String) }])
    expect(await rowsOf('HK', 'running')).toEqual([])
  })
})

describe('a round that never comes back', () => {
  it('is given up after half a minute: the instrument is told, and is asked for again', async () => {
    const never = () => new Promise<never>(() => {})
    await runInDurableObject(refresher('HK'), (instance: MarketRefresher) => {
      Object.defineProperty(instance, 'env', {
        value: { ...env, CONFIG_KV: { get: never }, CONFIG: { fetch: never } },
      })
    })
    await refresher('HK').watch('HK', ['00700'], 600_000)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    // A timer is the object's own, so its time passes there.
    const pass = (ms: number) =>
      runInDurableObject(refresher('HK'), async () => {
        await vi.advanceTimersByTimeAsync(ms)
      })
    await runDurableObjectAlarm(refresher('HK'))
    await pass(29_000)
    expect(await failureOf('HK:00700')).not.toContain('last refresh failed')
    await pass(3_000)
    await expect.poll(() => failureOf('HK:00700'), soon).toContain('refresh_lost')
    expect(await alarmOf('HK')).not.toBeNull()
  })
})

describe('watched instruments of one market', () => {
  it('beyond what one refresher serves go to the next, each once', async () => {
    const symbols = Array.from({ length: 2 * MOST_WATCHED + 1 }, (_, i) => `W${i}`)
    expect(await watchPrices(env.MARKET_REFRESHER, 'US', symbols, 60_000)).toEqual([])
    // Renewed, each stays where it is.
    expect(await watchPrices(env.MARKET_REFRESHER, 'US', symbols.toReversed(), 61_000)).toEqual([])
    const counts = []
    for (const nth of [0, 1, 2])
      counts.push((await rowsOf(refresherName('US', nth), 'instruments')).length)
    expect(counts).toEqual([MOST_WATCHED, MOST_WATCHED, 1])
  })
})
