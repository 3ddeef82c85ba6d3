/** Refuses query parameters at an address that takes none, in the words of every other route. */
import { createMiddleware } from 'hono/factory'
import { healthRoute } from '#shared/contracts/health.ts'
import { type AppEnv, checkInput } from '#shared/http/app.ts'
import { problemResponse } from '#shared/http/respond.ts'
import type { Env } from '../env.ts'

export const noQuery = createMiddleware<AppEnv<Env>>(async (c, next) => {
  // Like the health of a service, these addresses have no input.
  const input = checkInput(healthRoute, new URL(c.req.url).searchParams, {})
  return input.ok ? next() : problemResponse(input, c.get('requestId'))
})
