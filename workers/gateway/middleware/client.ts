/** Who a request is counted for. */
import type { Env } from '../env.ts'

/**
 * The client's address where the platform states it. Elsewhere the header could be the client's own
 * invention, and a Worker does not see the socket: then all share one count.
 */
export const clientOf = (headers: Headers, env: Pick<Env, 'BEHIND_CLOUDFLARE'>): string =>
  (env.BEHIND_CLOUDFLARE === 'true' && headers.get('cf-connecting-ip')) || 'all'
