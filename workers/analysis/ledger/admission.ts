/**
 * The calls of the ledger, and whether one may be paid for by the caps and by what was spent. Pure.
 */
import type { CostCaps } from '#shared/contracts/config-documents.ts'

/** Money is counted in whole billionths of a US dollar, so that sums are exact. */
export const NANO = 1e9
export const nanoUsd = (usd: number): number => Math.round(usd * NANO)

/** What is spent or promised so far, in billionths of a US dollar. */
export interface Spent {
  report: number
  day: number
}

export type Cap = 'report' | 'day'

/** The first cap that the call would pass at its worst; null when it passes none. */
export const capPassed = (spent: Spent, worst: number, caps: CostCaps): Cap | null => {
  if (caps.report_usd !== null && spent.report + worst > nanoUsd(caps.report_usd)) return 'report'
  if (caps.day_usd !== null && spent.day + worst > nanoUsd(caps.day_usd)) return 'day'
  return null
}

export interface PlannedCall {
  /** Null for a call outside of reports. */
  report: string | null
  module: string
  model: string
  provider: string
  /** The most that it can cost, in billionths of a US dollar. */
  worst: number
  caps: CostCaps
}

export interface EndedCall {
  input_tokens: number
  cached_tokens: number
  output_tokens: number
  thinking_tokens: number
  /** In billionths of a US dollar; null when no price is known. */
  cost: number | null
  /** `ok`, or the reason of the failure. */
  outcome: string
}

export type EntryResult = { ok: true; id: number } | ({ ok: false; cap: Cap } & Spent)
