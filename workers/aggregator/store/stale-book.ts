/**
 * Marks the newest book of a company stale: its facts changed by a way that does not make it anew.
 * The next read makes it, or the upkeep.
 */
import { type SQL, sql } from 'drizzle-orm'

/** The state of a book that was made from other facts than those stored now. */
const STALE = ''

/** `whose` is a condition over the column `instrument`. */
export const markStale = (whose: SQL): SQL =>
  sql`update company_books set state = ${STALE} where ${whose}`
