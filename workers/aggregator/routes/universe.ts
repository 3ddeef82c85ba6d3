/**
 * A market on a day as a manifest of columns, and the columns: stored bytes, passed on as they are.
 * A column never changes, so anybody may keep it for ever.
 */
import type { AggregatorContract } from '#shared/contracts/aggregator.ts'
import type { HandlerInput } from '#shared/contracts/route.ts'
import { withDatabase } from '#shared/db/client.ts'
import type { Handled } from '#shared/http/app.ts'
import { passOnGzip } from '#shared/http/immutable.ts'
import { ok } from '#shared/contracts/problem.ts'
import type { Env } from '../env.ts'
import { columnBytes, keptColumnBytes } from '../screens/run/columns.ts'
import { knownDay } from './known-day.ts'
import { snapshotFor } from '../chain/run-screens.ts'
import { progressAnswer, withScreens } from './screen-run.ts'

const TYPE = 'application/octet-stream'

export const getUniverse = async (
  input: HandlerInput<AggregatorContract['getUniverse']>,
  env: Env,
): Promise<Handled<AggregatorContract['getUniverse']>> => {
  const { params, query } = input
  const day = knownDay(query.as_of, 'query.as_of')
  if (!day.ok) return day
  const snapshot = await withScreens(env, input, (given) =>
    snapshotFor(given, params.market, query.as_of),
  )
  if (!snapshot.ok) return snapshot
  return 'progress' in snapshot.data ? progressAnswer(snapshot.data) : ok(snapshot.data)
}

export const getColumn = async (
  { params: { hash }, headers }: HandlerInput<AggregatorContract['getColumn']>,
  env: Env,
): Promise<Handled<AggregatorContract['getColumn']>> => {
  const kept = keptColumnBytes(hash)
  if (kept) return passOnGzip({ hash, bytes: kept, type: TYPE }, headers)
  const found = await withDatabase(env, (db) => columnBytes(db, hash))
  return found.ok ? passOnGzip({ hash, bytes: found.data, type: TYPE }, headers) : found
}
