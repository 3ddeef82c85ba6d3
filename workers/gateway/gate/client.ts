/** Finds the client that a request is counted for. */
import type { Env } from '../env.ts'

/**
 * Returns the address of the client if the platform states it. Elsewhere a client could invent the
 * header, and a Worker does not see the socket; then all clients share one count.
 */
export const clientOf = (headers: Headers, env: Pick<Env, 'BEHIND_CLOUDFLARE'>): string =>
  (env.BEHIND_CLOUDFLARE === 'true' && headers.get('cf-connecting-ip')) || 'all'
