/**
 * What a browser may do with our answers: our own scripts only, no framing, no sniffing, no
 * referrer. One other host may be shown in a frame, and asked whether it is there: TradingView's
 * charts, when a reader chooses them.
 */
import { createMiddleware } from 'hono/factory'
import { secureHeaders } from 'hono/secure-headers'

const TRADINGVIEW = 'https://www.tradingview-widget.com'

const setHeaders = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    // Charts and meters set their sizes in style attributes.
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    // 'self' covers WebSockets to our own host too.
    connectSrc: ["'self'", TRADINGVIEW],
    frameSrc: [TRADINGVIEW],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: 'DENY',
  referrerPolicy: 'no-referrer',
})

/** The answer that hands a socket over shows nothing, and its headers cannot be changed. */
const SWITCHING_PROTOCOLS = 101

export const securityHeaders = createMiddleware(async (c, next) => {
  await next()
  if (c.res.status !== SWITCHING_PROTOCOLS) await setHeaders(c, async () => {})
})
