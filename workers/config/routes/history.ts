/** /history/:key: the written versions of a document, each as it was, and the way back to it. */
import type { DocumentVersion } from '#shared/contracts/config-changes.ts'
import { configContract } from '#shared/contracts/config.ts'
import { fail, ok } from '#shared/contracts/problem.ts'
import { type App, implement } from '#shared/http/app.ts'
import { answerWriter } from '../document-answers.ts'
import type { HistoryEntry } from '../config-store.ts'
import { parseDocumentKey, parseWritten } from '../documents.ts'
import { configStore, type Env } from '../env.ts'
import { rollBack } from '../store-client.ts'

const versionOf = ({ key: _, json: __, ...version }: HistoryEntry): DocumentVersion => version

const unknown = (key: string) =>
  fail('config_not_found', `There is no document ${key} in the configuration.`)

export const historyRoutes = (app: App<Env>): void => {
  implement(app, configContract.getHistory, async ({ params, query }, env) => {
    const key = parseDocumentKey(params.key)
    if (!key) return unknown(params.key)
    const entries = await configStore(env).history(key, query.limit, query.before ?? null)
    return ok({ key, versions: entries.map(versionOf) })
  })
  implement(app, configContract.getHistoryVersion, async ({ params, query }, env) => {
    const key = parseDocumentKey(params.key)
    if (!key) return unknown(params.key)
    const { version } = params
    const against = query.against ?? version - 1
    const found = await configStore(env).compared(key, version, against)
    if (!found) return fail('config_not_found', `${key} has no version ${version} or ${against}.`)
    const { entry, changes } = found
    return ok({ ...versionOf(entry), value: parseWritten(entry), against, ...changes })
  })
  implement(app, configContract.rollBack, async (input, env) => {
    const { key: text, version } = input.params
    const key = parseDocumentKey(text)
    return key ? answerWriter(rollBack(env, key, version, input)) : unknown(text)
  })
}
