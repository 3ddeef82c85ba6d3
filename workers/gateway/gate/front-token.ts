/**
 * On one machine a front stands before wrangler's local proxy (`dev/front/`), which believes
 * whoever asks it. The front sends a secret with each request, and nothing else is answered, so
 * that a page of another site that finds wrangler's own port gets nowhere. A deployment has no
 * front. Pure.
 */
import { fail, type Failure } from '#shared/contracts/problem.ts'

/** The header that carries the secret of the front. */
export const FRONT_TOKEN_HEADER = 'x-front-token'

/** Null when no front is set, or when the request came through it. */
export const refuseUnlessFront = (headers: Headers, token = ''): Failure | null =>
  token === '' || headers.get(FRONT_TOKEN_HEADER) === token
    ? null
    : fail('host_not_allowed', 'Ask at the address that the start of the system has told.')
