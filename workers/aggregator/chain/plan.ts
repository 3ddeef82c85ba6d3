/** Which provider of a chain to use, to ask or to pass over, from what is noted of earlier reads. Pure. */
import type { StoredFetch } from '../facts/company-reading.ts'

/** `reason` and `detail` are those of the failure that is not repeated yet. */
export type Step =
  | { kind: 'stored'; provider: string; fetch: StoredFetch }
  | { kind: 'ask'; provider: string; fetch: StoredFetch | null }
  | { kind: 'skip'; provider: string; reason: string | null; detail: string; fetch: StoredFetch | null; why: 'failed' | 'not_found' | 'unknown_provider' }

export interface PlanInput {
  /** In the order of their authority. */
  chain: readonly string[]
  /** Those that are built in for this market. */
  available: ReadonlySet<string>
  fetches: readonly StoredFetch[]
  now: Date
  freshnessSeconds: number
  retryFailedAfterSeconds: number
}

const secondsSince = (instant: string, now: Date): number => (now.getTime() - Date.parse(instant)) / 1_000

const stepFor = (provider: string, input: PlanInput): Step => {
  const fetch = input.fetches.find((f) => f.provider === provider) ?? null
  if (!input.available.has(provider))
    return { kind: 'skip', provider, reason: null, detail: `No provider "${provider}" is built in for this market.`, fetch, why: 'unknown_provider' }
  if (!fetch) return { kind: 'ask', provider, fetch }
  if (fetch.served_at !== null && secondsSince(fetch.served_at, input.now) < input.freshnessSeconds) return { kind: 'stored', provider, fetch }
  if (fetch.outcome === 'served') return { kind: 'ask', provider, fetch }
  const held = fetch.retry_at !== null && Date.parse(fetch.retry_at) > input.now.getTime()
  if (!held && secondsSince(fetch.asked_at, input.now) >= input.retryFailedAfterSeconds) return { kind: 'ask', provider, fetch }
  const detail = `Not asked again yet: ${fetch.detail ?? fetch.reason ?? fetch.outcome}`
  return { kind: 'skip', provider, reason: fetch.reason, detail, fetch, why: fetch.outcome }
}

/**
 * The chain's steps in order, up to the first that needs no asking. An `ask` that fails is followed by the next step,
 * unless the provider served before: then what it gave stays valid, and stands in for it.
 */
export const plan = (input: PlanInput): Step[] => {
  const steps: Step[] = []
  for (const provider of input.chain) {
    const step = stepFor(provider, input)
    steps.push(step)
    const servedBefore = step.kind === 'skip' && step.fetch?.served_at != null
    if (step.kind === 'stored' || servedBefore) break
  }
  return steps
}
