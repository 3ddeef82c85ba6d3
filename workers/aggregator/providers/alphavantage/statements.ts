/**
 * INCOME_STATEMENT, BALANCE_SHEET and CASH_FLOW: `annualReports` and discrete `quarterlyReports`,
 * figures as text, outflows positive. `fiscalDateEnding` is rounded to the month's end (2025-09-30
 * for a year that ended on the 27th), and no answer has a filing date. Earnings per share in
 * EARNINGS are adjusted by analysts and are not a line of a statement: see estimates.ts. Pure.
 */
import { Decimal } from 'decimal.js'
import { z } from 'zod'
import { isCurrency } from '#shared/units/unit.ts'
import { mergedPeriods, type EndedPeriod, periodsEnding } from '../../time/quarters.ts'
import type { NewFact, ProviderResult } from '../../model/provider.ts'
import { allFacts, type Lines, rowFacts, unreadIn } from '../statement-row.ts'
import { canonical, edgarPage, malformed, read } from './answers.ts'

const reportSchema = z.looseObject({ fiscalDateEnding: z.iso.date(), reportedCurrency: z.string() })
const statementSchema = z.object({
  symbol: z.string().min(1),
  annualReports: z.array(reportSchema),
  quarterlyReports: z.array(reportSchema),
})
type AlphavantageReport = z.infer<typeof reportSchema>
export type AlphavantageStatement = z.infer<typeof statementSchema>

export type AlphavantageFunction = 'INCOME_STATEMENT' | 'BALANCE_SHEET' | 'CASH_FLOW'
const LINES: Record<AlphavantageFunction, Lines> = {
  INCOME_STATEMENT: {
    revenue: [['totalRevenue']],
    cost_of_revenue: [['costOfRevenue'], ['costofGoodsAndServicesSold']],
    gross_profit: [['grossProfit']],
    research_and_development: [['researchAndDevelopment']],
    selling_general_administrative: [['sellingGeneralAndAdministrative']],
    operating_income: [['operatingIncome']],
    interest_expense: [['interestExpense']],
    interest_income: [['interestIncome']],
    pretax_income: [['incomeBeforeTax']],
    income_tax: [['incomeTaxExpense']],
    net_income: [['netIncome']],
  },
  BALANCE_SHEET: {
    cash: [['cashAndCashEquivalentsAtCarryingValue']],
    short_term_investments: [['shortTermInvestments']],
    long_term_investments: [['longTermInvestments']],
    receivables: [['currentNetReceivables']],
    inventory: [['inventory']],
    current_assets: [['totalCurrentAssets']],
    property_plant_equipment: [['propertyPlantEquipment']],
    goodwill: [['goodwill']],
    intangibles: [['intangibleAssetsExcludingGoodwill']],
    total_assets: [['totalAssets']],
    payables: [['currentAccountsPayable']],
    contract_liabilities: [['deferredRevenue']],
    short_term_debt: [['shortTermDebt'], ['currentDebt']],
    current_liabilities: [['totalCurrentLiabilities']],
    long_term_debt: [['longTermDebtNoncurrent'], ['longTermDebt']],
    lease_liabilities: [['capitalLeaseObligations']],
    total_liabilities: [['totalLiabilities']],
    retained_earnings: [['retainedEarnings']],
    equity_parent: [['totalShareholderEquity']],
  },
  CASH_FLOW: {
    operating_cash_flow: [['operatingCashflow']],
    investing_cash_flow: [['cashflowFromInvestment']],
    financing_cash_flow: [['cashflowFromFinancing']],
    capex: [['capitalExpenditures']],
    depreciation_amortization: [['depreciationDepletionAndAmortization']],
    stock_based_compensation: [['stockBasedCompensation']],
    dividends_paid: [['dividendPayout']],
    buybacks: [['paymentsForRepurchaseOfCommonStock']],
    exchange_rate_effect_on_cash: [['changeInExchangeRate']],
    net_change_in_cash: [['changeInCashAndCashEquivalents']],
  },
}

/**
 * Whether `longTermDebt` counts the part due within a year a second time, as it does for some
 * companies. This is assumed when short-term and long-term debt together exceed the total, or when
 * one of the three figures is missing.
 */
const countsTwice = ({
  shortTermDebt,
  longTermDebt,
  shortLongTermDebtTotal,
}: Record<string, unknown>): boolean => {
  const parts = [shortTermDebt, longTermDebt, shortLongTermDebtTotal].map((text) =>
    typeof text === 'string' ? text : null,
  )
  if (parts.some((text) => text === null || !/^\d+$/.test(text))) return true
  const [short = 0, long = 0, total = 0] = parts.map((text) => new Decimal(text ?? 0))
  return new Decimal(short).plus(long).greaterThan(total)
}

/**
 * The report with null where it has no figure (`None`, `-`), and without a long-term debt that
 * counts a part twice.
 */
const figuresOf = (report: AlphavantageReport): Record<string, unknown> => {
  const row = Object.fromEntries(
    Object.entries(report).map(([field, value]) => [
      field,
      value === 'None' || value === '-' ? null : value,
    ]),
  )
  // What is no figure stays, so that the report is seen to be odd.
  const isFigure = typeof row.longTermDebt === 'string' && /^-?\d+$/.test(row.longTermDebt)
  return { ...row, longTermDebt: isFigure && countsTwice(row) ? null : row.longTermDebt }
}

export const readStatement = (
  name: AlphavantageFunction,
  json: unknown,
): ProviderResult<AlphavantageStatement & { canonical: string }> => {
  const parsed = read(name, statementSchema, json)
  return parsed.ok
    ? { ok: true, data: { ...parsed.data, canonical: canonical('US', parsed.data.symbol) } }
    : parsed
}

interface ReportOrigin {
  knownAt: string
  /** Index of the raw answer. */
  source: number
}

const factsOf = (
  name: AlphavantageFunction,
  symbol: string,
  report: AlphavantageReport,
  period: EndedPeriod,
  kind: string,
  { knownAt, source }: ReportOrigin,
): ProviderResult<NewFact[]> => {
  const { reportedCurrency: currency } = report
  const record = `${name} ${symbol} ${kind} ${report.fiscalDateEnding}`
  if (!isCurrency(currency)) return malformed(`${record} reportedCurrency`)
  const facts = rowFacts(figuresOf(report), LINES[name], {
    provider: 'alphavantage',
    record,
    form: null,
    currency,
    ...period,
    basis: { consolidation: 'consolidated', standard: 'unstated' },
    sourceUrl: edgarPage(symbol, kind === 'annual' ? '10-K' : '10-Q'),
    filedAt: null,
    knownAt,
  })
  return facts.ok ? { ok: true, data: facts.data.map((fact) => ({ ...fact, source })) } : facts
}

/** All facts of one statement. */
export const statementFacts = (
  name: AlphavantageFunction,
  statement: AlphavantageStatement & { canonical: string },
  origin: ReportOrigin,
): ProviderResult<NewFact[]> => {
  const periods = periodsEnding(
    statement.annualReports.map(({ fiscalDateEnding }) => fiscalDateEnding),
  )
  const { canonical: symbol } = statement
  const annual = allFacts(
    statement.annualReports.map((report) =>
      factsOf(name, symbol, report, periods.year(report.fiscalDateEnding), 'annual', origin),
    ),
  )
  if (!annual.ok) return annual
  const quarterly = allFacts(
    statement.quarterlyReports.map((report) =>
      factsOf(name, symbol, report, periods.quarter(report.fiscalDateEnding), 'quarterly', origin),
    ),
  )
  return quarterly.ok
    ? {
        ok: true,
        data: mergedPeriods(annual.data, quarterly.data),
        ...unreadIn([...(annual.unread ?? []), ...(quarterly.unread ?? [])]),
      }
    : quarterly
}
