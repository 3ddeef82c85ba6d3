/**
 * Pays for calls of models: enters each into the ledger before it is made, and settles it after.
 */
import { isOfRules } from '#shared/model-kinds.ts'
import type { CostCaps } from '#shared/contracts/config-documents.ts'
import type { ModelEntry } from '#shared/contracts/models.ts'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import { costUsd, mostTokens, ratesAt } from '../cost.ts'
import type { ModelRequest, TokenCount } from '../models/model.ts'
import { type EndedCall, type EntryResult, NANO, nanoUsd, type PlannedCall } from './admission.ts'

/** The ledger as a Worker reaches it. */
export interface CallLedger {
  enter(call: PlannedCall): Promise<EntryResult>
  settle(id: number, ended: EndedCall): Promise<void>
}

export interface Account {
  ledger: CallLedger
  report: string | null
  /** The module, or what else calls are made for. */
  module: string
  caps: CostCaps
}

/** Failures of calls that were refused before the model began: they cost nothing. */
const REFUSED: ReadonlySet<string> = new Set([
  'model_auth',
  'model_bad_request',
  'model_quota_exhausted',
  'model_rate_limited',
  'model_unavailable',
])

/**
 * Ends an entered call with what it used; `outcome` is `ok` or the reason of the failure. Gives
 * what it cost in US dollars, or may have cost at most; null where no price is known.
 */
export type Settle = (tokens: TokenCount, outcome: string) => Promise<number | null>

const dollars = (nano: number): string => (nano / NANO).toFixed(4)

/**
 * Enters a call. Fails with `model_cap_reached` when it would pass a cap at its worst, and with
 * `model_price_unknown` when there is a cap and no price to hold against it.
 */
export const enterCall = async (
  { ledger, report, module, caps }: Account,
  entry: ModelEntry,
  request: ModelRequest,
  now: Date,
): Promise<Result<Settle>> => {
  // Rules of our own cost nothing.
  if (isOfRules(entry.kind)) return ok(async () => 0)
  const prices = entry.prices_usd_per_million_tokens
  const isCapped = caps.report_usd !== null || caps.day_usd !== null
  if (isCapped && ratesAt(prices, now) === null)
    return fail(
      'model_price_unknown',
      `${entry.id} has no price in force, and spending is capped. Configure its price, 0 for a server of your own.`,
    )
  const worst = nanoUsd(costUsd(mostTokens(request), prices, now) ?? 0)
  const planned = { report, module, model: entry.id, provider: entry.model, worst, caps }
  const entered = await ledger.enter(planned)
  if (!entered.ok) {
    const [spent, cap] =
      entered.cap === 'report' ? [entered.report, caps.report_usd] : [entered.day, caps.day_usd]
    return fail(
      'model_cap_reached',
      `The next call may cost $${dollars(worst)}; $${dollars(spent)} of the ${entered.cap}'s $${cap} is spent.`,
    )
  }
  const { id } = entered
  return ok(async (tokens, outcome) => {
    // Of a call that was cut off nobody says what it cost; it stays at its most.
    const isUntold = outcome !== 'ok' && tokens.input_tokens === 0 && !REFUSED.has(outcome)
    const cost = costUsd(tokens, prices, now)
    const nano = isUntold ? worst : cost === null ? null : nanoUsd(cost)
    await ledger.settle(id, { ...tokens, cost: nano, outcome })
    return nano === null ? null : nano / NANO
  })
}
