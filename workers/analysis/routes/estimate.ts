/** POST /modules/estimate: what each module of a report may cost. */
import { findModel } from '#shared/configuration/models.ts'
import { analysisContract, type ModuleCost } from '#shared/contracts/analysis.ts'
import type { ModelEntry } from '#shared/contracts/models.ts'
import { ok, type Result } from '#shared/contracts/problem.ts'
import { type App, implement } from '#shared/http/app.ts'
import { isServedByAnother } from '#shared/model-fallback.ts'
import { type ChosenModel, chooseModel } from '../choose-model.ts'
import type { Env } from '../env.ts'
import { estimateModule, withFallback } from '../estimate.ts'
import { estimateTasks } from '../estimate-tasks.ts'
import { theLedger } from '../ledger/the-ledger.ts'
import type { AnalysisTask } from '../task.ts'

type AskedModels = Pick<AnalysisTask, 'model' | 'models' | 'module'>

/** The model that is asked first: the fallback where the chosen one cannot be asked at all. */
const askedFirst = (choices: AskedModels, env: Env): Result<ChosenModel> => {
  const chosen = chooseModel(choices, env)
  const { fallback } = choices.models
  if (chosen.ok || fallback === undefined || !isServedByAnother(chosen.reason)) return chosen
  const other = chooseModel({ ...choices, model: fallback }, env)
  return other.ok ? other : chosen
}

/** The model that is asked when `entry` has failed. */
const askedThen = ({ models }: AskedModels, entry: ModelEntry): ModelEntry | null => {
  const { fallback } = models
  if (fallback === undefined || fallback === entry.id) return null
  return findModel(models, fallback) ?? null
}

export const estimateRoute = (app: App<Env>): void => {
  implement(app, analysisContract.estimateModules, async ({ body }, env) => {
    const at = { now: new Date(), attempts: body.attempts }
    const modules: ModuleCost[] = []
    for (const task of estimateTasks(body)) {
      const first = askedFirst(task, env)
      if (!first.ok) return first
      const { entry } = first.data
      const then = askedThen(task, entry)
      const own = estimateModule(task, entry, at)
      modules.push(withFallback(own, then && estimateModule(task, then, at)))
    }
    const isFree = modules.every(({ free }) => free)
    return ok({ modules, spent_today_usd: isFree ? 0 : await theLedger(env).spentToday() })
  })
}
