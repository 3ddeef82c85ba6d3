import { env } from 'cloudflare:workers'
import { evictDurableObject } from 'cloudflare:test'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { CLOSED } from './breaker.ts'

const gate = () => env.PROVIDER_GATE.getByName(crypto.randomUUID())
const budget = [{ calls: 2, per_seconds: 60 }]
const rule = { failures: 2, open_seconds: 30 }

afterEach(() => vi.useRealTimers())

describe('a gate', () => {
  it('lets through what the budget holds, says when there will be more, and keeps count across an eviction', async () => {
    const stub = gate()
    expect(await stub.enter({ calls: 2, budget })).toEqual({ go: true })
    await evictDurableObject(stub)
    expect(await stub.enter({ calls: 1, budget })).toMatchObject({
      go: false,
      why: 'budget',
      reason: 'rate_limit',
    })
    expect((await stub.state()).calls).toBe(2)
  })
  it('is shut after failures in a row and tried by one call when its time is over', async () => {
    vi.useFakeTimers({ now: new Date('2026-11-22T12:00:00Z'), toFake: ['Date'] })
    const stub = gate()
    const wide = [{ calls: 100, per_seconds: 60 }]
    for (let i = 0; i < 2; i++) {
      await stub.enter({ calls: 1, budget: wide })
      await stub.leave({ reason: 'timeout', detail: 'no answer' }, rule)
    }
    expect(await stub.enter({ calls: 1, budget: wide })).toEqual({
      go: false,
      why: 'held',
      wait_ms: 30_000,
      reason: 'timeout',
    })
    vi.setSystemTime(new Date('2026-11-22T12:00:30Z'))
    expect(await stub.enter({ calls: 1, budget: wide })).toEqual({ go: true })
    expect(await stub.enter({ calls: 1, budget: wide })).toMatchObject({ go: false, why: 'held' })
    await stub.leave({ reason: null, detail: null }, rule)
    expect(await stub.state()).toMatchObject({ breaker: CLOSED, last: { reason: null } })
  })
  it('takes nothing from the budget for a call that it holds back', async () => {
    const stub = gate()
    await stub.enter({ calls: 1, budget })
    await stub.leave({ reason: 'rate_limit', detail: null, retry_after_seconds: 60 }, rule)
    await stub.enter({ calls: 1, budget })
    expect((await stub.state()).calls).toBe(1)
  })
  it('remembers for as long as it is told', async () => {
    vi.useFakeTimers({ now: new Date('2026-11-22T12:00:00Z'), toFake: ['Date'] })
    const stub = gate()
    await stub.remember('crumb', 'abc', 60)
    expect(await stub.recall('crumb')).toBe('abc')
    vi.setSystemTime(new Date('2026-11-22T12:01:00Z'))
    expect(await stub.recall('crumb')).toBeNull()
    expect(await stub.recall('other')).toBeNull()
  })
})

it('a redirect takes one more call, and none when the budget has none left', async () => {
  const stub = env.PROVIDER_GATE.getByName(crypto.randomUUID())
  const budget = [{ calls: 2, per_seconds: 3_600 }]
  expect(await stub.enter({ calls: 1, budget })).toEqual({ go: true })
  expect(await stub.spend(budget)).toBe(true)
  expect(await stub.spend(budget)).toBe(false)
  expect(await stub.state()).toMatchObject({ calls: 2 })
})

describe('single flight', () => {
  it('has one of many at work, and gives all what it shared', async () => {
    const stub = env.SINGLE_FLIGHT.getByName(crypto.randomUUID())
    let works = 0
    const work = async () => {
      works += 1
      await scheduler.wait(50)
      return '"shared"'
    }
    const passed = await Promise.all(
      Array.from({ length: 200 }, () => stub.pass('statements', work)),
    )
    expect(works).toBe(1)
    expect(passed.filter(({ led }) => led)).toHaveLength(1)
    expect(passed.every(({ shared }) => shared === '"shared"')).toBe(true)
  })
  it('does not hold one dataset up for another', async () => {
    const stub = env.SINGLE_FLIGHT.getByName(crypto.randomUUID())
    let release = () => {}
    const slow = stub.pass(
      'statements',
      () => new Promise((resolve) => (release = () => resolve(null))),
    )
    await expect(stub.pass('news', async () => null)).resolves.toMatchObject({ led: true })
    release()
    await slow
  })
  it('lets the next one lead when who led broke off', async () => {
    const stub = env.SINGLE_FLIGHT.getByName(crypto.randomUUID())
    const broken = stub.pass('bars', async () => Promise.reject(new Error('left')))
    const follower = stub.pass('bars', async () => null)
    expect(await broken).toEqual({ led: true, shared: null })
    expect(await follower).toEqual({ led: false, shared: null })
    expect(await stub.pass('bars', async () => null)).toMatchObject({ led: true })
  })
})
