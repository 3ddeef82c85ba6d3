/** The tags of the cash flow statement, best first. Data only. */
import type { ConceptId } from '#shared/concepts.ts'
import { ALL_CASH, continuing } from './shared-tags.ts'
import { ifrs, ifrsSum, sum, tag, tags, type Source } from './sources.ts'

/** Intangible assets that are amortized: beside them depreciation alone is a part. */
const INTANGIBLES_AMORTIZED = [
  'FiniteLivedIntangibleAssetsNet',
  'IntangibleAssetsNetExcludingGoodwill',
]
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

export const CASH_FLOW_CHAINS: Partial<Record<ConceptId, readonly Source[]>> = {
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
    ifrsSum('DepreciationExpense', 'AmortisationExpense'),
  ],
  stock_based_compensation: [
    ...tags('ShareBasedCompensation', 'AllocatedShareBasedCompensationExpense'),
    ...ifrs(
      'AdjustmentsForSharebasedPayments',
      'ExpenseFromSharebasedPaymentTransactionsWithEmployees',
    ),
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
    ...ifrs('PaymentsToAcquireOrRedeemEntitysShares', 'PurchaseOfTreasuryShares'),
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
    ifrsSum(
      'IncreaseDecreaseInCashAndCashEquivalentsBeforeEffectOfExchangeRateChanges',
      'EffectOfExchangeRateChangesOnCashAndCashEquivalents',
    ),
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
