/**
 * A provider's allowance of calls: token buckets, one a period, that fill evenly. Pure: every step
 * takes `now`.
 */

export interface Budget {
  /** Calls the bucket holds when full. */
  calls: number
  /** Seconds in which an empty bucket fills. */
  per_seconds: number
}

export interface Bucket {
  tokens: number
  /** Epoch milliseconds at which `tokens` was right. */
  at: number
}

/** What asking for calls gave: the buckets after it, or milliseconds until it could be granted. */
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
 * Takes `calls` from every bucket, or nothing and the time until it could be had. A dataset that
 * needs more calls than a bucket ever holds takes a full one: it would else never be read.
 * `reserve` is the fraction of each bucket that is to be left for others: what is asked for in the
 * background must not use up what somebody waits for.
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
