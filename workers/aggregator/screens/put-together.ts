/**
 * Puts a snapshot together: its slices, what stays of the snapshot that it is based on, and the
 * columns of the day's prices, a group of columns after the other.
 */
import { inArray } from 'drizzle-orm'
import { gunzipSync, gzipSync } from 'fflate'
import { hashOfBytes } from '#shared/book/bytes.ts'
import type { Manifest } from '#shared/contracts/screens.ts'
import type { Database } from '#shared/db/client.ts'
import { screenColumns } from '#shared/db/schema/index.ts'
import {
  decodeColumn,
  decodeCompanies,
  encodeColumn,
  encodeCompanies,
} from '#shared/screen/column-bytes.ts'
import { type Companies, NO_MOMENT } from '#shared/screen/table.ts'
import { columnKey } from '#shared/screen/tables.ts'
import type { MarketPrice } from '../universe/market-days.ts'
import { absent, type SnapshotCell, REASON_BYTE } from './cells.ts'
import { marketCells, PRICED_FIELDS, type RateOf } from './market-cells.ts'
import { MARKET_FIELDS, type MarketFieldId } from './market-fields.ts'
import { packMarks } from './marks.ts'
import {
  COLUMNS_OF_A_GROUP,
  type CompanyEnds,
  type CompanyRow,
  type FieldInYear,
  piecesOf,
  unpackGroup,
  unpackRows,
} from './slice.ts'
import { pieceAt, type SnapshotMaking, sliceNumber } from './snapshot-making.ts'

/** Columns of one insert. */
const COLUMNS_PER_STATEMENT = 100

const noRate: RateOf = () => null

interface StoredColumn {
  hash: string
  bytes: Uint8Array
}

/**
 * Compresses the bytes. The time in the header of gzip is left out, so that the same content always
 * gives the same bytes.
 */
const packed = (bytes: Uint8Array): StoredColumn => {
  const packedBytes = new Uint8Array(gzipSync(bytes, { level: 6, mtime: 0 }))
  return { hash: hashOfBytes(packedBytes), bytes: packedBytes }
}

const storeColumns = async (
  { db, query }: SnapshotMaking,
  columns: readonly StoredColumn[],
): Promise<void> => {
  const distinct = [...new Map(columns.map((column) => [column.hash, column])).values()]
  const madeAt = query.now()
  for (let at = 0; at < distinct.length; at += COLUMNS_PER_STATEMENT)
    await db
      .insert(screenColumns)
      .values(
        distinct
          .slice(at, at + COLUMNS_PER_STATEMENT)
          .map((column) => ({ ...column, market: query.market, madeAt })),
      )
      // As new, so that the upkeep does not take it before the manifest names it.
      .onConflictDoUpdate({ target: screenColumns.hash, set: { madeAt } })
}

const companiesOf = (rows: readonly CompanyRow[]): Companies => {
  const column = <K extends keyof Companies>(name: K) => rows.map((row) => row[name])
  return {
    ids: column('ids'),
    names: column('names'),
    markets: column('markets'),
    exchanges: column('exchanges'),
    industries: column('industries'),
    kinds: column('kinds'),
    currencies: column('currencies'),
    year_ends: column('year_ends'),
    known_at: column('known_at'),
    known_times: column('known_times'),
  }
}

/** The cells of one column, by member. */
class ColumnInMaking {
  readonly values: Float64Array
  readonly reasons: Uint8Array
  readonly known: Uint8Array

  constructor(rows: number) {
    this.values = new Float64Array(rows).fill(Number.NaN)
    this.reasons = new Uint8Array(rows).fill(REASON_BYTE.not_reported)
    this.known = new Uint8Array(rows).fill(NO_MOMENT)
  }

  cell(row: number, times: readonly (readonly string[])[]): SnapshotCell {
    return {
      value: this.values[row] ?? Number.NaN,
      reason: this.reasons[row] ?? 0,
      known_at: times[row]?.[this.known[row] ?? NO_MOMENT] ?? null,
    }
  }

  put(row: number, { value, reason, known_at }: SnapshotCell, times: readonly string[]): void {
    this.values[row] = value
    this.reasons[row] = reason
    const place = known_at === null ? -1 : times.indexOf(known_at)
    this.known[row] = place < 0 ? NO_MOMENT : place
  }

  /** The newest moment of all its cells. */
  newest(times: readonly (readonly string[])[]): string | null {
    let newest = ''
    for (let row = 0; row < this.known.length; row++) {
      const time = times[row]?.[this.known[row] ?? NO_MOMENT] ?? ''
      if (time > newest) newest = time
    }
    return newest === '' ? null : newest
  }
}

const openedOf = async (
  db: Database,
  hashes: readonly string[],
): Promise<Map<string, Uint8Array>> => {
  if (hashes.length === 0) return new Map()
  const rows = await db
    .select({ hash: screenColumns.hash, bytes: screenColumns.bytes })
    .from(screenColumns)
    .where(inArray(screenColumns.hash, [...hashes]))
  return new Map(rows.map(({ hash, bytes }) => [hash, gunzipSync(bytes)]))
}

/** The companies of the base, by the place of the member. */
const rowsOfBase = async ({ db, base }: SnapshotMaking): Promise<Companies | null> => {
  if (!base) return null
  const { hash } = base.manifest.companies
  const bytes = (await openedOf(db, [hash])).get(hash)
  if (!bytes) throw new Error('the companies of a snapshot are gone while another is made of it')
  return decodeCompanies(bytes)
}

interface Whole {
  rows: CompanyRow[]
  ends: CompanyEnds[]
  /** For each part, the member that each of its rows belongs to. */
  rowsOfPart: Uint32Array[]
}

/** The companies in the order of the members: out of slices, and as the base has them. */
const wholeOf = async (making: SnapshotMaking, parts: number, pieces: number): Promise<Whole> => {
  const { members, base } = making
  const placeOf = new Map(members.map(({ id }, place) => [id, place]))
  const rows: CompanyRow[] = []
  const ends: CompanyEnds[] = []
  const rowsOfPart: Uint32Array[] = []
  for (let part = 0; part < parts; part++) {
    const slice = unpackRows(await pieceAt(making, sliceNumber(part, 0, pieces)))
    rowsOfPart.push(
      Uint32Array.from(slice, ({ row, ends: of }) => {
        const place = placeOf.get(row.ids) ?? 0
        rows[place] = row
        ends[place] = of
        return place
      }),
    )
  }
  const before = await rowsOfBase(making)
  for (const [place, member] of members.entries()) {
    const from = base?.rows[place] ?? -1
    const of = base?.ends[from]
    if (!before || !of) continue
    const { id, names, exchange, industry } = member
    ends[place] = of
    rows[place] = {
      // Lists may tell of a company otherwise by now; what was filed is the same.
      ids: id,
      names,
      exchanges: exchange,
      industries: industry,
      markets: before.markets[from] ?? making.query.market,
      kinds: before.kinds[from] ?? null,
      currencies: before.currencies[from] ?? null,
      year_ends: before.year_ends[from] ?? null,
      known_at: before.known_at[from] ?? null,
      known_times: before.known_times[from] ?? [],
    }
  }
  return { rows, ends, rowsOfPart }
}

const nameOf = ({ entry, lag }: FieldInYear): string => columnKey({ field: entry.field.id, lag })

/** Puts the slices and what stays of the base together: companies in the order of their ids. */
export const putTogether = async (
  making: SnapshotMaking,
  parts: number,
  about: Pick<Manifest, 'sources'>,
  prices: ReadonlyMap<string, MarketPrice>,
): Promise<{ manifest: Manifest; marks: Uint8Array }> => {
  const { columns, query, day, db, base, members, marks } = making
  const pieces = piecesOf(columns.length)
  const { rows, ends, rowsOfPart } = await wholeOf(making, parts, pieces)
  const times = rows.map(({ known_times }) => known_times)
  const companies = packed(encodeCompanies(companiesOf(rows)))
  await storeColumns(making, [companies])
  const listed: Manifest['columns'] = []
  const taken = base?.rows.reduce((sum, row) => sum + Number(row >= 0), 0) ?? 0
  const isWholeBase = taken === members.length && taken === base?.manifest.companies.rows
  const hashes = new Map(
    base?.manifest.columns.map(({ field, lag, hash }) => [columnKey({ field, lag }), hash]) ?? [],
  )
  const filed = new Map<string, ColumnInMaking>()
  const stored: StoredColumn[] = []
  const unlisted = new Map<string, Uint8Array>()
  const list = ({ entry, lag }: FieldInYear, column: ColumnInMaking, former?: string): void => {
    const { values, reasons, known } = column
    const count = values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0)
    // A year that nobody has is no column.
    if (count === 0 && lag > 0) {
      unlisted.set(nameOf({ entry, lag }), reasons)
      return
    }
    const made =
      former === undefined ? packed(encodeColumn({ values, reasons, known })) : { hash: former }
    if ('bytes' in made) stored.push(made)
    listed.push({
      field: entry.field.id,
      lag,
      hash: made.hash,
      known: count,
      newest_known_at: column.newest(times),
    })
  }
  for (let group = 0; group * COLUMNS_OF_A_GROUP < columns.length; group++) {
    const names = columns.slice(group * COLUMNS_OF_A_GROUP, (group + 1) * COLUMNS_OF_A_GROUP)
    const made = names.map(() => new ColumnInMaking(members.length))
    for (const [part, places] of rowsOfPart.entries()) {
      if (places.length === 0) continue
      const bytes = await pieceAt(making, sliceNumber(part, group + 1, pieces))
      const { values, reasons, known } = unpackGroup(bytes, places.length, names.length)
      for (const [column, whole] of made.entries())
        for (const [at, place] of places.entries()) {
          const from = column * places.length + at
          whole.values[place] = values[from] ?? Number.NaN
          whole.reasons[place] = reasons[from] ?? 0
          whole.known[place] = known[from] ?? NO_MOMENT
        }
    }
    const formerOf = (name: FieldInYear) => hashes.get(nameOf(name))
    const former = await openedOf(
      db,
      names.flatMap((name) => (name.entry.at === 'market' ? [] : (formerOf(name) ?? []))),
    )
    for (const [at, name] of names.entries()) {
      const column = made[at]
      if (!column || name.entry.at === 'market') continue
      const hash = formerOf(name)
      const bytes = hash === undefined ? undefined : former.get(hash)
      if (hash !== undefined && !bytes)
        throw new Error('a column of a snapshot is gone while another is made of it')
      const { values, reasons, known } = bytes
        ? decodeColumn(bytes)
        : { values: null, known: null, reasons: base?.reasons.get(nameOf(name)) }
      if (base && reasons) {
        for (const [place, from] of base.rows.entries()) {
          if (from < 0) continue
          column.values[place] = values?.[from] ?? Number.NaN
          column.reasons[place] = reasons[from] ?? 0
          column.known[place] = known?.[from] ?? NO_MOMENT
        }
      }
      if (PRICED.has(name.entry.field.id) && name.lag === 0) filed.set(name.entry.field.id, column)
      list(name, column, isWholeBase ? hash : undefined)
    }
    await storeColumns(making, stored.splice(0))
  }
  for (const [field, column] of pricedColumns(making, rows, ends, prices, filed)) {
    const name = columns.find(({ entry }) => entry.field.id === field)
    if (name) list(name, column)
  }
  await storeColumns(making, stored)
  return {
    marks: packMarks({ marks, ends, reasons: unlisted }),
    manifest: {
      market: query.market,
      as_of: day.day,
      made_at: query.now().toISOString(),
      ...about,
      companies: { hash: companies.hash, rows: members.length },
      columns: listed,
    },
  }
}

const PRICED: ReadonlySet<string> = new Set(PRICED_FIELDS)

/** The columns that hold filed figures against the day's prices: made of the others, each time. */
const pricedColumns = (
  { query: { rate = noRate }, members }: SnapshotMaking,
  rows: readonly CompanyRow[],
  ends: readonly CompanyEnds[],
  prices: ReadonlyMap<string, MarketPrice>,
  filed: ReadonlyMap<string, ColumnInMaking>,
): Map<MarketFieldId, ColumnInMaking> => {
  const times = rows.map(({ known_times }) => known_times)
  const made = new Map(
    MARKET_FIELDS.map(({ id }) => [id as MarketFieldId, new ColumnInMaking(rows.length)]),
  )
  for (const [row, { id }] of members.entries()) {
    const cells = marketCells({
      price: prices.get(id) ?? null,
      filed: (field) => filed.get(field)?.cell(row, times) ?? absent('not_reported'),
      isReceipt: ends[row]?.isReceipt ?? false,
      currency: rows[row]?.currencies ?? null,
      rate,
    })
    for (const [field, column] of made) column.put(row, cells[field], times[row] ?? [])
  }
  return made
}
