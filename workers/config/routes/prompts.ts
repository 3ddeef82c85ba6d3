/** /prompts/:id: a prompt template. */
import { z } from 'zod'
import { configContract } from '#shared/contracts/config.ts'
import { type App, implement } from '#shared/http/app.ts'
import { DEFAULTS } from '../defaults.ts'
import type { Env } from '../env.ts'
import { readDocument, writeDocument } from '../store-client.ts'
import { answerWriter } from '../answer-writer.ts'

export const promptRoutes = (app: App<Env>): void => {
  implement(app, configContract.getPrompt, ({ params }, env) =>
    readDocument(
      env,
      `prompts/${params.id}`,
      z.string(),
      Object.hasOwn(DEFAULTS.prompts, params.id) ? DEFAULTS.prompts[params.id] : undefined,
    ),
  )
  implement(app, configContract.putPrompt, ({ params, body }, env) =>
    answerWriter(writeDocument(env, `prompts/${params.id}`, body)),
  )
}
