/**
 * Reads what is known of a company without its figures: who it is, its newest book, and who was
 * asked when. This is one row, in which the last reader left what it found. After a change of
 * identity, splits or fetches, and on another day, it is put together from these, and kept.
 */
import { sql } from 'drizzle-orm'
import type { Database } from '#shared/db/client.ts'
import { utc } from '#shared/db/sql.ts'
import type { CompanyReading } from '../model/company-reading.ts'
import { fetchesJson } from '../store/fetches.ts'
import { instrumentJson, namedJson } from '../store/instrument.ts'
import { standing } from './in-force.ts'
import { splitsJson } from '../facts/read.ts'
import { type BookPointer, stateOf } from './make.ts'
import { type Recipe, recipeName } from './recipe.ts'

type QueryRunner = Pick<Database, 'execute'>

interface CompanyState extends Pick<CompanyReading, 'instrument' | 'named' | 'fetches'> {
  /** Digest of what is stored now, as in the pointer. */
  state: string
}

export interface PointerReading extends CompanyState {
  pointer: BookPointer | null
  /** Whether the newest book is what a read gives. */
  in_force: boolean
  /** Whether the newest book stays the newest, although this version may not read it. */
  stands: boolean
}

/** What a reader leaves for the others of its day: splits come into effect by days. */
interface StatedBook extends CompanyState {
  /** YYYY-MM-DD, in UTC */
  day: string
}

interface PointerRow extends BookPointer {
  touched: number
  told: StatedBook | null
}

const dayOf = (now: Date): string => now.toISOString().slice(0, 10)

const readRow = async (db: QueryRunner, instrument: string): Promise<PointerRow | undefined> => {
  const { rows } = await db.execute<PointerRow & Record<string, unknown>>(sql`
    select book, recipe, state, complete, ${utc('made_at')} as made_at, touched, told
    from company_books where instrument = ${instrument}`)
  return rows[0]
}

/** All of it, from where it is stored. One SQL statement. */
const readAll = async (
  db: QueryRunner,
  instrument: string,
  recipe: Recipe,
  now: Date,
): Promise<PointerReading> => {
  const { inForce, stands } = standing(recipe, now)
  const { rows } = await db.execute<PointerReading & Record<string, unknown>>(sql`
    with known as materialized (
      select ${instrumentJson(instrument)} as instrument, ${splitsJson(instrument, now.toISOString())} as splits
    ), s as materialized (
      select instrument, ${stateOf(sql`instrument`, sql`splits`)} as state from known
    )
    select s.instrument, ${namedJson(instrument)} as named,
      ${fetchesJson(instrument, 'statements')} as fetches,
      case when c.book is not null then json_build_object('book', c.book, 'recipe', c.recipe, 'state', c.state,
        'complete', c.complete, 'made_at', ${utc('c.made_at')}) end as pointer,
      ${inForce} as in_force, ${stands} as stands, s.state
    from s left join company_books c on c.instrument = ${instrument}`)
  const [row] = rows
  if (!row) throw new Error('a left join of one row gave no row')
  return row
}

/**
 * Keeps what was read, unless it changed since the row was read, somebody is changing it, or a
 * split was stored by a clock that is ahead of this one.
 */
const keep = async (
  db: QueryRunner,
  id: string,
  { touched }: PointerRow,
  { instrument, named, fetches, state }: CompanyState,
  now: Date,
): Promise<void> => {
  const told: StatedBook = { instrument, named, fetches, state, day: dayOf(now) }
  await db.execute(sql`
    update company_books set told = ${JSON.stringify(told)}::json
    where touched = ${touched}::int
      and instrument in (select instrument from company_books where instrument = ${id} for update skip locked)
      and not exists (select 1 from items where instrument = ${id} and dataset = 'actions'
        and known_at > ${now.toISOString()}::timestamptz and retrieved_at > ${now.toISOString()}::timestamptz)`)
}

export const readPointer = async (
  db: QueryRunner,
  instrument: string,
  recipe: Recipe,
  now: Date,
): Promise<PointerReading> => {
  const row = await readRow(db, instrument)
  const told = row?.told?.day === dayOf(now) ? row.told : null
  if (row && told?.state === row.state && row.recipe === recipeName(recipe)) {
    const { book, recipe: made, state, complete, made_at } = row
    const pointer = { book, recipe: made, state, complete, made_at }
    const { day: _, ...known } = told
    return { ...known, pointer, in_force: true, stands: true }
  }
  const reading = await readAll(db, instrument, recipe, now)
  if (row && !told) await keep(db, instrument, row, reading, now)
  return reading
}
