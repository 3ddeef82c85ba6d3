/**
 * A provider's allowance of calls: one token bucket per period, each filling at an even rate. Pure:
 * every step takes `now`.
 */

export interface Budget {
  /** The number of calls in a full bucket. */
  calls: number
  /** The seconds that an empty bucket needs to fill. */
  per_seconds: number
}

export interface Bucket {
  tokens: number
  /** The epoch milliseconds at which `tokens` was counted. */
  at: number
}

/**
 * The result of taking calls: the buckets afterwards, or the milliseconds until the calls could be
 * granted.
 */
export type BudgetTake = { ok: true; buckets: Bucket[] } | { ok: false; wait_ms: number }

const filled = (budget: Budget, bucket: Bucket | undefined, now: number): number => {
  if (!bucket) return budget.calls
  const elapsed = Math.max(0, now - bucket.at)
  return Math.min(
    budget.calls,
    bucket.tokens + (elapsed * budget.calls) / (budget.per_seconds * 1_000),
  )
}

/**
 * Takes `calls` from every bucket, or takes nothing and gives the time to wait. A dataset that
 * needs more calls than a bucket can hold takes a full bucket; otherwise it could never be read.
 * `reserve` is the fraction of each bucket that is left for others: background work must not use up
 * the calls that a waiting person needs.
 */
export const take = (
  budgets: readonly Budget[],
  buckets: readonly Bucket[],
  calls: number,
  now: number,
  reserve = 0,
): BudgetTake => {
  let wait = 0
  const next = budgets.map((budget, i) => {
    const tokens = filled(budget, buckets[i], now)
    const wanted = Math.min(calls, budget.calls)
    const needed = Math.min(wanted + reserve * budget.calls, budget.calls)
    if (tokens < needed)
      wait = Math.max(wait, ((needed - tokens) * budget.per_seconds * 1_000) / budget.calls)
    return { tokens: tokens - wanted, at: now }
  })
  return wait > 0 ? { ok: false, wait_ms: Math.ceil(wait) } : { ok: true, buckets: next }
}
