/** /history/:key: lists the written versions of a document, and returns each as it was. */
import { configContract, type DocumentVersion } from '#shared/contracts/config.ts'
import { fail, ok } from '#shared/contracts/problem.ts'
import { type App, implement } from '#shared/http/app.ts'
import type { HistoryEntry } from '../config-store.ts'
import { parseDocumentKey, parseWritten } from '../documents.ts'
import { configStore, type Env } from '../env.ts'

/** There are no accounts yet. All writers are the administrator, so no writer is named. */
const versionOf = ({ version, config_version, updated_at }: HistoryEntry): DocumentVersion => ({
  version,
  config_version,
  updated_at,
  author: null,
})

const unknown = (key: string) =>
  fail('config_not_found', `There is no document ${key} in the configuration.`)

export const historyRoutes = (app: App<Env>): void => {
  implement(app, configContract.getHistory, async ({ params, query }, env) => {
    const key = parseDocumentKey(params.key)
    if (!key) return unknown(params.key)
    const entries = await configStore(env).history(key, query.limit, query.before ?? null)
    return ok({ key, versions: entries.map(versionOf) })
  })
  implement(app, configContract.getHistoryVersion, async ({ params }, env) => {
    const key = parseDocumentKey(params.key)
    if (!key) return unknown(params.key)
    const [entry] = await configStore(env).history(key, 1, params.version + 1)
    return entry?.version === params.version
      ? ok({ ...versionOf(entry), value: parseWritten(entry) })
      : fail('config_not_found', `${key} has no version ${params.version}.`)
  })
}
