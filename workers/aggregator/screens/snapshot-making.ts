/** What the making of a snapshot knows of itself, and the slices of it that are stored. */
import { and, eq, ne } from 'drizzle-orm'
import type { Database } from '#shared/db/client.ts'
import { snapshotSlices } from '#shared/db/schema/index.ts'
import type { Market } from '#shared/names.ts'
import type { Recipe } from '../books/recipe.ts'
import type { DayOf } from './day.ts'
import type { RateOf } from './market-cells.ts'
import type { SnapshotBase } from './marks.ts'
import type { Member } from './members.ts'
import type { FieldInYear } from './slice.ts'

export interface SnapshotQuery {
  market: Market
  /** Default: `defaultDay`. A day that is not over yet means what is known now. */
  day?: string | undefined
  recipe: Recipe
  now(): Date
  /**
   * Epoch milliseconds after which no further slice is begun; whoever called gets how far it is,
   * and calls again.
   */
  until: number
  /**
   * Only what is stored is wanted: nothing is made, and where nothing is ready the answer says so.
   */
  only_ready?: boolean
  rate?: RateOf
}

export interface SnapshotMaking {
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

export const sliceNumber = (part: number, piece: number, pieces: number): number =>
  part * pieces + piece

export const isOfDay = ({ query: { market }, day, slices }: SnapshotMaking) => ({
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

export const doneParts = async (making: SnapshotMaking, pieces: number): Promise<Set<number>> => {
  const rows = await making.db
    .select({ slice: snapshotSlices.slice })
    .from(snapshotSlices)
    .where(isOfDay(making).mine)
  // All pieces of a slice are written by one statement.
  return new Set(rows.map(({ slice }) => Math.floor(slice / pieces)))
}

export const pieceAt = async (making: SnapshotMaking, number: number): Promise<Uint8Array> => {
  const [row] = await making.db
    .select({ bytes: snapshotSlices.bytes })
    .from(snapshotSlices)
    .where(and(isOfDay(making).mine, eq(snapshotSlices.slice, number)))
  if (!row) throw new Error('a slice of the snapshot is gone while it is put together')
  return row.bytes
}
