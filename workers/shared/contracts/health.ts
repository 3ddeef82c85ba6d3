/**
 * The probe that every service answers. A service that depends on a store or the database asks it
 * for as little as shows that it works.
 */
import { z } from 'zod'
import type { Route } from './route.ts'

export const healthRoute = {
  method: 'GET',
  path: '/api/v1/health',
  access: 'internal',
  summary: 'Whether the service and what it depends on work',
  response: z.object({ status: z.literal('ok') }),
} as const satisfies Route

export const HEALTHY = { status: 'ok' } as const
