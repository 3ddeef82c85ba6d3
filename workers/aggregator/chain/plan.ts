/**
 * Decides for each provider of a chain whether to use its stored answer, to ask it or to skip it,
 * from the stored results of earlier fetches. Pure.
 */
import type { StoredFetch } from '../model/company-reading.ts'

/**
 * Why a provider cannot be asked at all: it lacks this dataset in this market, no key is set, or
 * the configuration turns it off.
 */
export type Unavailable = 'unsupported' | 'no_key' | 'disabled'

/**
 * `reason` and `detail` of a skip are those of the earlier failure that is not retried yet, or say
 * why the provider cannot be asked.
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
  /** Providers in the order of their authority. */
  chain: readonly string[]
  /** Null for a provider that can be asked. */
  unavailable(provider: string): Unavailable | null
  fetches: readonly StoredFetch[]
  now: Date
  freshnessSeconds: number
  retryFailedAfterSeconds: number
  /**
   * True for a reader that asks in passing, at every look: that nobody has anything stands as long
   * as an answer would. Others ask again soon, for a person may wait for a company that is new.
   */
  absenceStands?: boolean
}

const secondsSince = (instant: string, now: Date): number =>
  (now.getTime() - Date.parse(instant)) / 1_000

const UNAVAILABLE: Record<Unavailable, string> = {
  unsupported: 'It does not have this dataset in this market.',
  no_key: 'No key of it is set.',
  disabled: 'It is turned off in the configuration.',
}

/**
 * Reasons that are answers about this company, key or request. They do not pass by themselves: a
 * retry in a minute would give the same.
 */
const ANSWERS: ReadonlySet<string | null> = new Set([
  'not_found',
  'empty',
  'plan',
  'bad_request',
  'wrong_instrument',
])

/**
 * Seconds until a failed provider is asked again. When another provider's answer can be read, or an
 * absence stands by itself, a provider that said it has nothing is asked again only when an answer
 * would be due for a refresh.
 */
const patience = (
  fetch: StoredFetch,
  { fetches, freshnessSeconds, retryFailedAfterSeconds, absenceStands = false }: PlanInput,
): number =>
  ANSWERS.has(fetch.reason) && (absenceStands || fetches.some((other) => other.served_at !== null))
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
 * Gives one step for each provider, in the order of the chain. The caller stops when it has what it
 * needs.
 */
export const plan = (input: PlanInput): Step[] =>
  input.chain.map((provider) => stepFor(provider, input))

/**
 * The fetch that stored figures earlier, if any. What a provider gave stays valid when its refresh
 * fails or when the provider is turned off.
 */
export const servedBefore = (step: Step): StoredFetch | null =>
  step.fetch?.served_at ? step.fetch : null
