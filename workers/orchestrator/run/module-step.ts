/**
 * Step `module:<id>`: claims the section, has the model write it, and stores the result. No
 * database connection stays open while the model writes.
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
  writeSection,
  writtenBefore,
  writtenIn,
} from '../store/sections.ts'
import { afterAnswer } from './after-answer.ts'
import { absentReads } from './absent-reads.ts'
import { callAnalysis } from './call-analysis.ts'
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
  | { kind: 'run'; names: Section['names']; input: AnalyzeRequest; claim: number }

/**
 * Reads what the section is made from and claims the section. `over` when the section has ended or
 * the run may not continue.
 */
const plan = async (context: StepContext, section: SectionId): Promise<SectionPlan> => {
  const material = await context.readMaterial()
  const module = material.config.modules.find((m) => m.id === section.module)
  if (!module) throw new Error('the module is not in the configuration of its report')
  const { figures, rating, told } = await context.readFigures(readsOf(module))
  return context.database(async (db): Promise<SectionPlan> => {
    if (!(await beat(db, context.id))) return { kind: 'over' }
    const sections = await sectionsOf(db, section.report)
    const own = sections.find((s) => s.module === section.module)
    if (!own || (own.status !== 'pending' && own.status !== 'running')) return { kind: 'over' }
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
    const input = moduleInput({ ...material, report, figures, module, needs, rating, reads })
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
 * Runs one module to its end. Returns nothing, because the result is in the database. After a
 * transient failure it throws, so that the engine runs the step again. After the last of `attempts`
 * the section has failed and the report continues.
 */
export const runModule = async (
  context: StepContext,
  module: string,
  attempt: number,
  limits: { timeout_seconds: number; attempts: number },
): Promise<void> => {
  const section: SectionId = { ...context.id, module }
  const planned = await plan(context, section)
  if (planned.kind === 'over') return
  const tell = (status: ModuleStatus, reason: string | null) =>
    context.publish({ type: 'module', module, names: planned.names, status, reason })
  if (planned.kind === 'skipped') return tell('skipped', planned.reason)
  if (planned.kind === 'taken_over') return tell('complete', null)
  await tell('running', null)
  const draft = context.draftWriter(module, planned.claim)
  const answer = await callModel(context, planned.input, draft, limits.timeout_seconds)
  const after = afterAnswer(answer, attempt, limits.attempts)
  if (after.kind === 'retry') {
    const { wait_seconds: wait, reason } = after
    await context.database((db) => beat(db, context.id, wait))
    throw retryIn(wait, reason)
  }
  const { end } = after
  if (await context.database((db) => writeSection(db, section, planned.claim, end)))
    await tell(end.status, end.status === 'complete' ? null : end.reason)
}
