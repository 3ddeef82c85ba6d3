/** Filling beside stores of both versions, each over a connection of its own. */
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import type { Database } from '#shared/db/client.ts'
import { OPEN_TIMEOUT_MS, testDatabases } from '../../e2e/fakes/database.ts'
import type { NewFact, StatementsAnswer } from '../model/provider.ts'
import { APPLE_REVENUE } from './facts.fixture.ts'
import { fillFilings, fillSlices } from './fill-filings.ts'
import { formerReading, formerStore } from './former-version.fixture.ts'
import { readCompany } from './read.ts'
import { storeAnswer } from './store.ts'

const instrument: StatementsAnswer['instrument'] = {
  id: 'US:AAPL',
  market: 'US',
  symbol: 'AAPL',
  name: 'Apple Inc.',
  names: {},
  exchange: null,
  industry: null,
  fiscal_year_end: null,
  identifiers: {},
}
const day = (n: number): Date => new Date(Date.UTC(2026, 10, n, 10))
const balances = (count: number, value = '1'): NewFact[] =>
  Array.from({ length: count }, (_, at) => {
    const end = new Date(Date.UTC(2025, 8 - 3 * at, 27)).toISOString().slice(0, 10)
    const record = `record ${Math.floor(at / 4)}`
    const said = { concept: 'cash', start: null, end, value, source: null } as const
    return { ...APPLE_REVENUE, ...said, period: `@${end}`, provider_record: record }
  })

const connected = async <T>(url: string, work: (db: Database) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(drizzle(client))
  } finally {
    await client.end()
  }
}

it.each(testDatabases())(
  'many fill and both versions store at once: nothing fails and nothing is lost (%s)',
  async (_, open) => {
    const database = await open()
    const { db, url } = database
    try {
      await formerStore(db, instrument, balances(40), day(1))
      const fillers = Array.from({ length: 4 }, () =>
        connected(url, async (own) => {
          for (let tries = 0; tries < 10; tries++) await fillFilings(own, 7)
        }),
      )
      const stores = [2, 3, 4, 5, 6, 7].map((n) =>
        connected(url, (own) => {
          const facts = [...balances(6, `${n}`), ...balances(40)]
          return n % 2 === 0
            ? formerStore(own, instrument, facts, day(n))
            : storeAnswer(
                own,
                { instrument, facts, sources: [], recorded: null },
                [],
                day(n),
                day(n),
              )
        }),
      )
      await Promise.all([...fillers, ...stores])
      await fillSlices(db, () => true)
      const { rows } = await db.execute(
        sql`select count(*)::int as facts, count(filing)::int as filled from facts`,
      )
      expect(rows).toEqual([{ facts: 40 + 6 * 6, filled: 40 + 6 * 6 }])
      const query = { instrument: 'US:AAPL', asOf: day(28), years: 20, chain: ['sec'] }
      const { facts, others } = await readCompany(db, query)
      expect({ facts, others }).toEqual(await formerReading(db, query))
    } finally {
      await database.close()
    }
  },
  OPEN_TIMEOUT_MS,
)

// The embedded database has one session: there nobody can hold a row while another works.
describe.each(testDatabases().filter(([name]) => name !== 'embedded'))(
  'filling beside a store (%s)',
  (_, open) => {
    it('leaves a company that is being stored for a later slice, and never waits for it', async () => {
      const database = await open()
      try {
        await formerStore(database.db, instrument, balances(8), day(1))
        const client = new pg.Client({ connectionString: database.url })
        await client.connect()
        await client.query('begin')
        await client.query('update instruments set name = name')
        expect(await fillFilings(database.db)).toEqual({ filled: 0, more: true })
        await client.query('commit')
        await client.end()
        expect(await fillFilings(database.db)).toEqual({ filled: 8, more: false })
      } finally {
        await database.close()
      }
    })
  },
)
