/**
 * Who Cloudflare Access has signed in, by the assertion that it puts on each request. It is
 * believed only under a key of the configured team, for the configured application.
 */
import { createRemoteJWKSet, customFetch, errors, jwtVerify } from 'jose'
import type { Principal, Scope } from '#shared/contracts/access.ts'
import { fail, type Failure, ok, type Result } from '#shared/contracts/problem.ts'
import type { Env } from '../env.ts'

export type TeamSettings = Pick<
  Env,
  'ACCESS_TEAM_DOMAIN' | 'ACCESS_AUDIENCE' | 'ACCESS_ADMINS' | 'ACCESS_WRITERS'
>

/** How long the team's keys may take to come, in ms. */
const KEYS_TIMEOUT_MS = 10_000
/** How often at most a key that is not known has the keys fetched again, in ms. */
const REFETCH_MS = 30_000
/** How long fetched keys are used, in ms. The team changes its keys every six weeks. */
const KEYS_MAX_AGE_MS = 60 * 60_000
/** How much the clocks may differ, in seconds. */
const CLOCK_SECONDS = 30

const HOST = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i

const namesIn = (list = ''): string[] =>
  list
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean)

/** Everybody who was let in reads; what else somebody may do is configured by e-mail address. */
const scopeOf = (email: string, { ACCESS_ADMINS, ACCESS_WRITERS }: TeamSettings): Scope => {
  if (namesIn(ACCESS_ADMINS).includes(email)) return 'admin'
  return namesIn(ACCESS_WRITERS).includes(email) ? 'writer' : 'reader'
}

/** Faults of the assertion itself. Any other one is of the way to the keys. */
const FAULTS_OF_ASSERTION = [
  errors.JWTExpired,
  errors.JWTClaimValidationFailed,
  errors.JWTInvalid,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
]

const failureOf = (error: unknown): Failure =>
  FAULTS_OF_ASSERTION.some((kind) => error instanceof kind)
    ? fail('unauthorized', 'The assertion of Cloudflare Access is not valid here.')
    : fail('service_unavailable', 'The keys of Cloudflare Access could not be read.', {
        retry_after_seconds: 5,
      })

export type AssertionVerifier = (assertion: string) => Promise<Result<Principal>>

/** Whether both settings are there, without which no assertion is looked at. */
export const usesCloudflareAccess = (settings: TeamSettings): boolean =>
  Boolean(settings.ACCESS_TEAM_DOMAIN && settings.ACCESS_AUDIENCE)

/** Verifies assertions under the keys of a team, which it keeps and fetches again when needed. */
export const assertionVerifier = (
  settings: TeamSettings,
  fetchKeys: typeof fetch = (input, init) => fetch(input, init),
): AssertionVerifier => {
  const { ACCESS_TEAM_DOMAIN: team = '', ACCESS_AUDIENCE: audience = '' } = settings
  if (!HOST.test(team) || audience === '')
    return async () => fail('service_unavailable', 'ACCESS_TEAM_DOMAIN is not a name of a host.')
  const issuer = `https://${team}`
  const keys = createRemoteJWKSet(new URL(`${issuer}/cdn-cgi/access/certs`), {
    timeoutDuration: KEYS_TIMEOUT_MS,
    cooldownDuration: REFETCH_MS,
    cacheMaxAge: KEYS_MAX_AGE_MS,
    [customFetch]: fetchKeys,
  })
  return async (assertion) => {
    try {
      const { payload } = await jwtVerify(assertion, keys, {
        issuer,
        audience,
        algorithms: ['RS256'],
        clockTolerance: CLOCK_SECONDS,
        requiredClaims: ['exp', 'iat'],
      })
      const email = typeof payload.email === 'string' ? payload.email.trim().toLowerCase() : ''
      if (email === '' || payload.exp === undefined)
        return fail('unauthorized', 'The assertion of Cloudflare Access names no e-mail address.')
      return ok({
        kind: 'cloudflare_access',
        id: `cloudflare_access:${email}`,
        name: email,
        scopes: [scopeOf(email, settings)],
        expires_at: new Date(payload.exp * 1_000).toISOString(),
      })
    } catch (error) {
      return failureOf(error)
    }
  }
}

/** An isolate has the same bindings throughout, and keeps the keys that it has fetched. */
const verifiers = new WeakMap<object, AssertionVerifier>()

export const verifierOf = (env: TeamSettings): AssertionVerifier => {
  const verify = verifiers.get(env) ?? assertionVerifier(env)
  verifiers.set(env, verify)
  return verify
}
