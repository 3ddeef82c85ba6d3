/** The way through a provider's gate: one call in, one report out, for a whole dataset. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { DataSources } from '#shared/contracts/config.ts'
import type { Env } from '../env.ts'
import type { Provider, ProviderFailureReason, ProviderMemory } from '../providers/provider.ts'
import type { Passage, ProviderGate } from './gate.ts'
import { keyOf } from './keys.ts'

export interface Gatekeeper {
  /** Takes `calls` from the provider's budget, or says how long it must be left alone. */
  enter(provider: Provider, calls: number): Promise<Passage>
  leave(provider: Provider, outcome: { reason: ProviderFailureReason | null; detail: string | null; retry_after_seconds?: number | undefined }): Promise<void>
  memory(provider: Provider): ProviderMemory
}

const FINGERPRINT_DIGITS = 12

/** A new key has a gate of its own, and no gate's name tells a key. */
const nameOf = (env: Env, provider: Provider): string => {
  const key = keyOf(env, provider)
  if (key === null) return provider.id
  return `${provider.id}:${bytesToHex(sha256(utf8ToBytes(`${provider.id} ${key}`))).slice(0, FINGERPRINT_DIGITS)}`
}

export const gateOf = (env: Env, provider: Provider): DurableObjectStub<ProviderGate> => env.PROVIDER_GATE.getByName(nameOf(env, provider))

/** Providers that reach nobody have no gate. */
const needsNone = (provider: Provider): boolean => provider.budget.length === 0

export const gatekeeper = (env: Env, sources: DataSources): Gatekeeper => ({
  async enter(provider, calls) {
    if (needsNone(provider)) return { go: true }
    return gateOf(env, provider).enter({ calls, budget: sources.providers[provider.id]?.budget ?? [...provider.budget] })
  },
  async leave(provider, outcome) {
    if (!needsNone(provider)) await gateOf(env, provider).leave(outcome, sources.breaker)
  },
  memory: (provider) => ({
    get: async (name) => gateOf(env, provider).recall(name),
    put: async (name, value, seconds) => gateOf(env, provider).remember(name, value, seconds),
  }),
})
