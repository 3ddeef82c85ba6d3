/**
 * Turns Eastmoney's wide rows of A-share statements and main indicators into facts. Amounts are in
 * the row's currency, and periods are cumulative. A row is known from its day of notice; a row that
 * was corrected later (UPDATE_DATE) keeps that day. Pure.
 */
import { cumulativePeriod, dateOf, knownOn, partsOf } from '../mainland.ts'
import type { NewFact, ProviderResult } from '../../model/provider.ts'
import {
  allFacts,
  columnOf,
  hasAll,
  type Lines,
  malformed,
  type NilRule,
  rowFacts,
} from '../statement-row.ts'
import { withoutPlaceholder } from './placeholder.ts'
import { companyPage } from './symbols.ts'

export interface AShareRows {
  symbol: string
  /** Eastmoney's name of the report that holds the rows, e.g. `RPT_DMSK_FN_INCOME`. */
  report: string
  rows: readonly unknown[]
  /**
   * For rows without a notice date: the date by which the figures were certainly published, or the
   * instant at which they were read.
   */
  knownBy: string
}

/**
 * FINANCE_EXPENSE is net of interest income, so it is not interest expense. FEE_COMMISSION_NI is
 * net of fees paid, so it is not fee income. Dividends are mixed with interest and are left out.
 * The running costs of banks and brokers are in BUSINESS_MANAGE_EXPENSE; what a bank earns besides
 * interest is its operating income less net interest. For insurers Eastmoney leaves the columns of
 * claims and expenses empty. SHARE_CAPITAL is an amount of money, the par value of the shares, and
 * not a count of shares. Columns of banks, insurers and brokers come after those of other
 * companies. The two misspellings are Eastmoney's.
 */
const LINES: Lines = {
  revenue: [['TOTAL_OPERATE_INCOME'], ['OPERATE_INCOME'], ['TOTALOPERATEREVE']],
  cost_of_revenue: [['OPERATE_COST']],
  gross_profit: [['MLR']],
  research_and_development: [['RESEARCH_EXPENSE']],
  selling_general_administrative: [['?SALE_EXPENSE', 'MANAGE_EXPENSE']],
  operating_income: [['OPERATE_PROFIT']],
  interest_expense: [['FE_INTEREST_EXPENSE'], ['INTEREST_EXPENSE']],
  interest_income: [['FE_INTEREST_INCOME'], ['INTEREST_INCOME']],
  net_interest_income: [['INTEREST_NI']],
  provision_for_credit_losses: [['CREDIT_IMPAIRMENT_LOSS']],
  noninterest_income: [['OPERATE_INCOME', '-INTEREST_NI']],
  noninterest_expense: [['BUSINESS_MANAGE_EXPENSE']],
  premiums_earned: [['EARNED_PREMIUM']],
  pretax_income: [['TOTAL_PROFIT']],
  income_tax: [['INCOME_TAX']],
  net_income: [['PARENT_NETPROFIT'], ['PARENTNETPROFIT']],
  minority_interest_income: [['MINORITY_INTEREST']],
  net_income_total: [['NETPROFIT']],
  eps_basic: [['BASIC_EPS'], ['EPSJB']],
  eps_diluted: [['DILUTED_EPS']],
  cash: [['MONETARYFUNDS'], ['CASH_DEPOSIT_PBC']],
  short_term_investments: [['TRADE_FINASSET']],
  receivables: [['ACCOUNTS_RECE']],
  inventory: [['INVENTORY']],
  current_assets: [['TOTAL_CURRENT_ASSETS']],
  property_plant_equipment: [['FIXED_ASSET']],
  goodwill: [['GOODWILL']],
  intangibles: [['INTANGIBLE_ASSET']],
  total_assets: [['TOTAL_ASSETS']],
  payables: [['ACCOUNTS_PAYABLE']],
  contract_liabilities: [['CONTRACT_LIAB']],
  short_term_debt: [['?SHORT_LOAN', '?SHORT_BOND_PAYABLE', '?NONCURRENT_LIAB_1YEAR']],
  current_liabilities: [['TOTAL_CURRENT_LIAB']],
  long_term_debt: [['?LONG_LOAN', '?BOND_PAYABLE']],
  lease_liabilities: [['LEASE_LIAB']],
  total_liabilities: [['TOTAL_LIABILITIES']],
  retained_earnings: [['UNASSIGN_RPOFIT']],
  minority_interest: [['MINORITY_EQUITY']],
  equity_parent: [['TOTAL_PARENT_EQUITY']],
  total_equity: [['TOTAL_EQUITY']],
  loans: [['LOAN_ADVANCE']],
  deposits: [['ACCEPT_DEPOSIT']],
  operating_cash_flow: [['NETCASH_OPERATE']],
  investing_cash_flow: [['NETCASH_INVEST']],
  financing_cash_flow: [['NETCASH_FINANCE']],
  capex: [['CONSTRUCT_LONG_ASSET']],
  depreciation_amortization: [
    ['FA_IR_DEPR', '?USERIGHT_ASSET_AMORTIZE', '?IA_AMORTIZE', '?LPE_AMORTIZE'],
  ],
  exchange_rate_effect_on_cash: [['RATE_CHANGE_EFFECT']],
  net_change_in_cash: [['CCE_ADD']],
  end_cash: [['END_CCE']],
}

/** Every column that is read. */
export const COLUMNS: readonly string[] = [
  ...new Set(Object.values(LINES).flat(2).map(columnOf)),
  'OPERATE_PROFIT',
]

/**
 * What must be filled in for an empty line of the same statement to be nil. The parts of
 * depreciation stand in the supplement of the cash flow statement, which quarterly reports lack.
 */
const WHOLE: Record<string, readonly string[]> = {
  SALE_EXPENSE: ['OPERATE_PROFIT', 'TOTAL_PROFIT'],
  SHORT_LOAN: ['TOTAL_ASSETS', 'TOTAL_CURRENT_LIAB', 'TOTAL_LIABILITIES'],
  LONG_LOAN: ['TOTAL_ASSETS', 'TOTAL_CURRENT_LIAB', 'TOTAL_LIABILITIES'],
  FA_IR_DEPR: ['NETCASH_OPERATE', 'FA_IR_DEPR'],
}

/**
 * Eastmoney writes null for a line that a company's statement does not have. A report that has none
 * of a sum's columns (those of banks, short forms) says nothing about them.
 */
const isNil: NilRule = (row, columns) =>
  columns.some((column) => column in row) && hasAll(row, WHOLE[columns[0] ?? ''] ?? columns)

const isRow = (row: unknown): row is Record<string, unknown> =>
  typeof row === 'object' && row !== null

const factsOf = (
  row: unknown,
  { symbol, report, knownBy }: AShareRows,
): ProviderResult<NewFact[]> => {
  if (!isRow(row)) return malformed('eastmoney', report)
  const { code } = partsOf(symbol)
  const given = row.SECUCODE ?? row.SECURITY_CODE
  if (given !== symbol && given !== code)
    return {
      ok: false,
      reason: 'wrong_instrument',
      detail: `eastmoney: ${report} asked for ${symbol}, answered ${String(given)}`,
    }
  const end = dateOf(row.REPORT_DATE)
  const period = end && cumulativePeriod(end)
  if (!period) return malformed('eastmoney', `${report} REPORT_DATE`)
  const currency = row.CURRENCY ?? 'CNY'
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency))
    return malformed('eastmoney', `${report} CURRENCY`)
  const filedAt = dateOf(row.NOTICE_DATE)
  const origin = {
    provider: 'eastmoney',
    record: `${report} ${symbol} ${period.end}`,
    currency,
    ...period,
    basis: { consolidation: 'consolidated', standard: 'CAS' } as const,
    sourceUrl: companyPage('CN', symbol, 'cwfx'),
    filedAt,
    knownAt: filedAt === null && knownBy.includes('T') ? knownBy : knownOn(filedAt ?? knownBy),
  }
  const facts = rowFacts(row, LINES, origin, isNil)
  return facts.ok ? { ...facts, data: withoutPlaceholder(facts.data) } : facts
}

export const aShareFacts = (answer: AShareRows): ProviderResult<NewFact[]> =>
  allFacts(answer.rows.map((row) => factsOf(row, answer)))
