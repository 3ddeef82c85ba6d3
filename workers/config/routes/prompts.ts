/** /prompts: all prompt templates. /prompts/:id: one of them. */
import { z } from 'zod'
import { configContract } from '#shared/contracts/config.ts'
import { ok } from '#shared/contracts/problem.ts'
import { type App, implement } from '#shared/http/app.ts'
import { DEFAULTS } from '../defaults.ts'
import { keysInForce, promptIdOf, snapshotOf } from '../documents.ts'
import { configStore, type Env } from '../env.ts'
import { readDocument, writeDocument } from '../store-client.ts'
import { answerReader, answerWriter } from '../document-answers.ts'

export const promptRoutes = (app: App<Env>): void => {
  implement(app, configContract.listPrompts, async (_, env) => {
    const { documents } = await configStore(env).written()
    const { modules } = snapshotOf(0, documents, DEFAULTS)
    const prompts = keysInForce(documents, DEFAULTS).flatMap((key) => {
      const id = promptIdOf(key)
      if (id === null) return []
      const written = documents.find((d) => d.key === key)
      return [
        {
          id,
          version: written?.version ?? 0,
          updated_at: written?.updated_at ?? null,
          author: written?.author ?? null,
          is_shipped: Object.hasOwn(DEFAULTS.prompts, id),
          used_by: modules.filter(({ prompt }) => prompt === id).map((module) => module.id),
        },
      ]
    })
    return ok({ prompts })
  })
  implement(app, configContract.getPrompt, ({ params }, env) =>
    answerReader(
      readDocument(
        env,
        `prompts/${params.id}`,
        z.string(),
        Object.hasOwn(DEFAULTS.prompts, params.id) ? DEFAULTS.prompts[params.id] : undefined,
      ),
    ),
  )
  implement(app, configContract.putPrompt, (input, env) =>
    answerWriter(writeDocument(env, `prompts/${input.params.id}`, input)),
  )
}
