/** POST /api/v1/facts/filings: some slices of the filling of facts that have no filing yet. */
import type { AggregatorContract } from '#shared/contracts/aggregator.ts'
import { ok } from '#shared/contracts/problem.ts'
import type { HandlerInput } from '#shared/contracts/route.ts'
import { withDatabase } from '#shared/db/client.ts'
import type { Handled } from '#shared/http/app.ts'
import type { Env } from '../env.ts'
import { fillSlices } from '../facts/fill-filings.ts'

/** A call that has worked so long begins no other slice, in milliseconds. */
const CALL_MS = 5_000

export const fillFilings = (
  _: HandlerInput<AggregatorContract['fillFilings']>,
  env: Env,
): Promise<Handled<AggregatorContract['fillFilings']>> =>
  withDatabase(env, async (db) => {
    const until = Date.now() + CALL_MS
    return ok(await fillSlices(db, () => Date.now() < until))
  })
