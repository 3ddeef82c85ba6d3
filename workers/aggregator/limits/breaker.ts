/**
 * The breaker of a provider: after failures the provider is not asked for a while, then one trial
 * call is made. Pure: every step takes `now` in epoch milliseconds.
 */
import type { ProviderFailureReason } from '../model/provider.ts'

export interface BreakerRule {
  failures: number
  open_seconds: number
}

export interface Breaker {
  /** The number of failures in a row. */
  failures: number
  /** Epoch milliseconds before which the provider must not be asked; 0 when it may be asked. */
  open_until: number
  /** When the breaker opened; absent while the provider may be asked. */
  opened_at?: number
  /** When the trial call that is under way began; 0 when none is under way. */
  trying_since: number
  /** Why the provider must not be asked. */
  reason: ProviderFailureReason | null
}

export const CLOSED: Breaker = { failures: 0, open_until: 0, trying_since: 0, reason: null }

/**
 * Failures of the provider or of the way to it; only these count. All others are answers about this
 * key, this company or this request.
 */
const COUNTED: ReadonlySet<ProviderFailureReason> = new Set([
  'transient',
  'timeout',
  'unreachable',
  'malformed',
])
/**
 * Seconds to wait after a refused key. It stays refused until it is changed, and a new key has a
 * breaker of its own.
 */
const REFUSED_SECONDS = 3_600
/** Seconds to wait after a rate limit when the provider does not say when it ends. */
const LIMITED_SECONDS = 60
/**
 * Longest time in seconds that a provider is left alone, whatever it or the configuration says.
 * After a day one call tries it.
 */
const LONGEST_SECONDS = 86_400
/** Milliseconds after which a trial call that was never reported back is given up. */
const TRIAL_MS = 60_000

export type Admission =
  | { go: true; breaker: Breaker }
  | { go: false; wait_ms: number; reason: ProviderFailureReason | null }

export const admit = (breaker: Breaker, now: number): Admission => {
  if (breaker.open_until === 0) return { go: true, breaker }
  const open_until = Math.min(
    breaker.open_until,
    (breaker.opened_at ?? now) + LONGEST_SECONDS * 1_000,
  )
  if (now < open_until) return { go: false, wait_ms: open_until - now, reason: breaker.reason }
  if (breaker.trying_since > 0 && now - breaker.trying_since < TRIAL_MS)
    return { go: false, wait_ms: TRIAL_MS - (now - breaker.trying_since), reason: breaker.reason }
  return { go: true, breaker: { ...breaker, trying_since: now } }
}

export interface CallReport {
  /** Null when the provider answered. */
  reason: ProviderFailureReason | null
  retry_after_seconds?: number | undefined
  /** When the reported call began; absent for a call that was let through on purpose. */
  asked_at?: number | undefined
}

const openFor = (
  breaker: Breaker,
  seconds: number,
  now: number,
  reason: ProviderFailureReason,
): Breaker => {
  // Two calls may get two different times to wait: the later one holds.
  const open_until = Math.max(
    now + seconds * 1_000,
    now < breaker.open_until ? breaker.open_until : 0,
  )
  return { failures: breaker.failures, open_until, opened_at: now, trying_since: 0, reason }
}

export const report = (
  breaker: Breaker,
  { reason, retry_after_seconds, asked_at }: CallReport,
  rule: BreakerRule,
  now: number,
): Breaker => {
  if (reason === 'rate_limit')
    return openFor({ ...breaker, failures: 0 }, retry_after_seconds ?? LIMITED_SECONDS, now, reason)
  if (reason === 'auth') return openFor({ ...breaker, failures: 0 }, REFUSED_SECONDS, now, reason)
  // The call began before the breaker opened, so its result is older than the reason for opening.
  if (breaker.open_until > 0 && asked_at !== undefined && asked_at < (breaker.opened_at ?? 0))
    return breaker
  if (reason === null || !COUNTED.has(reason)) return CLOSED
  const failures = breaker.failures + 1
  if (failures >= rule.failures || breaker.trying_since > 0 || retry_after_seconds !== undefined)
    return openFor(
      { ...breaker, failures },
      Math.max(retry_after_seconds ?? 0, rule.open_seconds),
      now,
      reason,
    )
  return { ...breaker, failures, reason }
}
