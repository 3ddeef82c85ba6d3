/**
 * One call that shows whether a provider answers for a whole market: the first part of a crawl, of
 * which nothing is kept.
 */
import { BULK_KINDS, type BulkKind, type Market } from '#shared/names.ts'
import type { BulkCapability, BulkPart } from '../model/bulk.ts'
import type { Provider, ProviderContext, ProviderResult } from '../model/provider.ts'
import { lastFinalDay } from '../time/trading-days.ts'

export interface BulkCell {
  kind: BulkKind
  market: Market
}

export const bulkCellsOf = ({ bulk }: Pick<Provider, 'bulk'>): BulkCell[] =>
  BULK_KINDS.flatMap((kind) => (bulk?.[kind]?.markets ?? []).map((market) => ({ kind, market })))

/** What is asked for: the list of today, the last day of trading, the newest figures. */
const targetOf = (
  { targets }: Pick<BulkCapability<unknown>, 'targets'>,
  { kind, market }: BulkCell,
  now: Date,
): string | undefined => {
  if (kind === 'frames') return targets?.(now, false).at(-1)
  return kind === 'market_day' ? lastFinalDay(market, now) : now.toISOString().slice(0, 10)
}

export const probeBulk = async (
  { id, bulk }: Provider,
  cell: BulkCell,
  symbol: string,
  context: ProviderContext,
): Promise<ProviderResult<BulkPart>> => {
  const { kind, market } = cell
  const capability: BulkCapability<unknown> | undefined = bulk?.[kind]
  const now = context.now()
  const target = capability && targetOf(capability, cell, now)
  const query = target === undefined ? null : { market, target, symbols: [symbol], now }
  const part = query === null ? undefined : capability?.parts(query)[0]
  if (!capability || !query || part === undefined)
    return { ok: false, reason: 'bad_request', detail: `${id} has no ${kind} of ${market} now` }
  return capability.fetch(query, part, context)
}
