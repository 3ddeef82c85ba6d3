/**
 * `RPT_VALUEANALYSIS_DET`: close, shares, market value and multiples of every A-share on one day,
 * past days too. Amounts are in yuan.
 */
import { z } from 'zod'
import { cnCurrency, readCn } from '#shared/symbol-cn.ts'
import { decimalOf } from '#shared/units/decimal.ts'
import type { BulkCapability, CheckedMultiple, MarketDayRow } from '../../../model/bulk.ts'
import { capFactor } from '../../../metrics/cap-factor.ts'
import { wholeCrawl } from '../../crawl.ts'
import { malformed } from '../../statement-row.ts'
import { dayOf, optionalNumber, unreadable } from '../fields.ts'
import { type MarketReport, reportPage } from './pages.ts'

const CHECKS: Record<CheckedMultiple, 'PE_TTM' | 'PE_LAR' | 'PB_MRQ' | 'PS_TTM' | 'PCF_OCF_TTM'> = {
  pe_ttm: 'PE_TTM',
  pe_static: 'PE_LAR',
  pb: 'PB_MRQ',
  ps_ttm: 'PS_TTM',
  pcf_ttm: 'PCF_OCF_TTM',
}

const rowSchema = z.object({
  SECURITY_CODE: z.string().max(20),
  TRADE_DATE: z.string().max(40).nullish(),
  CLOSE_PRICE: optionalNumber,
  TOTAL_MARKET_CAP: optionalNumber,
  TOTAL_SHARES: optionalNumber,
  PE_TTM: optionalNumber,
  PE_LAR: optionalNumber,
  PB_MRQ: optionalNumber,
  PS_TTM: optionalNumber,
  PCF_OCF_TTM: optionalNumber,
})
const NAME = 'RPT_VALUEANALYSIS_DET'
const PAGE_ROWS = 500
const REPORT: Omit<MarketReport, 'filter'> = {
  name: NAME,
  pageRows: PAGE_ROWS,
  columns: Object.keys(rowSchema.shape),
}

type ValuationRow = z.infer<typeof rowSchema>

const marketRow = (row: ValuationRow, symbol: string, close: number): MarketDayRow => {
  const cap = row.TOTAL_MARKET_CAP ?? null
  const shares = row.TOTAL_SHARES ?? null
  const factor = capFactor(cap, close, shares)
  const checks: MarketDayRow['checks'] = {}
  for (const [name, column] of Object.entries(CHECKS) as [
    CheckedMultiple,
    (typeof CHECKS)[CheckedMultiple],
  ][]) {
    const value = row[column]
    if (typeof value === 'number') checks[name] = decimalOf(value)
  }
  return {
    instrument: `CN:${symbol}`,
    close: decimalOf(close),
    currency: cnCurrency(symbol),
    shares: shares === null ? null : decimalOf(shares),
    market_cap: cap === null ? null : decimalOf(cap),
    checks,
    flags: factor === null ? [] : ['cap_factor'],
    cap_factor: factor,
  }
}

export const marketDay: BulkCapability<MarketDayRow> = {
  markets: ['CN'],
  // Some 5,500 A-shares are listed.
  least: { CN: 4_500 },
  parts: () => [`${NAME}:1`],
  fetch: ({ target }, part, context) =>
    reportPage({ ...REPORT, filter: `(TRADE_DATE='${target}')` }, part, context),
  async toRows({ target }, taken) {
    const crawl = await wholeCrawl(
      `eastmoney ${NAME}`,
      taken,
      (row) => rowSchema.safeParse(row),
      (read) => (read.success ? read.data.SECURITY_CODE : ''),
    )
    if (!crawl.ok) return crawl
    const rows: MarketDayRow[] = []
    const unread: string[] = []
    for (const read of crawl.rows) {
      if (!read.success) return unreadable(NAME, read.error)
      const { SECURITY_CODE: code, TRADE_DATE: day, CLOSE_PRICE: close } = read.data
      if (day && dayOf(day) !== target) return malformed('eastmoney', `${NAME} TRADE_DATE`)
      const symbol = readCn(code)
      if (symbol === null) unread.push(`${code}: no share of the mainland`)
      else if (!close || close < 0) unread.push(`${code}: no price`)
      else rows.push(marketRow(read.data, symbol, close))
    }
    return { ok: true, rows, unread }
  },
}
