/**
 * Writes quotes to Postgres and returns whether they are there now. A failure is logged and not
 * thrown: the cells keep what was not written, and send it again.
 */
import { ok } from '#shared/contracts/problem.ts'
import { type DatabaseEnv, withDatabase } from '#shared/db/client.ts'
import { logger } from '#shared/log.ts'
import { type QuoteRow, storeQuotes } from './quote-store.ts'

export const tryStoreQuotes = async (
  env: DatabaseEnv,
  rows: readonly QuoteRow[],
  requestId?: string,
): Promise<boolean> => {
  const written = await withDatabase(env, async (db) => ok(await storeQuotes(db, rows))).catch(
    (error: unknown) => ({
      ok: false as const,
      reason: error instanceof Error ? error.name : typeof error,
    }),
  )
  if (!written.ok)
    logger('data-aggregator', requestId).warn('quotes.not_written', {
      rows: rows.length,
      reason: written.reason,
    })
  return written.ok
}
