/** Finds out who makes a request. */
import type { Principal } from '#shared/contracts/access.ts'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import { sha256Hex } from '#shared/hash.ts'
import { ADMINISTRATOR } from '#shared/http/principal.ts'
import type { Env } from '../env.ts'
import { principalStore } from '../principals/store-client.ts'
import { isMeantAsToken, isSessionForm, isTokenForm } from '../principals/secrets.ts'
import { noteFailure, refuseGuessing } from './attempts.ts'
import { isSame } from './constant-time.ts'
import { type TeamSettings, verifierOf } from './cloudflare-access.ts'
import { type Credential, credentialOf } from './credential.ts'
import { recall, remember } from './remembered.ts'

export type GateEnv = Pick<
  Env,
  | 'ADMIN_TOKEN'
  | 'BEHIND_CLOUDFLARE'
  | 'OPEN_ACCESS'
  | 'PRINCIPALS'
  | 'FRONT_TOKEN'
  | 'PUBLIC_HOSTS'
> &
  TeamSettings

/** Whoever has the administrator token of the deployment. */
export const OPERATOR: Principal = {
  kind: 'operator',
  id: 'operator',
  name: ADMINISTRATOR,
  scopes: ['admin'],
  expires_at: null,
}

/** Whoever comes to a stack that was started to be open. The administrator still signs in. */
export const ANYBODY: Principal = {
  kind: 'open',
  id: 'open',
  name: 'anybody',
  scopes: ['writer'],
  expires_at: null,
}

/**
 * A stack is opened on one machine only: where the platform brings the clients, nobody opens it.
 */
export const isOpen = ({
  OPEN_ACCESS,
  BEHIND_CLOUDFLARE,
}: Pick<Env, 'OPEN_ACCESS' | 'BEHIND_CLOUDFLARE'>): boolean =>
  OPEN_ACCESS === 'true' && BEHIND_CLOUDFLARE !== 'true'

const WHY = {
  unknown: 'is not known here',
  expired: 'has expired',
  revoked: 'was revoked',
} as const

const invalid = (what: 'token' | 'session', state: keyof typeof WHY) =>
  fail('unauthorized', `The ${what} ${WHY[state]}. Sign in anew, or send a valid token.`)

const kept = async (
  env: GateEnv,
  what: 'token' | 'session',
  secret: string,
): Promise<Result<Principal>> => {
  try {
    const standing = await principalStore(env).check(what, sha256Hex(secret))
    return standing.state === 'valid' ? ok(standing.principal) : invalid(what, standing.state)
  } catch {
    return fail('service_unavailable', 'The store of sessions and tokens did not answer.', {
      retry_after_seconds: 2,
    })
  }
}

const operatorBy = async (secret: string, expected = ''): Promise<Result<Principal>> => {
  if (expected === '')
    return fail(
      'unauthorized',
      'This is no API token, and no administrator token is set on this gateway (ADMIN_TOKEN).',
    )
  return (await isSame(secret, expected))
    ? ok(OPERATOR)
    : fail('unauthorized', 'This is neither an API token nor the administrator token.')
}

const bearer = async (secret: string, env: GateEnv): Promise<Result<Principal>> => {
  if (!isMeantAsToken(secret)) return operatorBy(secret, env.ADMIN_TOKEN)
  return isTokenForm(secret)
    ? kept(env, 'token', secret)
    : fail('unauthorized', 'The token is not whole: its check sum does not fit.')
}

const byCredential = async (
  credential: Credential,
  headers: Headers,
  env: GateEnv,
): Promise<Result<Principal>> => {
  switch (credential.kind) {
    case 'malformed':
      return fail('unauthorized', 'Send Authorization: Bearer with a token.')
    case 'session':
      return isSessionForm(credential.secret)
        ? kept(env, 'session', credential.secret)
        : invalid('session', 'unknown')
    case 'assertion':
      return verifierOf(env)(credential.secret)
    case 'bearer': {
      const guessing = refuseGuessing(headers, env)
      if (guessing) return guessing
      const found = await bearer(credential.secret, env)
      if (!found.ok && found.reason === 'unauthorized') noteFailure(headers, env)
      return found
    }
  }
}

/**
 * Null for nobody in particular. `lately`: a principal that was looked up a few seconds ago will
 * do. An open stack takes a browser whose session has ended as anybody.
 */
export const identify = async (
  request: Request,
  env: GateEnv,
  { lately }: { lately: boolean },
): Promise<Result<Principal | null>> => {
  const anybody = isOpen(env) ? ANYBODY : null
  const credential = credentialOf(request, env)
  if (credential === null) return ok(anybody)
  const secret = credential.kind === 'malformed' ? '' : credential.secret
  const now = Date.now()
  const known = lately ? recall(env, secret, now) : null
  if (known) return ok(known)
  const found = await byCredential(credential, request.headers, env)
  if (found.ok) remember(env, secret, found.data, now)
  else if (anybody && credential.kind === 'session') return ok(anybody)
  return found
}
