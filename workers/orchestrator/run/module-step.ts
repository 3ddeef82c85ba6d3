/**
 * Step `module:<id>`: claims the section, has the model write it, and stores the result. When its
 * model has failed, the step `module:<id>:fallback` does the same with the fallback. No database
 * connection stays open while a model writes.
 */
import type { AnalyzeRequest, AnalyzeResponse } from '#shared/contracts/analysis.ts'
import type { ModuleStatus, Section } from '#shared/contracts/orchestrator.ts'
import { fail, type Result } from '#shared/contracts/problem.ts'
import { within } from '#shared/within.ts'
import type { DraftWriter } from '../feed/draft-stream.ts'
import { decide } from '../graph.ts'
import { sha256 } from '../seal.ts'
import { sectionsOf } from '../store/read.ts'
import { beat } from '../store/runs.ts'
import {
  claimSection,
  type SectionId,
  skipSection,
  storeFallback,
  writeSection,
  writtenBefore,
  writtenIn,
} from '../store/sections.ts'
import { afterAnswer } from './after-answer.ts'
import { absentReads } from './absent-reads.ts'
import { callAnalysis } from './call-analysis.ts'
import { fallbackAfter } from './fallback.ts'
import { moduleInput } from './module-input.ts'
import { readsFor } from './module-reads.ts'
import { retryIn } from './retry.ts'
import { hashedInput, isSameModel, takenOver } from './reuse.ts'
import type { StepContext } from './step-context.ts'
import { readsOf } from './steps-of-run.ts'

type SectionPlan =
  | { kind: 'over' }
  | { kind: 'skipped'; names: Section['names']; reason: string }
  | { kind: 'taken_over'; names: Section['names'] }
  /** The model of the section has failed already: in an attempt or a run that was lost since. */
  | { kind: 'failed_before' }
  | { kind: 'run'; names: Section['names']; input: AnalyzeRequest; claim: number }

/** Who writes: the model of the section, or the fallback after it. */
export type SectionWriter = 'model' | 'fallback'

/**
 * `fallback`: the model of the section failed, and the fallback is to be asked in a step of its
 * own.
 */
export type ModuleStepEnd = 'ended' | 'fallback'

/**
 * Reads what the section is made from and claims the section. `over` when the section has ended or
 * the run may not continue.
 */
const plan = async (
  context: StepContext,
  section: SectionId,
  writer: SectionWriter,
): Promise<SectionPlan> => {
  const material = await context.readMaterial()
  const module = material.config.modules.find((m) => m.id === section.module)
  if (!module) throw new Error('the module is not in the configuration of its report')
  const { figures, rating, told } = await context.readFigures(readsOf(module))
  return context.database(async (db): Promise<SectionPlan> => {
    if (!(await beat(db, context.id))) return { kind: 'over' }
    const sections = await sectionsOf(db, section.report)
    const own = sections.find((s) => s.module === section.module)
    if (!own || (own.status !== 'pending' && own.status !== 'running')) return { kind: 'over' }
    if (writer === 'model' && own.fallback !== null) return { kind: 'failed_before' }
    const needs = sections.filter((s) => own.needs.includes(s.module))
    if (decide(needs) === 'skip')
      return (await skipSection(db, section, 'needs_failed'))
        ? { kind: 'skipped', names: own.names, reason: 'needs_failed' }
        : { kind: 'over' }
    const absent = absentReads(module, figures, told)
    if (absent !== null)
      return (await skipSection(db, section, 'exhibits_absent', absent))
        ? { kind: 'skipped', names: own.names, reason: 'exhibits_absent' }
        : { kind: 'over' }
    const { report } = section
    const reads = readsFor(module, figures, told)
    const source = { ...material, report, figures, module, needs, rating, reads }
    const input = moduleInput({ ...source, instead: own.fallback?.by })
    const hash = await sha256(hashedInput(input))
    const claim = await claimSection(db, section, hash)
    if (claim === null) return { kind: 'over' }
    const { names } = own
    const kept =
      material.keptFrom === null ? null : await writtenIn(db, material.keptFrom, section.module)
    const found = kept || material.fresh ? null : await writtenBefore(db, section, hash)
    const known = found && isSameModel(input, found.answer.usage) ? found : kept
    if (!known) return { kind: 'run', names, input, claim }
    return (await writeSection(db, section, claim, takenOver(known)))
      ? { kind: 'taken_over', names }
      : { kind: 'over' }
  })
}

/**
 * Calls the analysis service once, and shows the text while it is written. The call is stopped when
 * the module's time is over or when its answer is no longer needed.
 */
const callModel = (
  context: StepContext,
  input: AnalyzeRequest,
  draft: DraftWriter,
  timeoutSeconds: number,
): Promise<Result<AnalyzeResponse>> =>
  context.whileAlive(async (stop) => {
    const answer = await within(
      timeoutSeconds * 1_000,
      (late) => callAnalysis(context.analysis, input, AbortSignal.any([stop, late]), draft),
      stop,
    )
    draft.end(answer?.ok === true)
    return answer ?? fail('model_timeout', `The module was not written within ${timeoutSeconds} s.`)
  })

/**
 * Has one module written by its model or by the fallback. The result is in the database. After a
 * transient failure it throws, so that the engine runs the step again. After the last of `attempts`
 * of a model the fallback is to be asked, once; where there is none, or it is the one that failed,
 * the section has failed and the report continues.
 */
export const runModule = async (
  context: StepContext,
  { module, writer }: { module: string; writer: SectionWriter },
  attempt: number,
  limits: { timeout_seconds: number; attempts: number },
): Promise<ModuleStepEnd> => {
  const section: SectionId = { ...context.id, module }
  const planned = await plan(context, section, writer)
  if (planned.kind === 'over') return 'ended'
  if (planned.kind === 'failed_before') return 'fallback'
  const tell = (status: ModuleStatus, reason: string | null) =>
    context.publish({ type: 'module', module, names: planned.names, status, reason })
  if (planned.kind === 'skipped') {
    await tell('skipped', planned.reason)
    return 'ended'
  }
  if (planned.kind === 'taken_over') {
    await tell('complete', null)
    return 'ended'
  }
  // The feed is told while the model is being asked.
  const told = tell('running', null)
  const { input, claim } = planned
  const draft = context.draftWriter(module, claim)
  const answer = await callModel(context, input, draft, limits.timeout_seconds)
  await told
  const { attempts } = limits
  const after = afterAnswer(answer, { attempt, attempts }, (failure) =>
    writer === 'fallback' ? null : fallbackAfter(failure, input.model, input.models),
  )
  if (after.kind === 'retry') {
    const { wait_seconds: wait, reason } = after
    await context.database((db) => beat(db, context.id, wait))
    throw retryIn(wait, reason)
  }
  if (after.kind === 'fallback') {
    const { fallback } = after
    const stored = await context.database((db) => storeFallback(db, section, claim, fallback))
    return stored ? 'fallback' : 'ended'
  }
  const { end } = after
  if (await context.database((db) => writeSection(db, section, claim, end)))
    await tell(end.status, end.status === 'complete' ? null : end.reason)
  return 'ended'
}
