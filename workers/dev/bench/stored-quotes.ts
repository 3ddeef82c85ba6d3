/**
 * Batches of 1,000 new quotes by `storeQuotes`, against the same rows by one bare multi-row insert: with parameters, and with
 * the values in the text. In turn, on the embedded database and, where TEST_DATABASE_URL is set, on that server.
 * Run: node workers/dev/bench/stored-quotes.ts
 */
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { type QuoteRow, storeQuotes } from '../../aggregator/quotes/quote-store.ts'
import { testDatabases } from '../../e2e/fakes/database.ts'
import { startDatabase } from './bare-query.ts'
import { applyMigrations } from '../database.ts'
import { median } from './load.ts'

const ROWS = 1_000
const ROUNDS = 40
const WARM = 10

const COLUMNS = [
  ...['instrument', 'quoted_at', 'observed_at', 'source', 'price', 'currency', 'open', 'high', 'low', 'previous_close', 'volume', 'turnover'],
  ...['delay', 'delay_minutes'],
]
const insertInto = `insert into realtime_quotes (${COLUMNS.join(', ')}) values `

/** One quote of each of 1,000 instruments, as a refresh brings them. */
const batch = (round: number): QuoteRow[] => {
  const at = new Date(Date.UTC(2026, 10, 20, 15) + round * 10_000).toISOString()
  return Array.from({ length: ROWS }, (_, i) => ({
    ...{ instrument: `US:S${i}`, quoted_at: at, observed_at: at, source: 'yahoo', price: `${100 + (i % 37)}.25`, currency: 'USD' },
    ...{ open: '100.5', high: '137.25', low: '99.75', previous_close: '101', volume: `${1_000_000 + i}`, turnover: `${100_000_000 + i}.5` },
    ...{ delay_kind: 'delayed', delay_minutes: 15 },
  }))
}
/** A bare insert has no order to keep; the same one makes the same work for the index. */
const values = (rows: QuoteRow[]) => rows.map((row) => Object.values(row)).sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))

const ways = (client: pg.Client): Record<string, (rows: QuoteRow[]) => Promise<unknown>> => {
  const db = drizzle(client)
  const width = COLUMNS.length
  return {
    storeQuotes: (rows) => storeQuotes(db, rows),
    'bare insert, parameters': (rows) => {
      const tuples = rows.map((_, i) => `(${COLUMNS.map((_column, j) => `$${i * width + j + 1}`).join(',')})`)
      return client.query(insertInto + tuples.join(','), values(rows).flat())
    },
    'bare insert, values in the text': (rows) =>
      client.query(insertInto + values(rows).map((row) => `(${row.map((value) => (typeof value === 'string' ? `'${value}'` : value)).join(',')})`)),
  }
}

const measure = async (name: string, url: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const times: Record<string, number[]> = {}
  let round = 0
  for (let i = 0; i < WARM + ROUNDS; i++)
    for (const [way, store] of Object.entries(ways(client))) {
      const rows = batch(round++)
      const began = performance.now()
      await store(rows)
      if (i >= WARM) times[way] = [...(times[way] ?? []), performance.now() - began]
    }
  await client.end()
  const own = median(times.storeQuotes ?? [])
  for (const [way, ms] of Object.entries(times))
    console.log(`${name}: ${way}: ${median(ms).toFixed(1)} ms a batch of ${ROWS}; storeQuotes has ${(median(ms) / own).toFixed(2)} of its speed`)
}

const embedded = await startDatabase('')
await applyMigrations(embedded.url)
await measure('embedded, a process of its own', embedded.url)
await embedded.stop()
for (const [name, open] of testDatabases().slice(1)) {
  const database = await open()
  await measure(name, database.url)
  await database.close()
}
