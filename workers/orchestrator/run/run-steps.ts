/**
 * The steps of one run of a report: the configuration, the inputs, then exhibits, rating and
 * modules side by side, each as soon as what it needs is there, and the end. Steps return small
 * values and store their results in the database, so that a later run can continue where this one
 * was cut off.
 */
import type { WorkflowStep, WorkflowStepConfig } from 'cloudflare:workers'
import type { ReportExhibit } from '#shared/contracts/orchestrator.ts'
import { runGraph } from '../graph.ts'
import { collectExhibits, nameExhibits } from './collect-exhibits.ts'
import { collectInputs, snapshot } from './collect-inputs.ts'
import { finish } from './finish.ts'
import { runModule, type SectionWriter } from './module-step.ts'
import { rate } from './rate.ts'
import { delayAfter } from './retry.ts'
import type { StepContext } from './step-context.ts'
import { stepsOfRun } from './steps-of-run.ts'

/**
 * Extra tries on top of those for a failing service, because the database may be unavailable too.
 */
const SPARE_ATTEMPTS = 2
/**
 * Longest time in seconds for a step that calls no model. The aggregator has its own timeouts for
 * providers.
 */
const STEP_TIMEOUT_SECONDS = 120
/** Seconds that a module's step has in addition to its model call, to read, store and publish. */
const MODULE_MARGIN_SECONDS = 30

const limits = (attempts: number, timeoutSeconds = STEP_TIMEOUT_SECONDS) =>
  ({
    retries: {
      limit: attempts + SPARE_ATTEMPTS,
      delay: ({ error }) => delayAfter(error.message),
      backoff: 'constant',
    },
    timeout: timeoutSeconds * 1_000,
  }) satisfies WorkflowStepConfig

/** Does one work after the other, in the order in which they came. */
const oneByOne = () => {
  let before: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const mine = before.then(work)
    before = mine.catch(() => {})
    return mine
  }
}

export const runSteps = async (
  context: StepContext,
  step: Pick<WorkflowStep, 'do'>,
): Promise<void> => {
  const plan = await step.do('snapshot', limits(4), ({ attempt }) =>
    context.attempt('snapshot', () => snapshot(context, attempt)),
  )
  if (!plan.go) return
  // The engine replays an active run by the names of its steps, so this name must stay.
  const collected = await step.do('gather', limits(4), ({ attempt }) =>
    context.attempt('inputs', () => collectInputs(context, attempt)),
  )
  if (!collected) return
  const told: ReportExhibit[] = []
  // One of those that were cut off may have ended the Workers: the others are not beside it again.
  const alone = oneByOne()
  await runGraph(stepsOfRun(plan), async (one): Promise<void> => {
    switch (one.kind) {
      case 'exhibit': {
        const found = await step.do(one.id, limits(2), ({ attempt }) =>
          context.attempt(one.id, () => collectExhibits(context, one.exhibits, attempt)),
        )
        told.push(...found)
        return
      }
      case 'exhibits':
        return step.do(one.id, limits(4), () =>
          context.attempt(one.id, () => nameExhibits(context, told)),
        )
      case 'rating':
        return step.do(one.id, limits(2), () => context.attempt(one.id, () => rate(context)))
      case 'module': {
        const { module } = one
        const writtenBy = (name: string, writer: SectionWriter) =>
          step.do(
            name,
            limits(plan.attempts, plan.timeout_seconds + MODULE_MARGIN_SECONDS),
            ({ attempt }) =>
              context.attempt(name, () => runModule(context, { module, writer }, attempt, plan)),
          )
        const write = async () => {
          if ((await writtenBy(one.id, 'model')) === 'fallback')
            await writtenBy(`${one.id}:fallback`, 'fallback')
        }
        return plan.cut_off?.includes(module) ? alone(write) : write()
      }
    }
  })
  await step.do('finish', limits(4), () => context.attempt('finish', () => finish(context)))
}
