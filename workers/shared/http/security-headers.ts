/**
 * Security headers that tell a browser to run only our own scripts, to show our pages in no frame,
 * to guess no content type and to send no referrer. Only one other host may be shown in a frame and
 * contacted to see whether it is available: TradingView, for its charts, when a reader chooses
 * them.
 * The gateway sets them on its answers. The files of the build under /assets are served without it,
 * so the build writes the same headers into `_headers` for them.
 */

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

/** Headers on every answer and every file. */
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
