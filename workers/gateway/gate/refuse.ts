/** The one place that accepts or refuses a request to a route of the contracts. */
import type { Failure } from '#shared/contracts/problem.ts'
import type { Env } from '../env.ts'
import { refuseAccess } from './access.ts'
import { refuseUnlessFront } from './front-token.ts'
import { refuseHost } from './hosts.ts'
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

/** Null when the request may reach its service. */
export const refuse = async (
  request: Request,
  route: GatedRoute,
  env: Pick<Env, 'ADMIN_TOKEN' | 'FRONT_TOKEN' | 'PUBLIC_HOSTS'>,
): Promise<Failure | null> =>
  refuseAddress(request, env) ??
  refuseForeign(request, route) ??
  (await refuseAccess(route.access, request.headers, env)) ??
  refuseContentType(request, route)
