/** The exchange as an HTTP server on a free port of 127.0.0.1. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { listingNamed } from './listing.ts'
import { createBoard, textOf } from './board.ts'
import type { Protocol } from './answer.ts'
import { answerControl } from './control-route.ts'
import type { Exchange, ExchangeOptions, Meant } from './exchange.ts'
import { type ExchangeFault, FAULTS, RETRY_AFTER, send } from './faults.ts'
import { tencentLines } from './tencent.ts'
import { yahooCookie, yahooPrices } from './yahoo.ts'

/** The protocols, by the host that a call was meant for. */
const PROTOCOLS: Record<string, Protocol> = {
  'qt.gtimg.cn': tencentLines,
  'fc.yahoo.com': yahooCookie,
  'query1.finance.yahoo.com': yahooPrices,
  'query2.finance.yahoo.com': yahooPrices,
}

/**
 * The URL that the host would have got, from `/{host}/{path}`; null when the path has another form.
 */
const meantUrl = (path: string): URL | null => {
  const [, host = '', rest = ''] = /^\/([a-z0-9.]+)(\/.*)$/.exec(path) ?? []
  return host && URL.canParse(`https://${host}${rest}`) ? new URL(`https://${host}${rest}`) : null
}

const NOTHING = { error: 'the simulated exchange does not speak this' }

export const startExchange = async (options: ExchangeOptions = {}): Promise<Exchange> => {
  const board = createBoard(options.clock ?? (() => new Date()))
  let [delayMs, fault, retryAfter, out]: [number, ExchangeFault | null, number, boolean] = [
    0,
    null,
    RETRY_AFTER,
    false,
  ]
  let [calls, sessions, symbols] = [0, 0, 0]
  const askedOf = new Map<string, number>()

  const count = (asked: readonly string[] | null): void => {
    if (!asked) sessions += 1
    else {
      calls += 1
      symbols += asked.length
      for (const id of asked) askedOf.set(id, (askedOf.get(id) ?? 0) + 1)
    }
  }
  /** Faults and delays apply only to answers with prices. An outage applies to every answer. */
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = meantUrl(request.url ?? '')
    const protocol = url && Object.hasOwn(PROTOCOLS, url.host) ? PROTOCOLS[url.host] : undefined
    const answered =
      url && request.method === 'GET'
        ? protocol?.(url, { cookie: request.headers.cookie ?? '' }, board)
        : null
    if (!answered) return send(response, 404, JSON.stringify(NOTHING))
    const { status, type, body, headers, asked } = answered
    count(asked)
    if (asked && delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs).unref())
    if (asked && fault)
      return FAULTS[fault](
        response,
        typeof body === 'string' ? new TextEncoder().encode(body) : body,
        { retryAfter },
      )
    send(response, status, body, { 'content-type': type, ...headers })
  }

  const server = createServer((request, response) => {
    if (request.url === '/control') void answerControl(request, response, exchange, state)
    else if (out) response.socket?.destroy()
    else void answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('the server has no port')

  const state = () => ({
    simulated: true,
    now: board.now().toISOString(),
    delay_ms: delayMs,
    fault,
    outage: out,
    frozen: board.frozen(),
    prices: board.setPrices(),
    missing: board.missed(),
    calls,
    sessions,
    symbols,
    asked: Object.fromEntries(askedOf),
  })
  const exchange: Exchange = {
    url: `http://127.0.0.1:${address.port}`,
    calls: () => calls,
    sessions: () => sessions,
    symbols: () => symbols,
    asked: (id) => askedOf.get(id) ?? 0,
    resetCounts() {
      ;[calls, sessions, symbols] = [0, 0, 0]
      askedOf.clear()
    },
    delay(ms) {
      delayMs = ms
    },
    fault(kind, seconds = RETRY_AFTER) {
      ;[fault, retryAfter] = [kind, seconds]
    },
    outage(on) {
      out = on
    },
    freeze: board.freeze,
    setPrice: board.setPrice,
    missing: board.missing,
    clock: { now: board.now, advance: board.advance },
    meant: (id) => meantOf(id),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  const meantOf = (id: string): Meant | null => {
    const listing = listingNamed(id)
    const now = listing && board.trading(listing.market, listing.symbol, board.now())
    if (!now) return null
    return {
      currency: now.listing.currency,
      price: textOf(now.price),
      open: textOf(now.open),
      high: textOf(now.high),
      low: textOf(now.low),
      previous_close: textOf(now.previousClose),
      volume: String(now.volume),
      turnover: textOf(now.turnover),
      quoted_at: new Date(now.second * 1_000).toISOString(),
    }
  }
  return exchange
}
