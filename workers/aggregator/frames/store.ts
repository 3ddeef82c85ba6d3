/**
 * Writes parts of batches: the filings and the frames of one part in one transaction, in place of
 * what the batch had of that part before.
 */
import { and, eq, ne, sql } from 'drizzle-orm'
import type { Database } from '#shared/db/client.ts'
import { frameBatches, frames } from '#shared/db/schema/index.ts'
import type { Market } from '#shared/names.ts'
import type { NewFact } from '../model/provider.ts'
import { type FrameRow, packFrame } from './pack.ts'
import { type FrameFiling, packFilings } from './pack-filings.ts'
import { framePeriod } from './period-name.ts'

/** Either a transaction or the database itself. */
export type FrameWriter = Pick<Database, 'delete' | 'execute' | 'insert' | 'select'>

export interface BatchAbout {
  market: Market
  provider: string
  /** `2010q1`, or what a refresh calls it. */
  batch: string
  part: number
  parts: number
  /** What it is made from: the same again changes nothing. */
  source: string
  /** The day of a recording that ships with the project; null for what was brought in here. */
  recorded: string | null
  /** The provider gives only the newest filed value. */
  newestOnly: boolean
}

/** A fact of a company, as the provider's adapter made it. */
export interface CompanyFact {
  /** `CIK0000320193` in the US, the canonical symbol elsewhere. */
  company: string
  fact: NewFact
}

export interface PackedFrameRow {
  concept: string
  period: string
  knownFrom: Date
  knownTo: Date
  rows: number
  bytes: Uint8Array
}

/** One part of a batch, packed as it is stored. */
export interface PackedBatch {
  filings: { rows: number; bytes: Uint8Array; knownFrom: Date; knownTo: Date }
  frames: PackedFrameRow[]
}

/** Frames of one insert: each has some kilobytes, and a message to the database some megabytes. */
const FRAMES_PER_STATEMENT = 500

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const filingOf = ({ company, fact }: CompanyFact): FrameFiling => ({
  company,
  record: fact.provider_record,
  form: fact.form,
  source_url: fact.source_url,
  filed_at: fact.filed_at,
  known_at: fact.known_at,
})

const keyOf = (filing: FrameFiling): string => JSON.stringify(Object.values(filing))

const spanOf = (filings: readonly FrameFiling[]): { knownFrom: Date; knownTo: Date } => {
  const times = filings.map(({ known_at }) => Date.parse(known_at))
  const from = times.reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY)
  const to = times.reduce((most, time) => Math.max(most, time), Number.NEGATIVE_INFINITY)
  return { knownFrom: new Date(from), knownTo: new Date(to) }
}

/** Null for no facts at all: there is nothing to store. */
export const packBatch = (facts: readonly CompanyFact[]): PackedBatch | null => {
  if (facts.length === 0) return null
  const byKey = new Map<string, FrameFiling>()
  const keys = facts.map((fact) => {
    const filing = filingOf(fact)
    const key = keyOf(filing)
    byKey.set(key, filing)
    return key
  })
  const sorted = [...byKey].sort(
    ([, a], [, b]) =>
      compare(a.company, b.company) ||
      compare(a.known_at, b.known_at) ||
      compare(a.record, b.record),
  )
  const places = new Map(sorted.map(([key], place) => [key, place]))
  const filings = sorted.map(([, filing]) => filing)
  const byFrame = new Map<string, { concept: string; period: string; rows: FrameRow[] }>()
  for (const [at, { fact }] of facts.entries()) {
    const period = framePeriod(fact.start, fact.end)
    const name = `${fact.concept} ${period}`
    const frame = byFrame.get(name) ?? { concept: fact.concept, period, rows: [] }
    byFrame.set(name, frame)
    const { start, end, period: label, period_label, value, unit, provider_field } = fact
    const { basis, quality } = fact
    const row = { start, end, period: label, period_label, value, unit, provider_field }
    frame.rows.push({ ...row, basis, quality, filing: places.get(keys[at] ?? '') ?? 0 })
  }
  const packedFrames = [...byFrame.values()]
    .sort((a, b) => compare(a.concept, b.concept) || compare(a.period, b.period))
    .map(({ concept, period, rows }) => {
      const inOrder = rows.toSorted((a, b) => a.filing - b.filing || compare(a.end, b.end))
      const of = inOrder.flatMap(({ filing }) => filings[filing] ?? [])
      return { concept, period, rows: rows.length, bytes: packFrame(inOrder), ...spanOf(of) }
    })
  return {
    filings: { rows: filings.length, bytes: packFilings(filings), ...spanOf(filings) },
    frames: packedFrames,
  }
}

const isOfPart = (about: BatchAbout) => ({
  batch: and(
    eq(frameBatches.market, about.market),
    eq(frameBatches.provider, about.provider),
    eq(frameBatches.batch, about.batch),
  ),
  frames: and(
    eq(frames.market, about.market),
    eq(frames.provider, about.provider),
    eq(frames.batch, about.batch),
    eq(frames.part, about.part),
  ),
})

/** Parts of a batch that was cut otherwise before cannot stand beside parts of this cut. */
const dropOtherCut = async (db: FrameWriter, about: BatchAbout): Promise<void> => {
  const is = isOfPart(about)
  const gone = await db
    .delete(frameBatches)
    .where(and(is.batch, ne(frameBatches.parts, about.parts)))
    .returning({ part: frameBatches.part })
  for (const { part } of gone) await db.delete(frames).where(isOfPart({ ...about, part }).frames)
}

/** Writes packed columns; `null` stores a part without any filing, so that it counts as done. */
export const storePacked = async (
  db: FrameWriter,
  about: BatchAbout,
  packed: PackedBatch | null,
  now: Date,
): Promise<void> => {
  const { market, provider, batch, part, parts, source, recorded, newestOnly } = about
  const is = isOfPart(about)
  await dropOtherCut(db, about)
  await db.delete(frames).where(is.frames)
  await db.delete(frameBatches).where(and(is.batch, eq(frameBatches.part, part)))
  const filings = packed?.filings ?? {
    rows: 0,
    bytes: packFilings([]),
    knownFrom: now,
    knownTo: now,
  }
  await db.insert(frameBatches).values({
    market,
    provider,
    batch,
    part,
    parts,
    source,
    recorded,
    newestOnly,
    ...filings,
    storedAt: now,
  })
  const all = packed?.frames ?? []
  for (let at = 0; at < all.length; at += FRAMES_PER_STATEMENT)
    await db.insert(frames).values(
      all.slice(at, at + FRAMES_PER_STATEMENT).map((frame) => ({
        market,
        provider,
        batch,
        part,
        newestOnly,
        ...frame,
      })),
    )
}

/** Stores facts as one part of a batch, in one transaction. */
export const storePart = (
  db: Database,
  about: BatchAbout,
  facts: readonly CompanyFact[],
  now: Date,
): Promise<void> => {
  const packed = packBatch(facts)
  return db.transaction((tx) => storePacked(tx, about, packed, now))
}

export interface StoredPart {
  part: number
  parts: number
  source: string
  recorded: string | null
}

/** The parts that are stored of a batch. */
export const storedParts = (
  db: FrameWriter,
  { market, provider, batch }: Pick<BatchAbout, 'market' | 'provider' | 'batch'>,
): Promise<StoredPart[]> =>
  db
    .select({
      part: frameBatches.part,
      parts: frameBatches.parts,
      source: frameBatches.source,
      recorded: frameBatches.recorded,
    })
    .from(frameBatches)
    .where(
      and(
        eq(frameBatches.market, market),
        eq(frameBatches.provider, provider),
        eq(frameBatches.batch, batch),
      ),
    )
    .orderBy(frameBatches.part)

/** What is stored of a market, one row a batch, newest last. */
export interface BatchSummary {
  provider: string
  batch: string
  recorded: string | null
  newestOnly: boolean
  knownFrom: Date
  knownTo: Date
  filings: number
  /** Changes whenever a part is stored. */
  mark: string
}

export const batchesOf = async (
  db: Pick<Database, 'execute'>,
  market: Market,
): Promise<BatchSummary[]> => {
  const { rows } = await db.execute<{
    provider: string
    batch: string
    recorded: string | null
    newest_only: boolean
    known_from: number
    known_to: number
    filings: number
    mark: string
  }>(sql`
    select provider, batch, max(recorded)::text as recorded, bool_or(newest_only) as newest_only,
      (extract(epoch from min(known_from)) * 1000)::float8 as known_from,
      (extract(epoch from max(known_to)) * 1000)::float8 as known_to, sum(rows)::int as filings,
      md5(string_agg(part || ' ' || source, ',' order by part)) as mark
    from frame_batches where market = ${market} and rows > 0
    group by provider, batch order by max(known_to), provider, batch`)
  return rows.map(({ newest_only, known_from, known_to, ...row }) => ({
    ...row,
    newestOnly: newest_only,
    knownFrom: new Date(known_from),
    knownTo: new Date(known_to),
  }))
}
