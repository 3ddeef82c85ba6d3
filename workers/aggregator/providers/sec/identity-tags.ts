/** The tags whose sums in one filing say which line is which. Data only. */

/** Parts of revenue: a total that is far below one of them is not the total. */
export const REVENUE_PARTS = [
  'RevenueFromContractWithCustomerExcludingAssessedTax',
  'SalesRevenueNet',
  'SalesRevenueGoodsNet',
  'SalesRevenueServicesNet',
]
/**
 * Lines of which the whole cost of revenue may be made: the filed gross profit says which of them
 * it is.
 */
export const COST_PARTS = [
  'CostOfRevenue',
  'CostOfGoodsAndServicesSold',
  'CostOfGoodsSold',
  'CostOfServices',
  'PolicyholderBenefitsAndClaimsIncurredNet',
  'PolicyholderBenefitsAndClaimsIncurredHealthCare',
  'DirectOperatingCosts',
  'CostOfGoodsSoldAmortization',
  'CostOfGoodsSoldDepreciation',
  'CostOfServicesDepreciation',
  'CostOfServicesAmortization',
  'CostOfServicesDepreciationAndAmortization',
  'CostOfServicesLicensesAndServices',
  'CostOfServicesLicensesAndMaintenanceAgreements',
  'CostOfServicesMaintenanceCosts',
  'LicenseCosts',
  'CostOfGoodsSoldSalesTypeLeases',
  'CostOfGoodsSoldSubscription',
  'CostOfPurchasedOilAndGas',
  'CostOfRealEstateRevenue',
  'OtherCostOfOperatingRevenue',
  'OtherCostOfServices',
  'TechnologyServicesCosts',
  'FinancingInterestExpense',
  'ExciseAndSalesTaxes',
  'SalesAllowancesGoods',
  'SalesCommissionsAndFees',
  'RoyaltyExpense',
  'Depreciation',
  'DepreciationAndAmortization',
  'DepreciationDepletionAndAmortization',
  'AmortizationOfIntangibleAssets',
  'AmortizationOfAcquiredIntangibleAssets',
  'InventoryWriteDown',
  'RestructuringCharges',
]
export const PRETAX_LINES = [
  'IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest',
  'IncomeLossFromContinuingOperationsBeforeIncomeTaxesMinorityInterestAndIncomeLossFromEquityMethodInvestments',
]
export const MINORITY_INCOME = [
  'NetIncomeLossAttributableToNoncontrollingInterest',
  'MinorityInterestInNetIncomeLossOfConsolidatedEntities',
]
export const PREFERRED = [
  'PreferredStockDividendsAndOtherAdjustments',
  'PreferredStockDividendsIncomeStatementImpact',
  'DividendsPreferredStock',
]
export const DISCONTINUED = [
  'IncomeLossFromDiscontinuedOperationsNetOfTax',
  'IncomeLossFromDiscontinuedOperationsNetOfTaxAttributableToReportingEntity',
]
export const TOTAL_EQUITY = 'StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest'
/** The minority's part of equity. */
export const MINORITIES = ['MinorityInterest', 'MinorityInterestInLimitedPartnerships']
/**
 * Equity between liabilities and shareholders' equity. When a company has it, total minus equity is
 * not liabilities.
 */
export const MEZZANINE = [
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
  'RedeemableConvertiblePreferredStockCarryingAmount',
]
/** The change of cash of a time when one tag stood for it before and after exchange rates. */
export const CHANGE_IN_CASH = 'CashAndCashEquivalentsPeriodIncreaseDecrease'
export const EXCHANGE_RATES_ON_CASH = 'EffectOfExchangeRateOnCashAndCashEquivalents'
export const DISPOSAL_CASH = 'DisposalGroupIncludingDiscontinuedOperationCashAndCashEquivalents'

/** All of them, and the lines that they are compared with. */
export const IDENTITY_TAGS: readonly string[] = [
  ...REVENUE_PARTS,
  ...COST_PARTS,
  ...PRETAX_LINES,
  ...MINORITY_INCOME,
  ...PREFERRED,
  ...DISCONTINUED,
  TOTAL_EQUITY,
  ...MINORITIES,
  ...MEZZANINE,
  CHANGE_IN_CASH,
  EXCHANGE_RATES_ON_CASH,
  DISPOSAL_CASH,
  'CostsAndExpenses',
]
