/**
 * Decides what follows an answer of the analysis service: the section ends, or there is another
 * try. Pure.
 */
import type { AnalyzeResponse } from '#shared/contracts/analysis.ts'
import type { Result } from '#shared/contracts/problem.ts'
import type { SectionEnd } from '../store/sections.ts'
import { waitBefore } from './retry.ts'

export type AfterAnswer =
  | { kind: 'end'; end: SectionEnd }
  | { kind: 'retry'; wait_seconds: number; reason: string }

/** `attempt` counts from 1. A failure after the last of `attempts` ends the section. */
export const afterAnswer = (
  answer: Result<AnalyzeResponse>,
  attempt: number,
  attempts: number,
): AfterAnswer => {
  if (answer.ok) return { kind: 'end', end: { status: 'complete', answer: answer.data } }
  const { reason, detail } = answer
  // The cap holds for the report or the day: the module is not run, and would not be later either.
  if (reason === 'model_cap_reached')
    return { kind: 'end', end: { status: 'skipped', reason, detail } }
  const wait = waitBefore(answer, attempt, attempts)
  return wait === null
    ? { kind: 'end', end: { status: 'failed', reason, detail } }
    : { kind: 'retry', wait_seconds: wait, reason }
}
