import { WorkflowEntrypoint } from 'cloudflare:workers'
import type { Env } from './env.ts'

/** What a run is started with. */
export interface ReportRun {
  report: string
  run: number
  request_id: string
}

export class ReportWorkflow extends WorkflowEntrypoint<Env, ReportRun> {
  override async run(): Promise<void> {}
}
