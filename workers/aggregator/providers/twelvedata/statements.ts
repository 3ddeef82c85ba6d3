/**
 * /income_statement, /balance_sheet and /cash_flow in their consolidated, nested form: quarters are
 * discrete and outflows negative. `fiscal_date` is rounded to the month's end. `year` may be too
 * high by one (2025 for 2024-09-30), so it is not read. The answers name neither company nor
 * currency nor filing date; the profile gives the company and the currency. Pure.
 */
import { z } from 'zod'
import type { Currency } from '#shared/units/unit.ts'
import { negated, decimalOf } from '#shared/units/decimal.ts'
import { isDecimal } from '../numeric.ts'
import type { NewFact, ProviderResult } from '../../model/provider.ts'
import { mergedPeriods, type EndedPeriod, periodsEnding } from '../../time/quarters.ts'
import { allFacts, type Lines, rowFacts, unreadIn } from '../statement-row.ts'
import { read } from './answers.ts'

export type TwelvedataStatement = 'income_statement' | 'balance_sheet' | 'cash_flow'
export const STATEMENT_NAMES: readonly TwelvedataStatement[] = [
  'income_statement',
  'balance_sheet',
  'cash_flow',
]

/**
 * A line by its own name and the name of its group. The second alternatives are for the answers
 * that are less deeply nested.
 */
const LINES: Record<TwelvedataStatement, Lines> = {
  income_statement: {
    revenue: [['revenue.total_revenue'], ['sales']],
    cost_of_revenue: [['cost_of_revenue.cost_of_revenue_value'], ['cost_of_goods']],
    gross_profit: [['gross_profit.gross_profit_value'], ['gross_profit']],
    research_and_development: [
      ['expenses.research_and_development_expense'],
      ['operating_expense.research_and_development'],
    ],
    selling_general_administrative: [
      ['expenses.selling_general_and_administration_expense'],
      ['operating_expense.selling_general_and_administrative'],
    ],
    operating_income: [['operating_income.operating_income_value'], ['operating_income']],
    interest_expense: [
      ['interest_income_and_expense.interest_expense'],
      ['non_operating_interest.expense'],
    ],
    interest_income: [
      ['interest_income_and_expense.interest_income'],
      ['non_operating_interest.income'],
    ],
    pretax_income: [['pretax_income.pretax_income_value'], ['pretax_income']],
    income_tax: [['taxes.tax_provision'], ['income_tax']],
    net_income: [['net_income.net_income_common_stockholders'], ['net_income']],
    net_income_total: [['net_income.net_income_including_noncontrolling_interests']],
    eps_basic: [['earnings_per_share.basic_eps'], ['eps_basic']],
    eps_diluted: [['earnings_per_share.diluted_eps'], ['eps_diluted']],
    shares_basic: [['dividends_and_shares.basic_average_shares'], ['basic_shares_outstanding']],
    shares_diluted: [
      ['dividends_and_shares.diluted_average_shares'],
      ['diluted_shares_outstanding'],
    ],
  },
  balance_sheet: {
    cash: [['current_assets.cash_and_cash_equivalents']],
    short_term_investments: [['current_assets.other_short_term_investments']],
    long_term_investments: [
      ['non_current_assets.available_for_sale_securities'],
      ['non_current_assets.investment_in_financial_assets'],
    ],
    receivables: [['receivables.accounts_receivable']],
    inventory: [['inventory.total_inventory']],
    current_assets: [['current_assets.total_current_assets']],
    property_plant_equipment: [['non_current_assets.net_ppe']],
    goodwill: [['goodwill_and_other_intangible_assets.goodwill']],
    intangibles: [['goodwill_and_other_intangible_assets.other_intangible_assets']],
    total_assets: [['assets.total_assets']],
    payables: [['payables_and_accrued_expenses.accounts_payable']],
    contract_liabilities: [['current_liabilities.current_deferred_revenue']],
    short_term_debt: [['current_liabilities.current_debt']],
    current_liabilities: [['current_liabilities.total_current_liabilities']],
    long_term_debt: [['long_term_debt_and_capital_lease_obligation.long_term_debt']],
    lease_liabilities: [['non_current_liabilities.capital_lease_obligations']],
    total_liabilities: [['liabilities.total_liabilities_net_minority_interest']],
    retained_earnings: [['capital_stock.retained_earnings']],
    minority_interest: [['equity.minority_interest']],
    equity_parent: [['equity.stockholders_equity']],
    total_equity: [['equity.total_equity_gross_minority_interest']],
  },
  cash_flow: {
    operating_cash_flow: [['cash_flow_from_operating_activities.operating_cash_flow']],
    investing_cash_flow: [['cash_flow_from_investing_activities.investing_cash_flow']],
    financing_cash_flow: [['cash_flow_from_financing_activities.financing_cash_flow']],
    capex: [['cash_flow_from_investing_activities.capital_expenditure']],
    depreciation_amortization: [
      ['cash_flow_from_operating_activities.depreciation_amortization_depletion'],
      ['cash_flow_from_operating_activities.depreciation_and_amortization'],
    ],
    stock_based_compensation: [['cash_flow_from_operating_activities.stock_based_compensation']],
    dividends_paid: [['cash_flow_from_financing_activities.cash_dividends_paid']],
    buybacks: [['cash_flow_from_financing_activities.repurchase_of_capital_stock']],
    net_change_in_cash: [['cash_position.changes_in_cash']],
    end_cash: [['cash_position.end_cash_position']],
  },
}
/** These are negative in the answer; the reader of rows expects positive outflows. */
const OUTFLOWS = ['capital_expenditure', 'cash_dividends_paid', 'repurchase_of_capital_stock']

const rowSchema = z.looseObject({ fiscal_date: z.iso.date() })
export type TwelvedataStatementRow = z.infer<typeof rowSchema>

/**
 * Every figure by its own name and its group's name: in some answers the same line is nested deeper
 * (`liabilities` under `assets`).
 */
const flat = (node: object, group: string | null): [string, unknown][] =>
  Object.entries(node).flatMap(([name, value]: [string, unknown]): [string, unknown][] => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return flat(value, name)
    const text = typeof value === 'number' ? decimalOf(value) : value
    const outflow = OUTFLOWS.includes(name) && typeof text === 'string' && isDecimal(text)
    return [[group === null ? name : `${group}.${name}`, outflow ? negated(text) : value]]
  })

export const readRows = (
  name: TwelvedataStatement,
  json: unknown,
): ProviderResult<TwelvedataStatementRow[]> => {
  const parsed = read(name, z.object({ [name]: z.array(rowSchema) }), json)
  return parsed.ok ? { ok: true, data: parsed.data[name] ?? [] } : parsed
}

export interface StatementOrigin {
  symbol: string
  currency: Currency
  sourceUrl: string
  knownAt: string
}

/** The facts of a statement's years and quarters, each with its raw answer. */
export const statementFacts = (
  name: TwelvedataStatement,
  annual: { rows: readonly TwelvedataStatementRow[]; source: number },
  quarterly: { rows: readonly TwelvedataStatementRow[]; source: number },
  origin: StatementOrigin,
): ProviderResult<NewFact[]> => {
  const periods = periodsEnding(annual.rows.map(({ fiscal_date }) => fiscal_date))
  const factsOf = (
    { rows, source }: typeof annual,
    kind: string,
    periodOf: (end: string) => EndedPeriod,
  ): ProviderResult<NewFact[]> => {
    const facts = allFacts(
      rows.map((row) =>
        rowFacts(Object.fromEntries(flat(row, null)), LINES[name], {
          provider: 'twelvedata',
          record: `${name} ${origin.symbol} ${kind} ${row.fiscal_date}`,
          form: null,
          currency: origin.currency,
          ...periodOf(row.fiscal_date),
          basis: { consolidation: 'consolidated', standard: 'unstated' },
          sourceUrl: origin.sourceUrl,
          filedAt: null,
          knownAt: origin.knownAt,
        }),
      ),
    )
    return facts.ok ? { ...facts, data: facts.data.map((fact) => ({ ...fact, source })) } : facts
  }
  const years = factsOf(annual, 'annual', periods.year)
  if (!years.ok) return years
  const quarters = factsOf(quarterly, 'quarterly', periods.quarter)
  return quarters.ok
    ? {
        ok: true,
        data: mergedPeriods(years.data, quarters.data),
        ...unreadIn([...(years.unread ?? []), ...(quarters.unread ?? [])]),
      }
    : quarters
}
