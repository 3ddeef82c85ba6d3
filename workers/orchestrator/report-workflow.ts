/**
 * One run of a report: the configuration, the inputs, each module as soon as its needs are done,
 * and the end. Steps return small values and store their results in the database, so that a later
 * run can continue where this one was cut off.
 */
import {
  WorkflowEntrypoint,
  type WorkflowEvent,
  type WorkflowStep,
  type WorkflowStepConfig,
} from 'cloudflare:workers'
import type { Env } from './env.ts'
import { runGraph } from './graph.ts'
import { finish } from './run/finish.ts'
import { collectExhibits, FIRST_STEPS, nameExhibits } from './run/collect-exhibits.ts'
import { collectInputs, snapshot } from './run/collect-inputs.ts'
import { runModule } from './run/module-step.ts'
import { rate } from './run/rate.ts'
import { delayAfter } from './run/retry.ts'
import { StepContext } from './run/step-context.ts'

/** The parameters with which a run is started. */
export interface ReportRun {
  report: string
  run: number
  request_id: string
}

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

const limits = (attempts: number, timeoutSeconds: number) =>
  ({
    retries: {
      limit: attempts + SPARE_ATTEMPTS,
      delay: ({ error }) => delayAfter(error.message),
      backoff: 'constant',
    },
    timeout: timeoutSeconds * 1_000,
  }) satisfies WorkflowStepConfig

const runSteps = async (context: StepContext, step: WorkflowStep): Promise<void> => {
  const plan = await step.do('snapshot', limits(4, STEP_TIMEOUT_SECONDS), ({ attempt }) =>
    context.attempt(() => snapshot(context, attempt)),
  )
  if (!plan.go) return
  // The engine replays an active run by the names of its steps, so this name must stay.
  const collected = await step.do('gather', limits(4, STEP_TIMEOUT_SECONDS), ({ attempt }) =>
    context.attempt(() => collectInputs(context, attempt)),
  )
  if (!collected) return
  const told = await Promise.all(
    (plan.exhibits ?? FIRST_STEPS).map(({ step: name, kinds }) =>
      step.do(`exhibit:${name}`, limits(2, STEP_TIMEOUT_SECONDS), ({ attempt }) =>
        context.attempt(() => collectExhibits(context, kinds, attempt)),
      ),
    ),
  )
  await step.do('exhibits', limits(4, STEP_TIMEOUT_SECONDS), () =>
    context.attempt(() => nameExhibits(context, told.flat())),
  )
  context.forgetFigures()
  await step.do('rating', limits(2, STEP_TIMEOUT_SECONDS), () =>
    context.attempt(() => rate(context)),
  )
  await runGraph(plan.modules, (module) =>
    step.do(
      `module:${module}`,
      limits(plan.attempts, plan.timeout_seconds + MODULE_MARGIN_SECONDS),
      ({ attempt }) => context.attempt(() => runModule(context, module, attempt, plan)),
    ),
  )
  await step.do('finish', limits(4, STEP_TIMEOUT_SECONDS), () =>
    context.attempt(() => finish(context)),
  )
}

export class ReportWorkflow extends WorkflowEntrypoint<Env, ReportRun> {
  override async run(
    { payload }: Readonly<WorkflowEvent<ReportRun>>,
    step: WorkflowStep,
  ): Promise<void> {
    const context = new StepContext(
      this.env,
      { report: payload.report, run: payload.run },
      payload.request_id,
    )
    try {
      await runSteps(context, step)
    } finally {
      context.letGo()
    }
  }
}
