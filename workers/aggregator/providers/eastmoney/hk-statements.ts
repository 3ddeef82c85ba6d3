/**
 * Turns Eastmoney's long rows of Hong Kong statements into facts. The rows have neither currency
 * nor accounting standard: both come from the report context
 * (RPT_CUSTOM_HKSK_APPFN_CASHFLOW_SUMMARY). RPT_HKF10_FN_MAININDICATOR is never asked: some of its
 * amounts are in the report's currency and some are converted, and it labels all of them HKD. Pure.
 */
import { z } from 'zod'
import { fiscalYearsOf, periodLabeller } from '../../time/periods.ts'
import { decimalOf } from '#shared/units/decimal.ts'
import { endOfDay, MARKET_ZONES } from '../../time/market-time.ts'
import type { NewFact, ProviderResult } from '../../model/provider.ts'
import { allFacts, type Lines, malformed } from '../statement-row.ts'
import { dayOf, unreadable, wrongInstrument } from './fields.ts'
import {
  HK_BALANCE,
  HK_CASH_FLOW,
  HK_CURRENCIES,
  HK_INCOME,
  HK_OUTFLOWS,
  isNil,
} from './hk-lines.ts'
import { type CompanyReport, reportFacts } from './report-facts.ts'

export const HK_REPORTS = {
  income: { name: 'RPT_HKF10_FN_INCOME_PC', lines: HK_INCOME },
  balance: { name: 'RPT_HKF10_FN_BALANCE_PC', lines: HK_BALANCE },
  cashFlow: { name: 'RPT_HKF10_FN_CASHFLOW_PC', lines: HK_CASH_FLOW },
} as const satisfies Record<string, { name: string; lines: Lines }>
export type HkStatement = keyof typeof HK_REPORTS

/** Balance sheets have no START_DATE. */
const rowSchema = z.object({
  SECURITY_CODE: z.string(),
  START_DATE: z.string().nullish(),
  REPORT_DATE: z.string(),
  STD_ITEM_CODE: z.string(),
  AMOUNT: z.number().nullable(),
})
type HkStatementRow = z.infer<typeof rowSchema>
const reportSchema = z.object({
  SECURITY_CODE: z.string(),
  SECURITY_NAME_ABBR: z.string().nullish(),
  START_DATE: z.string(),
  REPORT_DATE: z.string(),
  FISCAL_YEAR: z
    .string()
    .regex(/^\d{2}-\d{2}$/)
    .nullish(),
  CURRENCY: z.string(),
  ACCOUNT_STANDARD: z.string().nullish(),
  REPORT_TYPE: z.string().nullish(),
})
export type HkReport = z.infer<typeof reportSchema>

/** The `REPORT_LIST` of the context, in the order of the answer: newest first. */
export const hkReports = (symbol: string, reports: unknown): ProviderResult<HkReport[]> => {
  const parsed = z.array(reportSchema).safeParse(reports)
  if (!parsed.success) return unreadable('REPORT_LIST', parsed.error)
  const other = parsed.data.find((report) => report.SECURITY_CODE !== symbol)
  return other
    ? wrongInstrument('REPORT_LIST', symbol, other.SECURITY_CODE)
    : { ok: true, data: parsed.data }
}

/**
 * The items of one report by code, with outflows positive. Null when the report has items of two
 * forms of statement, because we cannot tell which form is right.
 */
const itemsOf = (
  statement: HkStatement,
  rows: readonly HkStatementRow[],
): Record<string, string | null> | null => {
  if (
    statement !== 'cashFlow' &&
    new Set(rows.map(({ STD_ITEM_CODE }) => STD_ITEM_CODE.slice(0, 3))).size > 1
  )
    return null
  return Object.fromEntries(
    rows.map(({ STD_ITEM_CODE: code, AMOUNT: amount }) => {
      const outflow = statement === 'cashFlow' && HK_OUTFLOWS.includes(code)
      return [code, amount === null ? null : decimalOf(outflow ? Math.abs(amount) : amount)]
    }),
  )
}

/**
 * The rows of one statement. A report that the context does not name gives no facts, because its
 * currency is unknown. Figures are cumulative from the start of the fiscal year.
 */
export const hkFacts = (
  symbol: string,
  statement: HkStatement,
  rows: unknown,
  reports: readonly HkReport[],
  knownAt: string,
): ProviderResult<NewFact[]> => {
  const { name, lines } = HK_REPORTS[statement]
  const parsed = z.array(rowSchema).safeParse(rows)
  if (!parsed.success) return unreadable(name, parsed.error)
  const other = parsed.data.find((row) => row.SECURITY_CODE !== symbol)
  if (other) return wrongInstrument(name, symbol, other.SECURITY_CODE)
  const periods = reports.map((report) => ({
    ...report,
    start: dayOf(report.START_DATE),
    end: dayOf(report.REPORT_DATE),
  }))
  const labelOf = periodLabeller(
    fiscalYearsOf(periods.flatMap(({ start, end }) => (start && end ? [{ start, end }] : []))),
    reports[0]?.FISCAL_YEAR ?? null,
  )
  const byEnd = Map.groupBy(parsed.data, (row) => dayOf(row.REPORT_DATE))
  return allFacts(
    periods.map(({ start, end, ...report }) => {
      const currency = HK_CURRENCIES[report.CURRENCY]
      if (!start || !end) return malformed('eastmoney', 'REPORT_LIST.REPORT_DATE')
      if (!currency) return malformed('eastmoney', 'REPORT_LIST.CURRENCY')
      const own = (byEnd.get(end) ?? []).filter(
        (row) => !row.START_DATE || dayOf(row.START_DATE) === start,
      )
      const items = itemsOf(statement, own)
      if (items === null) return { ok: true, data: [] }
      const { REPORT_TYPE: type, ACCOUNT_STANDARD: standard } = report
      const record = `${name} ${symbol} ${end}`
      const about: CompanyReport = {
        market: 'HK',
        symbol,
        record,
        type,
        standard,
        currency,
        start,
        end,
        label: labelOf(start, end),
        knownAt,
      }
      return reportFacts(items, lines, about, isNil)
    }),
  )
}

/** Reads a recorded income statement and its context; all of it is known by the end of a day. */
export const hkIncomeFacts = (
  symbol: string,
  answer: { rows: unknown; reports: unknown },
  knownBy: string,
): ProviderResult<NewFact[]> => {
  const reports = hkReports(symbol, answer.reports)
  return reports.ok
    ? hkFacts(symbol, 'income', answer.rows, reports.data, endOfDay(knownBy, MARKET_ZONES.HK))
    : reports
}
