import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LogLine } from '#shared/contracts/logs.ts'
import { PRICE_ADDRESS } from '#shared/addresses.ts'
import type { Env } from '../env.ts'
import { logLine } from '../log-lines.fixture.ts'
import type { BatchOutcome } from '../store/store-batch.ts'
import { type LineBatch, batchOf, MOST_STORED } from '../batch/batch.ts'
import { Collector, MOST_HELD } from './collector.ts'
import type { Tailed } from './tail-lines.ts'

const env = {} as Env
const lines = (count: number, change: Partial<LogLine> = {}) =>
  Array.from({ length: count }, () => logLine(change))

/** An invocation that wrote so many lines. */
const wrote = (count: number): Tailed => ({
  scriptName: 'api-gateway',
  eventTimestamp: 1,
  event: null,
  outcome: 'ok',
  exceptions: [],
  logs: lines(count).map(({ at, id, level, worker, event }) => ({
    message: JSON.stringify({ at, id: id.slice(0, 30), level, worker, event }),
  })),
})

describe('a batch', () => {
  it('stores all lines of a calm time', () => {
    expect(batchOf(lines(MOST_STORED), 0)).toMatchObject({ leftOut: [], lost: 0 })
  })

  it('stores trouble and what is seldom before reads of live prices, and counts the rest', () => {
    const reads = lines(MOST_STORED, { route: PRICE_ADDRESS })
    const seldom = lines(3, { event: 'report.step' })
    const trouble = lines(2, { level: 'warn', route: PRICE_ADDRESS })
    const batch = batchOf([...reads, ...seldom, ...trouble], 0)
    expect(batch.lines).toHaveLength(MOST_STORED)
    expect(batch.lines).toEqual(expect.arrayContaining([...seldom, ...trouble]))
    expect(batch.leftOut).toHaveLength(5)
    expect(batch.leftOut.every(({ route }) => route === PRICE_ADDRESS)).toBe(true)
  })
})

describe('the collector', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    vi.stubGlobal('scheduler', {
      wait: (ms: number) => new Promise((resolve) => setTimeout(resolve, ms)),
    })
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  const world = () => {
    const batches: LineBatch[] = []
    const waited: Promise<unknown>[] = []
    const state: { outcome: BatchOutcome } = { outcome: 'stored' }
    const collector = new Collector(async (_, batch) => {
      batches.push(batch)
      return state.outcome
    })
    const take = (count: number) =>
      collector.take([wrote(count)], env, { waitUntil: (promise) => void waited.push(promise) })
    return { batches, waited, state, take, pass: (ms: number) => vi.advanceTimersByTimeAsync(ms) }
  }

  it('writes all lines of half a second at once, and waits for nothing', async () => {
    const { batches, waited, take, pass } = world()
    for (let i = 0; i < 20; i++) take(3)
    expect(waited).toHaveLength(1)
    expect(batches).toEqual([])
    await pass(500)
    expect(batches.map((batch) => batch.lines.length)).toEqual([60])
    take(1)
    await pass(500)
    expect(batches.map((batch) => batch.lines.length)).toEqual([60, 1])
  })

  it('does nothing for an invocation without a line', async () => {
    const { batches, waited, take, pass } = world()
    take(0)
    await pass(10_000)
    expect([batches, waited]).toEqual([[], []])
  })

  it('keeps lines while the database is away, tries seldom, and tells what was lost', async () => {
    const { batches, state, take, pass } = world()
    state.outcome = 'unavailable'
    take(10)
    await pass(500)
    expect(batches).toHaveLength(1)
    for (let i = 0; i < 40; i++) take(200)
    expect(batches).toHaveLength(1)
    await pass(5_000)
    state.outcome = 'stored'
    take(1)
    await pass(500)
    expect(batches).toHaveLength(2)
    const [, second] = batches
    const kept = (second?.lines.length ?? 0) + (second?.leftOut.length ?? 0)
    expect(second?.lost).toBe(10 + 8_000 + 1 - MOST_HELD)
    // Two lines say so: what was lost, and what was counted alone.
    expect(kept).toBe(MOST_HELD + 2)
    expect(second?.lines).toContainEqual(
      expect.objectContaining({ event: 'logs.lost', level: 'error', fields: { lines: 3_011 } }),
    )
    take(1)
    await pass(500)
    expect(batches[2]?.lost).toBe(0)
  })

  it('gives up lines that the database refuses, so that the next ones pass', async () => {
    const { batches, state, take, pass } = world()
    state.outcome = 'refused'
    take(4)
    await pass(500)
    state.outcome = 'stored'
    await pass(5_000)
    take(1)
    await pass(500)
    expect(batches[1]).toMatchObject({ lost: 4 })
    expect(batches[1]?.lines).toHaveLength(2)
  })
})
