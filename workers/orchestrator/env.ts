/** Bindings of the orchestrator. */
import type { DatabaseEnv } from '#shared/db/client.ts'
import type { ReportFeed } from './report-feed.ts'
import type { ReportRun } from './report-workflow.ts'

export interface Env extends DatabaseEnv {
  CONFIG: Fetcher
  /** The configuration that the config service has published. */
  CONFIG_KV: KVNamespace
  AGGREGATOR: Fetcher
  ANALYSIS: Fetcher
  /** One instance for each run of a report. */
  REPORT_WORKFLOW: Workflow<ReportRun>
  /** One object for each report: its progress events and its listeners. */
  REPORT_FEED: DurableObjectNamespace<ReportFeed>
}
