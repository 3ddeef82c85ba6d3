/** The migration that renames the adjusted bars of an earlier version. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OPEN_TIMEOUT_MS, type TestDatabase, testDatabases } from '../e2e/fakes/database.ts'
import { MIGRATIONS } from './paths.ts'

let database: TestDatabase
const [, open] = testDatabases()[0] ?? []
beforeAll(async () => {
  if (!open) throw new Error('there is always an embedded database')
  database = await open()
}, OPEN_TIMEOUT_MS)
afterAll(() => database.close())

test('series that subtract dividends get their name, also beside newer rows, and no other series does', async () => {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    const stored = [
      ['tencent', 'total_return', '2026-01-05', 40],
      ['tencent', 'raw', '2026-01-05', 100],
      ['eastmoney', 'total_return', '2026-01-05', 41],
      ['eastmoney', 'subtractive', '2026-01-05', 42],
      ['yahoo', 'total_return', '2026-01-05', 85],
    ]
    for (const row of stored)
      await client.query(
        `insert into bars (instrument, provider, adjustment, date, currency, close, source_url, retrieved_at)
          values ('CN:600801.SH', $1, $2, $3, 'CNY', $4, 'https://example.com', now())`,
        row,
      )
    for (const statement of readFileSync(
      join(MIGRATIONS, '0008_subtractive_bars.sql'),
      'utf8',
    ).split('--> statement-breakpoint'))
      await client.query(statement)
    const { rows } = await client.query(
      `select provider, adjustment, close from bars order by provider, adjustment`,
    )
    expect(rows).toEqual([
      { provider: 'eastmoney', adjustment: 'subtractive', close: '42' },
      { provider: 'tencent', adjustment: 'raw', close: '100' },
      { provider: 'tencent', adjustment: 'subtractive', close: '40' },
      { provider: 'yahoo', adjustment: 'total_return', close: '85' },
    ])
  } finally {
    await client.end()
  }
})
