/**
 * The tags of liabilities that are not debt, and of the totals that hold them together with debt.
 * Data only; room.ts reads it. Names are without their taxonomy. The list has the lines of the
 * balance sheets of the test bed and those that at least twenty of some 8,900 filers use.
 */

/** A line that is filed whole, or as its parts. */
export interface LiabilityLine {
  whole: string
  parts: readonly string[]
}

const lines = (...tags: string[]): LiabilityLine[] => tags.map((whole) => ({ whole, parts: [] }))

/** Due within a year. */
export const CURRENT_LIABILITIES: readonly LiabilityLine[] = [
  {
    whole: 'AccountsPayableAndAccruedLiabilitiesCurrent',
    parts: [
      'AccountsPayableCurrent',
      'AccountsPayableTradeCurrent',
      'AccountsPayableOtherCurrent',
      'AccountsPayableRelatedPartiesCurrent',
      'AccruedLiabilitiesCurrent',
    ],
  },
  { whole: 'CustomerAdvancesAndDepositsCurrent', parts: ['CustomerAdvancesCurrent'] },
  ...lines(
    'AccountsPayable',
    'AccountsPayableAndOtherAccruedLiabilitiesCurrent',
    'AccruedAdvertisingCurrent',
    'AccruedEmployeeBenefitsCurrent',
    'AccruedIncomeTaxesCurrent',
    'AccruedIncomeTaxesPayable',
    'AccruedInsuranceCurrent',
    'AccruedPayrollTaxesCurrent',
    'AccruedRoyaltiesCurrent',
    'AccruedSalariesCurrent',
    'AccrualForTaxesOtherThanIncomeTaxesCurrent',
    'AssetRetirementObligationCurrent',
    'BankOverdrafts',
    'BillingsInExcessOfCost',
    'BusinessCombinationContingentConsiderationLiabilityCurrent',
    'ContractWithCustomerLiabilityCurrent',
    'ContractWithCustomerRefundLiabilityCurrent',
    'CustomerDepositsCurrent',
    'CustomerRefundLiabilityCurrent',
    'DeferredCompensationLiabilityCurrent',
    'DeferredIncomeCurrent',
    'DeferredRentCreditCurrent',
    'DeferredRevenueAndCreditsCurrent',
    'DeferredRevenueCurrent',
    'DeferredTaxAssetsLiabilitiesNetCurrent',
    'DeferredTaxLiabilitiesCurrent',
    'DepositLiabilityCurrent',
    'DerivativeInstrumentsAndHedgesLiabilities',
    'DerivativeLiabilitiesCurrent',
    'DividendsPayableCurrent',
    'DueToAffiliateCurrent',
    'DueToOtherRelatedPartiesClassifiedCurrent',
    'DueToRelatedPartiesCurrent',
    'EmployeeRelatedLiabilitiesCurrent',
    'EnergyMarketingContractLiabilitiesCurrent',
    'FinanceLeaseLiabilityCurrent',
    'InterestAndDividendsPayableCurrent',
    'InterestPayableCurrent',
    'LiabilitiesOfDisposalGroupIncludingDiscontinuedOperationCurrent',
    'LiabilityForUncertainTaxPositionsCurrent',
    'LitigationReserveCurrent',
    'OperatingLeaseLiabilityCurrent',
    'OtherAccruedLiabilitiesCurrent',
    'OtherLiabilitiesCurrent',
    'PensionAndOtherPostretirementDefinedBenefitPlansCurrentLiabilities',
    'ProductWarrantyAccrualClassifiedCurrent',
    'RegulatoryLiabilityCurrent',
    'RestructuringReserveCurrent',
    'SalesAndExciseTaxPayableCurrent',
    'SelfInsuranceReserveCurrent',
    'SettlementLiabilitiesCurrent',
    'TaxesPayableCurrent',
  ),
]

/** Due after a year. */
export const NONCURRENT_LIABILITIES: readonly LiabilityLine[] = lines(
  'AccountsPayableAndAccruedLiabilitiesNoncurrent',
  'AccruedEnvironmentalLossContingenciesNoncurrent',
  'AccruedIncomeTaxesNoncurrent',
  'AccumulatedDeferredInvestmentTaxCredit',
  'AssetRetirementObligationsNoncurrent',
  'BusinessCombinationContingentConsiderationLiabilityNoncurrent',
  'ContractWithCustomerLiabilityNoncurrent',
  'CustomerAdvancesForConstruction',
  'DecommissioningLiabilityNoncurrent',
  'DeferredCompensationLiabilityClassifiedNoncurrent',
  'DeferredIncomeNoncurrent',
  'DeferredIncomeTaxLiabilitiesNet',
  'DeferredRentCreditNoncurrent',
  'DeferredRevenueAndCreditsNoncurrent',
  'DeferredRevenueNoncurrent',
  'DeferredTaxAndOtherLiabilitiesNoncurrent',
  'DeferredTaxAssetsLiabilitiesNetNoncurrent',
  'DeferredTaxLiabilitiesNoncurrent',
  'DefinedBenefitPensionPlanLiabilitiesNoncurrent',
  'DefinedBenefitPensionPlanNoncurrentLiabilities',
  'DerivativeLiabilitiesNoncurrent',
  'DueToAffiliateNoncurrent',
  'DueToRelatedPartiesNoncurrent',
  'FinanceLeaseLiabilityNoncurrent',
  'LiabilitiesOfDisposalGroupIncludingDiscontinuedOperationNoncurrent',
  'LiabilityForUncertainTaxPositionsNoncurrent',
  'LitigationReserveNoncurrent',
  'MineReclamationAndClosingLiabilityNoncurrent',
  'OperatingLeaseLiabilityNoncurrent',
  'OtherAccruedLiabilitiesNoncurrent',
  'OtherDeferredCreditsNoncurrent',
  'OtherLiabilitiesNoncurrent',
  'OtherNoncurrentLiabilities',
  'OtherPostretirementDefinedBenefitPlanLiabilitiesNoncurrent',
  'OtherPostretirementDefinedBenefitPlanNoncurrentLiabilities',
  'PensionAndOtherPostretirementAndPostemploymentBenefitPlansLiabilitiesNoncurrent',
  'PensionAndOtherPostretirementDefinedBenefitPlansLiabilitiesNoncurrent',
  'PensionAndOtherPostretirementDefinedBenefitPlansNoncurrentLiabilities',
  'PostemploymentBenefitsLiabilityNoncurrent',
  'RegulatoryLiabilityNoncurrent',
  'RestructuringReserveNoncurrent',
  'SelfInsuranceReserve',
  'SelfInsuranceReserveNoncurrent',
  'SpentNuclearFuelObligationNoncurrent',
  'WarrantsAndRightsOutstanding',
)

/** Of balance sheets that do not say what is due when: those of banks, insurers, brokers, funds. */
export const UNDATED_LIABILITIES: readonly LiabilityLine[] = [
  {
    whole: 'Deposits',
    parts: [
      'InterestBearingDepositLiabilities',
      'NoninterestBearingDepositLiabilities',
      'DepositsForeign',
      'DepositsSavingsDeposits',
      'TimeDeposits',
    ],
  },
  {
    whole: 'FederalFundsPurchasedAndSecuritiesSoldUnderAgreementsToRepurchase',
    parts: ['FederalFundsPurchased', 'SecuritiesSoldUnderAgreementsToRepurchase'],
  },
  ...lines(
    'AccountsPayableAndAccruedLiabilities',
    'AccountsPayableAndAccruedLiabilitiesCurrentAndNoncurrent',
    'AccountsPayableAndOtherAccruedLiabilities',
    'AccountsPayableCurrentAndNoncurrent',
    'AccruedIncomeTaxes',
    'AccruedLiabilitiesAndOtherLiabilities',
    'AccruedLiabilitiesCurrentAndNoncurrent',
    'AssetRetirementObligation',
    'ContractWithCustomerLiability',
    'DeferredIncomeTaxLiabilities',
    'DeferredRevenue',
    'DepositsReceivedForSecuritiesLoanedAtCarryingValue',
    'DerivativeLiabilities',
    'DividendsPayableCurrentAndNoncurrent',
    'EmployeeRelatedLiabilitiesCurrentAndNoncurrent',
    'FinanceLeaseLiability',
    'FinancialInstrumentsSoldNotYetPurchasedAtFairValue',
    'FundsHeldUnderReinsuranceAgreementsLiability',
    'InterestPayableCurrentAndNoncurrent',
    'LiabilitiesOfAssetsHeldForSale',
    'LiabilitiesOfDisposalGroupIncludingDiscontinuedOperation',
    'LiabilitiesSubjectToCompromise',
    'LiabilityForClaimsAndClaimsAdjustmentExpense',
    'LiabilityForClaimsAndClaimsAdjustmentExpensePropertyCasualtyLiability',
    'LiabilityForFuturePolicyBenefits',
    'LiabilityForFuturePolicyBenefitsAndUnpaidClaimsAndClaimsAdjustmentExpense',
    'LiabilityForFuturePolicyBenefitsLife',
    'LiabilityForUnpaidClaimsAndClaimsAdjustmentExpenseNet',
    'ObligationToReturnSecuritiesReceivedAsCollateral',
    'OperatingLeaseLiability',
    'OtherAccountsPayableAndAccruedLiabilities',
    'OtherLiabilities',
    'OtherPolicyholderFunds',
    'OtherSecuredFinancings',
    'PayablesToBrokerDealersAndClearingOrganizations',
    'PayablesToCustomers',
    'PolicyholderContractDeposits',
    'PolicyholderDividendsPayable',
    'PolicyholderFunds',
    'ReinsurancePayable',
    'ReserveForLossesAndLossAdjustmentExpenses',
    'SecuritiesLoaned',
    'SecurityDepositLiability',
    'SeparateAccountsLiability',
    'TradingLiabilities',
    'UnearnedPremiums',
  ),
]

/** Equity between liabilities and the shareholders' equity. */
const BETWEEN = [
  'TemporaryEquityCarryingAmount',
  'TemporaryEquityCarryingAmountAttributableToParent',
  'TemporaryEquityCarryingAmountIncludingPortionAttributableToNoncontrollingInterests',
  'TemporaryEquityRedemptionValue',
  'RedeemableNoncontrollingInterestEquityCarryingAmount',
]

export const LIABILITY_TOTALS = {
  current: 'LiabilitiesCurrent',
  all: 'Liabilities',
  withEquity: ['LiabilitiesAndStockholdersEquity', 'Assets'],
  totalEquity: 'StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest',
  equity: 'StockholdersEquity',
  minority: 'MinorityInterest',
  between: BETWEEN,
} as const

/** Every tag that room.ts reads. */
export const LIABILITY_TAGS: readonly string[] = [
  ...[...CURRENT_LIABILITIES, ...NONCURRENT_LIABILITIES, ...UNDATED_LIABILITIES].flatMap(
    ({ whole, parts }) => [whole, ...parts],
  ),
  ...Object.values(LIABILITY_TOTALS).flat(),
]
