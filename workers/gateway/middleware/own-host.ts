/**
 * Refuses every request to a host name that is not the gateway's, also for the page and its
 * documents.
 */
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '#shared/http/app.ts'
import { problemResponse } from '#shared/http/respond.ts'
import type { Env } from '../env.ts'
import { refuseAddress } from '../gate/admit.ts'

export const ownHost = createMiddleware<AppEnv<Env>>(async (c, next) => {
  const refused = refuseAddress(c.req.raw, c.env)
  if (refused) return problemResponse(refused, c.get('requestId'))
  return next()
})
