/** What the routes of screens share: configuration and connection, and the answer to wait with. */
import type { Result } from '#shared/contracts/problem.ts'
import { withDatabase } from '#shared/db/client.ts'
import { depsFor, readConfig } from '../chain/dependencies.ts'
import type { Making, ScreenDeps } from '../chain/run-screens.ts'
import type { Env } from '../env.ts'

/** The configuration and a connection. */
export const withScreens = async <T>(
  env: Env,
  { requestId, configVersion }: { requestId: string; configVersion: number },
  work: (given: ScreenDeps) => Promise<Result<T>>,
): Promise<Result<T>> => {
  const config = await readConfig(env, requestId, configVersion)
  if (!config.ok) return config
  const deps = depsFor(env, requestId, config.data.data_sources)
  return withDatabase(env, (db) => work({ env, db, config: config.data, deps }))
}

/** 202 says that there is something to come. */
export const progressAnswer = (making: Making): Response =>
  Response.json(making, {
    status: 202,
    headers: { 'cache-control': 'no-store', 'retry-after': '1' },
  })
