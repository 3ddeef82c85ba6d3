/**
 * Measures the making of all figures of a market from frames: of the shipped companies on a first
 * day, on the day before it, and four months earlier; and of a market of 6,000 that are copies of
 * them, on a first day and on the day before it. The thread that makes them has the heap of a
 * Worker.
 */
import { setTimeout } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
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
import type { SnapshotMessage, SnapshotTimes, SnapshotWish } from './snapshot-thread.ts'
import type { PrintRow } from './print-row.ts'

const COMPANIES = 6_000
/** What a Worker may hold in all, in megabytes. */
const WORKER_MB = 128
/** Of that the heap has so much, by its generations; the rest is left for buffers. */
const [OLD_MB, YOUNG_MB] = [96, 12]
const FIRST_DAY = '2010-06-30'
const DAY_BEFORE = '2010-06-29'
const MONTHS_EARLIER = '2010-03-01'
/** The heap is looked at so often, also while the thread is busy. */
const SAMPLE_MS = 25
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
  const listings = (await readUniverses(db, 'US', FIRST_DAY)).flatMap((list) =>
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
    { market: 'US', source: SEC_DATA_SETS, batch: 'copies', day: FIRST_DAY },
    listings.flatMap((listing) =>
      Array.from({ length: copies }, (_, copy) => ({
        ...listing,
        company: named(listing.company, copy),
      })),
    ),
  )
  await client.end()
}

interface Measured extends SnapshotTimes {
  cpuMs: number
  /**
   * The most bytes that stood in the heap and in buffers at once, garbage not yet collected too.
   */
  mostBytes: number
}

/** Looks at the memory of a thread until told to stop. Gives the most that was seen. */
const watchMemory = (thread: Worker): { stop(): Promise<number> } => {
  let most = 0
  let isOver = false
  const watching = (async () => {
    while (!isOver) {
      const heap = await thread.getHeapStatistics().catch(() => null)
      if (heap) most = Math.max(most, heap.used_heap_size + heap.external_memory)
      await setTimeout(SAMPLE_MS)
    }
  })()
  return {
    async stop() {
      isOver = true
      await watching
      return most
    },
  }
}

const measure = async (url: string, day: string): Promise<Measured> => {
  const thread = new Worker(new URL('snapshot-thread.ts', import.meta.url), {
    workerData: { url, day } satisfies SnapshotWish,
    resourceLimits: { maxOldGenerationSizeMb: OLD_MB, maxYoungGenerationSizeMb: YOUNG_MB },
  })
  const memory = watchMemory(thread)
  try {
    return await new Promise<Measured>((resolve, reject) => {
      thread.on('message', (message: SnapshotMessage) => {
        if (message.kind === 'progress') {
          process.stderr.write(`  ${day}: ${message.done} of ${message.of} companies\n`)
          return
        }
        void Promise.all([thread.cpuUsage(), memory.stop()]).then(
          ([{ user, system }, mostBytes]) =>
            resolve({ ...message.times, cpuMs: (user + system) / 1000, mostBytes }),
          reject,
        )
      })
      thread.on('error', reject)
      thread.on('exit', (code) => reject(new Error(`the making of snapshots ended with ${code}`)))
    })
  } finally {
    await thread.terminate()
    await memory.stop()
  }
}

/** Prints a row a day, as soon as it is known. */
const measureDays = async (
  row: PrintRow,
  url: string,
  days: readonly { day: string; name: string }[],
): Promise<void> => {
  for (const { day, name } of days) {
    const { companies, ms, cpuMs, calls, slowestMs, mostBytes } = await measure(url, day)
    row(
      `all figures of ${companies} companies from frames, ${name}`,
      `${(ms / 1000).toFixed(1)} s (${(cpuMs / 1000).toFixed(1)} s busy)`,
      `${calls} calls, slowest ${(slowestMs / 1000).toFixed(1)} s, at most ${(mostBytes / MB).toFixed(0)} of ${WORKER_MB} MB`,
    )
  }
}

export const snapshotRows = async (row: PrintRow): Promise<void> => {
  const days = [
    { day: FIRST_DAY, name: 'a first day' },
    { day: DAY_BEFORE, name: 'the day before it' },
  ]
  const earlier = { day: MONTHS_EARLIER, name: 'four months earlier' }
  for (const isLarge of [false, true]) {
    const database = await startDatabase('')
    try {
      await applyMigrations(database.url)
      if (isLarge) await seedCopies(database.url)
      await measureDays(row, database.url, isLarge ? days : [...days, earlier])
    } finally {
      await database.stop()
    }
  }
}
