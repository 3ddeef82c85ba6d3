/** Decides whether a caller may use a route. */
import { fail, type Failure } from '#shared/contracts/problem.ts'
import type { Access } from '#shared/contracts/route.ts'
import type { Env } from '../env.ts'
import { refuseUnlessAdmin } from './admin-token.ts'

/** What each kind of access requires. There are no accounts yet, so most routes are open. */
const ASKS_FOR = {
  public: 'nothing',
  reader: 'nothing',
  writer: 'nothing',
  admin: 'admin_token',
  internal: 'impossible',
} as const satisfies Record<Access, 'nothing' | 'admin_token' | 'impossible'>

/**
 * Null when the caller may use a route with this access. For a caller from outside, an internal
 * route does not exist.
 */
export const refuseAccess = async (
  access: Access,
  headers: Headers,
  env: Pick<Env, 'ADMIN_TOKEN'>,
): Promise<Failure | null> => {
  switch (ASKS_FOR[access]) {
    case 'nothing':
      return null
    case 'admin_token':
      return refuseUnlessAdmin(headers, env.ADMIN_TOKEN)
    case 'impossible':
      return fail('route_not_found', 'There is no such route.')
  }
}
