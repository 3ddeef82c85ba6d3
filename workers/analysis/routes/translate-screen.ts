/** POST /api/v1/screens/draft: a sentence as the text of a screen, by the configured model. */
import { analysisContract } from '#shared/contracts/analysis.ts'
import { type App, implement } from '#shared/http/app.ts'
import { logger } from '#shared/log.ts'
import type { Env } from '../env.ts'
import { accountOf } from '../ledger/the-ledger.ts'
import { translateScreen, translatorFor } from '../translate-screen.ts'

/** Both calls of the model and a little more, in ms. */
const TIMEOUT_MS = 65_000

export const translateScreenRoute = (app: App<Env>): void => {
  implement(app, analysisContract.draftScreen, async ({ body, requestId }, env) => {
    const chosen = translatorFor(body.models, env)
    if (!chosen.ok) return chosen
    const started = Date.now()
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    const account = accountOf(env, 'screen', { report: null, caps: body.caps })
    const result = await translateScreen(body, chosen.data, { signal, now: new Date(), account })
    const log = logger('analysis-service', requestId)
    const duration_ms = Date.now() - started
    if (result.ok) log.info('screen.translated', { ...result.data.usage, duration_ms })
    else log.warn('screen.not_translated', { reason: result.reason, duration_ms })
    return result
  })
}
