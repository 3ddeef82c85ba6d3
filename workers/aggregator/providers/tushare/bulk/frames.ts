/**
 * The three statements of all mainland companies in one report period (`income_vip` and so on,
 * which need 5,000 points). The ratios of `fina_indicator_vip` are not read: we compute ratios
 * ourselves.
 */
import { readCn } from '#shared/symbol-cn.ts'
import type { BulkCapability, FrameFact } from '../../../model/bulk.ts'
import { reportPeriods } from '../../../time/report-periods.ts'
import { wholeCrawl } from '../../crawl.ts'
import { dateOf } from '../../mainland.ts'
import { malformed } from '../../statement-row.ts'
import { compact } from '../codes.ts'
import { fieldsOf, mainlandFacts, type TushareApi } from '../statements.ts'
import type { TushareRow } from '../table.ts'
import { firstPart, isRow, nameOf, partsNamed, tablePage } from './pages.ts'

const TABLES: Record<string, TushareApi> = {
  income_vip: 'income',
  balancesheet_vip: 'balancesheet',
  cashflow_vip: 'cashflow',
}

export const frames: BulkCapability<FrameFact> = {
  markets: ['CN'],
  least: {},
  restates: true,
  targets: (now, all) => reportPeriods(now, all),
  parts: () => Object.keys(TABLES).map(firstPart),
  fetch({ target }, part, context) {
    const table = nameOf(part)
    const api = TABLES[table]
    // report_type 1 is the consolidated statement as last announced.
    const params = { period: compact(target), report_type: '1' }
    return tablePage(context, table, params, api ? fieldsOf(api) : [], part)
  },
  async toRows({ target }, taken, wanted) {
    const rows: FrameFact[] = []
    let strangers = 0
    const unread: string[] = []
    for (const [table, api] of Object.entries(TABLES)) {
      const crawl = await wholeCrawl(
        `tushare ${table} of ${target}`,
        partsNamed(taken, table),
        (row): TushareRow => (isRow(row) ? row : {}),
        (row) => JSON.stringify(row),
      )
      if (!crawl.ok) return crawl
      const companies = Map.groupBy(crawl.rows, ({ ts_code }) => String(ts_code))
      for (const [code, of] of companies) {
        const company = readCn(code)
        if (company === null) strangers += 1
        if (company === null || !wanted.company(company)) continue
        if (of.some(({ end_date }) => dateOf(end_date) !== target))
          return malformed('tushare', `${table} end_date`)
        const facts = mainlandFacts(code, api, of)
        if (!facts.ok) return facts
        unread.push(...(facts.unread ?? []))
        rows.push(...facts.data.map((fact) => ({ company, fact })))
      }
    }
    if (strangers > 0) unread.push(`${strangers} companies that are no share of the mainland`)
    return { ok: true, rows, unread }
  },
}
