/** Saved screens on a real database: versions, writers at once, bounds, who entered and left. */
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { OPEN_TIMEOUT_MS, type TestDatabase, testDatabases } from '../../e2e/fakes/database.ts'
import {
  changeBetween,
  createScreen,
  deleteScreen,
  findScreen,
  listScreens,
  MOST_SCREENS,
  MOST_VERSIONS,
  rememberRun,
  RUNS_KEPT,
  screenVersions,
  type ScreenToSave,
  updateScreen,
} from './saved.ts'

const screen = (name: string): ScreenToSave => ({
  name,
  text: 'roe >= 15%',
  markets: ['US'],
  columns: ['roe'],
})
const at = (minute: number): Date => new Date(Date.UTC(2026, 0, 1, 0, minute))

describe.each(testDatabases())('on %s', (_, open) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
  }, OPEN_TIMEOUT_MS)
  afterAll(() => database?.close())

  const created = async (name: string, minute = 0): Promise<string> => {
    const saved = await createScreen(database.db, screen(name), at(minute))
    if (!saved.ok) throw new Error(saved.detail)
    return saved.data.id
  }

  test('a screen is its newest version, and the earlier ones stay', async () => {
    const id = await created('first')
    const second = await updateScreen(database.db, id, screen('second'), at(1))
    expect(second).toMatchObject({ ok: true, data: { id, version: 2, name: 'second' } })
    expect(await findScreen(database.db, id)).toEqual(second)
    expect(await screenVersions(database.db, id)).toMatchObject({
      data: [
        { version: 2, name: 'second' },
        { version: 1, name: 'first', saved_at: at(0).toISOString(), columns: ['roe'] },
      ],
    })
    const listed = await listScreens(database.db)
    expect(listed.filter((s) => s.id === id)).toEqual([expect.objectContaining({ version: 2 })])
  })

  test('the list begins with the screen that was saved last', async () => {
    const older = await created('older', 100)
    const newer = await created('newer', 101)
    await updateScreen(database.db, older, screen('older again'), at(102))
    expect((await listScreens(database.db)).slice(0, 2).map(({ id }) => id)).toEqual([older, newer])
  })

  test('an unknown one is said to be unknown', async () => {
    const unknown = { ok: false, reason: 'screen_not_found' }
    expect(await findScreen(database.db, 'scr_x')).toMatchObject(unknown)
    expect(await screenVersions(database.db, 'scr_x')).toMatchObject(unknown)
    expect(await updateScreen(database.db, 'scr_x', screen('x'), at(0))).toMatchObject(unknown)
  })

  test('two writers at once lose no version', async () => {
    const id = await created('contested')
    const clients = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const client = new pg.Client({ connectionString: database.url })
        await client.connect()
        return client
      }),
    )
    try {
      const written = await Promise.all(
        clients.map((client, writer) =>
          updateScreen(drizzle(client), id, screen(`writer ${writer}`), at(writer)),
        ),
      )
      expect(written.map((w) => w.ok && w.data.version).sort()).toEqual([2, 3, 4, 5])
    } finally {
      await Promise.all(clients.map((client) => client.end()))
    }
    expect(await screenVersions(database.db, id)).toMatchObject({
      data: [5, 4, 3, 2, 1].map((version) => ({ version })),
    })
  })

  test('a screen is deleted in the version that was seen, and a newer one stays', async () => {
    const id = await created('to go')
    await updateScreen(database.db, id, screen('changed'), at(1))
    const run = {
      screen: id,
      version: 2,
      day: '2026-01-01',
      ranAt: at(2),
      passed: ['US:A'],
      tested: 2,
    }
    await rememberRun(database.db, run)
    expect(await deleteScreen(database.db, id, 1)).toMatchObject({ reason: 'screen_changed' })
    expect(await findScreen(database.db, id)).toMatchObject({ ok: true, data: { version: 2 } })
    expect(await deleteScreen(database.db, id, 2)).toEqual({ ok: true, data: { deleted: id } })
    const unknown = { ok: false, reason: 'screen_not_found' }
    expect(await findScreen(database.db, id)).toMatchObject(unknown)
    expect(await deleteScreen(database.db, id, 2)).toMatchObject(unknown)
    const { rows } = await database.db.execute(sql`select 1 from screen_runs where screen = ${id}`)
    expect(rows).toEqual([])
  })

  test('who entered and who left is told against the last run of the same version', async () => {
    const id = await created('run')
    const run = (version: number, passed: string[], minute: number) =>
      rememberRun(database.db, {
        screen: id,
        version,
        day: `2010-0${minute}-01`,
        ranAt: at(minute),
        passed,
        tested: 3,
      })
    const first = { entered: [], left: [], since: null, since_day: null }
    expect(await run(1, ['US:A', 'US:B'], 1)).toEqual(first)
    expect(await run(1, ['US:C', 'US:B'], 2)).toEqual({
      entered: ['US:C'],
      left: ['US:A'],
      since: at(1).toISOString(),
      since_day: '2010-01-01',
    })
    expect(await run(2, ['US:A'], 3)).toEqual(first)
    expect(await run(1, ['US:C', 'US:B'], 4)).toMatchObject({ entered: [], left: [] })
  })

  test('a bounded number of runs is remembered', async () => {
    const id = await created('often')
    for (let n = 0; n < RUNS_KEPT + 3; n++)
      await rememberRun(database.db, {
        screen: id,
        version: 1,
        day: '2010-01-01',
        ranAt: at(n),
        passed: [`US:${n}`],
        tested: 1,
      })
    const { rows } = await database.db.execute(
      sql`select passed->>0 as first from screen_runs where screen = ${id} order by id`,
    )
    expect(rows).toHaveLength(RUNS_KEPT)
    expect(rows.at(-1)).toEqual({ first: `US:${RUNS_KEPT + 2}` })
  })

  test('as many versions and screens are taken as can be kept', async () => {
    const id = await created('long')
    const rows = (what: ReturnType<typeof sql>) =>
      database.db.execute(sql`
        insert into saved_screens (id, version, name, text, markets, columns, saved_at) ${what}`)
    await rows(sql`select ${id}, ${MOST_VERSIONS}::int, 'x', 'x', '[]', '[]', now()`)
    expect(await updateScreen(database.db, id, screen('x'), at(0))).toMatchObject({
      reason: 'screens_full',
    })
    await rows(
      sql`select 'scr_' || n, 1, 'x', 'x', '[]', '[]', now() from generate_series(1, ${MOST_SCREENS}::int) n`,
    )
    expect(await createScreen(database.db, screen('x'), at(0))).toMatchObject({
      reason: 'screens_full',
    })
    expect(await listScreens(database.db)).toHaveLength(MOST_SCREENS)
  })
})

test('a change keeps the order of each list', () => {
  const earlier = { passed: ['B', 'A', 'C'], ranAt: at(0), day: '2010-01-01' }
  expect(changeBetween(earlier, ['D', 'A', 'E'])).toMatchObject({
    entered: ['D', 'E'],
    left: ['B', 'C'],
  })
})
