/**
 * Refreshes over a database and the answers of a fake market: cut in the middle and gone on with,
 * refused without a trace, the same again without a change; with the calls that each market takes.
 */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { dataSourcesSchema } from '#shared/contracts/config-documents.ts'
import type { Market, ProviderId } from '#shared/names.ts'
import shipped from '../../../config/data-sources.json' with { type: 'json' }
import { embeddedDatabase, OPEN_TIMEOUT_MS, type TestDatabase } from '../../e2e/fakes/database.ts'
import { openDeps } from '../chain/deps.fixture.ts'
import { readFrames } from '../frames/read.ts'
import type { BulkPart } from '../model/bulk.ts'
import type { Provider } from '../model/provider.ts'
import {
  PERIOD,
  pagesOf,
  statementRows,
  valuations,
} from '../providers/eastmoney/bulk/cases.fixture.ts'
import { eastmoney } from '../providers/eastmoney/index.ts'
import { PROVIDERS } from '../providers/registry.ts'
import { type Answering, caseContext } from '../providers/test/case.ts'
import { newestMarketDay, readMarketDay } from '../universe/market-days.ts'
import { partOf } from '../frames/part-of.ts'
import { coverageOf } from './coverage.ts'
import { COMPANY_PARTS } from './keep-rows.ts'
import { statesOf } from './parts-store.ts'
import { refreshSlice, type SliceDeps } from './refresh-slice.ts'
import { nextPart, pauseOf } from './run-task.ts'

const NOW = new Date('2026-11-30T12:00:00Z')
const DAY = '2026-11-30'
const sources = dataSourcesSchema.parse(shipped)

let database: TestDatabase
beforeAll(async () => {
  database = await embeddedDatabase()
}, OPEN_TIMEOUT_MS)
afterAll(() => database.close())
beforeEach(async () => {
  vi.spyOn(console, 'info').mockImplementation(() => {})
  await database.db.execute(
    sql`truncate market_refreshes, refresh_parts, market_days, universes, frames, frame_batches`,
  )
})

/** 4,600 shares on one day, ten pages. */
const wholeDay = (count = 4_600): Answering[] => {
  const [row = {}] = valuations(DAY)
  const rows = Array.from({ length: count }, (_, at) => ({
    ...row,
    SECURITY_CODE: String((at < 4_000 ? 600_000 : 300_000) + at),
  }))
  return pagesOf('RPT_VALUEANALYSIS_DET', DAY, rows, 500)
}

interface Played {
  deps: SliceDeps
  urls(): string[]
}
const play = (answers: readonly Answering[], over: Partial<SliceDeps> = {}): Played => {
  const { context, sent } = caseContext({ answers }, { key: null })
  let clock = NOW.getTime()
  const now = () => new Date(clock)
  const deps = openDeps(now)
  return {
    urls: () => sent.map(({ url }) => url),
    deps: {
      ...deps,
      db: database.db,
      providers: PROVIDERS,
      hasKey: () => false,
      contextOf: () => ({ ...context, now }),
      now,
      // A call takes a second of this clock.
      wait: async () => {
        clock += 1_000
      },
      shippedSymbols: async () => ['00700'],
      ...over,
    },
  }
}
const until = (seconds: number): number => NOW.getTime() + seconds * 1_000
const slice = (deps: SliceDeps, seconds: number, kinds: ('market_day' | 'frames' | 'universe')[]) =>
  refreshSlice('CN', sources, until(seconds), deps, kinds)

describe('a day of prices', () => {
  test('that is cut goes on without asking for what it has', async () => {
    const first = play(wholeDay())
    const cut = await slice(first.deps, 4, ['market_day'])
    expect(cut).toMatchObject({ calls: 4, ended: 0, done: false })
    expect(await newestMarketDay(database.db, 'CN', DAY)).toBeNull()
    const second = play(wholeDay())
    const rest = await slice(second.deps, 60, ['market_day'])
    expect(rest).toMatchObject({ calls: 6, ended: 1, done: true })
    const asked = [...first.urls(), ...second.urls()].map(
      (url) => new URL(url).searchParams.get('pageNumber') ?? '',
    )
    expect(asked).toEqual(Array.from({ length: 10 }, (_, at) => String(at + 1)))
    const stored = await newestMarketDay(database.db, 'CN', DAY)
    expect(stored).toMatchObject({ day: DAY, provider: 'eastmoney', rows: 4_600 })
    const [state] = await statesOf(database.db, 'CN')
    expect(state).toMatchObject({ calls: 10, reason: null, progress: { rows: 4_600 } })
    // Nothing of its parts is left, and nothing more is due.
    const { rows } = await database.db.execute(sql`select count(*)::int as n from refresh_parts`)
    expect(rows).toEqual([{ n: 0 }])
    const third = play([])
    expect(await slice(third.deps, 60, ['market_day'])).toMatchObject({ calls: 0, done: true })
  })

  test('that is short is refused, and what was there stays', async () => {
    const sound = play(wholeDay())
    await slice(sound.deps, 60, ['market_day'])
    const [day] = [await newestMarketDay(database.db, 'CN', DAY)]
    await database.db.execute(sql`delete from market_refreshes`)
    const few = play(wholeDay(800))
    const refused = await slice(few.deps, 60, ['market_day'])
    expect(refused.ended).toBe(1)
    // The next provider of the chain is asked then; here it cannot be reached.
    const state = (await statesOf(database.db, 'CN')).find(
      ({ provider }) => provider === 'eastmoney',
    )
    expect(state).toMatchObject({ reason: 'crawl_short' })
    expect(state?.progress.detail).toContain('800 rows are no whole market')
    expect(await newestMarketDay(database.db, 'CN', DAY)).toEqual(day)
    expect(day && (await readMarketDay(database.db, day))).toHaveLength(4_600)
  })

  test('whose provider fails for a while waits, and is not asked at once again', async () => {
    const down: Answering[] = [{ match: 'eastmoney', status: 500, body: () => '{}' }]
    const failing = play(down)
    expect(await slice(failing.deps, 60, ['market_day'])).toMatchObject({ calls: 1, ended: 0 })
    const [state] = await statesOf(database.db, 'CN')
    expect(state).toMatchObject({ reason: 'transient', ended_at: null, calls: 1 })
    expect(state?.retry_at).toEqual(new Date(NOW.getTime() + 60_000))
    const again = play(wholeDay())
    expect(await slice(again.deps, 30, ['market_day'])).toMatchObject({ calls: 0 })
  })
})

describe('figures', () => {
  const answers = (income = statementRows.income as readonly Record<string, unknown>[]) => [
    ...pagesOf('RPT_DMSK_FN_INCOME', PERIOD, income, 500),
    ...pagesOf('RPT_DMSK_FN_BALANCE', PERIOD, statementRows.balance, 500),
    ...pagesOf('RPT_DMSK_FN_CASHFLOW', PERIOD, statementRows.cashFlow, 500),
    ...pagesOf('RPT_LICO_FN_CPD', PERIOD, statementRows.figures, 500),
    ...pagesOf('RPT_SHAREBONUS_DET', '2025-06-30', statementRows.plans.half, 500),
    ...pagesOf('RPT_SHAREBONUS_DET', PERIOD, statementRows.plans.year, 500),
    ...pagesOf('RPT_SHAREBONUS_DET', '2025-', [], 500),
  ]
  const frames = eastmoney.bulk?.frames
  if (!frames) throw new Error('eastmoney has no frames')
  /** Eastmoney with one period alone. */
  const one: Provider = {
    ...eastmoney,
    bulk: { frames: { ...frames, targets: () => [PERIOD] } },
  }
  const revenue = async (): Promise<(string | undefined)[]> => {
    const part = partOf('600001.SH', COMPANY_PARTS)
    const known = await readFrames(database.db, {
      market: 'CN',
      asOf: NOW,
      isNow: true,
      part,
      parts: COMPANY_PARTS,
    })
    const fact = known.get('600001.SH')?.find(({ concept }) => concept === 'revenue')
    return [fact?.value, fact?.former?.value]
  }
  const batches = async (): Promise<unknown[]> =>
    (await database.db.execute(sql`select distinct batch from frame_batches order by 1`)).rows
  const again = () => database.db.execute(sql`delete from market_refreshes`)

  test('are stored once; the same again changes nothing; a restated value stands beside', async () => {
    const first = play(answers(), { providers: [one] })
    expect(await slice(first.deps, 60, ['frames'])).toMatchObject({ calls: 8, ended: 1 })
    expect(await revenue()).toEqual(['174144069958.25', undefined])
    expect(await batches()).toEqual([{ batch: `${PERIOD} ${DAY}` }])
    const { rows: before } = await database.db.execute(
      sql`select part, source, stored_at from frame_batches order by part`,
    )
    await again()
    await slice(play(answers(), { providers: [one] }).deps, 60, ['frames'])
    const { rows: after } = await database.db.execute(
      sql`select part, source, stored_at from frame_batches order by part`,
    )
    expect(after).toEqual(before)
    await again()
    const restated = statementRows.income.map((row) => ({
      ...row,
      TOTAL_OPERATE_INCOME: 174144069960,
      UPDATE_DATE: '2026-11-28 00:00:00',
    }))
    const later = { ...play(answers(restated), { providers: [one] }).deps }
    const tomorrow = NOW.getTime() + 86_400_000
    later.now = () => new Date(tomorrow)
    await refreshSlice('CN', sources, tomorrow + 60_000, later, ['frames'])
    expect(await batches()).toEqual([
      { batch: `${PERIOD} ${DAY}` },
      { batch: `${PERIOD} 2026-12-01` },
    ])
    expect(await revenue()).toEqual(['174144069960', '174144069958.25'])
  })

  test('what the coverage tells of them', async () => {
    await slice(play(answers(), { providers: [one] }).deps, 60, ['frames'])
    const { frames: told } = await coverageOf(database.db, 'CN', NOW)
    expect(told).toMatchObject([
      { provider: 'eastmoney', batches: 1, newest_only: false, recorded: null },
    ])
  })
})

describe('the calls of a full refresh', () => {
  /** What one crawl takes when its pages are as many as the market's rows need. */
  const callsOf = (market: Market, id: ProviderId, kind: 'universe' | 'market_day' | 'frames') => {
    const capability = PROVIDERS.find((provider) => provider.id === id)?.bulk?.[kind]
    const targets = kind === 'frames' ? (capability?.targets?.(NOW, true) ?? []) : [DAY]
    const symbols = Array.from({ length: 2_700 }, (_, at) => String(at + 1).padStart(5, '0'))
    const parts = (target: string): number =>
      capability?.parts({ market, target, symbols, now: NOW }).length ?? 0
    return targets.reduce((sum, target) => sum + parts(target), 0)
  }
  test('by market, before further pages', () => {
    const table = {
      'US universe': callsOf('US', 'sec', 'universe') + callsOf('US', 'nasdaq', 'universe'),
      'US market_day': callsOf('US', 'nasdaq', 'market_day'),
      'US frames': callsOf('US', 'sec', 'frames'),
      'HK market_day': callsOf('HK', 'tencent', 'market_day'),
      'CN frames, first pages': callsOf('CN', 'eastmoney', 'frames'),
      'CN frames, vip': callsOf('CN', 'tushare', 'frames'),
      'JP frames': callsOf('JP', 'jquants', 'frames'),
    }
    console.log(table)
    expect(table).toMatchObject({
      'US universe': 2,
      'US market_day': 1,
      'HK market_day': 45,
    })
    expect(table['US frames']).toBeLessThan(9_000)
  })
})

test('the pause between two calls is the even rate of the budget', () => {
  const of = (id: ProviderId) => {
    const provider = PROVIDERS.find((one) => one.id === id)
    return provider ? pauseOf(provider) : null
  }
  expect([of('sec'), of('eastmoney'), of('tencent'), of('jquants')]).toEqual([
    200, 1_000, 1_000, 12_000,
  ])
})

test('parts that others name come after those that were known before', () => {
  const part: BulkPart = { rows: [], count: null, next: ['a:2'] }
  expect(nextPart(['a:1', 'b:1'], [])).toBe('a:1')
  expect(nextPart(['a:1', 'b:1'], [{ part: 'a:1', next: part.next }])).toBe('b:1')
  expect(
    nextPart(
      ['a:1', 'b:1'],
      [
        { part: 'a:1', next: part.next },
        { part: 'b:1', next: [] },
      ],
    ),
  ).toBe('a:2')
  expect(nextPart(['a:1'], [{ part: 'a:1', next: [] }])).toBeNull()
})
