/** `daily_basic` of one day: shares and values in ten thousands. */
import { z } from 'zod'
import { cnCurrency, readCn } from '#shared/symbol-cn.ts'
import { decimalOf } from '#shared/units/decimal.ts'
import { money, shares as shareCount } from '#shared/units/scale.ts'
import type { BulkCapability, MarketDayRow } from '../../../model/bulk.ts'
import { capFactor } from '../../../metrics/cap-factor.ts'
import { wholeCrawl } from '../../crawl.ts'
import { malformed } from '../../statement-row.ts'
import { compact } from '../codes.ts'
import { dateCell, optionalNumber } from '../table.ts'
import { firstPart, tablePage } from './pages.ts'

const API = 'daily_basic'
const rowSchema = z.object({
  ts_code: z.string().min(1).max(20),
  trade_date: dateCell,
  close: optionalNumber,
  pe: optionalNumber,
  pe_ttm: optionalNumber,
  pb: optionalNumber,
  ps_ttm: optionalNumber,
  total_share: optionalNumber,
  total_mv: optionalNumber,
})
type DailyRow = z.infer<typeof rowSchema>

const figure = (value: number | null): string | undefined =>
  value === null ? undefined : decimalOf(value)
const checksOf = (row: DailyRow): MarketDayRow['checks'] =>
  Object.fromEntries(
    Object.entries({
      pe_ttm: figure(row.pe_ttm),
      pe_static: figure(row.pe),
      pb: figure(row.pb),
      ps_ttm: figure(row.ps_ttm),
    }).filter(([, value]) => value !== undefined),
  )

const marketRow = (row: DailyRow, symbol: string, close: number): MarketDayRow => {
  const currency = cnCurrency(symbol)
  const cap = row.total_mv === null ? null : money(row.total_mv, '万元', currency).value
  const shares = row.total_share === null ? null : shareCount(row.total_share, '万股').value
  const factor = capFactor(Number(cap ?? 0), close, Number(shares ?? 0))
  return {
    instrument: `CN:${symbol}`,
    close: decimalOf(close),
    currency,
    shares,
    market_cap: cap,
    checks: checksOf(row),
    flags: factor === null ? [] : ['cap_factor'],
    cap_factor: factor,
  }
}

export const marketDay: BulkCapability<MarketDayRow> = {
  markets: ['CN'],
  least: { CN: 4_500 },
  parts: () => [firstPart(API)],
  fetch: ({ target }, part, context) =>
    tablePage(context, API, { trade_date: compact(target) }, Object.keys(rowSchema.shape), part),
  async toRows({ target }, taken) {
    const crawl = await wholeCrawl(
      `tushare ${API}`,
      taken,
      (row) => rowSchema.safeParse(row),
      (read) => (read.success ? read.data.ts_code : ''),
    )
    if (!crawl.ok) return crawl
    const rows: MarketDayRow[] = []
    const unread: string[] = []
    for (const read of crawl.rows) {
      if (!read.success)
        return malformed('tushare', `${API} ${read.error.issues[0]?.path.join('.')}`)
      const { ts_code, trade_date, close } = read.data
      if (trade_date !== target) return malformed('tushare', `${API} trade_date`)
      const symbol = readCn(ts_code)
      if (symbol === null) unread.push(`${ts_code}: no share of the mainland`)
      else if (!close || close < 0) unread.push(`${ts_code}: no price`)
      else rows.push(marketRow(read.data, symbol, close))
    }
    return { ok: true, rows, unread }
  },
}
