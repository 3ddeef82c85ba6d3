/**
 * What the figures of each company of a snapshot were made from, so that a snapshot of another day,
 * or with other prices, takes over the figures of every company of which nothing else was filed.
 */
import { and, eq, sql } from 'drizzle-orm'
import { gunzipSync, gzipSync, strFromU8, strToU8 } from 'fflate'
import type { Database } from '#shared/db/client.ts'
import { frameBatches, snapshots } from '#shared/db/schema/index.ts'
import type { Market } from '#shared/names.ts'
import type { Manifest } from '#shared/contracts/screens.ts'
import { batchesOfDay } from '../frames/batches-of-day.ts'
import { unpackFilings } from '../frames/pack-filings.ts'
import { firstDayInDate } from './cells.ts'
import type { DayOf } from './day.ts'
import type { Member } from './members.ts'
import type { CompanyEnds } from './slice.ts'

/** Of each company of a snapshot, in the order of its rows. */
export interface Marks {
  /** Of what its figures are made. */
  marks: string[]
  ends: CompanyEnds[]
  /**
   * The reasons of the columns that the manifest leaves out since nobody has a value, by column.
   */
  reasons: ReadonlyMap<string, Uint8Array>
}

interface Head {
  marks: string[]
  annual: (number | null)[]
  newest: (number | null)[]
  receipts: number[]
  columns: string[]
}

const LENGTH_BYTES = 4

/** The length of a JSON text, the text, and the reasons of each column after it; under gzip. */
export const packMarks = ({ marks, ends, reasons }: Marks): Uint8Array<ArrayBuffer> => {
  const head: Head = {
    marks,
    annual: ends.map(({ annual }) => annual),
    newest: ends.map(({ newest }) => newest),
    receipts: ends.flatMap(({ isReceipt }, row) => (isReceipt ? [row] : [])),
    columns: [...reasons.keys()],
  }
  const text = strToU8(JSON.stringify(head))
  const from = LENGTH_BYTES + text.length
  const bytes = new Uint8Array(from + reasons.size * marks.length)
  new DataView(bytes.buffer).setUint32(0, text.length, true)
  bytes.set(text, LENGTH_BYTES)
  for (const [at, column] of [...reasons.values()].entries())
    bytes.set(column, from + at * marks.length)
  return new Uint8Array(gzipSync(bytes, { level: 3, mtime: 0 }))
}

const unpackMarks = (packed: Uint8Array): Marks => {
  const bytes = gunzipSync(packed)
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
  const from = LENGTH_BYTES + length
  const head = JSON.parse(strFromU8(bytes.subarray(LENGTH_BYTES, from))) as Head
  const { marks, annual, newest, receipts, columns } = head
  const isReceipt = new Set(receipts)
  const rows = marks.length
  return {
    marks,
    ends: marks.map((_, row) => ({
      annual: annual[row] ?? null,
      newest: newest[row] ?? null,
      isReceipt: isReceipt.has(row),
    })),
    reasons: new Map(
      columns.map((name, at) => [name, bytes.subarray(from + at * rows, from + (at + 1) * rows)]),
    ),
  }
}

const FNV_PRIME = 0x01000193
const OTHER_PRIME = 0x85ebca6b

/**
 * Takes a text into two running hashes of 32 bits: a company has dozens of filings, not millions.
 */
const mixed = ([one, other]: readonly [number, number], text: string): [number, number] => {
  let [a, b] = [one, other]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    a = Math.imul(a ^ code, FNV_PRIME)
    b = Math.imul(b ^ code, OTHER_PRIME) ^ (b >>> 13)
  }
  return [a >>> 0, b >>> 0]
}

/**
 * By company, a mark of all filings of it that were known by then. A batch that was brought in
 * again from another source has another mark.
 */
const filingMarks = async (
  db: Pick<Database, 'select'>,
  market: Market,
  { asOf, isNow }: DayOf,
): Promise<Map<string, string>> => {
  const known = asOf.toISOString()
  const parts = await db
    .select({
      provider: frameBatches.provider,
      batch: frameBatches.batch,
      part: frameBatches.part,
      source: frameBatches.source,
    })
    .from(frameBatches)
    .where(batchesOfDay({ market, asOf, isNow }))
    .orderBy(frameBatches.provider, frameBatches.batch, frameBatches.part)
  const found = new Map<string, [number, number]>()
  for (const { provider, batch, part, source } of parts) {
    const [row] = await db
      .select({ bytes: frameBatches.bytes })
      .from(frameBatches)
      .where(
        and(
          eq(frameBatches.market, market),
          eq(frameBatches.provider, provider),
          eq(frameBatches.batch, batch),
          eq(frameBatches.part, part),
        ),
      )
    for (const filing of row ? unpackFilings(row.bytes) : []) {
      if (filing.known_at > known) continue
      const before = found.get(filing.company) ?? [0x811c9dc5, 0x9747b28c]
      found.set(
        filing.company,
        mixed(before, `${provider} ${source} ${filing.record} ${filing.known_at}`),
      )
    }
  }
  return new Map([...found].map(([company, [a, b]]) => [company, `${a}.${b}`]))
}

/** Of each member what its figures follow from on this day. */
export const marksOf = async (
  db: Pick<Database, 'select'>,
  market: Market,
  day: DayOf,
  members: readonly Member[],
): Promise<string[]> => {
  const filings = await filingMarks(db, market, day)
  return members.map(({ id, company, kind, isStored }) => {
    const filed = filings.get(company) ?? ''
    // What was read of a company by itself changes by more than filings: it is always made anew.
    return isStored ? `${id} ${day.asOf.getTime()}` : `${id} ${company} ${kind ?? ''} ${filed}`
  })
}

/** A snapshot whose figures can be taken over, and of each member the row in it, or -1. */
export interface SnapshotBase {
  manifest: Manifest
  state: string
  rows: Int32Array
  ends: CompanyEnds[]
  reasons: Marks['reasons']
}

const isSameSide = (end: number | null, first: number, other: number): boolean =>
  end === null || end < first === end < other

/** The snapshot of this recipe that is nearest by day, with what stays of it. Null without any. */
export const baseFor = async (
  db: Pick<Database, 'select'>,
  { market, day, recipe }: { market: Market; day: string; recipe: string },
  marks: readonly string[],
): Promise<SnapshotBase | null> => {
  const [row] = await db
    .select()
    .from(snapshots)
    .where(and(eq(snapshots.market, market), eq(snapshots.recipe, recipe)))
    .orderBy(sql`abs(${snapshots.day} - ${day}::date)`, snapshots.day)
    .limit(1)
  if (!row?.marks) return null
  const before = unpackMarks(row.marks)
  const places = new Map(before.marks.map((mark, place) => [mark, place]))
  const [first, other] = [firstDayInDate(day), firstDayInDate(row.day)]
  const rows = Int32Array.from(marks, (mark) => {
    const place = places.get(mark) ?? -1
    const ends = before.ends[place]
    // A figure that was of its day and is out of date by now, or the reverse, is another cell.
    const stays =
      ends && isSameSide(ends.annual, first, other) && isSameSide(ends.newest, first, other)
    return stays ? place : -1
  })
  if (rows.every((place) => place < 0)) return null
  const { ends, reasons } = before
  return { manifest: row.manifest as Manifest, state: row.state, rows, ends, reasons }
}
