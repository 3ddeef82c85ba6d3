/**
 * Lists the reports that hold the statements of a mainland company, and their columns. Banks,
 * insurers and brokers have reports of their own. Data only.
 */

/** Eastmoney's kinds of company, as ORG_TYPE names them. */
export type CompanyKind = 'G' | 'B' | 'I' | 'S'
const KINDS: Record<string, CompanyKind> = { 银行: 'B', 保险: 'I', 证券: 'S' }
export const kindOf = (orgType: unknown): CompanyKind =>
  typeof orgType === 'string' ? (KINDS[orgType] ?? 'G') : 'G'

const ABOUT = [
  'SECUCODE',
  'SECURITY_CODE',
  'SECURITY_NAME_ABBR',
  'ORG_TYPE',
  'REPORT_DATE',
  'REPORT_TYPE',
  'NOTICE_DATE',
  'CURRENCY',
]

const INCOME = [
  'OPERATE_INCOME',
  'OPERATE_PROFIT',
  'TOTAL_PROFIT',
  'INCOME_TAX',
  'NETPROFIT',
  'PARENT_NETPROFIT',
  'MINORITY_INTEREST',
  'BASIC_EPS',
  'DILUTED_EPS',
]
const BALANCE = [
  'TOTAL_ASSETS',
  'TOTAL_LIABILITIES',
  'TOTAL_EQUITY',
  'TOTAL_PARENT_EQUITY',
  'MINORITY_EQUITY',
  'UNASSIGN_RPOFIT',
]
const CASH_FLOW = [
  'NETCASH_OPERATE',
  'NETCASH_INVEST',
  'NETCASH_FINANCE',
  'CONSTRUCT_LONG_ASSET',
  'RATE_CHANGE_EFFECT',
  'CCE_ADD',
  'END_CCE',
]

const OWN: Record<
  CompanyKind,
  { INCOME: readonly string[]; BALANCE: readonly string[]; CASHFLOW: readonly string[] }
> = {
  G: {
    INCOME: [
      'TOTAL_OPERATE_INCOME',
      'OPERATE_COST',
      'RESEARCH_EXPENSE',
      'SALE_EXPENSE',
      'MANAGE_EXPENSE',
      'FE_INTEREST_EXPENSE',
      'FE_INTEREST_INCOME',
      'EARNED_PREMIUM',
    ],
    BALANCE: [
      'MONETARYFUNDS',
      'TRADE_FINASSET',
      'ACCOUNTS_RECE',
      'INVENTORY',
      'TOTAL_CURRENT_ASSETS',
      'FIXED_ASSET',
      'GOODWILL',
      'INTANGIBLE_ASSET',
      'ACCOUNTS_PAYABLE',
      'CONTRACT_LIAB',
      'SHORT_LOAN',
      'SHORT_BOND_PAYABLE',
      'NONCURRENT_LIAB_1YEAR',
      'TOTAL_CURRENT_LIAB',
      'LONG_LOAN',
      'BOND_PAYABLE',
      'LEASE_LIAB',
    ],
    CASHFLOW: ['FA_IR_DEPR', 'USERIGHT_ASSET_AMORTIZE', 'IA_AMORTIZE', 'LPE_AMORTIZE'],
  },
  B: {
    INCOME: [
      'INTEREST_NI',
      'INTEREST_INCOME',
      'INTEREST_EXPENSE',
      'CREDIT_IMPAIRMENT_LOSS',
      'BUSINESS_MANAGE_EXPENSE',
    ],
    BALANCE: ['CASH_DEPOSIT_PBC', 'LOAN_ADVANCE', 'ACCEPT_DEPOSIT'],
    CASHFLOW: [],
  },
  I: { INCOME: ['EARNED_PREMIUM'], BALANCE: ['MONETARYFUNDS'], CASHFLOW: [] },
  S: { INCOME: ['BUSINESS_MANAGE_EXPENSE'], BALANCE: ['MONETARYFUNDS'], CASHFLOW: [] },
}

export interface StatementReport {
  name: string
  columns: readonly string[]
}

/** Income statement, balance sheet and cash flow statement of a kind of company. */
export const statementReports = (kind: CompanyKind): StatementReport[] => [
  { name: `RPT_F10_FINANCE_${kind}INCOME`, columns: [...ABOUT, ...INCOME, ...OWN[kind].INCOME] },
  { name: `RPT_F10_FINANCE_${kind}BALANCE`, columns: [...ABOUT, ...BALANCE, ...OWN[kind].BALANCE] },
  {
    name: `RPT_F10_FINANCE_${kind}CASHFLOW`,
    columns: [...ABOUT, ...CASH_FLOW, ...OWN[kind].CASHFLOW],
  },
]

/**
 * The report of main indicators exists for every kind of company. It has ORG_TYPE, and the gross
 * profit that no statement has. Its ratios are not read: we compute ratios ourselves.
 */
export const INDICATORS: StatementReport = {
  name: 'RPT_F10_FINANCE_MAINFINADATA',
  columns: [...ABOUT, 'ORG_CODE', 'EPSJB', 'TOTALOPERATEREVE', 'MLR', 'PARENTNETPROFIT'],
}
