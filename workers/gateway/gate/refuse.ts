/** The one place that accepts or refuses a request to a route of the contracts. */
import type { Failure } from '#shared/contracts/problem.ts'
import type { Env } from '../env.ts'
import { refuseAccess } from './access.ts'
import { refuseHost } from './hosts.ts'
import { type GatedRoute, refuseContentType, refuseForeign } from './same-origin.ts'

/** Null when the request may reach its service. */
export const refuse = async (
  request: Request,
  route: GatedRoute,
  env: Pick<Env, 'ADMIN_TOKEN' | 'PUBLIC_HOSTS'>,
): Promise<Failure | null> =>
  refuseHost(request, env.PUBLIC_HOSTS) ??
  refuseForeign(request, route) ??
  (await refuseAccess(route.access, request.headers, env)) ??
  refuseContentType(request, route)
