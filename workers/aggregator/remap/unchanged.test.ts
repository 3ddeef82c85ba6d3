/**
 * An adapter that was not changed maps every kept answer to what is stored: nothing is added,
 * changed or gone, for every provider and dataset. And nothing that is kept tells a key or a
 * session.
 */
import { gunzipSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { OPEN_TIMEOUT_MS, type TestDatabase, testDatabases } from '../../e2e/fakes/database.ts'
import { CANARY_KEY, caseContext } from '../providers/test/case.ts'
import { CASES } from '../providers/test/cases.ts'
import { providerOf } from '../providers/test/play.ts'
import { PROVIDERS } from '../providers/registry.ts'
import { readAndStore } from './readings.fixture.ts'
import { remapSlice } from './slice.ts'

/** The crumb and the cookie that Yahoo's cases give. */
const SESSION = ['exampleCrum', 'd=example']

const stored = CASES.filter(({ dataset }) => dataset !== 'instrument')

describe.each(testDatabases())('what is mapped again by unchanged adapters (%s)', (_, open) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
  }, OPEN_TIMEOUT_MS)
  afterAll(() => database.close())
  beforeEach(() =>
    database.db.execute(
      sql`truncate instruments, facts, items, bars, fetches, sources, raw_readings cascade`,
    ),
  )

  const kept = async (): Promise<string> => {
    const { rows: bodies } = await database.db.execute<{ body: Uint8Array }>(
      sql`select body from sources`,
    )
    const { rows } = await database.db.execute(sql`select * from raw_readings`)
    return JSON.stringify(rows) + bodies.map(({ body }) => gunzipSync(body).toString()).join('\n')
  }

  it.each(stored.map((given, at) => ({ given, at, ...given })))(
    '$at $provider $dataset $market:$symbol',
    async ({ given }) => {
      const provider = providerOf(given)
      const { context } = caseContext(given, { key: provider.key ? CANARY_KEY : null })
      await readAndStore(database.db, provider, given, context)
      const again = (write: boolean) =>
        remapSlice({}, null, 10, {
          db: database.db,
          providers: PROVIDERS,
          requestId: 'test-request',
          now: () => new Date('2026-12-01T00:00:00Z'),
          write,
        })
      const { groups, next } = await again(true)
      expect(groups).toHaveLength(1)
      expect(groups[0]).toMatchObject({ unmapped: [], changes: [], readings: 1, written: false })
      expect(next).toBeNull()
      const text = await kept()
      for (const secret of [CANARY_KEY, encodeURIComponent(CANARY_KEY), ...SESSION])
        expect(text).not.toContain(secret)
    },
  )
})
