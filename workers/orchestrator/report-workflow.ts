/** The Workflow of a report. Its instance is one run. */
import { WorkflowEntrypoint, type WorkflowEvent, type WorkflowStep } from 'cloudflare:workers'
import type { Env } from './env.ts'
import { runSteps } from './run/run-steps.ts'
import { StepContext } from './run/step-context.ts'

/** The parameters with which a run is started. */
export interface ReportRun {
  report: string
  run: number
  request_id: string
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
