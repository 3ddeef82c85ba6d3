/**
 * Turns CNInfo's statement tables into facts in CNY. The tables have the five newest years of the
 * annual report and of the three interim reports, in 万元 (ten thousand yuan). Pure.
 */
import { z } from 'zod'
import { productOf } from '#shared/units/decimal.ts'
import { cumulativePeriod, knownOn, partsOf } from '../mainland.ts'
import type { NewFact, ProviderResult } from '../../model/provider.ts'
import { allFacts, type Lines, malformed, type RowOrigin, rowFacts } from '../statement-row.ts'
import { pageOf } from './client.ts'

/** The tables give amounts in units of ten thousand yuan. */
const WAN = 10_000
/** The last day of the period of each table of reports. */
const COLUMNS = { year: '12-31', one: '03-31', middle: '06-30', three: '09-30' } as const

/**
 * Some lines are no concept here: 营业总成本 is more than the cost of revenue, 长期借款 leaves out bonds,
 * and 实收资本 is an amount and not a count of shares. 所有者权益 includes the minority interest (assets
 * less liabilities).
 */
const LINES: Lines = {
  revenue: [['营业总收入']],
  operating_income: [['营业利润']],
  pretax_income: [['利润总额']],
  income_tax: [['所得税']],
  net_income: [['归属母公司净利润']],
  cash: [['货币资金']],
  current_assets: [['流动资产']],
  total_assets: [['总资产']],
  current_liabilities: [['流动负债']],
  total_liabilities: [['总负债']],
  retained_earnings: [['未分配利润']],
  total_equity: [['所有者权益']],
  operating_cash_flow: [['经营活动产生的现金流量净额']],
  investing_cash_flow: [['投资活动产生的现金流量净额']],
  financing_cash_flow: [['筹资活动产生的现金流量净额']],
}

/** One row for each line of the statement, one column for each year. */
const lineRow = z.object({ index: z.string() }).catchall(z.unknown())
/**
 * One row for each report: F004N is the basic EPS in yuan. The other ratios are not read: this
 * program computes them from the statements.
 */
const indicatorRow = z.object({ ENDDATE: z.string(), F004N: z.unknown() })

const answerSchema = <T extends z.ZodType>(row: T) =>
  z.object({
    data: z.object({
      records: z.array(
        z.object({
          year: z.array(row),
          one: z.array(row),
          middle: z.array(row),
          three: z.array(row),
        }),
      ),
    }),
    params: z.object({ financialDataRequest: z.object({ scode: z.string().min(1) }) }),
  })
type Tables<T> = Record<keyof typeof COLUMNS, T[]>

const tablesOf = <T extends z.ZodType>(
  symbol: string,
  row: T,
  answer: unknown,
): ProviderResult<Tables<z.infer<T>>> => {
  const parsed = answerSchema(row).safeParse(answer)
  if (!parsed.success) return malformed('cninfo', parsed.error.issues[0]?.path.join('.') || 'root')
  const { scode } = parsed.data.params.financialDataRequest
  if (scode !== partsOf(symbol).code)
    return {
      ok: false,
      reason: 'wrong_instrument',
      detail: `cninfo: asked for ${symbol}, answered ${scode}`,
    }
  return {
    ok: true,
    data: parsed.data.data.records[0] ?? { year: [], one: [], middle: [], three: [] },
  }
}

/** `knownBy` is a date, which means the end of that day, or an instant. */
const originOf = (symbol: string, end: string, name: string, knownBy: string): RowOrigin | null => {
  const period = cumulativePeriod(end)
  return (
    period && {
      provider: 'cninfo',
      record: `${symbol} ${end.slice(0, 4)} ${name}`,
      currency: 'CNY',
      ...period,
      basis: { consolidation: 'consolidated', standard: 'CAS' },
      sourceUrl: pageOf(partsOf(symbol).code, 'periodicReports'),
      filedAt: null,
      knownAt: knownBy.includes('T') ? knownBy : knownOn(knownBy),
    }
  )
}

/**
 * One column (a year) of a table as a row that maps line names to amounts in CNY. What is no number
 * is no amount in any scale, and makes the report an odd one.
 */
const columnOf = (
  rows: readonly z.infer<typeof lineRow>[],
  year: string,
): Record<string, unknown> =>
  Object.fromEntries(
    rows.flatMap((row) => {
      const amount = row[year]
      if (amount === null || amount === undefined) return []
      return [[row.index, typeof amount === 'number' ? productOf(amount, WAN) : { amount }]]
    }),
  )

const NAMES = ['year', 'one', 'middle', 'three'] as const

/**
 * Facts of one of getIncomeStatement, getBalanceSheets, getCashFlowStatement: reports of the five
 * newest years, in 万元, cumulative. The answer has no dates of notice, so everything counts as known
 * by `knownBy`.
 */
export const cninfoFacts = (
  symbol: string,
  answer: unknown,
  knownBy: string,
): ProviderResult<NewFact[]> => {
  const tables = tablesOf(symbol, lineRow, answer)
  if (!tables.ok) return tables
  const results = NAMES.flatMap((name) => {
    const rows = tables.data[name]
    const years = [
      ...new Set(rows.flatMap((row) => Object.keys(row).filter((key) => /^\d{4}$/.test(key)))),
    ].sort()
    return years.map((year) => {
      const origin = originOf(symbol, `${year}-${COLUMNS[name]}`, name, knownBy)
      return origin
        ? rowFacts(columnOf(rows, year), LINES, origin)
        : malformed('cninfo', `${name}.${year}`)
    })
  })
  return allFacts(results)
}

/** EPS from getMainIndicators, in CNY per share. */
export const indicatorFacts = (
  symbol: string,
  answer: unknown,
  knownBy: string,
): ProviderResult<NewFact[]> => {
  const tables = tablesOf(symbol, indicatorRow, answer)
  if (!tables.ok) return tables
  const results = NAMES.flatMap((name) =>
    tables.data[name].map((row) => {
      const origin = originOf(symbol, row.ENDDATE, name, knownBy)
      return origin
        ? rowFacts(row, { eps_basic: [['F004N']] }, origin)
        : malformed('cninfo', `${name} ENDDATE`)
    }),
  )
  return allFacts(results)
}
