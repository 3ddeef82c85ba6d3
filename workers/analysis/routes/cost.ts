/** GET /costs/:report: what the calls of a report cost so far. */
import { analysisContract } from '#shared/contracts/analysis.ts'
import { ok } from '#shared/contracts/problem.ts'
import { type App, implement } from '#shared/http/app.ts'
import type { Env } from '../env.ts'
import { NANO, nanoUsd } from '../ledger/admission.ts'
import { theLedger } from '../ledger/the-ledger.ts'

export const costRoute = (app: App<Env>): void => {
  implement(app, analysisContract.getReportCost, async ({ params }, env) => {
    const calls = await theLedger(env).callsOf(params.report)
    const nano = calls.reduce((sum, { cost_usd }) => sum + nanoUsd(cost_usd ?? 0), 0)
    return ok({ cost_usd: nano / NANO, calls })
  })
}
