/** Chooses the model that answers a request. Pure, except that it creates the client. */
import { findModel } from '#shared/configuration/models.ts'
import type { AnalyzeRequest } from '#shared/contracts/analysis.ts'
import { AUTO, DEFAULT, MODEL_TIMEOUT_SECONDS, type ModelEntry } from '#shared/contracts/models.ts'
import { fail, type FailedModel, ok, type Result } from '#shared/contracts/problem.ts'
import type { ModelEnv } from './model-env.ts'
import type { Model } from './models/model.ts'
import { MODELS } from './models/registry.ts'

export const MODEL_TIMEOUT_MS = MODEL_TIMEOUT_SECONDS * 1_000

interface Choices extends Pick<AnalyzeRequest, 'model' | 'models'> {
  module: Pick<AnalyzeRequest['module'], 'model'>
}

const keyOf = ({ key }: ModelEntry, env: ModelEnv): string =>
  key === undefined ? '' : (env[key]?.trim() ?? '')

const isUsable = (entry: ModelEntry, env: ModelEnv): boolean =>
  entry.key === undefined || keyOf(entry, env) !== ''

/** The id that the request asks for, and its path in the request. */
const requestedModel = ({ model, module, models }: Choices): { id: string; path: string } => {
  if (model !== AUTO) return { id: model, path: 'body.model' }
  if (module.model !== DEFAULT) return { id: module.model, path: 'body.module.model' }
  return { id: models.default, path: 'body.models.default' }
}

/**
 * Finds the configured model that answers: the one the request names, else the one its module
 * names, else the default. `auto` takes the first model of the list that needs no key or whose key
 * is set. Fails with `invalid_request` for an id that is not in the list, and with
 * `model_not_configured` when `auto` finds no model.
 */
export const entryFor = (request: Choices, env: ModelEnv): Result<ModelEntry> => {
  const { id, path } = requestedModel(request)
  const { models } = request
  const entry =
    id === AUTO ? models.list.find((model) => isUsable(model, env)) : findModel(models, id)
  if (entry) return ok(entry)
  return id === AUTO
    ? fail('model_not_configured', 'No configured model has its key set.')
    : fail('invalid_request', `There is no model ${id}.`, {
        errors: [{ path, message: `there is no model ${id}` }],
      })
}

/** How a failure calls the model. */
export const nameOf = ({ id, model }: ModelEntry): FailedModel => ({ id, provider: model })

export interface ChosenModel {
  entry: ModelEntry
  model: Model
}

/**
 * Chooses the model and creates its client. Fails with `model_not_configured` when the model's key
 * is not set.
 */
export const chooseModel = (
  request: Choices,
  env: ModelEnv,
  timeoutMs = MODEL_TIMEOUT_MS,
): Result<ChosenModel> => {
  const found = entryFor(request, env)
  if (!found.ok) return found
  const entry = found.data
  if (!isUsable(entry, env))
    return fail('model_not_configured', `${entry.id} was asked for, and ${entry.key} is not set.`, {
      model: nameOf(entry),
    })
  const key = keyOf(entry, env)
  return ok({ entry, model: MODELS[entry.kind]({ entry, key, timeout_ms: timeoutMs, env }) })
}
