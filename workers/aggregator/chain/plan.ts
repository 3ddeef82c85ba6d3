/**
 * Which provider of a chain to use, to ask or to pass over, from what is noted of earlier reads.
 * Pure.
 */
import type { StoredFetch } from '../model/company-reading.ts'

/**
 * Why a provider cannot be asked at all: not built in for this dataset and market, no key set,
 * turned off in the configuration.
 */
export type Unavailable = 'unsupported' | 'no_key' | 'disabled'

/**
 * `reason` and `detail` of a skip are those of the failure that is not repeated yet, or why it
 * cannot be asked.
 */
export type Step =
  | { kind: 'stored'; provider: string; fetch: StoredFetch }
  | { kind: 'ask'; provider: string; fetch: StoredFetch | null }
  | {
      kind: 'skip'
      provider: string
      reason: string | null
      detail: string
      fetch: StoredFetch | null
      why: 'failed' | 'not_found' | Unavailable
    }

export interface PlanInput {
  /** In the order of their authority. */
  chain: readonly string[]
  /** Null for a provider that can be asked. */
  unavailable(provider: string): Unavailable | null
  fetches: readonly StoredFetch[]
  now: Date
  freshnessSeconds: number
  retryFailedAfterSeconds: number
}

const secondsSince = (instant: string, now: Date): number =>
  (now.getTime() - Date.parse(instant)) / 1_000

const UNAVAILABLE: Record<Unavailable, string> = {
  unsupported: 'It does not have this dataset in this market.',
  no_key: 'No key of it is set.',
  disabled: 'It is turned off in the configuration.',
}

/**
 * Not a fault that passes, but a word about this company, this key or this request: as good
 * tomorrow as in a minute.
 */
const ANSWERS: ReadonlySet<string | null> = new Set([
  'not_found',
  'empty',
  'plan',
  'bad_request',
  'wrong_instrument',
])

/**
 * What another provider gave is there to be read: who said that it has nothing is asked again when
 * that one would be.
 */
const patience = (
  fetch: StoredFetch,
  { fetches, freshnessSeconds, retryFailedAfterSeconds }: PlanInput,
): number =>
  ANSWERS.has(fetch.reason) && fetches.some((other) => other.served_at !== null)
    ? Math.max(freshnessSeconds, retryFailedAfterSeconds)
    : retryFailedAfterSeconds

const stepFor = (provider: string, input: PlanInput): Step => {
  const fetch = input.fetches.find((f) => f.provider === provider) ?? null
  const unavailable = input.unavailable(provider)
  if (unavailable)
    return {
      kind: 'skip',
      provider,
      reason: unavailable,
      detail: UNAVAILABLE[unavailable],
      fetch,
      why: unavailable,
    }
  if (!fetch) return { kind: 'ask', provider, fetch }
  if (fetch.served_at !== null && secondsSince(fetch.served_at, input.now) < input.freshnessSeconds)
    return { kind: 'stored', provider, fetch }
  if (fetch.outcome === 'served') return { kind: 'ask', provider, fetch }
  const held = fetch.retry_at !== null && Date.parse(fetch.retry_at) > input.now.getTime()
  if (!held && secondsSince(fetch.asked_at, input.now) >= patience(fetch, input))
    return { kind: 'ask', provider, fetch }
  const detail = `Not asked again yet: ${fetch.detail ?? fetch.reason ?? fetch.outcome}`
  return { kind: 'skip', provider, reason: fetch.reason, detail, fetch, why: fetch.outcome }
}

/**
 * One step a provider, in the order of the chain. Who carries it out stops when it has what it
 * wants.
 */
export const plan = (input: PlanInput): Step[] =>
  input.chain.map((provider) => stepFor(provider, input))

/**
 * Does a step give figures that were stored before? What a provider gave stays valid when its
 * refresh fails or it is turned off.
 */
export const servedBefore = (step: Step): StoredFetch | null =>
  step.fetch?.served_at ? step.fetch : null
