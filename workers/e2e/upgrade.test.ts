/**
 * An upgrade migrates the database first, so the Workers of the version before run on today's
 * schema until they are replaced: they write and read there, also what today's Workers wrote, and
 * the other way round. On a real Postgres where there is one.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabases } from './fakes/database.ts'
import { checkOutFormer, formerVersion } from './former-version.ts'
import { startSystem, type System } from './harness.ts'
import { readThings, storeThings } from './stored-things.ts'

const former = formerVersion()
const [, openDatabase] = testDatabases().at(-1) ?? []

describe.skipIf('absent' in former)(
  `the version before the newest migration${'absent' in former ? ` (skipped: ${former.absent})` : `: ${former.commit.slice(0, 8)}, without ${former.later.join(', ')}`}`,
  () => {
    let database: TestDatabase
    let checkout: ReturnType<typeof checkOutFormer>
    let before: System
    let today: System
    beforeAll(async () => {
      if ('absent' in former || !openDatabase) throw new Error('nothing to run')
      database = await openDatabase()
      checkout = checkOutFormer(former)
      const served = { url: database.url, kind: 'of the test', close: async () => {} }
      before = await startSystem({ root: checkout.root, database: served })
      today = await startSystem({ database: served })
    })
    afterAll(async () => {
      await today?.stop()
      await before?.stop()
      checkout?.remove()
      await database?.close()
    })

    test('lacks a migration of today', () => {
      expect('absent' in former ? [] : former.later).not.toEqual([])
    })

    test('stores on the schema of today, and today reads it', async () => {
      const stored = await storeThings(before, 'AAPL')
      const own = await readThings(before, stored)
      const read = await readThings(today, stored)
      expect(read.report.sections.map(({ module, text }) => ({ module, text }))).toEqual(
        own.report.sections.map(({ module, text }) => ({ module, text })),
      )
      expect(read.report.seal).toBe(own.report.seal)
      expect(read.screen).toEqual(own.screen)
      expect(read.quotes).toEqual(own.quotes)
      expect(read.company.instrument.id).toBe('US:AAPL')
    })

    test('reads what today stores, and stores beside it', async () => {
      const stored = await storeThings(today, 'NVDA')
      const own = await readThings(today, stored)
      const read = await readThings(before, stored)
      expect(read.report.status).toBe('complete')
      expect(read.report.seal).toBe(own.report.seal)
      expect(read.screen).toEqual(own.screen)
      expect(read.quotes).toEqual(own.quotes)
      expect((await storeThings(before, 'NVDA')).report).not.toBe(stored.report)
    })
  },
)
