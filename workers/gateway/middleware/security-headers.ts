/** Puts the security headers on every answer of the gateway. */
import { createMiddleware } from 'hono/factory'
import { SECURITY_HEADERS } from '#shared/http/security-headers.ts'

const ENTRIES = Object.entries(SECURITY_HEADERS)

/**
 * Status of the answer that hands over a socket. It shows nothing, and its headers cannot be
 * changed.
 */
const SWITCHING_PROTOCOLS = 101

export const setSecurityHeaders = (headers: Headers): void => {
  for (const [name, value] of ENTRIES) headers.set(name, value)
}

export const securityHeaders = createMiddleware(async (c, next) => {
  await next()
  if (c.res.status !== SWITCHING_PROTOCOLS) setSecurityHeaders(c.res.headers)
})
