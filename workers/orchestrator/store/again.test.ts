/** A report that is written again on the inputs of an earlier one, with a real store. */
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { configuration } from '#shared/configuration/configuration.fixture.ts'
import { reports } from '#shared/db/schema/index.ts'
import { OPEN_TIMEOUT_MS, type TestDatabase, testDatabases } from '../../e2e/fakes/database.ts'
import { financials } from '../export/markdown.fixture.ts'
import { storeBookOf } from '../run/stored-book.fixture.ts'
import { inputsOf, insertReport } from './create.ts'
import { storeInputs } from './runs.ts'

const request = { market: 'US', symbol: 'TEST', model: 'builtin', as_of: '2026-11-20' } as const
const FIRST = { report: 'rep_00000001', run: 1 }
const told = [
  { kind: 'news' as const, hash: null, absent: 'providers_failed', silence: 'provider' as const },
  { kind: 'rating' as const, hash: 'c'.repeat(64), absent: null },
]

describe.each(testDatabases())('the inputs of an earlier report (%s)', (_, open) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
  }, OPEN_TIMEOUT_MS)
  afterAll(() => database.close())
  beforeEach(async () => {
    await database.db.execute(sql`truncate reports cascade`)
    const { report: id } = FIRST
    await insertReport(database.db, { id, idempotencyKey: null, request, language: 'zh' })
  })
  const set = (values: Partial<typeof reports.$inferInsert>) =>
    database.db.update(reports).set(values).where(eq(reports.id, FIRST.report))

  it('are those of no report while they are not there', async () => {
    expect(await inputsOf(database.db, 'rep_00000009')).toMatchObject({
      ok: false,
      reason: 'report_not_found',
    })
    expect(await inputsOf(database.db, FIRST.report)).toMatchObject({
      ok: false,
      reason: 'report_not_ready',
    })
    await storeInputs(database.db, FIRST, await storeBookOf(database.db, financials))
    expect(await inputsOf(database.db, FIRST.report)).toMatchObject({
      ok: false,
      reason: 'report_not_ready',
      detail: expect.stringContaining('exhibits'),
    })
  })

  it('are not those of a report that still collects some, and are when it has all', async () => {
    await storeInputs(database.db, FIRST, await storeBookOf(database.db, financials))
    const [first] = configuration().modules
    if (!first) throw new Error('modules are shipped')
    const reads = [{ exhibit: 'news' }, { exhibit: 'filings' }]
    const config = { ...configuration(), version: 1, modules: [{ ...first, reads }] }
    await set({ exhibits: told, config, status: 'running' })
    expect(await inputsOf(database.db, FIRST.report)).toMatchObject({
      ok: false,
      reason: 'report_not_ready',
      detail: expect.stringContaining('exhibits'),
    })
    const filings = { kind: 'filings' as const, hash: null, absent: 'no_data' }
    await set({ exhibits: [...told, filings] })
    expect(await inputsOf(database.db, FIRST.report)).toMatchObject({ ok: true })
    await set({ exhibits: told, status: 'cancelled' })
    expect(await inputsOf(database.db, FIRST.report)).toMatchObject({ ok: true })
  })

  it('are book, reading and exhibits without the rating, and the new report has them', async () => {
    await storeInputs(database.db, FIRST, await storeBookOf(database.db, financials))
    await set({ exhibits: told, status: 'complete' })
    const found = await inputsOf(database.db, FIRST.report)
    if (!found.ok) throw new Error(found.detail)
    expect(found.data).toMatchObject({ request, language: 'zh' })
    expect(found.data.inputs.exhibits).toEqual(told.slice(0, 1))
    const second = await insertReport(database.db, {
      id: 'rep_00000002',
      idempotencyKey: null,
      request: { ...request, inputs_of: FIRST.report },
      language: 'en',
      inputs: found.data.inputs,
    })
    expect(second).toMatchObject({
      data: { created: true, summary: { inputs_of: FIRST.report, instrument: { id: 'US:TEST' } } },
    })
    const rows = await database.db
      .select({ book: reports.book, reading: reports.reading })
      .from(reports)
    expect(rows[0]?.book).toMatch(/^[0-9a-f]{64}$/)
    expect(rows[1]).toEqual(rows[0])
  })

  it('of a report from before exhibits have none, and none are collected for it', async () => {
    await storeInputs(database.db, FIRST, await storeBookOf(database.db, financials))
    await set({ status: 'complete' })
    expect(await inputsOf(database.db, FIRST.report)).toMatchObject({
      data: { inputs: { exhibits: [] } },
    })
  })
})
