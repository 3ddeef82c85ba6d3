/**
 * A slice of a snapshot: the companies of one part of the market with all their cells, made at once
 * and stored packed, so that a snapshot that was cut goes on. Columns are stored in groups, so that
 * whoever puts a few columns together does not hold the others.
 */
import { gunzipSync, gzipSync, strFromU8, strToU8 } from 'fflate'
import { type Companies, NO_MOMENT } from '#shared/screen/table.ts'
import { latestOf } from '#shared/calendar.ts'
import type { Recipe } from '../books/recipe.ts'
import { BOOK_YEARS } from '../books/recipe.ts'
import { readCompany } from '../facts/read.ts'
import { readFrames } from '../frames/read.ts'
import type { FrameWriter } from '../frames/store.ts'
import { absent, type SnapshotCell, cellAt, firstDayInDate, yearEndOf } from './cells.ts'
import type { CatalogueEntry } from './catalogue.ts'
import { type SnapshotFigures, figuresOfFrames, figuresOfReading } from './company-facts.ts'
import type { DayQuery, Member } from './members.ts'

/** A field in one of its years. */
export interface FieldInYear {
  entry: CatalogueEntry
  lag: number
}

/** Columns of a group: of ten thousand companies they take some twenty megabytes. */
export const COLUMNS_OF_A_GROUP = 200
/** Companies of a slice of a market with ten years of filings of each: a second or two of work. */
export const COMPANIES_OF_A_SLICE = 130
/** Companies of a slice at most, however little was filed of them. */
const MOST_OF_A_SLICE = 270
/** Filings whose facts are held at once: some fifty of each company of the smaller slice. */
const FILINGS_OF_A_SLICE = 6_500

/** How many companies a slice may have where so many filings are stored of so many companies. */
export const companiesOfASlice = (filings: number, companies: number): number =>
  Math.max(
    COMPANIES_OF_A_SLICE,
    Math.min(MOST_OF_A_SLICE, (FILINGS_OF_A_SLICE * companies) / Math.max(1, filings)),
  )
/** Figures of a book reach back so far: the first year's growth and averages need earlier ones. */
const YEARS_READ = BOOK_YEARS + 2

export const columnNames = (catalogue: readonly CatalogueEntry[]): FieldInYear[] =>
  catalogue.flatMap((entry) =>
    Array.from({ length: entry.field.years }, (_, lag) => ({ entry, lag })),
  )

/** One company of the snapshot, as `Companies` has it in columns. */
export type CompanyRow = { [K in keyof Companies]: Companies[K][number] }

/**
 * What is known of a company beside its row, so that a later snapshot can tell whether it stays.
 */
export interface CompanyEnds {
  /** Last days, as day numbers, of the newest fiscal year and of the newest twelve months. */
  annual: number | null
  newest: number | null
  /** Its reports say that what is traded are receipts for its shares. */
  isReceipt: boolean
}

export interface SliceRow {
  row: CompanyRow
  ends: CompanyEnds
}

export interface Slice {
  rows: SliceRow[]
  /** By column, then by row. Columns of the day's prices are empty: these are put in at the end. */
  values: Float64Array
  reasons: Uint8Array
  /** Places in the `known_times` of the company, as in a column. */
  known: Uint8Array
}

export interface SliceQuery extends DayQuery {
  /** Frames of newest values count too. */
  isNow: boolean
  part: number
  parts: number
  recipe: Recipe
  columns: readonly FieldInYear[]
}

type SliceReader = FrameWriter

const storedFigures = async (
  db: SliceReader,
  { id }: Member,
  { asOf, recipe }: SliceQuery,
): Promise<SnapshotFigures | null> =>
  figuresOfReading(
    await readCompany(db, { instrument: id, asOf, years: BOOK_YEARS, chain: recipe.askable }),
    recipe,
  )

/** The figures of a member: what is stored of it by itself, else what frames have. */
export const figuresOfMember = async (
  db: SliceReader,
  member: Member,
  query: SliceQuery,
  frames: Awaited<ReturnType<typeof readFrames>>,
  whole = false,
): Promise<SnapshotFigures | null> => {
  const stored = member.isStored ? await storedFigures(db, member, query) : null
  if (stored) return stored
  const known = frames.get(member.company)
  return known ? figuresOfFrames(member.id, known, member.kind, query.recipe, whole) : null
}

export const framesOfSlice = (
  db: SliceReader,
  { market, asOf, isNow, part, parts }: SliceQuery,
  companies: ReadonlySet<string>,
) =>
  readFrames(db, {
    market,
    asOf,
    isNow,
    part,
    parts,
    companies,
    years: YEARS_READ,
  })

const cellsOf = (
  figures: SnapshotFigures | null,
  { columns }: SliceQuery,
  first: number,
): SnapshotCell[] => {
  const derivation = figures?.derivation ?? null
  const unreported = absent('not_reported')
  return columns.map(({ entry, lag }) =>
    derivation && entry.at !== 'market' ? cellAt(derivation, entry, lag, first) : unreported,
  )
}

/** The moments of the cells, the newest first, and by cell its place among them. */
const momentsOf = (cells: readonly SnapshotCell[]): { times: string[]; places: Uint8Array } => {
  const times = [...new Set(cells.flatMap(({ known_at }) => known_at ?? []))].sort().reverse()
  const placeOf = new Map(times.map((time, place) => [time, Math.min(place, NO_MOMENT - 1)]))
  return {
    // A company with more filings than a byte has places shares the last place.
    times: times.slice(0, NO_MOMENT),
    places: Uint8Array.from(cells, ({ known_at }) =>
      known_at === null ? NO_MOMENT : (placeOf.get(known_at) ?? NO_MOMENT),
    ),
  }
}

const rowOf = (
  { id, names, exchange, industry, kind }: Member,
  market: string,
  figures: SnapshotFigures | null,
  known_times: readonly string[],
): CompanyRow => {
  const known = latestOf((figures?.facts ?? []).map(({ known_at }) => known_at))
  return {
    ids: id,
    names,
    markets: market,
    exchanges: exchange,
    industries: industry,
    kinds: figures?.derivation.kind ?? kind,
    currencies: figures?.currency ?? null,
    year_ends: figures ? yearEndOf(figures.derivation) : null,
    known_at: known || null,
    known_times,
  }
}

const endsOf = (figures: SnapshotFigures | null): CompanyEnds => {
  const { years = [], ttm, context } = figures?.derivation ?? {}
  const annual = years.at(-1)?.end ?? null
  return {
    annual,
    newest: ttm?.end ?? annual,
    isReceipt: context?.depositary != null,
  }
}

/** `members`: those of the part that are to be made. */
export const makeSlice = async (
  db: SliceReader,
  members: readonly Member[],
  query: SliceQuery,
): Promise<Slice> => {
  const { columns } = query
  const frames = await framesOfSlice(db, query, new Set(members.map(({ company }) => company)))
  const first = firstDayInDate(query.day)
  const rows: SliceRow[] = []
  const cellsOfAll = members.length * columns.length
  const slice = {
    values: new Float64Array(cellsOfAll),
    reasons: new Uint8Array(cellsOfAll),
    known: new Uint8Array(cellsOfAll),
  }
  for (const [row, member] of members.entries()) {
    const figures = await figuresOfMember(db, member, query, frames)
    // What has been read is let go at once.
    frames.delete(member.company)
    const cells = cellsOf(figures, query, first)
    const { times, places } = momentsOf(cells)
    rows.push({ row: rowOf(member, query.market, figures, times), ends: endsOf(figures) })
    for (const [column, { value, reason }] of cells.entries()) {
      const at = column * members.length + row
      slice.values[at] = value
      slice.reasons[at] = reason
      slice.known[at] = places[column] ?? NO_MOMENT
    }
  }
  return { rows, ...slice }
}

/** How many pieces a slice is stored in: its companies, then its groups of columns. */
export const piecesOf = (columns: number): number => 1 + Math.ceil(columns / COLUMNS_OF_A_GROUP)

/** Fast, since a slice is read once and then gone. */
const packBytes = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  new Uint8Array(gzipSync(bytes, { level: 3, mtime: 0 }))

const bytesOf = (array: Float64Array | Uint8Array): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength)

export const packSlice = ({ rows, values, reasons, known }: Slice): Uint8Array<ArrayBuffer>[] => {
  const count = rows.length
  const columns = count === 0 ? 0 : reasons.length / count
  const pieces = [packBytes(strToU8(JSON.stringify(rows)))]
  for (let from = 0; from < columns; from += COLUMNS_OF_A_GROUP) {
    const to = Math.min(from + COLUMNS_OF_A_GROUP, columns)
    const parts = [values, reasons, known].map((all) =>
      bytesOf(all.subarray(from * count, to * count)),
    )
    const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
    let at = 0
    for (const part of parts) {
      whole.set(part, at)
      at += part.length
    }
    pieces.push(packBytes(whole))
  }
  return pieces
}

export const unpackRows = (bytes: Uint8Array): SliceRow[] =>
  JSON.parse(strFromU8(gunzipSync(bytes))) as SliceRow[]

/** A group of columns of a slice of `rows` companies. */
export const unpackGroup = (
  bytes: Uint8Array,
  rows: number,
  columns: number,
): Pick<Slice, 'values' | 'reasons' | 'known'> => {
  const whole = gunzipSync(bytes)
  const cells = rows * columns
  const doubles = cells * Float64Array.BYTES_PER_ELEMENT
  return {
    values: new Float64Array(whole.slice(0, doubles).buffer),
    reasons: whole.subarray(doubles, doubles + cells),
    known: whole.subarray(doubles + cells),
  }
}
