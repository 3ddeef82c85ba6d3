/**
 * One run of a report: the configuration, the inputs, the modules each as soon as its needs are done, finish.
 * Steps return small values; what they make stands in the database, so that a later run goes on
 * where this one was cut off.
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
import { collectInputs, snapshot } from './run/collect-inputs.ts'
import { runModule } from './run/module-step.ts'
import { delayAfter } from './run/retry.ts'
import { StepContext } from './run/step-context.ts'

/** What a run is started with. */
export interface ReportRun {
  report: string
  run: number
  request_id: string
}

/** Tries beyond those a failing service is given: the database may be away as well. */
const SPARE_ATTEMPTS = 2
/**
 * Longest a step of no model may take, seconds: the aggregator reads a provider with timeouts of
 * its own.
 */
const STEP_TIMEOUT_SECONDS = 120
/** What a module's step has beyond its model call, seconds: reading, storing, telling. */
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
    const plan = await step.do('snapshot', limits(4, STEP_TIMEOUT_SECONDS), ({ attempt }) =>
      snapshot(context, attempt),
    )
    if (!plan.go) return
    // The engine replays a run that is under way by the names of its steps, so this one stays.
    const collected = await step.do('gather', limits(4, STEP_TIMEOUT_SECONDS), ({ attempt }) =>
      collectInputs(context, attempt),
    )
    if (!collected) return
    await runGraph(plan.modules, (module) =>
      step.do(
        `module:${module}`,
        limits(plan.attempts, plan.timeout_seconds + MODULE_MARGIN_SECONDS),
        ({ attempt }) => runModule(context, module, attempt, plan),
      ),
    )
    await step.do('finish', limits(4, STEP_TIMEOUT_SECONDS), () => finish(context))
  }
}
