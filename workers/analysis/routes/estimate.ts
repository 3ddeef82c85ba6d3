/** POST /modules/estimate: what a module may cost. */
import { analysisContract } from '#shared/contracts/analysis.ts'
import { ok } from '#shared/contracts/problem.ts'
import { type App, implement } from '#shared/http/app.ts'
import { chooseModel } from '../choose-model.ts'
import type { Env } from '../env.ts'
import { estimateModule } from '../estimate.ts'
import { theLedger } from '../ledger/the-ledger.ts'
import { readTask } from '../task.ts'

export const estimateRoute = (app: App<Env>): void => {
  implement(app, analysisContract.estimateModule, async ({ body }, env) => {
    const chosen = chooseModel(body, env)
    if (!chosen.ok) return chosen
    const { attempts, ...request } = body
    const at = { now: new Date(), attempts }
    const cost = estimateModule(readTask(request), chosen.data.entry, at)
    const spent_today_usd = cost.free ? 0 : await theLedger(env).spentToday()
    return ok({ ...cost, spent_today_usd })
  })
}
