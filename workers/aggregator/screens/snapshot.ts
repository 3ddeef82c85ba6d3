/**
 * A market as known at the end of a day: a manifest of columns, each immutable under its hash. It
 * is made in slices, each stored when it is done, so that a call that was cut is gone on with by
 * the next one. It is made anew when frames, lists, books, prices or formulas are others.
 */
import { sha256Hex } from '#shared/hash.ts'
import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import type { Manifest, progressSchema } from '#shared/contracts/screens.ts'
import type { Database } from '#shared/db/client.ts'
import { snapshotSlices, snapshots } from '#shared/db/schema/index.ts'
import type { Market } from '#shared/names.ts'
import { recipeName } from '../books/recipe.ts'
import { partOf, partsFor } from '../frames/part-of.ts'
import { batchesOf } from '../frames/store.ts'
import { newestMarketDay, readMarketDay } from '../universe/market-days.ts'
import { catalogueOf } from './catalogue.ts'
import { type DayOf, defaultDay, earliestDay, dayFor } from './day.ts'
import { baseFor, marksOf } from './marks.ts'
import { membersOf } from './members.ts'
import { putTogether } from './put-together.ts'
import { loadShipped } from './shipped.ts'
import { companiesOfASlice, columnNames, makeSlice, packSlice, piecesOf } from './slice.ts'
import {
  doneParts,
  isOfDay,
  type SnapshotMaking,
  type SnapshotQuery,
  sliceNumber,
} from './snapshot-making.ts'
import { sourcesOf } from './sources.ts'

/** Counted up when slices or columns are made otherwise of the same. */
const SNAPSHOT_FORM = 2

export type MakingProgress = z.infer<typeof progressSchema>
export type SnapshotAnswer = { manifest: Manifest } | { progress: MakingProgress }

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

const digestOf = (value: unknown): string => sha256Hex(JSON.stringify(value)).slice(0, 40)

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
  if (query.only_ready)
    return ok({ progress: { market, as_of: day.day, done: 0, of: members.length } })

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
