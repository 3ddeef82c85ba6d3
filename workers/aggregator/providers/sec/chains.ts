/**
 * The tags under which a concept may be filed, best first. Data only. The order here decides among
 * the tags that a company still uses in its newest filings. A tag that the company has stopped
 * using ranks after them.
 */
import type { ConceptId } from '#shared/concepts.ts'

/** A sum of tags in one filing; `minus` are subtracted. */
export interface Source {
  plus: readonly string[]
  minus: readonly string[]
  /**
   * The source is not used for a company that files any of these tags, because the source would
   * then mean something else.
   */
  unless: readonly string[]
  /**
   * The source is not used for a period if the same filing also has any of these tags for it,
   * because something would be counted twice.
   */
  unlessBeside: readonly string[]
  /**
   * Parts with the same amount are one line under several tags (Marvell's notes due), and are
   * counted once.
   */
  onceIfEqual: boolean
}

interface Limits {
  unless?: string[]
  unlessBeside?: string[]
  onceIfEqual?: boolean
}

const us = (name: string): string => `us-gaap:${name}`
const tag = (name: string, limits: Limits = {}): Source => sum([name], [], limits)
const sum = (plus: string[], minus: string[] = [], limits: Limits = {}): Source => ({
  plus: plus.map(us),
  minus: minus.map(us),
  unless: (limits.unless ?? []).map(us),
  unlessBeside: (limits.unlessBeside ?? []).map(us),
  onceIfEqual: limits.onceIfEqual ?? false,
})
const tags = (...names: string[]): Source[] => names.map((name) => tag(name))
const ifrs = (...names: string[]): Source[] =>
  names.map((name) => ({
    plus: [`ifrs-full:${name}`],
    minus: [],
    unless: [],
    unlessBeside: [],
    onceIfEqual: false,
  }))
const dei = (name: string): Source => ({
  plus: [`dei:${name}`],
  minus: [],
  unless: [],
  unlessBeside: [],
  onceIfEqual: false,
})

/** Tags that show that there are minority owners, so the parent's figure is not the total. */
const MINORITY = {
  unless: ['MinorityInterest', 'NetIncomeLossAttributableToNoncontrollingInterest'],
}
const TOTAL_EQUITY = 'StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest'
/**
 * Equity between liabilities and shareholders' equity. When a company has it, total minus equity is
 * not liabilities.
 */
const MEZZANINE = [
  'TemporaryEquityCarryingAmountAttributableToParent',
  'RedeemableNoncontrollingInterestEquityCarryingAmount',
  'TemporaryEquityCarryingAmountIncludingPortionAttributableToNoncontrollingInterests',
]
/**
 * Parts of `LongTermDebt`. If a filing also has one of them, `LongTermDebt` is the whole debt and
 * not the non-current part.
 */
const DEBT_PARTS = {
  unlessBeside: [
    'LongTermDebtCurrent',
    'DebtCurrent',
    'ConvertibleDebtCurrent',
    'ConvertibleNotesPayableCurrent',
    'LongTermDebtNoncurrent',
  ],
}
/**
 * The interest income of a bank. Where it is filed, revenue from contracts with customers is only
 * the fees.
 */
const BANKS = { unlessBeside: ['InterestAndDividendIncomeOperating'] }
const PRETAX = 'IncomeLossFromContinuingOperationsBeforeIncomeTaxes'
const ALL_CASH = 'CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents'
const continuing = (kind: string): string =>
  `NetCashProvidedByUsedIn${kind}ActivitiesContinuingOperations`

export const CHAINS: Partial<Record<ConceptId, readonly Source[]>> = {
  // Revenues comes first: where a company files both, revenue from contracts is only a part of it
  // (the rest is leases and interest).
  revenue: [
    ...tags('Revenues'),
    tag('RevenueFromContractWithCustomerExcludingAssessedTax', BANKS),
    ...tags('SalesRevenueNet'),
    tag('RevenueFromContractWithCustomerIncludingAssessedTax', BANKS),
    ...tags('RevenuesNetOfInterestExpense', 'SalesRevenueGoodsNet'),
    sum(['InterestAndDividendIncomeOperating', 'NoninterestIncome']),
    ...ifrs('Revenue'),
  ],
  cost_of_revenue: [
    ...tags('CostOfRevenue', 'CostOfGoodsAndServicesSold', 'CostOfGoodsSold', 'CostOfServices'),
    ...ifrs('CostOfSales'),
  ],
  gross_profit: [...tags('GrossProfit'), ...ifrs('GrossProfit')],
  research_and_development: [
    ...tags(
      'ResearchAndDevelopmentExpense',
      'ResearchAndDevelopmentExpenseExcludingAcquiredInProcessCost',
    ),
    ...ifrs('ResearchAndDevelopmentExpense'),
  ],
  selling_general_administrative: [
    ...tags('SellingGeneralAndAdministrativeExpense'),
    sum(['SellingAndMarketingExpense', 'GeneralAndAdministrativeExpense']),
    ...ifrs('SellingGeneralAndAdministrativeExpense'),
  ],
  operating_income: [...tags('OperatingIncomeLoss'), ...ifrs('ProfitLossFromOperatingActivities')],
  interest_expense: [
    ...tags('InterestExpense', 'InterestExpenseNonoperating', 'InterestExpenseDebt'),
    ...ifrs('InterestExpense'),
  ],
  interest_income: tags('InvestmentIncomeInterest', 'InvestmentIncomeInterestAndDividend'),
  pretax_income: [
    ...tags(
      `${PRETAX}ExtraordinaryItemsNoncontrollingInterest`,
      `${PRETAX}MinorityInterestAndIncomeLossFromEquityMethodInvestments`,
    ),
    ...ifrs('ProfitLossBeforeTax'),
  ],
  income_tax: [...tags('IncomeTaxExpenseBenefit'), ...ifrs('IncomeTaxExpenseContinuingOperations')],
  net_income: [
    ...tags('NetIncomeLoss', 'NetIncomeLossAvailableToCommonStockholdersBasic'),
    tag('ProfitLoss', MINORITY),
    ...ifrs('ProfitLossAttributableToOwnersOfParent'),
  ],
  minority_interest_income: [
    ...tags('NetIncomeLossAttributableToNoncontrollingInterest'),
    ...ifrs('ProfitLossAttributableToNoncontrollingInterests'),
  ],
  net_income_total: [...tags('ProfitLoss'), tag('NetIncomeLoss', MINORITY), ...ifrs('ProfitLoss')],
  net_interest_income: [...tags('InterestIncomeExpenseNet'), ...ifrs('InterestRevenueExpense')],
  fee_income: [...tags('FeesAndCommissions'), ...ifrs('FeeAndCommissionIncome')],
  provision_for_credit_losses: tags(
    'ProvisionForLoanLeaseAndOtherLosses',
    'ProvisionForLoanAndLeaseLosses',
    'ProvisionForLoanLossesExpensed',
    'FinancingReceivableExcludingAccruedInterestCreditLossExpenseReversal',
  ),
  premiums_earned: tags('PremiumsEarnedNet'),
  eps_basic: [
    ...tags('EarningsPerShareBasic', 'EarningsPerShareBasicAndDiluted'),
    ...ifrs('BasicEarningsLossPerShare'),
  ],
  eps_diluted: [
    ...tags('EarningsPerShareDiluted', 'EarningsPerShareBasicAndDiluted'),
    ...ifrs('DilutedEarningsLossPerShare'),
  ],
  dividends_per_share: tags(
    'CommonStockDividendsPerShareDeclared',
    'CommonStockDividendsPerShareCashPaid',
  ),
  shares_basic: [
    ...tags(
      'WeightedAverageNumberOfSharesOutstandingBasic',
      'WeightedAverageNumberOfShareOutstandingBasicAndDiluted',
    ),
    ...ifrs('WeightedAverageShares'),
  ],
  shares_diluted: [
    ...tags(
      'WeightedAverageNumberOfDilutedSharesOutstanding',
      'WeightedAverageNumberOfShareOutstandingBasicAndDiluted',
    ),
    ...ifrs('AdjustedWeightedAverageShares'),
  ],
  // The count on the cover has the cover's date and the count on the balance sheet has its own
  // date, so they do not compete.
  shares_outstanding: [
    dei('EntityCommonStockSharesOutstanding'),
    ...tags('CommonStockSharesOutstanding'),
  ],
  cash: [
    ...tags('CashAndCashEquivalentsAtCarryingValue', ALL_CASH),
    ...ifrs('CashAndCashEquivalents'),
  ],
  short_term_investments: tags(
    'MarketableSecuritiesCurrent',
    'ShortTermInvestments',
    'DebtSecuritiesCurrent',
    'AvailableForSaleSecuritiesDebtSecuritiesCurrent',
    'AvailableForSaleSecuritiesCurrent',
  ),
  long_term_investments: tags(
    'MarketableSecuritiesNoncurrent',
    'LongTermInvestments',
    'AvailableForSaleSecuritiesNoncurrent',
  ),
  receivables: [
    ...tags('AccountsReceivableNetCurrent', 'ReceivablesNetCurrent'),
    ...ifrs('CurrentTradeReceivables', 'TradeAndOtherCurrentReceivables'),
  ],
  inventory: [...tags('InventoryNet'), ...ifrs('Inventories')],
  current_assets: [...tags('AssetsCurrent'), ...ifrs('CurrentAssets')],
  property_plant_equipment: [
    ...tags('PropertyPlantAndEquipmentNet'),
    ...ifrs('PropertyPlantAndEquipment'),
  ],
  goodwill: [...tags('Goodwill'), ...ifrs('Goodwill')],
  intangibles: [
    ...tags('IntangibleAssetsNetExcludingGoodwill', 'FiniteLivedIntangibleAssetsNet'),
    ...ifrs('IntangibleAssetsOtherThanGoodwill'),
  ],
  total_assets: [...tags('Assets'), ...ifrs('Assets')],
  payables: [
    ...tags('AccountsPayableCurrent', 'AccountsPayableTradeCurrent'),
    ...ifrs('TradeAndOtherCurrentPayables'),
  ],
  contract_liabilities: [
    ...tags('ContractWithCustomerLiabilityCurrent', 'DeferredRevenueCurrent'),
    ...ifrs('CurrentContractLiabilities'),
  ],
  short_term_debt: [
    ...tags('DebtCurrent'),
    sum(['LongTermDebtCurrent', 'CommercialPaper'], [], { onceIfEqual: true }),
    sum(['LongTermDebtCurrent', 'ShortTermBorrowings'], [], { onceIfEqual: true }),
    sum(['LongTermDebtCurrent', 'OtherShortTermBorrowings'], [], { onceIfEqual: true }),
    // One part alone is used only where the filing has no other part.
    tag('LongTermDebtCurrent', {
      unlessBeside: ['CommercialPaper', 'ShortTermBorrowings', 'OtherShortTermBorrowings'],
    }),
    ...tags('ConvertibleDebtCurrent'),
    ...['ShortTermBorrowings', 'CommercialPaper', 'OtherShortTermBorrowings'].map((part) =>
      tag(part, { unlessBeside: ['LongTermDebtCurrent'] }),
    ),
    ...ifrs('CurrentBorrowingsAndCurrentPortionOfNoncurrentBorrowings', 'ShorttermBorrowings'),
  ],
  current_liabilities: [...tags('LiabilitiesCurrent'), ...ifrs('CurrentLiabilities')],
  long_term_debt: [
    ...tags('LongTermDebtNoncurrent'),
    sum(['LongTermDebt'], ['LongTermDebtCurrent'], { unlessBeside: ['LongTermDebtNoncurrent'] }),
    tag('LongTermDebt', DEBT_PARTS),
    ...ifrs('NoncurrentPortionOfNoncurrentBorrowings', 'LongtermBorrowings'),
  ],
  lease_liabilities: [
    sum(['OperatingLeaseLiability', 'FinanceLeaseLiability']),
    sum(['OperatingLeaseLiabilityCurrent', 'OperatingLeaseLiabilityNoncurrent']),
    ...tags('OperatingLeaseLiability'),
    ...ifrs('LeaseLiabilities'),
  ],
  total_liabilities: [
    ...tags('Liabilities'),
    sum(['LiabilitiesAndStockholdersEquity'], [TOTAL_EQUITY], { unless: MEZZANINE }),
    sum(['LiabilitiesAndStockholdersEquity'], ['StockholdersEquity'], {
      unless: [...MEZZANINE, ...MINORITY.unless],
    }),
    ...ifrs('Liabilities'),
  ],
  retained_earnings: [...tags('RetainedEarningsAccumulatedDeficit'), ...ifrs('RetainedEarnings')],
  minority_interest: [...tags('MinorityInterest'), ...ifrs('NoncontrollingInterests')],
  equity_parent: [
    ...tags('StockholdersEquity'),
    tag(TOTAL_EQUITY, MINORITY),
    ...ifrs('EquityAttributableToOwnersOfParent'),
  ],
  total_equity: [...tags(TOTAL_EQUITY), tag('StockholdersEquity', MINORITY), ...ifrs('Equity')],
  loans: [
    ...tags(
      'LoansAndLeasesReceivableNetReportedAmount',
      'FinancingReceivableExcludingAccruedInterestAfterAllowanceForCreditLoss',
      'FinancingReceivableAfterAllowanceForCreditLoss',
    ),
    ...ifrs('LoansAndAdvancesToCustomers'),
  ],
  deposits: [...tags('Deposits'), ...ifrs('DepositsFromCustomers')],
  operating_cash_flow: [
    ...tags('NetCashProvidedByUsedInOperatingActivities', continuing('Operating')),
    ...ifrs('CashFlowsFromUsedInOperatingActivities'),
  ],
  investing_cash_flow: [
    ...tags('NetCashProvidedByUsedInInvestingActivities', continuing('Investing')),
    ...ifrs('CashFlowsFromUsedInInvestingActivities'),
  ],
  financing_cash_flow: [
    ...tags('NetCashProvidedByUsedInFinancingActivities', continuing('Financing')),
    ...ifrs('CashFlowsFromUsedInFinancingActivities'),
  ],
  capex: [
    ...tags(
      'PaymentsToAcquirePropertyPlantAndEquipment',
      'PaymentsToAcquireProductiveAssets',
      'PaymentsForCapitalImprovements',
    ),
    ...ifrs('PurchaseOfPropertyPlantAndEquipmentClassifiedAsInvestingActivities'),
  ],
  depreciation_amortization: [
    // If the second tag is filed too, the first tag is the part in the property note (Apple until
    // 2017) and not the line of the cash flow statement.
    tag('DepreciationDepletionAndAmortization', {
      unlessBeside: ['DepreciationAmortizationAndAccretionNet'],
    }),
    ...tags('DepreciationAmortizationAndAccretionNet', 'DepreciationAndAmortization'),
    // For filers that show the amortization of acquired intangibles on a separate line (Marvell).
    sum(['OtherDepreciationAndAmortization', 'AmortizationOfIntangibleAssets']),
    ...ifrs('DepreciationAndAmortisationExpense'),
  ],
  stock_based_compensation: [
    ...tags('ShareBasedCompensation', 'AllocatedShareBasedCompensationExpense'),
    ...ifrs('AdjustmentsForSharebasedPayments'),
  ],
  dividends_paid: [
    ...tags('PaymentsOfDividends', 'PaymentsOfDividendsCommonStock'),
    ...ifrs('DividendsPaidClassifiedAsFinancingActivities'),
  ],
  buybacks: [
    ...tags('PaymentsForRepurchaseOfCommonStock'),
    ...ifrs('PaymentsToAcquireOrRedeemEntitysShares'),
  ],
  exchange_rate_effect_on_cash: [
    ...tags(
      `EffectOfExchangeRateOn${ALL_CASH}`,
      `EffectOfExchangeRateOn${ALL_CASH}IncludingDisposalGroupAndDiscontinuedOperations`,
      'EffectOfExchangeRateOnCashAndCashEquivalents',
      'EffectOfExchangeRateOnCashAndCashEquivalentsContinuingOperations',
      'EffectOfExchangeRateOnCashContinuingOperations',
    ),
    ...ifrs('EffectOfExchangeRateChangesOnCashAndCashEquivalents'),
  ],
  net_change_in_cash: [
    ...tags(
      `${ALL_CASH}PeriodIncreaseDecreaseIncludingExchangeRateEffect`,
      'CashAndCashEquivalentsPeriodIncreaseDecrease',
      `${ALL_CASH}PeriodIncreaseDecreaseExcludingExchangeRateEffect`,
    ),
    ...ifrs('IncreaseDecreaseInCashAndCashEquivalents'),
  ],
  end_cash: [
    ...tags(ALL_CASH, 'CashAndCashEquivalentsAtCarryingValue'),
    ...ifrs('CashAndCashEquivalents'),
  ],
}

/** Stock splits are events, not a chain: see splits.ts. */
export const SPLIT_TAG = us('StockholdersEquityNoteStockSplitConversionRatio1')

/** Every tag that is read, without repetition. */
export const TAGS: readonly string[] = [
  ...new Set([
    ...Object.values(CHAINS).flatMap((chain) =>
      chain.flatMap((s) => [...s.plus, ...s.minus, ...s.unless, ...s.unlessBeside]),
    ),
    SPLIT_TAG,
  ]),
]
