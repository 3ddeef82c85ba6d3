/**
 * Decides what follows an answer of the analysis service: the section ends, there is another try,
 * or the fallback is asked. Pure.
 */
import type { AnalyzeResponse } from '#shared/contracts/analysis.ts'
import type { SectionFallback } from '#shared/contracts/orchestrator.ts'
import type { Failure, Result } from '#shared/contracts/problem.ts'
import type { SectionEnd } from '../store/sections.ts'
import { waitBefore } from './retry.ts'

export type AfterAnswer =
  | { kind: 'end'; end: SectionEnd }
  | { kind: 'retry'; wait_seconds: number; reason: string }
  | { kind: 'fallback'; fallback: SectionFallback }

export interface Attempts {
  /** Counts from 1. A failure after the last of `attempts` ends the work of this model. */
  attempt: number
  attempts: number
}

/** `fallback` tells who is asked when this model has failed; null for nobody. */
export const afterAnswer = (
  answer: Result<AnalyzeResponse>,
  { attempt, attempts }: Attempts,
  fallback: (failure: Failure) => SectionFallback | null,
): AfterAnswer => {
  if (answer.ok) return { kind: 'end', end: { status: 'complete', answer: answer.data } }
  const { reason, detail } = answer
  // The cap holds for the report or the day: the module is not run, and would not be later either.
  if (reason === 'model_cap_reached')
    return { kind: 'end', end: { status: 'skipped', reason, detail } }
  const wait = waitBefore(answer, attempt, attempts)
  if (wait !== null) return { kind: 'retry', wait_seconds: wait, reason }
  const other = fallback(answer)
  return other
    ? { kind: 'fallback', fallback: other }
    : { kind: 'end', end: { status: 'failed', reason, detail } }
}
