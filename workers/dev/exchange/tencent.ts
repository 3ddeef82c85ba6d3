/**
 * Tencent's quote lines, `qt.gtimg.cn/q=sh600519,hk00700,usAAPL`: they are in GBK, their fields are
 * known by position, and their units differ by market.
 */
import iconv from 'iconv-lite'
import { DateTime } from 'luxon'
import { parseSymbol } from '#shared/symbol.ts'
import { MARKET_ZONES } from '../../aggregator/time/market-time.ts'
import type { Protocol } from './answer.ts'
import { type Board, textOf, type Trading } from './board.ts'
import { LOT } from './listing.ts'

type TencentMarket = 'CN' | 'HK' | 'US'
const PREFIXES: Record<string, TencentMarket> = { sh: 'CN', sz: 'CN', bj: 'CN', hk: 'HK', us: 'US' }
const LENGTHS: Record<TencentMarket, number> = { CN: 88, HK: 78, US: 73 }
const TIMES: Record<TencentMarket, string> = {
  CN: 'yyyyMMddHHmmss',
  HK: 'yyyy/MM/dd HH:mm:ss',
  US: 'yyyy-MM-dd HH:mm:ss',
}
const CURRENCY_AT: Record<TencentMarket, number> = { CN: 82, HK: 75, US: 35 }
const TEN_THOUSAND = 10_000

/** `sh600519` -> CN, 600519.SH. The case of the letters and every digit must be exact. */
const instrumentOf = (code: string): { market: TencentMarket; symbol: string } | null => {
  const [prefix, rest] = [code.slice(0, 2), code.slice(2)]
  const market = PREFIXES[prefix]
  const symbol = market === 'CN' ? `${rest}.${prefix.toUpperCase()}` : rest
  const parsed = market && parseSymbol(market, symbol)
  return market && parsed?.ok && parsed.data === symbol ? { market, symbol } : null
}

/**
 * For A-shares the volume is in lots and the turnover is in ten thousands of yuan. The volume of
 * the STAR board is in single shares. All other markets use single shares and single units of the
 * currency.
 */
const lineOf = (code: string, market: TencentMarket, now: Trading): string => {
  const { price, previousClose, open, high, low, listing } = now
  const volume = market === 'CN' && !/^sh68[89]/.test(code) ? now.volume / LOT : now.volume
  const turnover = textOf(market === 'CN' ? now.turnover / TEN_THOUSAND : now.turnover)
  const bare = code.slice(2)
  const fields: Record<number, string | number> = {
    0: market === 'US' ? 200 : market === 'HK' ? 100 : 1,
    1: `模拟证券${bare}`,
    2: market === 'US' ? `${bare}.OQ` : bare,
    3: textOf(price),
    4: textOf(previousClose),
    5: textOf(open),
    6: volume,
    30: DateTime.fromSeconds(now.second, { zone: MARKET_ZONES[market] }).toFormat(TIMES[market]),
    31: textOf(price - previousClose),
    32: ((price / previousClose - 1) * 100).toFixed(2),
    33: textOf(high),
    34: textOf(low),
    36: volume,
    37: turnover,
    [CURRENCY_AT[market]]: listing.currency,
  }
  return `v_${code}="${Array.from({ length: LENGTHS[market] }, (_, at) => fields[at] ?? '').join('~')}";\n`
}

const NONE = 'v_pv_none_match="1";\n'

export const tencentLines: Protocol = (url, _, board: Board) => {
  const codes = /^\/q=([A-Za-z0-9.,]+)$/.exec(url.pathname)?.[1]?.split(',')
  if (!codes) return null
  const at = board.now()
  const asked: string[] = []
  const lines = codes.map((code) => {
    const found = instrumentOf(code)
    if (found) asked.push(`${found.market}:${found.symbol}`)
    const now = found && board.trading(found.market, found.symbol, at)
    return now ? lineOf(code, found.market, now) : ''
  })
  return {
    status: 200,
    type: 'text/html; charset=GBK',
    body: iconv.encode(lines.join('') || NONE, 'gbk'),
    asked,
  }
}
