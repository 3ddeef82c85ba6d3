/**
 * `/fins/summary` of a day: what all companies disclosed on it. A frame of a period fills up over
 * the days on which companies report.
 */
import { parseSymbol } from '#shared/symbol.ts'
import type { BulkCapability, FrameFact } from '../../../model/bulk.ts'
import { addDays } from '#shared/calendar.ts'
import { lastDayOver } from '../../../time/market-time.ts'
import { isTradingDay } from '../../../time/trading-days.ts'
import { wholeCrawl } from '../../crawl.ts'
import { malformed } from '../../statement-row.ts'
import type { JquantsRow } from '../client.ts'
import { symbolOf } from '../codes.ts'
import { jquantsFacts, SUMMARY_COLUMNS } from '../summary.ts'
import { dayPage, FIRST, isRow } from './pages.ts'

const PATH = '/fins/summary'
/** Days of disclosure back that give each company an annual report and its last quarters. */
const ALL_DAYS = 400
/** Days that are asked for again: one whose refresh failed, and corrections entered late. */
const RECENT_DAYS = 5

export const frames: BulkCapability<FrameFact> = {
  markets: ['JP'],
  least: {},
  targets(now, all) {
    const last = lastDayOver(now, 'JP')
    return Array.from({ length: all ? ALL_DAYS : RECENT_DAYS }, (_, back) =>
      addDays(last, -back),
    ).filter((day) => isTradingDay('JP', day))
  },
  parts: () => [FIRST],
  fetch: ({ target }, part, context) => dayPage(context, PATH, target, part, SUMMARY_COLUMNS, true),
  async toRows({ target }, taken, wanted) {
    const crawl = await wholeCrawl(
      `jquants ${PATH}`,
      taken,
      (row): JquantsRow => (isRow(row) ? row : {}),
      (row) => JSON.stringify(row),
    )
    if (!crawl.ok) return crawl
    const rows: FrameFact[] = []
    const unread: string[] = []
    for (const [code, of] of Map.groupBy(crawl.rows, ({ Code }) => symbolOf(Code) ?? '')) {
      const symbol = parseSymbol('JP', code)
      if (!symbol.ok) {
        unread.push(`${code}: no share of Tokyo`)
        continue
      }
      if (!wanted.company(symbol.data)) continue
      if (of.some(({ DiscDate }) => DiscDate !== target))
        return malformed('jquants', `${PATH} DiscDate`)
      const facts = jquantsFacts(symbol.data, { data: of })
      if (!facts.ok) return facts
      unread.push(...(facts.unread ?? []))
      rows.push(...facts.data.map((fact) => ({ company: symbol.data, fact })))
    }
    return { ok: true, rows, unread }
  },
}
