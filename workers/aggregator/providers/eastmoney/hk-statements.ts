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
import { allFacts, type Lines, malformed, unreadIn } from '../statement-row.ts'
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

const periodText = (row: unknown): unknown => (row as { REPORT_DATE?: unknown } | null)?.REPORT_DATE

/** The `REPORT_LIST` of the context, in the order of the answer: newest first. */
export const hkReports = (symbol: string, reports: unknown): ProviderResult<HkReport[]> => {
  const list = z.array(z.unknown()).safeParse(reports)
  if (!list.success) return unreadable('REPORT_LIST', list.error)
  const read = list.data.map((report) => reportSchema.safeParse(report))
  const data = read.flatMap((report) => report.data ?? [])
  const faults = read.flatMap((report) => report.error ?? [])
  const [fault] = faults
  if (fault && data.length === 0) return unreadable('REPORT_LIST', fault)
  const other = data.find((report) => report.SECURITY_CODE !== symbol)
  return other
    ? wrongInstrument('REPORT_LIST', symbol, other.SECURITY_CODE)
    : {
        ok: true,
        data,
        ...unreadIn(faults.map((error) => unreadable('REPORT_LIST', error).detail)),
      }
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
  const list = z.array(z.unknown()).safeParse(rows)
  if (!list.success) return unreadable(name, list.error)
  const read = list.data.map((row) => rowSchema.safeParse(row))
  const items = read.flatMap((row) => row.data ?? [])
  // A report with one item that cannot be read is left out as a whole: an item that is missing
  // would count as nil.
  const odd = new Map(
    list.data.flatMap((row, at) => {
      const error = read[at]?.error
      return error ? [[dayOf(periodText(row)) ?? '', error]] : []
    }),
  )
  const lost = odd.get('')
  if (lost) return unreadable(name, lost)
  const other = items.find((row) => row.SECURITY_CODE !== symbol)
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
  const byEnd = Map.groupBy(items, (row) => dayOf(row.REPORT_DATE))
  return allFacts(
    periods.map(({ start, end, ...report }) => {
      const currency = HK_CURRENCIES[report.CURRENCY]
      if (!start || !end) return malformed('eastmoney', 'REPORT_LIST.REPORT_DATE')
      if (!currency) return malformed('eastmoney', 'REPORT_LIST.CURRENCY')
      const own = (byEnd.get(end) ?? []).filter(
        (row) => !row.START_DATE || dayOf(row.START_DATE) === start,
      )
      const fault = odd.get(end)
      if (fault) {
        const failure = unreadable(name, fault)
        return { ...failure, detail: `${failure.detail} of ${end}`, report_end: end }
      }
      const figures = itemsOf(statement, own)
      if (figures === null) return { ok: true, data: [] }
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
      return reportFacts(figures, lines, about, isNil)
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
