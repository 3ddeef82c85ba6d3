/**
 * Reads Sina's statements: reports by their last day. Each is a list of titles and amounts in yuan,
 * cumulative from January. Pure.
 */
import { z } from 'zod'
import { currencySchema } from '#shared/datasets/elements.ts'
import { cumulativePeriod, dateOf, knownBy, partsOf } from '../mainland.ts'
import type { NewFact, ProviderResult } from '../../model/provider.ts'
import { allFacts, malformed, rowFacts } from '../statement-row.ts'
import type { SinaStatement } from './client.ts'
import { isNil, LINES } from './lines.ts'

/** A heading has no value. The parts of a statement are numbered groups. */
const itemSchema = z.object({
  item_title: z.string(),
  item_value: z.union([z.string(), z.number()]).nullish(),
})
/** rType 合并期末 or 母公司期末; publish_date YYYYMMDD. */
const reportSchema = z.object({
  rType: z.string(),
  rCurrency: currencySchema,
  publish_date: z.string().nullish(),
  data: z.array(itemSchema),
})
/** PHP writes an empty list when there are no reports. */
const reportsSchema = z.union([
  z.record(z.string().regex(/^\d{8}$/), z.unknown()),
  z.array(z.never()),
])
const answerSchema = z.object({
  result: z.object({ data: z.object({ report_list: reportsSchema.nullable() }) }),
})
type SinaReport = z.infer<typeof reportSchema>

const PAGES: Record<SinaStatement, string> = {
  lrb: 'vFD_ProfitStatement',
  fzb: 'vFD_BalanceSheet',
  llb: 'vFD_CashFlow',
}

/** `一、营业总收入` -> `营业总收入`, `其中：营业成本` -> `营业成本`. */
const titleOf = (title: string): string =>
  title
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/^[一二三四五六七八九十]+、/, '')
    .replace(/^(其中|加|减):/, '')

/**
 * Amounts by title, null where the line is empty. If a title appears again, the first amount of the
 * statement is used (净利润 appears again in the notes under the cash flow statement).
 */
const rowOf = (report: SinaReport): Record<string, unknown> => {
  const row = new Map<string, unknown>()
  for (const { item_title, item_value } of report.data) {
    const value = typeof item_value === 'string' ? item_value.trim() : item_value
    const title = titleOf(item_title)
    const isEmpty = value === null || value === undefined || value === '' || value === '--'
    if (isEmpty ? !row.has(title) : (row.get(title) ?? null) === null)
      row.set(title, isEmpty ? null : value)
  }
  return Object.fromEntries(row)
}

const consolidationOf = (kind: string): NewFact['basis']['consolidation'] | null =>
  kind.includes('合并') ? 'consolidated' : kind.includes('母公司') ? 'parent' : null

/**
 * Reports that do not end on the last day of a quarter belong to a prospectus and are left out. A
 * report without a publication date is known from the time it is read, `now`.
 */
export const statementFacts = (
  symbol: string,
  statement: SinaStatement,
  json: unknown,
  now: string,
): ProviderResult<NewFact[]> => {
  const parsed = answerSchema.safeParse(json)
  if (!parsed.success)
    return malformed('sina', `${statement} ${parsed.error.issues[0]?.path.join('.') || 'root'}`)
  const reports = Object.entries(parsed.data.result.data.report_list ?? {})
  const results = reports.flatMap(([date, given]) => {
    const period = cumulativePeriod(dateOf(date) ?? '')
    if (!period) return []
    const read = reportSchema.safeParse(given)
    if (!read.success)
      return [
        {
          ...malformed('sina', `${statement} ${date} ${read.error.issues[0]?.path.join('.')}`),
          report_end: period.end,
        },
      ]
    const report = read.data
    const consolidation = consolidationOf(report.rType)
    if (!consolidation) return [malformed('sina', `${statement} ${date} rType`)]
    const filedAt = dateOf(report.publish_date)
    const origin = {
      provider: 'sina',
      record: `${statement} ${symbol} ${period.end}`,
      currency: report.rCurrency,
      ...period,
      basis: { consolidation, standard: 'CAS' } as const,
      sourceUrl: `https://vip.stock.finance.sina.com.cn/corp/go.php/${PAGES[statement]}/stockid/${partsOf(symbol).code}/ctrl/part/displaytype/4.phtml`,
      filedAt,
      knownAt: filedAt === null ? now : knownBy(filedAt, now),
    }
    return [rowFacts(rowOf(report), LINES[statement], origin, isNil(statement))]
  })
  return allFacts(results)
}
