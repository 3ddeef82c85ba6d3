/**
 * Brings a quarter of the SEC's data sets into the database, part by part: each part is stored in
 * one transaction, so that an import that was cut goes on with what it lacks. The whole archive is
 * read and found sound before anything is stored.
 */
import type { Database } from '#shared/db/client.ts'
import { COMPANIES_OF_A_PART, partOf, partsFor } from '../../aggregator/frames/part-of.ts'
import { packBatch, storedParts, storePacked } from '../../aggregator/frames/store.ts'
import { SEC_DATA_SETS, storeUniverse, universesOf } from '../../aggregator/universe/store.ts'
import { listingsOf, mapCompany, quarterOf, readDataSet, sourceOf } from './data-set.ts'

export interface ImportOptions {
  now(): Date
  /** Progress in words. */
  say(line: string): void
  companiesOfAPart?: number
}

export type Imported =
  | { is: 'unchanged'; batch: string }
  | { is: 'imported'; batch: string; reports: number; others: number; parts: number; kept: number }

const MARKET = 'US'
const PROVIDER = 'sec'
const QUARTER_ENDS: Readonly<Record<string, string>> = {
  q1: '03-31',
  q2: '06-30',
  q3: '09-30',
  q4: '12-31',
}

const lastDayOf = (batch: string): string =>
  `${batch.slice(0, 4)}-${QUARTER_ENDS[batch.slice(4)] ?? '12-31'}`

/** Throws BadArchive, and then has stored nothing. */
export const importDataSet = async (
  db: Database,
  path: string,
  { now, say, companiesOfAPart = COMPANIES_OF_A_PART }: ImportOptions,
): Promise<Imported> => {
  const source = await sourceOf(path)
  const name = quarterOf(path) ?? ''
  const of = { market: MARKET, provider: PROVIDER, batch: name } as const
  const stored = await storedParts(db, of)
  const isWhole =
    stored.length > 0 && stored.every((one) => one.source === source && one.parts === stored.length)
  const universes = await universesOf(db, MARKET)
  if (isWhole && universes.some((one) => one.source === SEC_DATA_SETS && one.batch === name))
    return { is: 'unchanged', batch: name }
  const { batch, reports, others } = await readDataSet(path)
  const parts = partsFor(reports.size, companiesOfAPart)
  const kept = new Set(
    stored.flatMap((one) => (one.source === source && one.parts === parts ? [one.part] : [])),
  )
  const open = Array.from({ length: parts }, (_, part) => part).filter((part) => !kept.has(part))
  if (kept.size > 0) say(`${batch}: ${kept.size} of ${parts} parts are there already`)
  for (const [at, part] of open.entries()) {
    const mine = [...reports].filter(([company]) => partOf(company, parts) === part)
    const packed = packBatch(mine.flatMap(([company, its]) => mapCompany(company, its)))
    const about = { ...of, part, parts, source, recorded: null, newestOnly: false }
    await db.transaction(async (tx) => {
      await storePacked(tx, about, packed, now())
      // With the last part, so that a batch is whole exactly when its list of companies is there.
      if (at === open.length - 1)
        await storeUniverse(
          tx,
          { market: MARKET, source: SEC_DATA_SETS, batch, day: lastDayOf(batch) },
          [...reports.values()].flatMap(listingsOf),
        )
    })
    say(`${batch}: part ${part + 1} of ${parts}, ${mine.length} companies`)
  }
  const count = [...reports.values()].reduce((sum, its) => sum + its.length, 0)
  return { is: 'imported', batch, reports: count, others, parts, kept: kept.size }
}
