/**
 * The way through a provider's gate: one `enter` and one `leave` for a whole dataset. When a
 * provider's gate cannot be reached, the provider is not asked, because its remaining budget is
 * unknown; stored records or the next provider of the chain serve instead. Nothing else depends on
 * a gate: a lost report or a lost memory does no harm.
 */
import { sha256Hex } from '#shared/hash.ts'
import type { DataSources } from '#shared/contracts/config-documents.ts'
import { logger } from '#shared/log.ts'
import { loggedObject } from '#shared/logs/objects.ts'
import type { Env } from '../env.ts'
import type { Provider, ProviderMemory } from '../model/provider.ts'
import type { CallReport } from './breaker.ts'
import type { Budget } from './budget.ts'
import type { GateState, GateDecision, ProviderGate } from './provider-gate.ts'
import { keyOf } from './keys.ts'

export interface Gatekeeper {
  /**
   * Takes `calls` from the provider's budget and leaves the fraction `reserve` of it, or says how
   * long the provider must not be asked.
   */
  enter(provider: Provider, calls: number, reserve?: number): Promise<GateDecision>
  /** Takes one more call, for a redirect. False when none is left or the gate cannot be reached. */
  spend(provider: Provider): Promise<boolean>
  leave(provider: Provider, outcome: CallReport & { detail: string | null }): Promise<void>
  memory(provider: Provider): ProviderMemory
}

const FINGERPRINT_DIGITS = 12

/** The name of a gate. A new key has a gate of its own, and the name does not reveal the key. */
const nameOf = (env: Env, provider: Provider): string => {
  const key = keyOf(env, provider)
  if (key === null) return provider.id
  return `${provider.id}:${sha256Hex(`${provider.id} ${key}`).slice(0, FINGERPRINT_DIGITS)}`
}

export const gateOf = (env: Env, provider: Provider): DurableObjectStub<ProviderGate> =>
  loggedObject('ProviderGate', env.PROVIDER_GATE.getByName(nameOf(env, provider)))

/** A provider that makes no outbound calls has no gate. */
const needsNone = (provider: Provider): boolean => provider.budget.length === 0

const LOST: GateDecision = { go: false, why: 'lost', wait_ms: 0, reason: 'transient' }

const otherwise =
  <T>(provider: Provider, value: T) =>
  (error: unknown): T => {
    logger('data-aggregator').warn('gate.lost', {
      provider: provider.id,
      kind: error instanceof Error ? error.name : typeof error,
    })
    return value
  }

/** The last state of a gate; null when the gate cannot be reached. */
export const gateState = (env: Env, provider: Provider): Promise<GateState | null> =>
  gateOf(env, provider).state().catch(otherwise(provider, null))

const budgetOf = (sources: DataSources, provider: Provider): Budget[] =>
  sources.providers[provider.id]?.budget ?? [...provider.budget]

export const gatekeeper = (env: Env, sources: DataSources): Gatekeeper => ({
  async enter(provider, calls, reserve = 0) {
    if (needsNone(provider)) return { go: true }
    const budget = budgetOf(sources, provider)
    return gateOf(env, provider).enter({ calls, budget, reserve }).catch(otherwise(provider, LOST))
  },
  async spend(provider) {
    if (needsNone(provider)) return true
    return gateOf(env, provider)
      .spend(budgetOf(sources, provider))
      .catch(otherwise(provider, false))
  },
  async leave(provider, outcome) {
    const { reason, detail, retry_after_seconds, asked_at } = outcome
    if (needsNone(provider)) return
    await gateOf(env, provider)
      .leave({ reason, detail, retry_after_seconds, asked_at }, sources.breaker)
      .catch(otherwise(provider, undefined))
  },
  memory: (provider) => ({
    get: async (name) => gateOf(env, provider).recall(name).catch(otherwise(provider, null)),
    put: async (name, value, seconds) =>
      gateOf(env, provider).remember(name, value, seconds).catch(otherwise(provider, undefined)),
  }),
})
