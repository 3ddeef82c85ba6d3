/** Decides whether a caller may use a route. */
import type { Principal, Scope } from '#shared/contracts/access.ts'
import { fail, type Failure, ok, type Result } from '#shared/contracts/problem.ts'
import type { Access } from '#shared/contracts/route.ts'
import { type GateEnv, identify } from './identify.ts'

/** The scopes with which a route of each access may be used; null where nobody is asked. */
const SCOPES_OF = {
  public: null,
  reader: ['reader', 'writer', 'admin'],
  writer: ['writer', 'admin'],
  metrics: ['metrics', 'admin'],
  admin: ['admin'],
  internal: [],
} as const satisfies Record<Access, readonly Scope[] | null>

const refuseScopes = (
  access: Exclude<Access, 'public' | 'internal'>,
  principal: Principal,
): Failure | null => {
  const needed: readonly Scope[] = SCOPES_OF[access]
  return principal.scopes.some((scope) => needed.includes(scope))
    ? null
    : fail('scope_missing', `This needs the scope ${access}, which ${principal.name} has not got.`)
}

/**
 * Who uses a route with this access; null where nobody is asked. A principal of a few seconds ago
 * will do for reading alone. For a caller from outside, an internal route does not exist.
 */
export const grantAccess = async (
  access: Access,
  request: Request,
  env: GateEnv,
): Promise<Result<Principal | null>> => {
  if (access === 'public') return ok(null)
  if (access === 'internal') return fail('route_not_found', 'There is no such route.')
  const found = await identify(request, env, { lately: access === 'reader' })
  if (!found.ok) return found
  if (found.data === null)
    return fail('sign_in_required', 'Sign in, or send Authorization: Bearer with a token.')
  return refuseScopes(access, found.data) ?? found
}
