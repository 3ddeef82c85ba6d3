/**
 * Who is listed: `RPT_F10_ORG_BASICINFO` of the mainland with three levels of industry, and
 * `RPT_HKF10_INFO_ORGPROFILE` of Hong Kong.
 */
import { z } from 'zod'
import type { Market } from '#shared/names.ts'
import { parseSymbol } from '#shared/symbol.ts'
import type { BulkCapability, UniverseMember } from '../../../model/bulk.ts'
import { wholeCrawl } from '../../crawl.ts'
import { malformed } from '../../statement-row.ts'
import { dayOf, textOf, unreadable } from '../fields.ts'
import { type MarketReport, reportPage } from './pages.ts'

const text = z.string().max(500).nullish()
const rowSchema = z.object({
  SECURITY_CODE: z.string().max(20),
  SECURITY_NAME_ABBR: text,
  ORG_NAME: text,
  ORG_EN_ABBR: text,
  EM2016: text,
  BELONG_INDUSTRY: text,
  TRADE_MARKET: text,
  LISTING_DATE: text,
})
type UniverseRow = z.infer<typeof rowSchema>
const columns = Object.keys(rowSchema.shape)

const REPORTS: Partial<Record<Market, MarketReport>> = {
  CN: {
    name: 'RPT_F10_ORG_BASICINFO',
    filter: '(SECURITY_TYPE_CODE="058001001")(LISTING_STATE="0")',
    pageRows: 500,
    columns,
  },
  HK: { name: 'RPT_HKF10_INFO_ORGPROFILE', filter: '', pageRows: 100, columns },
}

const member = (market: Market, symbol: string, name: string, row: UniverseRow): UniverseMember => {
  const english = textOf(row.ORG_EN_ABBR)
  const industry = textOf(row.EM2016 ?? row.BELONG_INDUSTRY)
  return {
    instrument: `${market}:${symbol}`,
    names: { zh: name.normalize('NFKC'), ...(english && { en: english }) },
    exchange: textOf(row.TRADE_MARKET),
    industry: industry === null ? null : { scheme: 'eastmoney', name: industry },
    kind: 'share',
    listed_on: dayOf(row.LISTING_DATE),
    delisted_on: null,
    identifiers: {},
  }
}

export const universe: BulkCapability<UniverseMember> = {
  markets: ['CN', 'HK'],
  // Some 5,500 A-shares, and some 2,700 equities in Hong Kong.
  least: { CN: 4_500, HK: 2_000 },
  parts: ({ market }) => [`${REPORTS[market]?.name}:1`],
  async fetch({ market }, part, context) {
    const report = REPORTS[market]
    return report
      ? reportPage(report, part, context)
      : { ok: false, reason: 'bad_request', detail: `eastmoney has no list of ${market}` }
  },
  async toRows({ market }, taken) {
    const name = REPORTS[market]?.name ?? ''
    const crawl = await wholeCrawl(
      `eastmoney ${name}`,
      taken,
      (row) => rowSchema.safeParse(row),
      (read) => (read.success ? read.data.SECURITY_CODE : ''),
    )
    if (!crawl.ok) return crawl
    const rows: UniverseMember[] = []
    const unread: string[] = []
    for (const read of crawl.rows) {
      if (!read.success) return unreadable(name, read.error)
      const symbol = parseSymbol(market, read.data.SECURITY_CODE)
      const called = textOf(read.data.SECURITY_NAME_ABBR) ?? textOf(read.data.ORG_NAME)
      if (!symbol.ok) unread.push(`${read.data.SECURITY_CODE}: no share of ${market}`)
      else if (called === null) return malformed('eastmoney', `${name} SECURITY_NAME_ABBR`)
      else rows.push(member(market, symbol.data, called, read.data))
    }
    return { ok: true, rows, unread }
  },
}
