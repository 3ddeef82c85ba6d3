/**
 * Measures the making of all figures of a market from frames: of the shipped companies, and of a
 * market of 6,000 that are copies of them, on a first day, on the day before it, and four months
 * earlier. The process has the heap of a Worker.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { partOf, partsFor } from '../../aggregator/frames/part-of.ts'
import { readFrames } from '../../aggregator/frames/read.ts'
import { storePart } from '../../aggregator/frames/store.ts'
import type { NewFact } from '../../aggregator/model/provider.ts'
import { loadShipped } from '../../aggregator/screens/shipped.ts'
import { readUniverses, SEC_DATA_SETS, storeUniverse } from '../../aggregator/universe/store.ts'
import { applyMigrations } from '../database.ts'
import { startDatabase } from './bare-query.ts'
import type { SnapshotTimes } from './snapshot-process.ts'

type PrintRow = (what: string, measured: string, promise?: string) => void

const COMPANIES = 6_000
/** Of the old generation of the heap, in megabytes: what a Worker may hold in all. */
const WORKER_MB = 128
const DAYS = ['2010-06-30', '2010-06-29', '2010-03-01']
const LATER = new Date('2010-12-31T00:00:00.000Z')
const MB = 1_048_576

/** Writes copies of the shipped companies as one more batch, until there are so many. */
const seedCopies = async (url: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const db = drizzle(client)
  await loadShipped(db, 'US', LATER)
  const known = await readFrames(db, {
    market: 'US',
    asOf: LATER,
    isNow: false,
    part: 0,
    parts: 1,
  })
  const listings = (await readUniverses(db, 'US', '2010-06-30')).flatMap((list) =>
    list.listings.filter(({ known_at, company }) => known_at !== null && known.has(company)),
  )
  const copies = Math.ceil(COMPANIES / known.size) - 1
  const named = (company: string, copy: number): string =>
    `CIK9${String(copy).padStart(2, '0')}${company.slice(-7)}`
  const parts = partsFor(COMPANIES)
  const source = { market: 'US' as const, provider: 'sec', batch: 'copies', parts }
  for (let part = 0; part < parts; part++) {
    const facts = [...known].flatMap(([company, of]) =>
      Array.from({ length: copies }, (_, copy) => named(company, copy))
        .filter((copy) => partOf(copy, parts) === part)
        .flatMap((copy) =>
          of.map(({ retrieved_at: _, former: __, ...fact }) => ({
            company: copy,
            fact: { ...fact, source: null } as NewFact,
          })),
        ),
    )
    const about = { ...source, part, source: 'bench', recorded: null, newestOnly: false }
    await storePart(db, about, facts, LATER)
  }
  await storeUniverse(
    db,
    { market: 'US', source: SEC_DATA_SETS, batch: 'copies', day: '2010-06-30' },
    listings.flatMap((listing) =>
      Array.from({ length: copies }, (_, copy) => ({
        ...listing,
        company: named(listing.company, copy),
      })),
    ),
  )
  await client.end()
}

const timesOf = (url: string): Promise<SnapshotTimes[]> =>
  new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [
        `--max-old-space-size=${WORKER_MB}`,
        join(import.meta.dirname, 'snapshot-process.ts'),
        url,
        ...DAYS,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    let text = ''
    child.stdout.on('data', (data: Buffer) => {
      text += data.toString()
    })
    child.on('error', reject)
    child.on('exit', (code) => {
      if (code !== 0) reject(new Error(`the making of snapshots ended with ${code}`))
      else
        resolve(
          text
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line) as SnapshotTimes),
        )
    })
  })

const NAMES = ['a first day', 'the day before it', 'four months earlier']

const printTimes = (row: PrintRow, times: readonly SnapshotTimes[]): void => {
  for (const [at, { companies, ms, cpuMs, calls, slowestMs, heap }] of times.entries())
    row(
      `all figures of ${companies} companies from frames, ${NAMES[at]}`,
      `${(ms / 1000).toFixed(1)} s (${(cpuMs / 1000).toFixed(1)} s busy)`,
      `${calls} calls, slowest ${(slowestMs / 1000).toFixed(1)} s, ${(heap / MB).toFixed(0)} of ${WORKER_MB} MB`,
    )
}

export const snapshotRows = async (row: PrintRow): Promise<void> => {
  for (const isLarge of [false, true]) {
    const database = await startDatabase('')
    try {
      await applyMigrations(database.url)
      if (isLarge) await seedCopies(database.url)
      printTimes(row, await timesOf(database.url))
    } finally {
      await database.stop()
    }
  }
}
