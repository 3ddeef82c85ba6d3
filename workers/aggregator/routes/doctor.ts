/** GET /api/v1/doctor: examines the providers through the same gates as every other call. */
import type { AggregatorContract } from '#shared/contracts/aggregator.ts'
import { ok } from '#shared/contracts/problem.ts'
import type { HandlerInput } from '#shared/contracts/route.ts'
import type { Handled } from '#shared/http/app.ts'
import { gateState } from '../limits/gate-client.ts'
import { readConfig, depsFor } from '../chain/dependencies.ts'
import type { Env } from '../env.ts'
import { examine } from '../doctor/examine.ts'

export const runDoctor = async (
  { query, requestId, configVersion }: HandlerInput<AggregatorContract['runDoctor']>,
  env: Env,
): Promise<Handled<AggregatorContract['runDoctor']>> => {
  const config = await readConfig(env, requestId, configVersion)
  if (!config.ok) return config
  const deps = depsFor(env, requestId, config.data.data_sources)
  return ok(
    await examine(
      {
        ...deps,
        // An examination shows the state of now: an open breaker does not hold it back, an empty
        // budget does.
        allow: async (provider, calls) => {
          const passage = await deps.gate.enter(provider, calls)
          return passage.go || passage.why === 'held'
        },
        note: (provider, outcome) => deps.gate.leave(provider, outcome),
        lastError: async (provider) => {
          const last = (await gateState(env, provider))?.last
          return last?.reason
            ? { reason: last.reason, detail: last.detail, at: new Date(last.at).toISOString() }
            : null
        },
      },
      { full: query.full === 'true' },
    ),
  )
}
