/** POST /modules/estimate: what a module may cost. */
import { findModel } from '#shared/configuration/models.ts'
import { analysisContract, type AnalyzeRequest } from '#shared/contracts/analysis.ts'
import type { ModelEntry } from '#shared/contracts/models.ts'
import { ok, type Result } from '#shared/contracts/problem.ts'
import { type App, implement } from '#shared/http/app.ts'
import { isServedByAnother } from '#shared/model-fallback.ts'
import { type ChosenModel, chooseModel } from '../choose-model.ts'
import type { Env } from '../env.ts'
import { estimateModule, withFallback } from '../estimate.ts'
import { theLedger } from '../ledger/the-ledger.ts'
import { readTask } from '../task.ts'

/** The model that is asked first: the fallback where the chosen one cannot be asked at all. */
const askedFirst = (request: AnalyzeRequest, env: Env): Result<ChosenModel> => {
  const chosen = chooseModel(request, env)
  const { fallback } = request.models
  if (chosen.ok || fallback === undefined || !isServedByAnother(chosen.reason)) return chosen
  const other = chooseModel({ ...request, model: fallback }, env)
  return other.ok ? other : chosen
}

/** The model that is asked when `entry` has failed. */
const askedThen = ({ models }: AnalyzeRequest, entry: ModelEntry): ModelEntry | null => {
  const { fallback } = models
  if (fallback === undefined || fallback === entry.id) return null
  return findModel(models, fallback) ?? null
}

export const estimateRoute = (app: App<Env>): void => {
  implement(app, analysisContract.estimateModule, async ({ body }, env) => {
    const { attempts, ...request } = body
    const first = askedFirst(request, env)
    if (!first.ok) return first
    const { entry } = first.data
    const at = { now: new Date(), attempts }
    const task = readTask(request)
    const then = askedThen(request, entry)
    const cost = withFallback(
      estimateModule(task, entry, at),
      then && estimateModule(task, then, at),
    )
    const spent_today_usd = cost.free ? 0 : await theLedger(env).spentToday()
    return ok({ ...cost, spent_today_usd })
  })
}
