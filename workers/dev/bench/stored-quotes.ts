/**
 * Compares `storeQuotes`, with batches of 1,000 new quotes, with one bare multi-row insert of the
 * same rows: once with parameters, and once with the values in the text. They run in turn, on the
 * embedded database and, where TEST_DATABASE_URL is set, on that server.
 */
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { type QuoteRow, storeQuotes } from '../../aggregator/quotes/store/quote-store.ts'
import { testDatabases } from '../../e2e/fakes/database.ts'
import { startDatabase } from './bare-query.ts'
import { applyMigrations } from '../database.ts'
import { median } from './load.ts'

const ROWS = 1_000
const ROUNDS = 40
const WARM = 10

const COLUMNS = [
  'instrument',
  'quoted_at',
  'observed_at',
  'source',
  'price',
  'currency',
  'open',
  'high',
  'low',
  'previous_close',
  'volume',
  'turnover',
  'delay',
  'delay_minutes',
]
const insertInto = `insert into realtime_quotes (${COLUMNS.join(', ')}) values `

/** One quote for each of 1,000 instruments, as a refresh gives them. */
const batch = (round: number): QuoteRow[] => {
  const at = new Date(Date.UTC(2026, 10, 20, 15) + round * 10_000).toISOString()
  return Array.from({ length: ROWS }, (_, i) => ({
    instrument: `US:S${i}`,
    quoted_at: at,
    observed_at: at,
    source: 'yahoo',
    price: `${100 + (i % 37)}.25`,
    currency: 'USD',
    open: '100.5',
    high: '137.25',
    low: '99.75',
    previous_close: '101',
    volume: `${1_000_000 + i}`,
    turnover: `${100_000_000 + i}.5`,
    delay_kind: 'delayed',
    delay_minutes: 15,
  }))
}
/**
 * The values of the rows, in order. A bare insert needs no order, but the same order makes the same
 * work for the index.
 */
const values = (rows: QuoteRow[]) =>
  rows.map((row) => Object.values(row)).sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))

const ways = (client: pg.Client): Record<string, (rows: QuoteRow[]) => Promise<unknown>> => {
  const db = drizzle(client)
  const width = COLUMNS.length
  return {
    storeQuotes: (rows) => storeQuotes(db, rows),
    'bare insert, parameters': (rows) => {
      const tuples = rows.map(
        (_, i) => `(${COLUMNS.map((_column, j) => `$${i * width + j + 1}`).join(',')})`,
      )
      return client.query(insertInto + tuples.join(','), values(rows).flat())
    },
    'bare insert, values in the text': (rows) =>
      client.query(
        insertInto +
          values(rows).map(
            (row) =>
              `(${row.map((value) => (typeof value === 'string' ? `'${value}'` : value)).join(',')})`,
          ),
      ),
  }
}

/**
 * The median time of each way, and the speed of `storeQuotes` as a share of the speed of that way.
 */
export const compareInserts = async (
  url: string,
): Promise<{ way: string; ms: number; share: number }[]> => {
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
  return Object.entries(times).map(([way, ms]) => ({
    way,
    ms: median(ms),
    share: median(ms) / own,
  }))
}

/**
 * Measures the embedded database, which runs in its own process, and a fresh database on the server
 * of TEST_DATABASE_URL where that is set.
 */
export const storedQuoteRows = async (
  row: (what: string, measured: string, promise?: string) => void,
): Promise<void> => {
  for (const [name, open] of testDatabases()) {
    const database = name === 'embedded' ? await startDatabase('') : await open()
    try {
      if (name === 'embedded') await applyMigrations(database.url)
      for (const { way, ms, share } of await compareInserts(database.url))
        row(
          `${ROWS} quotes, ${way} (${name})`,
          `${ms.toFixed(1)} ms`,
          way === 'storeQuotes' ? '' : `storeQuotes has ${share.toFixed(2)} of its speed, >= 0.7`,
        )
    } finally {
      await ('stop' in database ? database.stop() : database.close())
    }
  }
}
