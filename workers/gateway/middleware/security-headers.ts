/**
 * Security headers that tell a browser to run only our own scripts, to show our pages in no frame,
 * to guess no content type and to send no referrer. Only one other host may be shown in a frame and
 * contacted to see whether it is available: TradingView, for its charts, when a reader chooses
 * them.
 */
import { createMiddleware } from 'hono/factory'

const TRADINGVIEW = 'https://www.tradingview-widget.com'

const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  // Charts and meters set their sizes in style attributes.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  // 'self' also covers WebSockets to our own host.
  `connect-src 'self' ${TRADINGVIEW}`,
  `frame-src ${TRADINGVIEW}`,
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** Headers on every answer of the gateway. */
export const SECURITY_HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=15552000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
}

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
