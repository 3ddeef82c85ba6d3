/** CNInfo's statement tables (five newest years of the annual and the three interim reports, in 万元) -> facts in CNY. Pure. */
import { z } from 'zod'
import { productOf } from '../decimal.ts'
import { cumulativePeriod, knownOn, partsOf } from '../mainland.ts'
import type { NewFact, ProviderResult } from '../provider.ts'
import { allFacts, type Lines, malformed, rowFacts } from '../statement-row.ts'

/** Amounts are in units of ten thousand. */
const WAN = 10_000
/** The table a report's figures are in, and the day its period ends. */
const COLUMNS = { year: '12-31', one: '03-31', middle: '06-30', three: '09-30' } as const

/**
 * 营业总成本 is more than the cost of revenue, 长期借款 leaves out bonds, 实收资本 is an amount and no count of shares:
 * none of them is a concept here. 所有者权益 includes the minority (assets less liabilities).
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

const table = z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()])))
const answerSchema = z.object({
  data: z.object({ records: z.array(z.object({ year: table, one: table, middle: table, three: table })).min(1) }),
  params: z.object({ financialDataRequest: z.object({ scode: z.string() }) }),
})
type Table = z.infer<typeof table>

/** One column (a year) of a table as a row: line name -> amount in CNY. */
const columnOf = (rows: Table, year: string): Record<string, unknown> =>
  Object.fromEntries(
    rows.flatMap((row) => {
      const amount = row[year]
      return typeof row.index === 'string' && typeof amount === 'number' ? [[row.index, productOf(amount, WAN)]] : []
    }),
  )

const tableFacts = (symbol: string, name: keyof typeof COLUMNS, rows: Table, knownBy: string): ProviderResult<NewFact[]>[] => {
  const years = [...new Set(rows.flatMap((row) => Object.keys(row).filter((key) => /^\d{4}$/.test(key))))].sort()
  const { code, exchange } = partsOf(symbol)
  return years.map((year) => {
    const period = cumulativePeriod(`${year}-${COLUMNS[name]}`)
    if (!period) return malformed('cninfo', `${name}.${year}`)
    return rowFacts(columnOf(rows, year), LINES, {
      provider: 'cninfo',
      record: `${symbol} ${year} ${name}`,
      currency: 'CNY',
      ...period,
      basis: { consolidation: 'consolidated', standard: 'CAS' },
      sourceUrl: `https://www.cninfo.com.cn/new/disclosure/stock?stockCode=${code}&orgId=gs${exchange.toLowerCase()}0${code}#periodicReports`,
      filedAt: null,
      knownAt: knownOn(knownBy),
    })
  })
}

/** Facts of one of getIncomeStatement, getBalanceSheets, getCashFlowStatement. The answer has no dates of notice: all is known by `knownBy`. */
export const cninfoFacts = (symbol: string, answer: unknown, knownBy: string): ProviderResult<NewFact[]> => {
  const parsed = answerSchema.safeParse(answer)
  if (!parsed.success) return malformed('cninfo', parsed.error.issues[0]?.path.join('.') ?? 'root')
  const { scode } = parsed.data.params.financialDataRequest
  if (scode !== partsOf(symbol).code) return { ok: false, reason: 'wrong_instrument', detail: `cninfo: asked for ${symbol}, answered ${scode}` }
  const [record] = parsed.data.data.records
  if (!record) return malformed('cninfo', 'data.records')
  return allFacts((['year', 'one', 'middle', 'three'] as const).flatMap((name) => tableFacts(symbol, name, record[name], knownBy)))
}
