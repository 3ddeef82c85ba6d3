/** Which model a request is answered by. Pure but for making the client. */
import type { AnalyzeRequest } from '#shared/contracts/analysis.ts'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import type { Env } from './env.ts'
import { builtinModel } from './models/builtin/index.ts'
import { geminiModel } from './models/gemini/index.ts'
import type { Model } from './models/model.ts'

/**
 * One call's limit: a module's step is given 120 s by default, and a correction has to fit in as
 * well.
 */
export const MODEL_TIMEOUT_MS = 80_000

/**
 * The request's own choice goes first, then the module's, then the system's; `auto` at the end
 * means Gemini where there is a key.
 */
export const providerOf = (
  request: Pick<AnalyzeRequest, 'model' | 'module' | 'models'>,
  hasKey: boolean,
): 'builtin' | 'gemini' => {
  if (request.model !== 'auto') return request.model
  if (request.module.model !== 'default') return request.module.model
  if (request.models.default !== 'auto') return request.models.default
  return hasKey ? 'gemini' : 'builtin'
}

/** Fails with `model_not_configured` when Gemini is asked for and no key is set. */
export const chooseModel = (
  request: AnalyzeRequest,
  env: Env,
  timeoutMs = MODEL_TIMEOUT_MS,
): Result<Model> => {
  const key = env.GEMINI_API_KEY?.trim()
  if (providerOf(request, Boolean(key)) === 'builtin') return ok(builtinModel)
  if (!key)
    return fail('model_not_configured', 'Gemini was asked for, and GEMINI_API_KEY is not set.')
  const { model, thinking_level } = request.models.gemini
  return ok(
    geminiModel({
      key,
      model,
      thinking_level,
      timeout_ms: timeoutMs,
      base_url: env.GEMINI_BASE_URL,
    }),
  )
}
