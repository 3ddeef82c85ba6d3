/** Dropping the columns of the version before while somebody else uses the table of facts. */
import { sql } from 'drizzle-orm'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hasFormer } from '../aggregator/facts/former-columns.ts'
import { OPEN_TIMEOUT_MS, type TestDatabase, testDatabases } from '../e2e/fakes/database.ts'
import { dropFormer } from './former-columns.ts'

/** Long enough for a table without rows, also on a busy machine. */
const PATIENT_MS = 60_000

let database: TestDatabase
const opened = (open: () => Promise<TestDatabase>) => {
  beforeEach(async () => {
    database = await open()
  }, OPEN_TIMEOUT_MS)
  afterEach(() => database.close())
}

describe.each(testDatabases())('on %s', (_, open) => {
  opened(open)
  test('of two at once one drops them, and the other finds them gone', async () => {
    const both = [dropFormer(database.url, PATIENT_MS), dropFormer(database.url, PATIENT_MS)]
    const said = (await Promise.all(both)).map(({ is }) => is)
    expect(said.sort()).toEqual(['dropped', 'gone'])
    expect(await hasFormer(database.db)).toBe(false)
  })
})

// The embedded database has one session: nobody holds a lock there while another asks for it.
describe.each(testDatabases().slice(1))('on %s', (_, open) => {
  opened(open)
  test('it does not wait for long for who uses the table, changes nothing then, and can be run again', async () => {
    const reader = new pg.Client({ connectionString: database.url })
    await reader.connect()
    try {
      await reader.query('begin')
      await reader.query('select count(*) from facts')
      expect(await dropFormer(database.url, 50)).toEqual({ is: 'busy' })
      expect(await hasFormer(database.db)).toBe(true)
      // Nobody queues behind it.
      await database.db.execute(sql`select count(*) from facts`)
      await reader.query('commit')
    } finally {
      await reader.end()
    }
    expect(await dropFormer(database.url, PATIENT_MS)).toMatchObject({ is: 'dropped' })
  })
})
