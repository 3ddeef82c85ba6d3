/**
 * Yahoo's calls for prices: the chart of the last days, which needs no key, and the list of quotes,
 * which needs a cookie and a crumb.
 */
import { MARKET_ZONES } from '../../aggregator/time/market-time.ts'
import { fromYahoo } from '../../aggregator/providers/yahoo/symbol.ts'
import { instrumentId } from '#shared/symbol.ts'
import type { ExchangeAnswer, Protocol } from './answer.ts'
import type { Board, Trading } from './board.ts'
import { POINTS } from './listing.ts'

const COOKIE = 'A3=d=simulated'
const CRUMB = 'simulated.crumb'

const json = (status: number, body: unknown, asked: ExchangeAnswer['asked']): ExchangeAnswer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(body),
  asked,
})
const refused = (
  envelope: string,
  code: string,
  description: string,
  status: number,
  asked: ExchangeAnswer['asked'],
): ExchangeAnswer =>
  json(status, { [envelope]: { result: null, error: { code, description } } }, asked)

const amount = (points: number): number => points / POINTS
const idOf = (spelled: string): string[] => {
  const found = fromYahoo(spelled)
  return found ? [instrumentId(found.market, found.symbol)] : []
}

/** An empty page that sets the cookie. */
export const yahooCookie: Protocol = (url) =>
  url.pathname === '/'
    ? {
        status: 404,
        type: 'text/html',
        body: '',
        headers: { 'set-cookie': `${COOKIE}; Path=/; Secure` },
        asked: null,
      }
    : null

/** The fields that the chart and the list have in common. Both give times in whole seconds. */
const common = ({ listing, second, price, high, low, volume }: Trading, symbol: string) => ({
  symbol,
  currency: listing.currency,
  longName: listing.symbol,
  shortName: listing.symbol,
  exchangeTimezoneName: MARKET_ZONES[listing.market],
  regularMarketTime: second,
  regularMarketPrice: amount(price),
  regularMarketDayHigh: amount(high),
  regularMarketDayLow: amount(low),
  regularMarketVolume: volume,
})

const PERCENT_DIGITS = 5
const rowOf = (now: Trading, symbol: string) => ({
  ...common(now, symbol),
  quoteType: 'EQUITY',
  exchangeDataDelayedBy: 0,
  regularMarketOpen: amount(now.open),
  regularMarketPreviousClose: amount(now.previousClose),
  regularMarketChange: amount(now.price - now.previousClose),
  regularMarketChangePercent: Number(
    ((now.price / now.previousClose - 1) * 100).toFixed(PERCENT_DIGITS),
  ),
})

const list = (symbols: string, board: Board): ExchangeAnswer => {
  const at = board.now()
  const spelled = symbols.split(',')
  const result = spelled.flatMap((symbol) => {
    const found = fromYahoo(symbol)
    const now = found && board.trading(found.market, found.symbol, at)
    return now ? [rowOf(now, symbol)] : []
  })
  return json(200, { quoteResponse: { result, error: null } }, spelled.flatMap(idOf))
}

const MOST_DAYS = 30

/** Daily bars of the last days. Today's bar is the last. */
const chart = (symbol: string, range: number, board: Board): ExchangeAnswer => {
  const found = fromYahoo(symbol)
  const days = found && board.days(found.market, found.symbol, board.now(), range)
  const today = days?.at(-1)
  if (!days || !today)
    return refused('chart', 'Not Found', 'No data found, symbol may be delisted', 404, idOf(symbol))
  const series = (of: 'open' | 'high' | 'low' | 'price') => days.map((day) => amount(day[of]))
  const quote = {
    open: series('open'),
    high: series('high'),
    low: series('low'),
    close: series('price'),
    volume: days.map(({ volume }) => volume),
  }
  const meta = {
    ...common(today, symbol),
    instrumentType: 'EQUITY',
    dataGranularity: '1d',
    range: `${range}d`,
    priceHint: 2,
  }
  return json(
    200,
    {
      chart: {
        result: [
          { meta, timestamp: days.map(({ midnight }) => midnight), indicators: { quote: [quote] } },
        ],
        error: null,
      },
    },
    idOf(symbol),
  )
}

export const yahooPrices: Protocol = (url, { cookie }, board) => {
  const [, spelled] = /^\/v8\/finance\/chart\/([A-Z0-9.-]+)$/.exec(url.pathname) ?? []
  const range = Number(/^(\d{1,2})d$/.exec(url.searchParams.get('range') ?? '')?.[1])
  const daily = url.searchParams.get('interval') === '1d'
  if (spelled && daily && range >= 1 && range <= MOST_DAYS) return chart(spelled, range, board)
  if (url.pathname === '/v1/test/getcrumb')
    return cookie.includes(COOKIE)
      ? { status: 200, type: 'text/plain', body: CRUMB, asked: null }
      : refused('finance', 'Unauthorized', 'Invalid Cookie', 401, null)
  const symbols = url.searchParams.get('symbols')
  if (url.pathname !== '/v7/finance/quote' || !symbols) return null
  const inSession = cookie.includes(COOKIE) && url.searchParams.get('crumb') === CRUMB
  return inSession
    ? list(symbols, board)
    : refused('finance', 'Unauthorized', 'Invalid Crumb', 401, null)
}
