/**
 * What `cloudflare:workers` offers to the tests that run inside a Worker: that Worker's bindings
 * and entry point.
 */
import type { Env as AggregatorEnv } from './aggregator/env.ts'
import type { Env as AnalysisEnv } from './analysis/env.ts'
import type { Env as ConfigEnv } from './config/env.ts'
import type { Env as OrchestratorEnv } from './orchestrator/env.ts'

declare global {
  namespace Cloudflare {
    interface Env extends AggregatorEnv, AnalysisEnv, ConfigEnv, OrchestratorEnv {}
    interface GlobalProps {
      mainModule: typeof import('./config/index.ts')
    }
  }
}
