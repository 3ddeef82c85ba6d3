/**
 * `/equities/bars/daily` of a day: the closes of Tokyo. What `/equities/valuation` calls its
 * columns is not established, so market values and multiples are not read.
 */
import { z } from 'zod'
import { parseSymbol } from '#shared/symbol.ts'
import type { BulkCapability, MarketDayRow } from '../../../model/bulk.ts'
import { wholeCrawl } from '../../crawl.ts'
import { malformed } from '../../statement-row.ts'
import { symbolOf } from '../codes.ts'
import { date, figure } from '../rows.ts'
import { dayPage, FIRST } from './pages.ts'

const PATH = '/equities/bars/daily'
const rowSchema = z.object({ Code: z.string().min(4).max(10), Date: date, C: figure })

export const marketDay: BulkCapability<MarketDayRow> = {
  markets: ['JP'],
  least: { JP: 3_000 },
  parts: () => [FIRST],
  fetch: ({ target }, part, context) =>
    dayPage(context, PATH, target, part, Object.keys(rowSchema.shape)),
  async toRows({ target }, taken) {
    const crawl = await wholeCrawl(
      `jquants ${PATH}`,
      taken,
      (row) => rowSchema.safeParse(row),
      (read) => (read.success ? read.data.Code : ''),
    )
    if (!crawl.ok) return crawl
    const rows: MarketDayRow[] = []
    const unread: string[] = []
    for (const read of crawl.rows) {
      if (!read.success)
        return malformed('jquants', `${PATH} ${read.error.issues[0]?.path.join('.')}`)
      const { Code, Date: day, C: close } = read.data
      if (day !== target) return malformed('jquants', `${PATH} Date`)
      const symbol = parseSymbol('JP', symbolOf(Code) ?? '')
      if (!symbol.ok) unread.push(`${Code}: no share of Tokyo`)
      else if (close === null || !(Number(close) > 0)) unread.push(`${Code}: not traded`)
      else
        rows.push({
          instrument: `JP:${symbol.data}`,
          close,
          currency: 'JPY',
          shares: null,
          market_cap: null,
          checks: {},
          flags: [],
          cap_factor: null,
        })
    }
    return { ok: true, rows, unread }
  },
}
