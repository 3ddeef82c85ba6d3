/** `stock_basic` with all three states: listed, delisted and paused. */
import { z } from 'zod'
import { readCn } from '#shared/symbol-cn.ts'
import type { BulkCapability, UniverseMember } from '../../../model/bulk.ts'
import { wholeCrawl } from '../../crawl.ts'
import { malformed } from '../../statement-row.ts'
import { optionalDate, optionalText } from '../table.ts'
import { firstPart, nameOf, tablePage } from './pages.ts'

const API = 'stock_basic'
/** Listed, delisted, paused. */
const STATES = ['L', 'D', 'P'] as const
const FIELDS = [
  'ts_code',
  'name',
  'industry',
  'enname',
  'market',
  'list_status',
  'list_date',
  'delist_date',
] as const

const rowSchema = z.object({
  ts_code: z.string().min(1).max(20),
  name: z.string().trim().min(1).max(300),
  industry: optionalText,
  enname: optionalText,
  market: optionalText,
  list_date: optionalDate,
  delist_date: optionalDate,
})

/** Names are in full-width letters, and those of delisted shares end with a mark. */
const plainName = (name: string): string => name.normalize('NFKC').replace(/\(退\)$/, '')

export const universe: BulkCapability<UniverseMember> = {
  markets: ['CN'],
  // 5,486 listed and 320 delisted shares in March 2026.
  least: { CN: 4_500 },
  parts: () => STATES.map((state) => firstPart(`${API}/${state}`)),
  async fetch(_, part, context) {
    const status = nameOf(part).slice(API.length + 1)
    const page = await tablePage(context, API, { list_status: status }, FIELDS, part)
    // No share may be paused for listing, but there always are listed and delisted ones.
    return !page.ok && page.reason === 'empty' && status === 'P'
      ? { ok: true, data: { rows: [], count: null, next: [] } }
      : page
  },
  async toRows(_, taken) {
    const crawl = await wholeCrawl(
      `tushare ${API}`,
      taken,
      (row) => rowSchema.safeParse(row),
      (read) => (read.success ? read.data.ts_code : ''),
    )
    if (!crawl.ok) return crawl
    const rows: UniverseMember[] = []
    const unread: string[] = []
    for (const read of crawl.rows) {
      if (!read.success)
        return malformed('tushare', `${API} ${read.error.issues[0]?.path.join('.')}`)
      const { ts_code, name, industry, enname, market, list_date, delist_date } = read.data
      const symbol = readCn(ts_code)
      if (symbol === null) unread.push(`${ts_code}: no share of the mainland`)
      else
        rows.push({
          instrument: `CN:${symbol}`,
          names: { zh: plainName(name), ...(enname && { en: enname }) },
          exchange: market,
          industry: industry === null ? null : { scheme: 'tushare', name: industry },
          kind: 'share',
          listed_on: list_date,
          delisted_on: delist_date,
          identifiers: {},
        })
    }
    return { ok: true, rows, unread }
  },
}
