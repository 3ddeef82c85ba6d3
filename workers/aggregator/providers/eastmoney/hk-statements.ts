/**
 * Eastmoney's long rows of a Hong Kong income statement -> facts. The rows carry neither currency nor standard: both come
 * from the report context (RPT_CUSTOM_HKSK_APPFN_CASHFLOW_SUMMARY). Pure.
 */
import { z } from 'zod'
import type { Basis } from '#shared/contracts/facts.ts'
import { fiscalYearsOf, periodLabeller } from '../../facts/periods.ts'
import { dateOf } from '../mainland.ts'
import { endOfDay, MARKET_ZONES } from '../market-time.ts'
import type { NewFact, ProviderResult } from '../provider.ts'
import { allFacts, type Lines, malformed, rowFacts } from '../statement-row.ts'

/** 004001001 (营业额) leaves out other revenue and is not revenue: Tencent 2024, 652.498 against 660.257 billion. */
const LINES: Lines = {
  revenue: [['004001999']],
  operating_income: [['004010999']],
  interest_expense: [['004011201']],
  interest_income: [['004011200']],
  pretax_income: [['004011999']],
  income_tax: [['004012001']],
  net_income_total: [['004012999']],
  net_income: [['004025002']],
  eps_basic: [['004027002']],
  eps_diluted: [['004027003']],
}
const CURRENCIES: Record<string, string> = { 人民币: 'CNY', 港元: 'HKD', 美元: 'USD' }
const STANDARDS: Record<string, Basis['standard']> = { 国际会计准则: 'IFRS', 香港财务报告准则: 'HKFRS', 中国会计准则: 'CAS', 美国会计准则: 'US-GAAP' }

const rowSchema = z.object({
  SECURITY_CODE: z.string(),
  START_DATE: z.string(),
  REPORT_DATE: z.string(),
  STD_ITEM_CODE: z.string(),
  AMOUNT: z.number().nullable(),
})
const reportSchema = z.object({
  SECURITY_CODE: z.string(),
  START_DATE: z.string(),
  REPORT_DATE: z.string(),
  CURRENCY: z.string(),
  ACCOUNT_STANDARD: z.string(),
  REPORT_TYPE: z.string(),
})
const answerSchema = z.object({ rows: z.array(rowSchema), reports: z.array(reportSchema) })

/** `rows` of RPT_HKF10_FN_INCOME_PC and the `REPORT_LIST` of the context. A report the context does not name gives no facts: its currency is not known. */
export const hkIncomeFacts = (symbol: string, answer: { rows: unknown; reports: unknown }, knownBy: string): ProviderResult<NewFact[]> => {
  const parsed = answerSchema.safeParse(answer)
  if (!parsed.success) return malformed('eastmoney', parsed.error.issues[0]?.path.join('.') ?? 'root')
  const { rows, reports } = parsed.data
  const other = [...rows, ...reports].find((row) => row.SECURITY_CODE !== symbol)
  if (other) return { ok: false, reason: 'wrong_instrument', detail: `eastmoney: asked for ${symbol}, answered ${other.SECURITY_CODE}` }
  const periods = reports.map((report) => ({ ...report, start: dateOf(report.START_DATE), end: dateOf(report.REPORT_DATE) }))
  const labelOf = periodLabeller(fiscalYearsOf(periods.flatMap(({ start, end }) => (start && end ? [{ start, end }] : []))))
  return allFacts(
    periods.map(({ start, end, ...report }) => {
      const currency = CURRENCIES[report.CURRENCY]
      if (!start || !end) return malformed('eastmoney', 'REPORT_LIST.REPORT_DATE')
      if (!currency) return malformed('eastmoney', 'REPORT_LIST.CURRENCY')
      const items = rows.filter((row) => dateOf(row.REPORT_DATE) === end && dateOf(row.START_DATE) === start)
      return rowFacts(Object.fromEntries(items.map((row) => [row.STD_ITEM_CODE, row.AMOUNT])), LINES, {
        provider: 'eastmoney',
        record: `RPT_HKF10_FN_INCOME_PC ${symbol} ${end}`,
        form: report.REPORT_TYPE,
        currency,
        start,
        end,
        label: labelOf(start, end),
        basis: { consolidation: 'consolidated', standard: STANDARDS[report.ACCOUNT_STANDARD] ?? 'unstated' },
        sourceUrl: `https://emweb.securities.eastmoney.com/PC_HKF10/pages/home/index.html?code=${symbol}&type=web&color=w#/NewFinancialAnalysis`,
        filedAt: null,
        knownAt: endOfDay(knownBy, MARKET_ZONES.HK),
      })
    }),
  )
}
