/** Whether the caller of a route may use it. */
import { fail, type Failure } from '#shared/contracts/problem.ts'
import type { Access } from '#shared/contracts/route.ts'
import type { Env } from '../env.ts'
import { refuseUnlessAdmin } from './admin-token.ts'

/** What each kind of access asks for. There are no accounts yet, so most of it is open. */
const ASKS_FOR = {
  public: 'nothing',
  reader: 'nothing',
  writer: 'nothing',
  admin: 'admin_token',
  internal: 'impossible',
} as const satisfies Record<Access, 'nothing' | 'admin_token' | 'impossible'>

/** Null when the caller may use a route of this access. An internal route does not exist outside. */
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
