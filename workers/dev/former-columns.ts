/**
 * Drops the columns of `facts` that filings replaced: the step after the migrations, taken when no
 * Worker of an earlier version runs any more. One transaction, so it is done whole or not at all,
 * and may be begun again after every cut.
 */
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { FORMER, hasFormer } from '../aggregator/facts/former-columns.ts'

/** Time that the step waits for statements that use the table, so that none queues behind it. */
const LOCK_MS = 5_000
/** SQLSTATE of a lock that was not given in that time. */
const LOCK_NOT_AVAILABLE = '55P03'

export type DropResult =
  | { is: 'dropped'; bytes: { before: number; after: number } }
  /** There is nothing left to drop. */
  | { is: 'gone' }
  /** Facts without a filing: an earlier version still writes, or they were never filled. */
  | { is: 'unfilled'; facts: number }
  /** The migration that adds filings was not applied. */
  | { is: 'not_migrated' }
  /** Statements that use the table did not end in time. */
  | { is: 'busy' }

const STEPS = [
  'drop trigger facts_origin_changed on facts',
  'drop function forget_filing()',
  // With the columns go the check of their values and the index that names them.
  `alter table facts ${Object.keys(FORMER)
    .map((column) => `drop column ${column}`)
    .join(', ')}, alter column filing set not null`,
  'drop index facts_without_filing',
  'create index facts_by_company on facts (instrument, concept, period_end desc, period_start)',
  // Writes every row anew without the dropped fields, the facts of a company side by side.
  'cluster facts using facts_by_company',
]

const isBusy = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code === LOCK_NOT_AVAILABLE

/** Inside a transaction of this client. */
export const dropInTransaction = async (
  client: pg.Client,
  lockMs = LOCK_MS,
): Promise<DropResult> => {
  const number = async (query: string): Promise<number> =>
    Number((await client.query<{ n: string }>(`select ${query} as n`)).rows[0]?.n)
  await client.query(`set local lock_timeout = ${lockMs}`)
  if ((await number(`(to_regclass('filings') is not null)::int`)) === 0)
    return { is: 'not_migrated' }
  await client.query('lock table facts in access exclusive mode')
  if (!(await hasFormer(drizzle(client)))) return { is: 'gone' }
  const facts = await number('(select count(*) from facts where filing is null)')
  if (facts > 0) return { is: 'unfilled', facts }
  const size = () => number(`pg_total_relation_size('facts')`)
  const before = await size()
  for (const step of STEPS) await client.query(step)
  return { is: 'dropped', bytes: { before, after: await size() } }
}

export const dropFormer = async (url: string, lockMs = LOCK_MS): Promise<DropResult> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('begin')
    const dropped = await dropInTransaction(client, lockMs)
    await client.query(dropped.is === 'dropped' ? 'commit' : 'rollback')
    if (dropped.is === 'dropped') await client.query('analyze facts')
    return dropped
  } catch (error) {
    if (isBusy(error)) return { is: 'busy' }
    throw error
  } finally {
    await client.end()
  }
}
