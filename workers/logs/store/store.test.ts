import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { logQuerySchema } from '#shared/contracts/logs.ts'
import { OPEN_TIMEOUT_MS, type TestDatabase, testDatabases } from '../../e2e/fakes/database.ts'
import { logLine } from '../log-lines.fixture.ts'
import { countsByName, countsByTime } from './read-counts.ts'
import { findLines, linesOfReport, linesOfRequest } from './read-lines.ts'
import { dropOldLines } from './retention.ts'
import { storeBatch } from './store-batch.ts'

describe.each(testDatabases())('the lines in the database (%s)', (_, open) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
  }, OPEN_TIMEOUT_MS)
  afterAll(() => database.close())
  beforeEach(async () => {
    await database.db.execute(sql`truncate log_lines, log_counts`)
  })

  const store = (...lines: ReturnType<typeof logLine>[]) =>
    storeBatch(database.db, { lines, leftOut: [], lost: 0 })
  const find = async (query: object) =>
    (await findLines(database.db, logQuerySchema.parse(query))).lines
  const counted = async () =>
    (await countsByName(database.db)).map(
      ({ kind, name, outcome, count }) => `${kind} ${name} ${outcome} ${count}`,
    )

  it('are as they were written', async () => {
    const line = logLine({
      at: '2026-12-01T12:00:00.123Z',
      text: "a 'quoted' \\ % _ 文字 😀",
      fields: { a: 1.5, b: true, c: 'x"y', d: null },
    })
    await store(line)
    expect(await find({})).toEqual([line])
  })

  it('a batch is two statements in one transaction, however long', async () => {
    database.statements()
    await store(...Array.from({ length: 400 }, () => logLine()))
    expect(database.statements().map((statement) => statement.trim().slice(0, 11))).toEqual([
      'begin',
      'insert into',
      'insert into',
      'commit',
    ])
  })

  it('one that is delivered twice is stored and counted once', async () => {
    const [first, second] = [logLine(), logLine({ status: 502, duration_ms: 700 })]
    await store(first)
    await store(first, second)
    await store(second, first)
    expect(await find({})).toHaveLength(2)
    expect(await counted()).toEqual([
      'line info  2',
      'request /api/reports 2xx 1',
      'request /api/reports 5xx 1',
    ])
  })

  it('what is not stored is counted, and what is lost is told', async () => {
    await storeBatch(database.db, { lines: [logLine()], leftOut: [logLine(), logLine()], lost: 7 })
    expect(await find({})).toHaveLength(1)
    expect(await counted()).toEqual([
      'left_out lines  2',
      'line info  3',
      'lost lines  7',
      'request /api/reports 2xx 3',
    ])
  })

  it('counts add up by minute and since the beginning, with their buckets', async () => {
    await store(logLine({ duration_ms: 3 }), logLine({ duration_ms: 400 }))
    await store(logLine({ duration_ms: 4, at: '2026-12-01T12:00:59.999Z' }))
    await store(logLine({ duration_ms: 70_000, at: '2026-12-01T12:01:00.000Z' }))
    const { rows } = await database.db.execute(sql`
      select grain, to_char(since at time zone 'UTC', 'HH24:MI') as since, count::int, total, array_to_string(buckets, ',') as buckets
      from log_counts where kind = 'request' order by log_counts.since, grain`)
    expect(rows).toEqual([
      {
        grain: 'ever',
        since: '00:00',
        count: 4,
        total: 70_407,
        buckets: '0,0,2,0,0,0,0,0,1,0,0,0,0,0,0,1',
      },
      {
        grain: 'hour',
        since: '12:00',
        count: 4,
        total: 70_407,
        buckets: '0,0,2,0,0,0,0,0,1,0,0,0,0,0,0,1',
      },
      {
        grain: 'minute',
        since: '12:00',
        count: 3,
        total: 407,
        buckets: '0,0,2,0,0,0,0,0,1,0,0,0,0,0,0,0',
      },
      {
        grain: 'minute',
        since: '12:01',
        count: 1,
        total: 70_000,
        buckets: '0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1',
      },
    ])
    const window = await countsByTime(
      database.db,
      new Date('2026-12-01T12:00:00Z'),
      new Date('2026-12-01T13:00:00Z'),
    )
    const requests = window.filter(({ kind }) => kind === 'request')
    expect(requests.map(({ slot, count }) => [slot, count]).toSorted()).toEqual([
      [0, 3],
      [1, 1],
    ])
    const [ofDay] = (
      await countsByTime(
        database.db,
        new Date('2026-12-01T00:00:00Z'),
        new Date('2026-12-02T00:00:00Z'),
      )
    ).filter(({ kind }) => kind === 'request')
    expect([ofDay?.slot, ofDay?.count]).toEqual([12, 4])
    expect(requests.find(({ slot }) => slot === 0)?.buckets.slice(0, 3)).toEqual([0, 0, 2])
  })

  it('batches of several writers at once neither wait for each other for ever nor lose a count', async () => {
    const series = ['/a', '/b', '/c', '/d', '/e']
    const others = await Promise.all(
      [1, 2, 3].map(async () => {
        const { default: pg } = await import('pg')
        const { drizzle } = await import('drizzle-orm/node-postgres')
        const client = new pg.Client({ connectionString: database.url })
        await client.connect()
        return { db: drizzle(client), end: () => client.end() }
      }),
    )
    await Promise.all(
      others.map(async ({ db }, writer) => {
        for (let round = 0; round < 10; round++)
          await storeBatch(db, {
            lines: series
              .toSorted((a, b) => (writer % 2 === 0 ? a.localeCompare(b) : b.localeCompare(a)))
              .map((route) => logLine({ route })),
            leftOut: [],
            lost: 0,
          })
      }),
    )
    await Promise.all(others.map(({ end }) => end()))
    expect(await counted()).toEqual([
      'line info  150',
      ...series.map((route) => `request ${route} 2xx 30`),
    ])
  })

  it('are found by each filter, the newest first, page after page', async () => {
    const times = Array.from({ length: 25 }, (_, at) =>
      logLine({ at: `2026-12-01T12:00:${String(Math.floor(at / 2)).padStart(2, '0')}.000Z` }),
    )
    await store(...times)
    await store(
      logLine({ worker: 'config-service', at: '2026-12-01T11:00:00.000Z' }),
      logLine({ level: 'warn', at: '2026-12-01T11:00:01.000Z' }),
      logLine({ event: 'provider.asked', provider: 'sec', at: '2026-12-01T11:00:02.000Z' }),
      logLine({ request_id: 'another-request', at: '2026-12-01T11:00:03.000Z' }),
      logLine({ report_id: 'rep_1', at: '2026-12-01T11:00:04.000Z' }),
      logLine({ text: '100% of_it', at: '2026-12-01T11:00:05.000Z' }),
    )
    const before = { to: '2026-12-01T11:30:00Z' }
    for (const [query, at] of [
      [{ worker: 'config-service' }, 0],
      [{ level: 'warn' }, 1],
      [{ event: 'provider.asked' }, 2],
      [{ provider: 'sec' }, 2],
      [{ request_id: 'another-request' }, 3],
      [{ report_id: 'rep_1' }, 4],
      [{ text: '100% of_' }, 5],
    ] as const)
      expect((await find({ ...query, ...before })).map((line) => line.at)).toEqual([
        `2026-12-01T11:00:0${at}.000Z`,
      ])
    expect(await find({ text: '100%%' })).toEqual([])
    expect(await find({ from: '2026-12-01T11:00:04Z', ...before })).toHaveLength(2)

    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await findLines(
        database.db,
        logQuerySchema.parse({ limit: 4, ...(cursor && { cursor }) }),
      )
      seen.push(...page.lines.map(({ id }) => id))
      cursor = page.next ?? undefined
    } while (cursor)
    expect(seen).toEqual((await find({ limit: 200 })).map(({ id }) => id))
    expect(new Set(seen).size).toBe(31)
  })

  it('a report has the lines of its runs, and those of the request that asked for it', async () => {
    await store(
      logLine({ request_id: 'request-that-asks' }),
      logLine({ request_id: 'request-that-asks', event: 'report.created', report_id: 'rep_1' }),
      logLine({ request_id: 'second-run', report_id: 'rep_1' }),
      logLine({ request_id: 'second-run' }),
      logLine({ request_id: 'other', report_id: 'rep_2' }),
    )
    expect((await linesOfReport(database.db, 'rep_1')).map((line) => line.request_id)).toEqual([
      'request-that-asks',
      'request-that-asks',
      'second-run',
    ])
    expect(await linesOfRequest(database.db, 'second-run')).toHaveLength(2)
  })

  it('old ones go, slice by slice, and what was counted since the beginning stays', async () => {
    await store(...Array.from({ length: 25 }, () => logLine({ at: '2026-11-01T00:00:00.000Z' })))
    await store(logLine({ at: '2026-11-20T00:00:00.000Z' }))
    const cut = new Date('2026-11-10T00:00:00Z')
    const now = new Date('2026-11-23T00:00:00Z')
    // Two series of each time: hours of the first day, and all minutes.
    expect(await dropOldLines(database.db, cut, 2, now)).toEqual({ lines: 20, counts: 6 })
    expect(await dropOldLines(database.db, cut, 2, now)).toEqual({ lines: 5, counts: 0 })
    expect(await dropOldLines(database.db, cut)).toEqual({ lines: 0, counts: 0 })
    expect(await find({})).toHaveLength(1)
    expect(await counted()).toEqual(['line info  26', 'request /api/reports 2xx 26'])
  })
})
