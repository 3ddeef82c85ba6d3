/**
 * Turns Eastmoney's long rows of US statements into facts. A row gives the name of its report
 * (`2025/FY`, single quarters `2026/Q2`, cumulative `2026/Q6` and `2026/Q9`) and its end, but not
 * its start. A period starts on the day after the previous report ends; without the previous report
 * in the answer there are no flows. Q4 is computed by subtraction and is not read. Pure.
 */
import { z } from 'zod'
import { addDays } from '#shared/calendar.ts'
import { type Duration, fiscalYearsOf, periodLabeller } from '../../time/periods.ts'
import { decimalOf } from '#shared/units/decimal.ts'
import type { NewFact, ProviderResult } from '../../model/provider.ts'
import { allFacts, type Lines, malformed } from '../statement-row.ts'
import { dayOf, optionalText, readRows } from './fields.ts'
import { HK_CURRENCIES } from './hk-lines.ts'
import { reportFacts } from './report-facts.ts'
import { bareCode } from './symbols.ts'

/**
 * The same code means different things in different statements. 004001001 of the income statement
 * is the revenue of the main business alone.
 */
const INCOME: Lines = {
  revenue: [['004001999']],
  cost_of_revenue: [['004003999']],
  gross_profit: [['004005999']],
  research_and_development: [['004007001']],
  operating_income: [['004009999']],
  pretax_income: [['004011999']],
  income_tax: [['004013001']],
  net_income_total: [['004013999']],
  net_income: [['004015999']],
  eps_basic: [['004017003']],
  eps_diluted: [['004017004']],
}
const BALANCE: Lines = {
  cash: [['004001001']],
  short_term_investments: [['004001003']],
  receivables: [['004001004']],
  inventory: [['004001008']],
  current_assets: [['004001999']],
  property_plant_equipment: [['004003001']],
  intangibles: [['004003003']],
  goodwill: [['004003004']],
  total_assets: [['004005999']],
  payables: [['004007001']],
  current_liabilities: [['004007999']],
  total_liabilities: [['004011999']],
  retained_earnings: [['004013004']],
  equity_parent: [['004013999']],
  minority_interest: [['004015999']],
  total_equity: [['004017999']],
}
/** The purchase of fixed assets is negative in the answer. */
const CASH_FLOW: Lines = { operating_cash_flow: [['003999']], capex: [['005002']] }
const OUTFLOWS = ['005002']

export const US_REPORTS = {
  income: { name: 'RPT_USF10_FN_INCOME', lines: INCOME },
  balance: { name: 'RPT_USF10_FN_BALANCE', lines: BALANCE },
  cashFlow: { name: 'RPT_USSK_FN_CASHFLOW', lines: CASH_FLOW },
} as const satisfies Record<string, { name: string; lines: Lines }>
export type UsStatement = keyof typeof US_REPORTS

const rowSchema = z.object({
  SECURITY_CODE: z.string(),
  SECURITY_NAME_ABBR: optionalText,
  REPORT: z.string(),
  REPORT_DATE: z.string(),
  REPORT_TYPE: optionalText,
  CURRENCY: z.string(),
  ACCOUNT_STANDARD: optionalText,
  STD_ITEM_CODE: z.string(),
  AMOUNT: z.number().nullable(),
})
export type UsRow = z.infer<typeof rowSchema>

export const usRows = (
  symbol: string,
  statement: UsStatement,
  rows: readonly unknown[],
): ProviderResult<UsRow[]> =>
  readRows(
    US_REPORTS[statement].name,
    bareCode('US', symbol),
    rowSchema,
    rows,
    (row) => row.SECURITY_CODE,
  )

const REPORT = /^(\d{4})\/(FY|Q1|Q2|Q3|Q6|Q9)$/
/**
 * Reports of the same year that end on the day before this one starts. An empty list means the FY
 * report of the year before.
 */
const EVES: Record<string, readonly string[]> = {
  FY: [],
  Q1: [],
  Q6: [],
  Q9: [],
  Q2: ['Q1'],
  Q3: ['Q6', 'Q2'],
}

/** The end date of each report by name, taken from all statements together. */
export const reportEnds = (rows: readonly UsRow[]): Map<string, string> =>
  new Map(
    rows.flatMap((row) => {
      const end = dayOf(row.REPORT_DATE)
      return end ? [[row.REPORT.trim(), end]] : []
    }),
  )

const startOf = (year: number, part: string, ends: ReadonlyMap<string, string>): string | null => {
  const eves = EVES[part]?.length ? EVES[part].map((eve) => `${year}/${eve}`) : [`${year - 1}/FY`]
  const eve = eves.map((name) => ends.get(name)).find((end) => end !== undefined)
  return eve ? addDays(eve, 1) : null
}

/** The fiscal years with a known start and end. */
const yearsIn = (ends: ReadonlyMap<string, string>): Duration[] =>
  [...ends].flatMap(([name, end]) => {
    const [, year, part] = REPORT.exec(name) ?? []
    const start = part === 'FY' ? startOf(Number(year), part, ends) : null
    return start ? [{ start, end }] : []
  })

/** The facts of one statement. `ends` comes from all statements (reportEnds). */
export const usFacts = (
  symbol: string,
  statement: UsStatement,
  rows: readonly UsRow[],
  ends: ReadonlyMap<string, string>,
  knownAt: string,
): ProviderResult<NewFact[]> => {
  const { name, lines } = US_REPORTS[statement]
  const labelOf = periodLabeller(fiscalYearsOf(yearsIn(ends)))
  /** Every report that ends on the same day repeats the balance sheet, so it is read once. */
  const keyOf = (row: UsRow): string =>
    statement === 'balance' ? row.REPORT_DATE : row.REPORT.trim()
  const reports = Map.groupBy(rows, keyOf)
  return allFacts(
    [...reports.values()].map((items) => {
      const report = items[0]
      const [, year = '', part = ''] = REPORT.exec(report?.REPORT.trim() ?? '') ?? []
      const end = dayOf(report?.REPORT_DATE)
      if (!report || !end) return malformed('eastmoney', `${name} REPORT_DATE`)
      const start = statement === 'balance' ? end : startOf(Number(year), part, ends)
      if (!start || (statement !== 'balance' && part === '')) return { ok: true, data: [] }
      const currency = HK_CURRENCIES[report.CURRENCY]
      if (!currency) return malformed('eastmoney', `${name} CURRENCY`)
      const own = items.filter(({ REPORT: of }) => of === report.REPORT)
      const row = Object.fromEntries(
        own.map(({ STD_ITEM_CODE: code, AMOUNT: amount }) => {
          const outflow = statement === 'cashFlow' && OUTFLOWS.includes(code)
          return [code, amount === null ? null : decimalOf(outflow ? Math.abs(amount) : amount)]
        }),
      )
      const { REPORT_TYPE: type, ACCOUNT_STANDARD: standard } = report
      const record = `${name} ${symbol} ${report.REPORT.trim()}`
      return reportFacts(row, lines, {
        market: 'US',
        symbol,
        record,
        type,
        standard,
        currency,
        start,
        end,
        label: labelOf(start, end),
        knownAt,
      })
    }),
  )
}
