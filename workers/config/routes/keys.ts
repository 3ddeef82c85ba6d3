/** /keys: the keys that are set at run time. Their values go in and do not come out. */
import { configContract } from '#shared/contracts/config.ts'
import type { Failure, Result } from '#shared/contracts/problem.ts'
import { type App, implement } from '#shared/http/app.ts'
import { CONFIG_VERSION_HEADER } from '#shared/http/config-version.ts'
import { principalOf } from '#shared/http/principal.ts'
import type { Env } from '../env.ts'
import { type ChangedKey, listKeys, removeKey, rotate, setKey } from '../keys/key-service.ts'

const answerKey = (changed: Result<ChangedKey>): Response | Failure => {
  if (!changed.ok) return changed
  const { key, config_version } = changed.data
  return Response.json(key, {
    headers: { 'cache-control': 'no-store', [CONFIG_VERSION_HEADER]: String(config_version) },
  })
}

export const keysRoutes = (app: App<Env>): void => {
  implement(app, configContract.listKeys, (_, env) => listKeys(env))
  implement(app, configContract.setKey, async ({ params, body, headers }, env) =>
    answerKey(await setKey(env, { ...params, ...body, author: principalOf(headers) })),
  )
  implement(app, configContract.removeKey, async ({ params, headers }, env) =>
    answerKey(await removeKey(env, { ...params, author: principalOf(headers) })),
  )
  implement(app, configContract.rotateKeyEncryption, (_, env) => rotate(env))
}
