/** The one place that accepts or refuses a request to a route of the contracts. */
import type { Principal } from '#shared/contracts/access.ts'
import { type Failure, ok, type Result } from '#shared/contracts/problem.ts'
import type { Env } from '../env.ts'
import { grantAccess } from './access.ts'
import { refuseUnlessFront } from './front-token.ts'
import { refuseHost } from './hosts.ts'
import type { GateEnv } from './identify.ts'
import { type GatedRoute, refuseContentType, refuseForeign } from './same-origin.ts'

/**
 * Null when the request names a host that this gateway answers for and, where a front is set up,
 * came through the front.
 */
export const refuseAddress = (
  request: Request,
  env: Pick<Env, 'FRONT_TOKEN' | 'PUBLIC_HOSTS'>,
): Failure | null =>
  refuseHost(request, env.PUBLIC_HOSTS) ?? refuseUnlessFront(request.headers, env.FRONT_TOKEN)

/** Who makes a request that may reach its service; null where nobody is asked. */
export const admit = async (
  request: Request,
  route: GatedRoute,
  env: GateEnv,
): Promise<Result<Principal | null>> => {
  const foreign = refuseAddress(request, env) ?? refuseForeign(request, route)
  if (foreign) return foreign
  const granted = await grantAccess(route.access, request, env)
  if (!granted.ok) return granted
  return refuseContentType(request, route) ?? ok(granted.data)
}
