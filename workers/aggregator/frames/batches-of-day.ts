/** Which stored batches of filings count on a day. */
import { and, eq, lte, type SQL } from 'drizzle-orm'
import { frameBatches } from '#shared/db/schema/index.ts'
import type { Market } from '#shared/names.ts'

export interface BatchesQuery {
  market: Market
  /** A batch of which all rows became known later does not count. */
  asOf: Date
  /** True for now: batches of sources that give the newest value only count too. */
  isNow: boolean
}

export const batchesOfDay = ({ market, asOf, isNow }: BatchesQuery): SQL | undefined =>
  and(
    eq(frameBatches.market, market),
    lte(frameBatches.knownFrom, asOf),
    isNow ? undefined : eq(frameBatches.newestOnly, false),
  )
