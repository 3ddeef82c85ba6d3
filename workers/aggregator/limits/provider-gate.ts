/**
 * One Durable Object for each provider and key. It keeps the budget, the breaker and the small
 * memory for all isolates: every caller enters here before it asks the provider and reports back
 * afterwards. It only stores; the decisions are made in budget.ts and breaker.ts.
 */
import { DurableObject } from 'cloudflare:workers'
import type { Env } from '../env.ts'
import {
  admit,
  type Breaker,
  type BreakerRule,
  CLOSED,
  type CallReport,
  report,
} from './breaker.ts'
import { type Bucket, type Budget, take } from './budget.ts'

export interface GateEntry {
  /** The number of upstream calls that will be made. */
  calls: number
  budget: readonly Budget[]
  /** The fraction of the budget that must be left for others; none when absent. */
  reserve?: number
}

/**
 * `held`: the provider is not asked after failures, or because it asked for a pause; `budget`: our
 * own allowance is used up; `lost`: the gate cannot be reached.
 */
export type GateDecision =
  | { go: true }
  | { go: false; why: 'held' | 'budget' | 'lost'; wait_ms: number; reason: Breaker['reason'] }

export interface GateState {
  breaker: Breaker
  /** The last report and its time (epoch milliseconds). */
  last: { at: number; reason: Breaker['reason']; detail: string | null } | null
  calls: number
}

const MEMORY = 'memory:'

export class ProviderGate extends DurableObject<Env> {
  #read<T>(name: string, otherwise: T): T {
    return this.ctx.storage.kv.get<T>(name) ?? otherwise
  }

  enter({ calls, budget, reserve }: GateEntry): GateDecision {
    const now = Date.now()
    const admission = admit(this.#read('breaker', CLOSED), now)
    if (!admission.go)
      return { go: false, why: 'held', wait_ms: admission.wait_ms, reason: admission.reason }
    const taken = take(budget, this.#read<Bucket[]>('buckets', []), calls, now, reserve)
    if (!taken.ok) return { go: false, why: 'budget', wait_ms: taken.wait_ms, reason: 'rate_limit' }
    this.ctx.storage.kv.put('buckets', taken.buckets)
    this.ctx.storage.kv.put('breaker', admission.breaker)
    this.ctx.storage.kv.put('calls', this.#read('calls', 0) + calls)
    return { go: true }
  }

  /**
   * Takes one more call, for a redirect, for a dataset that was let in. False when the budget has
   * none left.
   */
  spend(budget: readonly Budget[]): boolean {
    const taken = take(budget, this.#read<Bucket[]>('buckets', []), 1, Date.now())
    if (!taken.ok) return false
    this.ctx.storage.kv.put('buckets', taken.buckets)
    this.ctx.storage.kv.put('calls', this.#read('calls', 0) + 1)
    return true
  }

  leave(outcome: CallReport & { detail: string | null }, rule: BreakerRule): void {
    const now = Date.now()
    this.ctx.storage.kv.put('breaker', report(this.#read('breaker', CLOSED), outcome, rule, now))
    this.ctx.storage.kv.put('last', { at: now, reason: outcome.reason, detail: outcome.detail })
  }

  state(): GateState {
    return {
      breaker: this.#read('breaker', CLOSED),
      last: this.#read<GateState['last']>('last', null),
      calls: this.#read('calls', 0),
    }
  }

  recall(name: string): string | null {
    const kept = this.#read<{ value: string; until: number } | null>(MEMORY + name, null)
    return kept && kept.until > Date.now() ? kept.value : null
  }

  remember(name: string, value: string, seconds: number): void {
    this.ctx.storage.kv.put(MEMORY + name, { value, until: Date.now() + seconds * 1_000 })
  }
}
