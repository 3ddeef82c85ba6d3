/**
 * Yahoo's names of statement lines by concept, without the prefix `annual`, `quarterly` or
 * `trailing`. Data only.
 */
import type { ConceptId } from '#shared/concepts.ts'

export const INCOME: Partial<Record<ConceptId, string>> = {
  revenue: 'TotalRevenue',
  cost_of_revenue: 'CostOfRevenue',
  gross_profit: 'GrossProfit',
  research_and_development: 'ResearchAndDevelopment',
  selling_general_administrative: 'SellingGeneralAndAdministration',
  operating_income: 'OperatingIncome',
  interest_expense: 'InterestExpense',
  interest_income: 'InterestIncome',
  pretax_income: 'PretaxIncome',
  income_tax: 'TaxProvision',
  net_income: 'NetIncome',
  minority_interest_income: 'MinorityInterests',
  net_income_total: 'NetIncomeIncludingNoncontrollingInterests',
  fee_income: 'FeesandCommissionIncome',
  premiums_earned: 'TotalPremiumsEarned',
  eps_basic: 'BasicEPS',
  eps_diluted: 'DilutedEPS',
  shares_basic: 'BasicAverageShares',
  shares_diluted: 'DilutedAverageShares',
}

export const BALANCE: Partial<Record<ConceptId, string>> = {
  shares_outstanding: 'OrdinarySharesNumber',
  cash: 'CashAndCashEquivalents',
  short_term_investments: 'OtherShortTermInvestments',
  receivables: 'AccountsReceivable',
  inventory: 'Inventory',
  current_assets: 'CurrentAssets',
  property_plant_equipment: 'NetPPE',
  goodwill: 'Goodwill',
  intangibles: 'OtherIntangibleAssets',
  total_assets: 'TotalAssets',
  payables: 'AccountsPayable',
  contract_liabilities: 'CurrentDeferredRevenue',
  short_term_debt: 'CurrentDebt',
  current_liabilities: 'CurrentLiabilities',
  long_term_debt: 'LongTermDebt',
  lease_liabilities: 'CapitalLeaseObligations',
  total_liabilities: 'TotalLiabilitiesNetMinorityInterest',
  retained_earnings: 'RetainedEarnings',
  minority_interest: 'MinorityInterest',
  equity_parent: 'StockholdersEquity',
  total_equity: 'TotalEquityGrossMinorityInterest',
  loans: 'NetLoan',
  deposits: 'TotalDeposits',
}

export const CASH_FLOW: Partial<Record<ConceptId, string>> = {
  operating_cash_flow: 'OperatingCashFlow',
  investing_cash_flow: 'InvestingCashFlow',
  financing_cash_flow: 'FinancingCashFlow',
  capex: 'CapitalExpenditure',
  depreciation_amortization: 'DepreciationAndAmortization',
  stock_based_compensation: 'StockBasedCompensation',
  dividends_paid: 'CashDividendsPaid',
  buybacks: 'RepurchaseOfCapitalStock',
  exchange_rate_effect_on_cash: 'EffectOfExchangeRateChanges',
  net_change_in_cash: 'ChangesInCash',
  end_cash: 'EndCashPosition',
}

export const LINES: Partial<Record<ConceptId, string>> = { ...INCOME, ...BALANCE, ...CASH_FLOW }

/** Lines of the balance sheet have no trailing twelve months. */
export const STATEMENT_TYPES: readonly string[] = [
  ...Object.values(LINES).flatMap((name) => [`annual${name}`, `quarterly${name}`]),
  ...Object.values({ ...INCOME, ...CASH_FLOW }).map((name) => `trailing${name}`),
]

export const SHARE_NAMES = {
  shares_outstanding: 'OrdinarySharesNumber',
  shares_issued: 'ShareIssued',
  treasury_shares: 'TreasurySharesNumber',
} as const
const AVERAGE = 'BasicAverageShares'
export const SHARE_TYPES: readonly string[] = [...Object.values(SHARE_NAMES), AVERAGE].flatMap(
  (name) => [`annual${name}`, `quarterly${name}`],
)
