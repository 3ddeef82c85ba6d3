/**
 * Reads the facts of the companies of one part, as known at a moment: of each company, provider,
 * concept, span and basis what was filed last. Frames of the whole market are taken in one after
 * the other, and what a later filing replaces is let go at once.
 */
import { and, eq, lte, sql } from 'drizzle-orm'
import type { Fact } from '#shared/contracts/facts.ts'
import { frameBatches, frames } from '#shared/db/schema/index.ts'
import { type BatchesQuery, batchesOfDay } from './batches-of-day.ts'
import { type FrameRow, unpackFrame } from './pack.ts'
import { type FrameFiling, unpackFilings } from './pack-filings.ts'
import { latestOf, sameDayOtherYear } from '#shared/calendar.ts'
import { partOf } from './part-of.ts'
import type { FrameWriter } from './store.ts'

/** A fact without an id, with what the same provider stated before where that was another value. */
export type FactOfFrames = Omit<Fact, 'id' | 'concept'> & { concept: string }

/** A value with the filing that said it first, and the last one that said it again. */
interface StatedRow {
  filing: FrameFiling
  row: FrameRow
  last: FrameFiling
}

/** Rows that became known after `asOf` are not there. */
export interface FramesQuery extends BatchesQuery {
  /** The companies wanted: those of this remainder, */
  part: number
  /** of so many, a power of two. */
  parts: number
  /** Only these, where given. */
  companies?: ReadonlySet<string>
  /**
   * So many years before its newest span the facts of a company begin, as for one that is read by
   * itself: earlier ones take part in no figure that is shown.
   */
  years?: number
}

/** Frames that one statement gives: some hundred kilobytes to some megabytes. */
const FRAMES_PER_READ = 400

const keyOf = (provider: string, concept: string, { start, end, basis, unit }: FrameRow): string =>
  // Money in another currency is another figure until one of them is chosen.
  `${provider} ${concept} ${start ?? ''} ${end} ${basis.consolidation} ${basis.standard} ${unit}`

/** Whether `a` was filed after `b`; of two of one moment the one with the greater record. */
const isAfter = (a: FrameFiling, b: FrameFiling): boolean =>
  a.known_at > b.known_at || (a.known_at === b.known_at && a.record > b.record)

/** What one company stated, by provider, concept, span and basis. */
class StatedCompany {
  readonly #places = new Map<string, { provider: string; concept: string; stated: StatedRow[] }>()

  /**
   * Takes a row in, in whatever order rows come. A value that is stated again is no news: the
   * filing that said it first stays, as for a company that is read by itself.
   */
  take(provider: string, concept: string, filing: FrameFiling, row: FrameRow): void {
    const key = keyOf(provider, concept, row)
    const place = this.#places.get(key) ?? { provider, concept, stated: [] }
    if (place.stated.length === 0) this.#places.set(key, place)
    const { stated } = place
    let at = stated.length
    while (at > 0 && isAfter(stated[at - 1]?.filing ?? filing, filing)) at -= 1
    const [before, after] = [stated[at - 1], stated[at]]
    if (before && before.row.value === row.value) {
      if (isAfter(filing, before.last)) before.last = filing
      return
    }
    const news: StatedRow[] = [{ filing, row, last: filing }]
    if (before && isAfter(before.last, filing)) {
      news.push({ filing: before.last, row: before.row, last: before.last })
      before.last = before.filing
    }
    if (after && after.row.value === row.value && news.length === 1) {
      stated.splice(at, 1, { filing, row, last: after.last })
      return
    }
    stated.splice(at, 0, ...news)
  }

  facts(years: number | null): FactOfFrames[] {
    const places = [...this.#places.values()]
    const ends = places.flatMap(({ stated }) => stated.at(-1)?.row.end ?? [])
    const newest = latestOf(ends)
    const first = years === null || newest === '' ? '' : sameDayOtherYear(newest, -years)
    return places.flatMap(({ provider, concept, stated }) => {
      const [former, held] = [stated.at(-2), stated.at(-1)]
      if (!held || held.row.end <= first) return []
      return [factOf(provider, concept, held, former ?? null)]
    })
  }
}

const factOf = (
  provider: string,
  concept: string,
  { filing, row }: StatedRow,
  former: StatedRow | null,
): FactOfFrames => ({
  concept,
  period: row.period,
  period_label: row.period_label,
  start: row.start,
  end: row.end,
  value: row.value,
  unit: row.unit,
  basis: row.basis,
  provider,
  provider_field: row.provider_field,
  provider_record: filing.record,
  form: filing.form,
  source_url: filing.source_url,
  filed_at: filing.filed_at,
  known_at: filing.known_at,
  retrieved_at: filing.known_at,
  quality: row.quality,
  ...(former && {
    former: {
      value: former.row.value,
      known_at: former.filing.known_at,
      provider_field: former.row.provider_field,
    },
  }),
})

/** The facts of each company of the part that has any, by company. */
export const readFrames = async (
  db: FrameWriter,
  query: FramesQuery,
): Promise<Map<string, FactOfFrames[]>> => {
  const { market, asOf, part, parts, companies, years = null } = query
  const known = asOf.toISOString()
  const batches = await db
    .select({
      provider: frameBatches.provider,
      batch: frameBatches.batch,
      part: frameBatches.part,
      bytes: frameBatches.bytes,
    })
    .from(frameBatches)
    .where(
      and(
        batchesOfDay(query),
        sql`${frameBatches.part} % least(${frameBatches.parts}, ${parts}::int) = ${part}::int % least(${frameBatches.parts}, ${parts}::int)`,
      ),
    )
    .orderBy(frameBatches.knownFrom, frameBatches.batch, frameBatches.part)
  const found = new Map<string, StatedCompany>()
  for (const { provider, batch, part: partOfBatch, bytes } of batches) {
    const filings = unpackFilings(bytes).map((filing) =>
      filing.known_at <= known &&
      partOf(filing.company, parts) === part &&
      (companies?.has(filing.company) ?? true)
        ? filing
        : null,
    )
    if (filings.every((filing) => filing === null)) continue
    const isOfBatch = and(
      eq(frames.market, market),
      eq(frames.provider, provider),
      eq(frames.batch, batch),
      eq(frames.part, partOfBatch),
    )
    const names = await db
      .select({ concept: frames.concept, period: frames.period })
      .from(frames)
      .where(and(isOfBatch, lte(frames.knownFrom, asOf)))
      .orderBy(frames.concept, frames.period)
    for (let at = 0; at < names.length; at += FRAMES_PER_READ) {
      const some = names.slice(at, at + FRAMES_PER_READ)
      const first = some[0]
      const last = some.at(-1)
      if (!first || !last) break
      const rows = await db
        .select({ concept: frames.concept, period: frames.period, bytes: frames.bytes })
        .from(frames)
        .where(
          and(
            isOfBatch,
            lte(frames.knownFrom, asOf),
            sql`(${frames.concept}, ${frames.period}) >= (${first.concept}, ${first.period})`,
            sql`(${frames.concept}, ${frames.period}) <= (${last.concept}, ${last.period})`,
          ),
        )
      for (const { concept, bytes: columns } of rows) {
        const frame = unpackFrame(columns)
        for (let index = 0; index < frame.rows; index++) {
          const filing = filings[frame.filing(index)]
          if (!filing) continue
          const row = frame.row(index)
          const company = found.get(filing.company) ?? new StatedCompany()
          found.set(filing.company, company)
          company.take(provider, concept, filing, row)
        }
      }
    }
  }
  // One after the other, so that both forms are held of one company alone.
  const read = new Map<string, FactOfFrames[]>()
  for (const [company, held] of found) {
    found.delete(company)
    read.set(company, held.facts(years))
  }
  return read
}
