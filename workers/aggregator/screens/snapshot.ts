/**
 * A market as known at the end of a day: a manifest of columns, each immutable under its hash. It is
 * made in slices, each stored when it is done, so that a call that was cut is gone on with by the
 * next one. It is made anew when frames, lists, books, prices or formulas are others.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import { gunzipSync, gzipSync } from 'fflate'
import type { z } from 'zod'
import { hashOfBytes } from '#shared/book/bytes.ts'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import type { Manifest, progressSchema } from '#shared/contracts/screens.ts'
import type { Database } from '#shared/db/client.ts'
import { screenColumns, snapshotSlices, snapshots } from '#shared/db/schema/index.ts'
import type { Market } from '#shared/names.ts'
import {
  decodeColumn,
  decodeCompanies,
  encodeColumn,
  encodeCompanies,
} from '#shared/screen/column-bytes.ts'
import { type Companies, NO_MOMENT } from '#shared/screen/table.ts'
import { columnKey } from '#shared/screen/tables.ts'
import { type Recipe, recipeName } from '../books/recipe.ts'
import { partOf, partsFor } from '../frames/part-of.ts'
import { batchesOf } from '../frames/store.ts'
import { type MarketPrice, newestMarketDay, readMarketDay } from '../universe/market-days.ts'
import { catalogueOf } from './catalogue.ts'
import { absent, type SnapshotCell, REASON_BYTE } from './cells.ts'
import { type DayOf, defaultDay, earliestDay, dayFor } from './day.ts'
import { marketCells, PRICED_FIELDS, type RateOf } from './market-cells.ts'
import { MARKET_FIELDS, type MarketFieldId } from './market-fields.ts'
import { type SnapshotBase, baseFor, marksOf, packMarks } from './marks.ts'
import { type Member, membersOf } from './members.ts'
import { loadShipped } from './shipped.ts'
import {
  type FieldInYear,
  COLUMNS_OF_A_GROUP,
  companiesOfASlice,
  type CompanyEnds,
  columnNames,
  type CompanyRow,
  makeSlice,
  packSlice,
  piecesOf,
  unpackGroup,
  unpackRows,
} from './slice.ts'
import { sourcesOf } from './sources.ts'

/** Counted up when slices or columns are made otherwise of the same. */
const SNAPSHOT_FORM = 2
/** Columns of one insert. */
const COLUMNS_PER_STATEMENT = 100

export interface SnapshotQuery {
  market: Market
  /** Default: `defaultDay`. A day that is not over yet means what is known now. */
  day?: string | undefined
  recipe: Recipe
  now(): Date
  /**
   * Epoch milliseconds after which no further slice is begun; whoever called gets how far it is, and
   * calls again.
   */
  until: number
  rate?: RateOf
}

export type MakingProgress = z.infer<typeof progressSchema>
export type SnapshotAnswer = { manifest: Manifest } | { progress: MakingProgress }

const noRate: RateOf = () => null

/** What was filed of companies that are stored one by one, in one text. */
const storedMark = async (db: Database, market: Market, asOf: Date): Promise<string> => {
  const { rows } = await db.execute<{ mark: string | null }>(sql`
    select md5(string_agg(instrument || ' ' || filings || ' ' || newest, ',' order by instrument)) as mark from (
      select f.instrument, count(*) as filings, (extract(epoch from max(f.retrieved_at)) * 1000)::bigint as newest
      from filings f join company_books c on c.instrument = f.instrument
      where c.market = ${market}
        and (f.known_at <= ${asOf.toISOString()}::timestamptz or f.retrieved_at <= ${asOf.toISOString()}::timestamptz)
      group by f.instrument) stored`)
  return rows[0]?.mark ?? ''
}

const digestOf = (value: unknown): string =>
  bytesToHex(sha256(utf8ToBytes(JSON.stringify(value)))).slice(0, 40)

interface SnapshotMaking {
  db: Database
  query: SnapshotQuery
  day: DayOf
  columns: FieldInYear[]
  /** Form, formulas and columns. */
  recipe: string
  state: string
  /** State and base: slices hold what the base has not. */
  slices: string
  members: readonly Member[]
  /** By member. */
  marks: string[]
  base: SnapshotBase | null
}

const sliceNumber = (part: number, piece: number, pieces: number): number => part * pieces + piece

const isOfDay = ({ query: { market }, day, slices }: SnapshotMaking) => ({
  mine: and(
    eq(snapshotSlices.market, market),
    eq(snapshotSlices.day, day.day),
    eq(snapshotSlices.state, slices),
  ),
  others: and(
    eq(snapshotSlices.market, market),
    eq(snapshotSlices.day, day.day),
    ne(snapshotSlices.state, slices),
  ),
})

const doneParts = async (making: SnapshotMaking, pieces: number): Promise<Set<number>> => {
  const rows = await making.db
    .select({ slice: snapshotSlices.slice })
    .from(snapshotSlices)
    .where(isOfDay(making).mine)
  // All pieces of a slice are written by one statement.
  return new Set(rows.map(({ slice }) => Math.floor(slice / pieces)))
}

const pieceAt = async (making: SnapshotMaking, number: number): Promise<Uint8Array> => {
  const [row] = await making.db
    .select({ bytes: snapshotSlices.bytes })
    .from(snapshotSlices)
    .where(and(isOfDay(making).mine, eq(snapshotSlices.slice, number)))
  if (!row) throw new Error('a slice of the snapshot is gone while it is put together')
  return row.bytes
}

interface StoredColumn {
  hash: string
  bytes: Uint8Array
}

/** Without a time in its head: it would make other bytes of the same content. */
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
  /** By part, of each of its rows the member. */
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
const putTogether = async (
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

const store = (
  { db, query, day, state, recipe }: SnapshotMaking,
  { manifest, marks }: { manifest: Manifest; marks: Uint8Array },
): Promise<void> =>
  db.transaction(async (tx) => {
    const row = { state, recipe, manifest, marks: new Uint8Array(marks), madeAt: query.now() }
    await tx
      .insert(snapshots)
      .values({ market: query.market, day: day.day, ...row })
      .onConflictDoUpdate({ target: [snapshots.market, snapshots.day], set: row })
    await tx
      .delete(snapshotSlices)
      .where(and(eq(snapshotSlices.market, query.market), eq(snapshotSlices.day, day.day)))
  })

const storedManifest = async ({
  db,
  query,
  day,
  state,
}: Pick<SnapshotMaking, 'db' | 'query' | 'day' | 'state'>): Promise<Manifest | null> => {
  const [row] = await db
    .select({ manifest: snapshots.manifest })
    .from(snapshots)
    .where(
      and(
        eq(snapshots.market, query.market),
        eq(snapshots.day, day.day),
        eq(snapshots.state, state),
      ),
    )
  return row ? (row.manifest as Manifest) : null
}

/** Nothing was there on that day: nothing is stored, the day is too early, or all fell silent. */
const nobody = async (db: Database, market: Market, { day }: DayOf): Promise<Result<never>> => {
  const earliest = await earliestDay(db, market)
  if (earliest === null)
    return fail('market_empty', `Nothing of the market ${market} is stored yet.`)
  return earliest > day
    ? fail(
        'day_too_early',
        `Nothing of the market ${market} was known by ${day}: what is stored begins on ${earliest}.`,
      )
    : fail(
        'market_empty',
        `No company of the market ${market} that is stored filed a report in the eighteen months before ${day}.`,
      )
}

/**
 * The manifest of a market on a day, or how far its making is. Fails with `market_empty` where
 * nothing of the market is stored, and with `day_too_early` before the first filing that is.
 */
export const snapshotOf = async (
  db: Database,
  query: SnapshotQuery,
): Promise<Result<SnapshotAnswer>> => {
  const { market, recipe, now, until } = query
  await loadShipped(db, market, now())
  const day = dayFor(market, query.day ?? (await defaultDay(db, market, now())), now())
  const columns = columnNames(catalogueOf(recipe.assumptions))
  const [batches, priceDay, membership, stored] = [
    await batchesOf(db, market),
    await newestMarketDay(db, market, day.day),
    await membersOf(db, { market, ...day }),
    await storedMark(db, market, day.asOf),
  ]
  const { members, sources: lists } = membership
  if (members.length === 0) return nobody(db, market, day)
  const counting = batches.filter(
    ({ knownFrom, newestOnly }) => knownFrom <= day.asOf && (day.isNow || !newestOnly),
  )
  const recipeMark = digestOf([
    SNAPSHOT_FORM,
    recipeName(recipe),
    columns.map(({ entry, lag }) => `${entry.field.id} ${lag}`),
  ])
  const state = digestOf([
    recipeMark,
    counting.map(({ provider, batch, mark }) => [provider, batch, mark]),
    lists,
    priceDay && [priceDay.provider, priceDay.day, priceDay.retrievedAt.toISOString()],
    stored,
  ])
  const known = await storedManifest({ db, query, day, state })
  if (known) return ok({ manifest: known })

  const marks = await marksOf(db, market, day, members)
  const base = await baseFor(db, { market, day: day.day, recipe: recipeMark }, marks)
  const making: SnapshotMaking = {
    db,
    query,
    day,
    columns,
    recipe: recipeMark,
    state,
    slices: digestOf([state, base && [base.manifest.as_of, base.state]]),
    members,
    marks,
    base,
  }
  const missing = members.filter((_, place) => (base?.rows[place] ?? -1) < 0)
  const filings = counting.reduce((sum, batch) => sum + batch.filings, 0)
  const parts = partsFor(members.length, companiesOfASlice(filings, members.length))
  const pieces = piecesOf(columns.length)
  await db.delete(snapshotSlices).where(isOfDay(making).others)
  const done = await doneParts(making, pieces)
  for (let part = 0, begun = 0; part < parts; part++) {
    if (done.has(part)) continue
    if (begun > 0 && now().getTime() >= until)
      return ok({
        progress: {
          market,
          as_of: day.day,
          done: Math.round((members.length * done.size) / parts),
          of: members.length,
        },
      })
    const mine = missing.filter(({ company }) => partOf(company, parts) === part)
    begun += Number(mine.length > 0)
    const slice = await makeSlice(db, mine, { market, ...day, part, parts, recipe, columns })
    await db
      .insert(snapshotSlices)
      .values(
        packSlice(slice).map((bytes, piece) => ({
          market,
          day: day.day,
          state: making.slices,
          slice: sliceNumber(part, piece, pieces),
          bytes,
          madeAt: now(),
        })),
      )
      .onConflictDoNothing()
    done.add(part)
  }
  const prices = new Map(
    (priceDay ? await readMarketDay(db, priceDay) : []).map((price) => [price.instrument, price]),
  )
  const about = { sources: sourcesOf({ day, batches: counting, lists, priceDay }) }
  const made = await putTogether(making, parts, about, prices)
  await store(making, made)
  return ok({ manifest: made.manifest })
}
