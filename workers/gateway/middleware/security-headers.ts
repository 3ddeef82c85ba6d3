/**
 * What a browser may do with our answers: run our own scripts only, show them in no frame, guess no
 * content type, send no referrer. One other host may be shown in a frame, and asked whether it is
 * there: TradingView's charts, when a reader chooses them.
 */
import { createMiddleware } from 'hono/factory'

const TRADINGVIEW = 'https://www.tradingview-widget.com'

const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  // Charts and meters set their sizes in style attributes.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  // 'self' covers WebSockets to our own host too.
  `connect-src 'self' ${TRADINGVIEW}`,
  `frame-src ${TRADINGVIEW}`,
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** On every answer of the gateway. */
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

/** The answer that hands a socket over shows nothing, and its headers cannot be changed. */
const SWITCHING_PROTOCOLS = 101

export const setSecurityHeaders = (headers: Headers): void => {
  for (const [name, value] of ENTRIES) headers.set(name, value)
}

export const securityHeaders = createMiddleware(async (c, next) => {
  await next()
  if (c.res.status !== SWITCHING_PROTOCOLS) setSecurityHeaders(c.res.headers)
})
