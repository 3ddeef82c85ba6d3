/**
 * Closes of a whole market in batch calls: the quote lines after the close. Each line has its
 * currency, the shares and the market value. A line of another day (a share that is suspended) is
 * left out: its price is not of the day that is asked for.
 */
import { z } from 'zod'
import type { Market } from '#shared/names.ts'
import type { BulkCapability, BulkPart, CheckedMultiple, MarketDayRow } from '../../model/bulk.ts'
import type { ProviderContext, ProviderResult } from '../../model/provider.ts'
import { capFactor } from '../../metrics/cap-factor.ts'
import { marketDate } from '../../time/market-time.ts'
import { wholeCrawl } from '../crawl.ts'
import { malformed } from '../statement-row.ts'
import { quoteLines, tencentCode } from './client.ts'
import { fieldsByCode, readQuoteLine, type TencentQuoteLine } from './quote-line.ts'

/** Lines in one call; proxies cut longer addresses. */
const LINES = 60

const rowSchema = z.object({
  symbol: z.string().max(20),
  price: z.string().nullable(),
  currency: z.string().nullable(),
  quoted_at: z.string().nullable(),
  shares: z.string().nullable(),
  market_cap: z.string().nullable(),
  checks: z.record(z.string(), z.string()),
})
type ClosingRow = z.infer<typeof rowSchema>

const CHECKS: readonly CheckedMultiple[] = ['pe_ttm', 'pe_static', 'pb']

const closing = (symbol: string, line: TencentQuoteLine | null): ClosingRow => {
  const figureOf = (concept: string): string | null =>
    [...(line?.counts ?? []), ...(line?.multiples ?? [])].find(
      (figure) => figure.concept === concept,
    )?.value ?? null
  return {
    symbol,
    price: line?.quote.price ?? null,
    currency: line?.quote.currency ?? null,
    quoted_at: line?.quote.quoted_at ?? null,
    shares: figureOf('shares_outstanding'),
    market_cap: figureOf('market_cap'),
    checks: Object.fromEntries(
      CHECKS.flatMap((name) => {
        const value = figureOf(name)
        return value === null ? [] : [[name, value]]
      }),
    ),
  }
}

/** A part names its symbols, so that it stays the same when the list of the market changes. */
const partsOf = (symbols: readonly string[]): string[] =>
  Array.from({ length: Math.ceil(symbols.length / LINES) }, (_, at) =>
    symbols.slice(at * LINES, (at + 1) * LINES).join(','),
  )

const closesOf = async (
  market: Market,
  part: string,
  context: ProviderContext,
): Promise<ProviderResult<BulkPart>> => {
  const symbols = part.split(',')
  const answer = await quoteLines(
    symbols.map((symbol) => tencentCode(market, symbol)),
    context,
  )
  if (!answer.ok) return answer
  const { text } = answer.data
  if (!text.trimEnd().endsWith(';'))
    return malformed('tencent', 'the last quote line, which is cut')
  const lines = fieldsByCode(text)
  if (lines.size === 0 && !text.includes('v_pv_none_match'))
    return malformed('tencent', 'the answer holds no quote line')
  const rows = symbols.map((symbol) => {
    const code = tencentCode(market, symbol)
    const fields = lines.get(code)
    const line = fields && readQuoteLine(market, code, fields)
    // A line that cannot be read, or of another share, does not affect the other lines.
    return closing(symbol, line?.ok && line.data.subject.symbol === symbol ? line.data : null)
  })
  return { ok: true, data: { rows, count: null, next: [] } }
}

const marketRow = (market: Market, row: ClosingRow, close: string): MarketDayRow => {
  const factor = capFactor(Number(row.market_cap ?? 0), Number(close), Number(row.shares ?? 0))
  return {
    instrument: `${market}:${row.symbol}`,
    close,
    currency: row.currency ?? '',
    shares: row.shares,
    market_cap: row.market_cap,
    checks: row.checks,
    flags: factor === null ? [] : ['cap_factor'],
    cap_factor: factor,
  }
}

export const marketDay: BulkCapability<MarketDayRow> = {
  markets: ['CN', 'HK', 'US'],
  // Of the shares that are asked for, some are suspended or have gone.
  least: { CN: 4_000, HK: 1_500, US: 4_000 },
  undated: true,
  parts: ({ symbols }) => partsOf(symbols),
  fetch: ({ market }, part, context) => closesOf(market, part, context),
  async toRows({ market, target }, taken) {
    const crawl = await wholeCrawl(
      'tencent quotes',
      taken,
      (row) => rowSchema.parse(row),
      ({ symbol }) => symbol,
    )
    if (!crawl.ok) return crawl
    const rows: MarketDayRow[] = []
    const unread: string[] = []
    for (const row of crawl.rows) {
      const { symbol, price, quoted_at } = row
      if (price === null || quoted_at === null) unread.push(`${symbol}: no price`)
      else if (marketDate(quoted_at, market) !== target)
        unread.push(`${symbol}: its price is of ${marketDate(quoted_at, market)}`)
      else rows.push(marketRow(market, row, price))
    }
    return { ok: true, rows, unread }
  },
}
