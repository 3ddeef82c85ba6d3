/**
 * The cell as an object: what is kept after an eviction, its one alarm, and reads that leave
 * nothing behind. There is no database and no configuration here.
 */
import { env } from 'cloudflare:workers'
import {
  evictDurableObject,
  reset,
  runDurableObjectAlarm,
  runInDurableObject,
} from 'cloudflare:test'
import { afterEach, describe, expect, it } from 'vitest'
import type { Quote } from '../freshness.ts'
import type { QuoteCell } from './quote-cell.ts'
import type { Observation } from '../observation.ts'
import { liveQuote } from '../quotes.fixture.ts'

const cell = (id: string) => env.QUOTE_CELL.getByName(id)
const secondsAgo = (seconds: number, change: Partial<Quote> = {}): Observation => {
  const at = Date.now() - seconds * 1_000
  return {
    quote: liveQuote({ quoted_at: new Date(at).toISOString(), ...change }),
    source: 'test',
    elapsed_ms: 0,
    sent_at: null,
    asked: false,
  }
}
const rule = { max_age_seconds: 30 }
const alarmOf = (id: string) =>
  runInDurableObject(cell(id), (_: QuoteCell, state) => state.storage.getAlarm())
const outboxOf = (id: string) =>
  runInDurableObject(
    cell(id),
    (_: QuoteCell, state) => state.storage.sql.exec('select key from outbox').toArray().length,
  )

afterEach(() => reset())

describe('a cell', () => {
  it('gives after an eviction what it gave before, as old as it is', async () => {
    await cell('US:AAPL').take('US:AAPL', [secondsAgo(0)])
    await evictDurableObject(cell('US:AAPL'))
    expect(await cell('US:AAPL').realtime('US:AAPL', rule)).toMatchObject({
      ok: true,
      data: { price: '100', source: 'test' },
    })
  })
  it('keeps what the database has not confirmed over evictions and failing flushes, and forgets what it has', async () => {
    const [first, second] = [secondsAgo(3), secondsAgo(2)]
    const taken = await cell('US:AAPL').take('US:AAPL', [first, second])
    await evictDurableObject(cell('US:AAPL'))
    expect(await outboxOf('US:AAPL')).toBe(2)
    expect(await alarmOf('US:AAPL')).not.toBeNull()
    await runDurableObjectAlarm(cell('US:AAPL'))
    expect(await outboxOf('US:AAPL')).toBe(2)
    expect(await alarmOf('US:AAPL')).not.toBeNull()
    await cell('US:AAPL').stored(taken.flatMap(({ pending }) => pending?.key ?? []))
    expect(await outboxOf('US:AAPL')).toBe(0)
    expect(await alarmOf('US:AAPL')).toBeNull()
  })
  it('needs no outbox and no alarm for what the database has already', async () => {
    expect(await cell('US:AAPL').take('US:AAPL', [secondsAgo(0)], true)).toMatchObject([
      { outcome: 'stored', pending: null },
    ])
    expect(await alarmOf('US:AAPL')).toBeNull()
    expect(await cell('US:AAPL').realtime('US:AAPL', rule)).toMatchObject({ ok: true })
  })
  it('tells why the last refresh brought nothing, until one brings a price', async () => {
    const failure = { ok: false, reason: 'timeout', detail: 'no answer' } as const
    await cell('HK:00700').refreshed('HK:00700', failure)
    expect(await cell('HK:00700').realtime('HK:00700', rule)).toMatchObject({
      ok: false,
      reason: 'quote_missing',
      detail: expect.stringContaining('The last refresh failed: timeout'),
    })
    const asked = { ...secondsAgo(5, { currency: 'HKD' }), asked: true }
    await cell('HK:00700').refreshed('HK:00700', { ok: true, observation: asked, written: true })
    expect(await cell('HK:00700').realtime('HK:00700', rule)).toMatchObject({ ok: true })
    const older = { ...secondsAgo(60, { currency: 'HKD' }), asked: true }
    await cell('HK:00700').refreshed('HK:00700', { ok: true, observation: older, written: true })
    expect(
      await cell('HK:00700').realtime('HK:00700', { ...rule, max_quote_age_seconds: 1 }),
    ).toMatchObject({ ok: false, detail: expect.stringContaining('older_quote') })
  })
  it('is known when its market lists it, or when a quote of it was taken in', async () => {
    expect(await cell('US:ZZZZQ').isKnown('US:ZZZZQ')).toBe(false)
    expect(await alarmOf('US:ZZZZQ')).toBeNull()
    expect(await cell('US:AAPL').isKnown('US:AAPL')).toBe(true)
    expect(await cell('HK:00700').isKnown('HK:00700')).toBe(true)
    await cell('US:ZZZZQ').take('US:ZZZZQ', [secondsAgo(0)])
    expect(await cell('US:ZZZZQ').isKnown('US:ZZZZQ')).toBe(true)
  })
  it('whose clock was seen behind its price shows it no more, also after an eviction', async () => {
    await cell('US:AAPL').take('US:AAPL', [secondsAgo(0)], true)
    await runInDurableObject(cell('US:AAPL'), (_: QuoteCell, state) => {
      const kept = state.storage.kv.get<{ newest: { observed_at: number } }>('cell')
      if (!kept) throw new Error('nothing is kept')
      kept.newest.observed_at += 1_000
      state.storage.kv.put('cell', kept)
    })
    await evictDurableObject(cell('US:AAPL'))
    const unknown = { ok: false, reason: 'quote_expired' }
    const answer = await cell('US:AAPL').realtime('US:AAPL', rule)
    expect(answer).toMatchObject({ ...unknown, detail: expect.stringContaining('unknown age') })
    expect(answer).not.toHaveProperty('age_seconds')
    await evictDurableObject(cell('US:AAPL'))
    await scheduler.wait(1_500)
    expect(await cell('US:AAPL').realtime('US:AAPL', rule)).toMatchObject(unknown)
  })
  it('takes as the time of its observation the earlier of two clocks', async () => {
    const now = Date.now()
    await cell('US:MSFT').take('US:MSFT', [
      { ...secondsAgo(0), asked: true, elapsed_ms: 1_000, sent_at: now - 8_000 },
    ])
    const answer = await cell('US:MSFT').realtime('US:MSFT', rule)
    expect(answer.ok && answer.data.age_seconds).toBeGreaterThanOrEqual(8)
  })
  it('that was never heard of keeps nothing of a read', async () => {
    expect(await cell('JP:9999').realtime('JP:9999', rule)).toMatchObject({
      ok: false,
      reason: 'quote_missing',
    })
    const tables = await runInDurableObject(cell('JP:9999'), (_: QuoteCell, state) =>
      state.storage.sql.exec("select name from sqlite_master where name = 'outbox'").toArray(),
    )
    expect(tables).toEqual([])
  })
})
