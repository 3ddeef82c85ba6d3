/**
 * The tags under which a concept may be filed, best first. Data only. The order here decides among
 * the tags that a company still uses in its newest filings. A tag that the company has stopped
 * using ranks after them.
 */
import type { ConceptId } from '#shared/concepts.ts'
import { debtTagsOf, IFRS_DEBT, US_GAAP_DEBT } from './debt-tags.ts'
import { IDENTITY_TAGS, TOTAL_EQUITY } from './identity-tags.ts'

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
/**
 * Equity between liabilities and shareholders' equity. When a company has it, total minus equity is
 * not liabilities.
 */
const MEZZANINE = [
  'TemporaryEquityCarryingAmountIncludingPortionAttributableToNoncontrollingInterests',
  'TemporaryEquityCarryingAmountAttributableToParent',
  'TemporaryEquityCarryingAmount',
  'RedeemableNoncontrollingInterestEquityCarryingAmount',
  'RedeemableNoncontrollingInterestEquityCommonCarryingAmount',
  'RedeemableNoncontrollingInterestEquityPreferredCarryingAmount',
  'RedeemableNoncontrollingInterestEquityRedemptionValue',
  'TemporaryEquityRedemptionValue',
  'OtherMinorityInterests',
  'MinorityInterestInPreferredUnitHolders',
]
/**
 * What else it costs to earn the revenue. Beside these the cost of goods or services is a part, and
 * revenue less a part is no gross profit.
 */
const OTHER_COSTS = {
  unlessBeside: [
    'PolicyholderBenefitsAndClaimsIncurredNet',
    'PolicyholderBenefitsAndClaimsIncurredHealthCare',
    'BenefitsLossesAndExpenses',
    'DirectOperatingCosts',
    'CostOfPurchasedPower',
    'FuelCosts',
    'InterestExpenseDeposits',
  ],
}
const DISCONTINUED = [
  'IncomeLossFromDiscontinuedOperationsNetOfTax',
  'IncomeLossFromDiscontinuedOperationsNetOfTaxAttributableToReportingEntity',
]
/** What else may stand between net income and income of continuing operations. */
const AFTER_TAX = {
  unlessBeside: [
    'ExtraordinaryItemNetOfTax',
    'CumulativeEffectOfChangeInAccountingPrincipleNetOfTax',
    'CumulativeEffectOfInitialAdoptionOfNewAccountingPrinciple',
  ],
}
const PREFERRED_DIVIDENDS = 'PreferredStockDividendsAndOtherAdjustments'
/** Intangible assets that are amortized: beside them depreciation alone is a part. */
const INTANGIBLES_AMORTIZED = [
  'FiniteLivedIntangibleAssetsNet',
  'IntangibleAssetsNetExcludingGoodwill',
]
/**
 * The interest income of a bank. Where it is filed, revenue from contracts with customers is only
 * the fees.
 */
const BANKS = { unlessBeside: ['InterestAndDividendIncomeOperating'] }
const PRETAX = 'IncomeLossFromContinuingOperationsBeforeIncomeTaxes'
const ALL_CASH = 'CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents'
const continuing = (kind: string): string =>
  `NetCashProvidedByUsedIn${kind}ActivitiesContinuingOperations`
const discontinued = (kind: string): string =>
  `CashProvidedByUsedIn${kind}ActivitiesDiscontinuedOperations`
const EXCHANGE_RATES = [
  `EffectOfExchangeRateOn${ALL_CASH}`,
  `EffectOfExchangeRateOn${ALL_CASH}IncludingDisposalGroupAndDiscontinuedOperations`,
  'EffectOfExchangeRateOnCashAndCashEquivalents',
  'EffectOfExchangeRateOnCashAndCashEquivalentsContinuingOperations',
  'EffectOfExchangeRateOnCashContinuingOperations',
]
const BEFORE_RATES = [
  `${ALL_CASH}PeriodIncreaseDecreaseExcludingExchangeRateEffect`,
  'CashAndCashEquivalentsPeriodIncreaseDecreaseExcludingExchangeRateEffect',
  'CashPeriodIncreaseDecreaseExcludingExchangeRateEffect',
]

export const CHAINS: Partial<Record<ConceptId, readonly Source[]>> = {
  // Revenues comes first: where a company files both, revenue from contracts is only a part of it
  // (the rest is leases and interest).
  revenue: [
    ...tags('Revenues'),
    tag('RevenueFromContractWithCustomerExcludingAssessedTax', BANKS),
    ...tags('SalesRevenueNet'),
    tag('RevenueFromContractWithCustomerIncludingAssessedTax', BANKS),
    ...tags('RevenuesNetOfInterestExpense', 'RegulatedAndUnregulatedOperatingRevenue'),
    sum(['SalesRevenueGoodsNet', 'SalesRevenueServicesNet']),
    tag('SalesRevenueGoodsNet', { unlessBeside: ['SalesRevenueServicesNet'] }),
    tag('SalesRevenueServicesNet', { unlessBeside: ['SalesRevenueGoodsNet'] }),
    sum(['InterestAndDividendIncomeOperating', 'NoninterestIncome']),
    // The totals of one industry. Where a general total is filed too, they are parts of it.
    ...tags(
      'RealEstateRevenueNet',
      'HealthCareOrganizationRevenue',
      'UtilityRevenue',
      'OilAndGasRevenue',
      'OperatingLeasesIncomeStatementLeaseRevenue',
      'OperatingLeaseLeaseIncome',
    ),
    ...ifrs('Revenue', 'RevenueFromContractsWithCustomers'),
  ],
  cost_of_revenue: [
    tag('CostOfRevenue', OTHER_COSTS),
    sum(['CostOfGoodsSold', 'CostOfServices'], [], OTHER_COSTS),
    tag('CostOfGoodsAndServicesSold', OTHER_COSTS),
    tag('CostOfGoodsSold', { unlessBeside: [...OTHER_COSTS.unlessBeside, 'CostOfServices'] }),
    tag('CostOfServices', { unlessBeside: [...OTHER_COSTS.unlessBeside, 'CostOfGoodsSold'] }),
    ...ifrs('CostOfSales'),
  ],
  gross_profit: [...tags('GrossProfit'), ...ifrs('GrossProfit')],
  research_and_development: [
    ...tags(
      'ResearchAndDevelopmentExpense',
      'ResearchAndDevelopmentExpenseExcludingAcquiredInProcessCost',
      'ResearchAndDevelopmentExpenseSoftwareExcludingAcquiredInProcessCost',
    ),
    ...ifrs('ResearchAndDevelopmentExpense'),
  ],
  selling_general_administrative: [
    ...tags('SellingGeneralAndAdministrativeExpense'),
    sum(['SellingAndMarketingExpense', 'GeneralAndAdministrativeExpense']),
    sum(['SellingExpense', 'GeneralAndAdministrativeExpense']),
    sum(['MarketingAndAdvertisingExpense', 'GeneralAndAdministrativeExpense']),
    // One of the two alone is all of it only where the filing has none of the other kind.
    tag('GeneralAndAdministrativeExpense', {
      unlessBeside: [
        'SellingAndMarketingExpense',
        'SellingExpense',
        'MarketingExpense',
        'MarketingAndAdvertisingExpense',
      ],
    }),
    ...ifrs('SellingGeneralAndAdministrativeExpense'),
  ],
  operating_income: [...tags('OperatingIncomeLoss'), ...ifrs('ProfitLossFromOperatingActivities')],
  interest_expense: [
    ...tags(
      'InterestExpense',
      'InterestExpenseNonoperating',
      'InterestExpenseOperating',
      'InterestExpenseDebt',
      'InterestAndDebtExpense',
      'FinancingInterestExpense',
    ),
    ...ifrs('InterestExpense', 'FinanceCosts'),
  ],
  interest_income: tags('InvestmentIncomeInterest', 'InvestmentIncomeInterestAndDividend'),
  pretax_income: [
    ...tags(
      `${PRETAX}ExtraordinaryItemsNoncontrollingInterest`,
      `${PRETAX}MinorityInterestAndIncomeLossFromEquityMethodInvestments`,
    ),
    // Income of continuing operations with the tax added back.
    sum([
      'IncomeLossFromContinuingOperationsIncludingPortionAttributableToNoncontrollingInterest',
      'IncomeTaxExpenseBenefit',
    ]),
    ...DISCONTINUED.map((name) =>
      sum(['ProfitLoss', 'IncomeTaxExpenseBenefit'], [name], AFTER_TAX),
    ),
    sum(['ProfitLoss', 'IncomeTaxExpenseBenefit'], [], {
      unlessBeside: [...AFTER_TAX.unlessBeside, ...DISCONTINUED],
    }),
    sum(['IncomeLossFromContinuingOperations', 'IncomeTaxExpenseBenefit'], [], {
      unlessBeside: MINORITY.unless,
    }),
    sum(['NetIncomeLoss', 'IncomeTaxExpenseBenefit'], [], {
      unlessBeside: [
        ...MINORITY.unless,
        ...AFTER_TAX.unlessBeside,
        ...DISCONTINUED,
        'ProfitLoss',
        'IncomeLossFromContinuingOperations',
      ],
    }),
    ...ifrs('ProfitLossBeforeTax'),
  ],
  income_tax: [...tags('IncomeTaxExpenseBenefit'), ...ifrs('IncomeTaxExpenseContinuingOperations')],
  net_income: [
    ...tags('NetIncomeLoss'),
    sum(['ProfitLoss'], ['NetIncomeLossAttributableToNoncontrollingInterest']),
    sum(['ProfitLoss'], ['MinorityInterestInNetIncomeLossOfConsolidatedEntities']),
    tag('ProfitLoss', MINORITY),
    // What is left for common shareholders, with the preferred dividends added back.
    sum(['NetIncomeLossAvailableToCommonStockholdersBasic', PREFERRED_DIVIDENDS]),
    sum([
      'NetIncomeLossAvailableToCommonStockholdersBasic',
      'PreferredStockDividendsIncomeStatementImpact',
    ]),
    tag('NetIncomeLossAvailableToCommonStockholdersBasic', {
      unlessBeside: [PREFERRED_DIVIDENDS, 'PreferredStockDividendsIncomeStatementImpact'],
    }),
    ...ifrs('ProfitLossAttributableToOwnersOfParent'),
  ],
  preferred_dividends: tags(
    PREFERRED_DIVIDENDS,
    'PreferredStockDividendsIncomeStatementImpact',
    'DividendsPreferredStock',
  ),
  net_income_common: [
    ...tags(
      'NetIncomeLossAvailableToCommonStockholdersBasic',
      'NetIncomeLossAvailableToCommonStockholdersDiluted',
    ),
    ...ifrs('ProfitLossAttributableToOrdinaryEquityHoldersOfParentEntity'),
  ],
  minority_interest_income: [
    ...tags(
      'NetIncomeLossAttributableToNoncontrollingInterest',
      'MinorityInterestInNetIncomeLossOfConsolidatedEntities',
    ),
    ...ifrs('ProfitLossAttributableToNoncontrollingInterests'),
  ],
  net_income_total: [
    ...tags('ProfitLoss'),
    tag('NetIncomeLoss', MINORITY),
    sum(['NetIncomeLoss', 'NetIncomeLossAttributableToNoncontrollingInterest']),
    ...ifrs('ProfitLoss'),
  ],
  net_interest_income: [...tags('InterestIncomeExpenseNet'), ...ifrs('InterestRevenueExpense')],
  fee_income: [...tags('FeesAndCommissions'), ...ifrs('FeeAndCommissionIncome')],
  provision_for_credit_losses: tags(
    'ProvisionForLoanLeaseAndOtherLosses',
    'ProvisionForLoanAndLeaseLosses',
    'ProvisionForLoanLossesExpensed',
    'ProvisionForCreditLosses',
    'FinancingReceivableExcludingAccruedInterestCreditLossExpenseReversal',
  ),
  premiums_earned: tags('PremiumsEarnedNet'),
  eps_basic: [
    ...tags(
      'EarningsPerShareBasic',
      'EarningsPerShareBasicAndDiluted',
      'NetIncomeLossPerOutstandingLimitedPartnershipUnit',
      'NetIncomeLossPerOutstandingLimitedPartnershipUnitBasic',
      'NetIncomeLossNetOfTaxPerOutstandingLimitedPartnershipUnitBasic',
    ),
    ...ifrs('BasicEarningsLossPerShare'),
  ],
  eps_diluted: [
    ...tags(
      'EarningsPerShareDiluted',
      'EarningsPerShareBasicAndDiluted',
      'NetIncomeLossPerOutstandingLimitedPartnershipUnitDiluted',
      'NetIncomeLossNetOfTaxPerOutstandingLimitedPartnershipUnitDiluted',
    ),
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
      'WeightedAverageNumberOfSharesIssuedBasic',
      'WeightedAverageLimitedPartnershipUnitsOutstanding',
    ),
    ...ifrs('WeightedAverageShares'),
  ],
  shares_diluted: [
    ...tags(
      'WeightedAverageNumberOfDilutedSharesOutstanding',
      'WeightedAverageNumberOfShareOutstandingBasicAndDiluted',
      'WeightedAverageLimitedPartnershipUnitsOutstandingDiluted',
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
    ...tags('CashAndCashEquivalentsAtCarryingValue'),
    ...['RestrictedCash', 'RestrictedCashAndCashEquivalents', 'RestrictedCashCurrent'].map((name) =>
      sum([ALL_CASH], [name]),
    ),
    ...tags('Cash', 'CashAndDueFromBanks', 'CashCashEquivalentsAndFederalFundsSold'),
    tag(ALL_CASH, {
      unlessBeside: ['RestrictedCash', 'RestrictedCashAndCashEquivalents', 'RestrictedCashCurrent'],
    }),
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
  current_liabilities: [...tags('LiabilitiesCurrent'), ...ifrs('CurrentLiabilities')],
  lease_liabilities: [
    sum(['OperatingLeaseLiability', 'FinanceLeaseLiability']),
    sum(['OperatingLeaseLiabilityCurrent', 'OperatingLeaseLiabilityNoncurrent']),
    ...tags('OperatingLeaseLiability'),
    ...ifrs('LeaseLiabilities'),
  ],
  total_liabilities: [
    ...tags('Liabilities'),
    ...MEZZANINE.map((name) => sum(['LiabilitiesAndStockholdersEquity'], [TOTAL_EQUITY, name])),
    sum(['LiabilitiesAndStockholdersEquity'], [TOTAL_EQUITY], { unless: MEZZANINE }),
    sum(['LiabilitiesAndStockholdersEquity'], ['StockholdersEquity'], {
      unless: [...MEZZANINE, ...MINORITY.unless],
    }),
    ...ifrs('Liabilities'),
  ],
  temporary_equity: tags(...MEZZANINE),
  retained_earnings: [...tags('RetainedEarningsAccumulatedDeficit'), ...ifrs('RetainedEarnings')],
  minority_interest: [
    ...tags('MinorityInterest', 'PartnersCapitalAttributableToNoncontrollingInterest'),
    ...ifrs('NoncontrollingInterests'),
  ],
  equity_parent: [
    ...tags('StockholdersEquity'),
    sum([TOTAL_EQUITY], ['MinorityInterest']),
    tag(TOTAL_EQUITY, MINORITY),
    ...tags('PartnersCapital', 'MembersEquity', 'CommonStockholdersEquity'),
    ...ifrs('EquityAttributableToOwnersOfParent'),
  ],
  total_equity: [
    ...tags(TOTAL_EQUITY),
    sum(['StockholdersEquity', 'MinorityInterest']),
    tag('StockholdersEquity', MINORITY),
    ...tags('PartnersCapitalIncludingPortionAttributableToNoncontrollingInterest'),
    tag('PartnersCapital', MINORITY),
    tag('MembersEquity', MINORITY),
    ...ifrs('Equity'),
  ],
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
    ...tags('NetCashProvidedByUsedInOperatingActivities'),
    sum([continuing('Operating'), discontinued('Operating')]),
    tag(continuing('Operating'), { unlessBeside: [discontinued('Operating')] }),
    ...ifrs('CashFlowsFromUsedInOperatingActivities'),
  ],
  investing_cash_flow: [
    ...tags('NetCashProvidedByUsedInInvestingActivities'),
    sum([continuing('Investing'), discontinued('Investing')]),
    tag(continuing('Investing'), { unlessBeside: [discontinued('Investing')] }),
    ...ifrs('CashFlowsFromUsedInInvestingActivities'),
  ],
  financing_cash_flow: [
    ...tags('NetCashProvidedByUsedInFinancingActivities'),
    sum([continuing('Financing'), discontinued('Financing')]),
    tag(continuing('Financing'), { unlessBeside: [discontinued('Financing')] }),
    ...ifrs('CashFlowsFromUsedInFinancingActivities'),
  ],
  capex: [
    ...tags('PaymentsToAcquirePropertyPlantAndEquipment', 'PaymentsToAcquireProductiveAssets'),
    sum([
      'PaymentsToAcquireOilAndGasPropertyAndEquipment',
      'PaymentsToAcquireOtherPropertyPlantAndEquipment',
    ]),
    ...tags(
      'PaymentsToAcquireOilAndGasPropertyAndEquipment',
      'PaymentsToExploreAndDevelopOilAndGasProperties',
      'PaymentsToAcquireOilAndGasProperty',
      'PaymentsToAcquireOtherPropertyPlantAndEquipment',
      'PaymentsToAcquireMachineryAndEquipment',
      'PaymentsForConstructionInProcess',
      'PaymentsForCapitalImprovements',
      'PaymentsToAcquireAndDevelopRealEstate',
      'PaymentsToDevelopRealEstateAssets',
      'PaymentsToAcquireRealEstateHeldForInvestment',
      'PaymentsToAcquireCommercialRealEstate',
      'PaymentsToAcquireRealEstate',
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
    sum(['Depreciation', 'AmortizationOfIntangibleAssets']),
    sum(['Depreciation', 'AdjustmentForAmortization']),
    sum(['DepreciationPremisesAndEquipment', 'AmortizationOfIntangibleAssets']),
    ...['Depreciation', 'DepreciationPremisesAndEquipment'].map((name) =>
      tag(name, {
        unlessBeside: ['AmortizationOfIntangibleAssets', 'AdjustmentForAmortization'],
        unless: INTANGIBLES_AMORTIZED,
      }),
    ),
    ...ifrs(
      'DepreciationAndAmortisationExpense',
      'AdjustmentsForDepreciationAndAmortisationExpense',
    ),
  ],
  stock_based_compensation: [
    ...tags('ShareBasedCompensation', 'AllocatedShareBasedCompensationExpense'),
    ...ifrs('AdjustmentsForSharebasedPayments'),
  ],
  dividends_paid: [
    ...tags('PaymentsOfDividends'),
    sum(['PaymentsOfDividendsCommonStock', 'PaymentsOfDividendsPreferredStockAndPreferenceStock']),
    sum(['PaymentsOfOrdinaryDividends', 'PaymentsOfDividendsPreferredStockAndPreferenceStock']),
    ...tags(
      'PaymentsOfDividendsCommonStock',
      'PaymentsOfOrdinaryDividends',
      'PaymentsOfDividendsPreferredStockAndPreferenceStock',
      'PaymentsOfCapitalDistribution',
      'DistributionMadeToMemberOrLimitedPartnerCashDistribution',
    ),
    ...ifrs('DividendsPaidClassifiedAsFinancingActivities'),
  ],
  buybacks: [
    ...tags('PaymentsForRepurchaseOfCommonStock', 'PaymentsForRepurchaseOfEquity'),
    ...ifrs('PaymentsToAcquireOrRedeemEntitysShares'),
  ],
  exchange_rate_effect_on_cash: [
    ...tags(...EXCHANGE_RATES),
    ...ifrs('EffectOfExchangeRateChangesOnCashAndCashEquivalents'),
  ],
  net_change_in_cash: [
    ...tags(
      `${ALL_CASH}PeriodIncreaseDecreaseIncludingExchangeRateEffect`,
      'CashAndCashEquivalentsPeriodIncreaseDecrease',
      'CashPeriodIncreaseDecrease',
    ),
    // Before exchange rates: with their effect it is the change of cash.
    ...EXCHANGE_RATES.flatMap((rates) => BEFORE_RATES.map((change) => sum([change, rates]))),
    ...BEFORE_RATES.map((change) => tag(change, { unlessBeside: EXCHANGE_RATES })),
    ...ifrs('IncreaseDecreaseInCashAndCashEquivalents'),
  ],
  end_cash: [
    ...tags(
      ALL_CASH,
      `${ALL_CASH}IncludingDisposalGroupAndDiscontinuedOperations`,
      'CashAndCashEquivalentsAtCarryingValue',
      'Cash',
      'CashAndDueFromBanks',
      'CashCashEquivalentsAndFederalFundsSold',
    ),
    ...ifrs('CashAndCashEquivalents'),
  ],
}

/** Stock splits are events, not a chain: see splits.ts. */
export const SPLIT_TAG = us('StockholdersEquityNoteStockSplitConversionRatio1')

/** Debt is no chain: see debt.ts. */
export const DEBTS = [US_GAAP_DEBT, IFRS_DEBT]

/** Every tag that is read, without repetition. */
export const TAGS: readonly string[] = [
  ...new Set([
    ...DEBTS.flatMap(debtTagsOf),
    ...IDENTITY_TAGS.map(us),
    ...Object.values(CHAINS).flatMap((chain) =>
      chain.flatMap((s) => [...s.plus, ...s.minus, ...s.unless, ...s.unlessBeside]),
    ),
    SPLIT_TAG,
  ]),
]
