/** The tags of the cash flow statement, best first. Data only. */
import type { ConceptId } from '#shared/concepts.ts'
import { ALL_CASH, continuing } from './shared-tags.ts'
import { ifrs, ifrsSum, sum, tag, tags, type TagSum } from './sources.ts'

/** Intangible assets that are amortized: beside them depreciation alone is a part. */
const INTANGIBLES_AMORTIZED = [
  'FiniteLivedIntangibleAssetsNet',
  'IntangibleAssetsNetExcludingGoodwill',
]
/** The whole is not less than either. */
const DEPRECIATION_PARTS = [
  'Depreciation',
  'AmortizationOfIntangibleAssets',
  'DepreciationPremisesAndEquipment',
]
const PROPERTY = 'PaymentsToAcquirePropertyPlantAndEquipment'
/** Lines of their own in the statements of oil companies, owners of property and utilities. */
const PROPERTY_KINDS = [
  'PaymentsToAcquireOilAndGasPropertyAndEquipment',
  'PaymentsToExploreAndDevelopOilAndGasProperties',
  'PaymentsToAcquireOilAndGasProperty',
  'PaymentsToAcquireOtherPropertyPlantAndEquipment',
  'PaymentsToAcquireMachineryAndEquipment',
  'PaymentsForConstructionInProcess',
  'PaymentsForCapitalImprovements',
  'PaymentsToAcquireAndDevelopRealEstate',
  'PaymentsToDevelopRealEstateAssets',
]
const COMMON_DIVIDENDS = 'PaymentsOfDividendsCommonStock'
const PREFERRED_DIVIDENDS = 'PaymentsOfDividendsPreferredStockAndPreferenceStock'
/**
 * Tags of dividends on preferred shares. Where a filing has one of them, its dividends on common
 * shares are only a part of all dividends.
 */
const ON_PREFERRED = [
  PREFERRED_DIVIDENDS,
  'DividendsPreferredStock',
  'DividendsPreferredStockCash',
  'PreferredStockDividendsAndOtherAdjustments',
  'PreferredStockDividendsIncomeStatementImpact',
]
const ON_COMMON = [COMMON_DIVIDENDS, 'DividendsCommonStock', 'DividendsCommonStockCash']
const discontinued = (kind: string): string =>
  `CashProvidedByUsedIn${kind}ActivitiesDiscontinuedOperations`
const DISCONTINUED_FLOWS = ['Operating', 'Investing', 'Financing'].map(discontinued)
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

export const CASH_FLOW_CHAINS: Partial<Record<ConceptId, readonly TagSum[]>> = {
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
    tag(PROPERTY, { also: PROPERTY_KINDS, wholeIfSum: true, notNil: true }),
    // Beside the line of property its tag often has what was paid for businesses.
    tag('PaymentsToAcquireProductiveAssets', { notBelow: PROPERTY_KINDS, notNil: true }),
    ...PROPERTY_KINDS.map((name, at) =>
      tag(name, { also: PROPERTY_KINDS.slice(at + 1), notNil: true }),
    ),
    ...tags(PROPERTY, 'PaymentsToAcquireProductiveAssets', ...PROPERTY_KINDS),
    ...ifrs('PurchaseOfPropertyPlantAndEquipmentClassifiedAsInvestingActivities'),
  ],
  depreciation_amortization: [
    // If the second tag is filed too, the first tag is the part in the property note (Apple until
    // 2017) and not the line of the cash flow statement.
    tag('DepreciationDepletionAndAmortization', {
      unlessBeside: ['DepreciationAmortizationAndAccretionNet'],
      notBelow: DEPRECIATION_PARTS,
    }),
    ...['DepreciationAmortizationAndAccretionNet', 'DepreciationAndAmortization'].map((name) =>
      tag(name, { notBelow: DEPRECIATION_PARTS }),
    ),
    // The line of the cash flow statement, where the note has the amortization of some assets
    // alone.
    sum(['AdjustmentForAmortization', 'Depreciation'], [], {
      notBelow: ['AmortizationOfIntangibleAssets'],
      unlessBeside: ['PremiumsEarnedNet'],
      noneNegative: true,
    }),
    // Less than the amortization it is depreciation alone (Marvell, New York Community).
    ...['DepreciationAndAmortization', 'DepreciationAmortizationAndAccretionNet'].map((name) =>
      sum(['AmortizationOfIntangibleAssets', name], [], {
        notBelow: [name],
        unlessBeside: ['Depreciation', 'DepreciationPremisesAndEquipment'],
        noneNegative: true,
      }),
    ),
    // For filers that show the amortization of acquired intangibles on a separate line (Marvell).
    sum(['OtherDepreciationAndAmortization', 'AmortizationOfIntangibleAssets'], [], {
      notBelow: ['Depreciation', 'DepreciationPremisesAndEquipment'],
    }),
    sum(['Depreciation', 'AmortizationOfIntangibleAssets']),
    sum(['Depreciation', 'AdjustmentForAmortization'], [], {
      noneNegative: true,
    }),
    sum(['DepreciationPremisesAndEquipment', 'AmortizationOfIntangibleAssets'], [], {
      unlessBeside: ['OtherDepreciationAndAmortization', 'CapitalizedComputerSoftwareAmortization'],
    }),
    sum(['DepreciationNonproduction', 'AmortizationOfIntangibleAssets']),
    // The statement's line of depreciation and amortization, where nothing else stands beside it.
    tag('OtherDepreciationAndAmortization', {
      unlessBeside: [
        'AmortizationOfIntangibleAssets',
        'AdjustmentForAmortization',
        'Depreciation',
        'DepreciationPremisesAndEquipment',
        'DepreciationNonproduction',
      ],
    }),
    ...['Depreciation', 'DepreciationPremisesAndEquipment'].map((name) =>
      tag(name, {
        unlessBeside: [
          'AmortizationOfIntangibleAssets',
          'AdjustmentForAmortization',
          'OtherDepreciationAndAmortization',
        ],
        unless: INTANGIBLES_AMORTIZED,
      }),
    ),
    ...ifrs(
      'DepreciationAndAmortisationExpense',
      'AdjustmentsForDepreciationAndAmortisationExpense',
    ),
    ifrsSum('DepreciationExpense', 'AmortisationExpense'),
  ],
  depreciation_in_part: tags(
    'DepreciationAndAmortization',
    'OtherDepreciationAndAmortization',
    'Depreciation',
    'DepreciationPremisesAndEquipment',
    'DepreciationNonproduction',
    'AdjustmentForAmortization',
    'AmortizationOfIntangibleAssets',
  ),
  stock_based_compensation: [
    ...tags('ShareBasedCompensation', 'AllocatedShareBasedCompensationExpense'),
    ...ifrs(
      'AdjustmentsForSharebasedPayments',
      'ExpenseFromSharebasedPaymentTransactionsWithEmployees',
    ),
  ],
  dividends_paid: [
    tag('PaymentsOfDividends', {
      notBelow: [COMMON_DIVIDENDS, PREFERRED_DIVIDENDS],
    }),
    tag('PaymentsOfOrdinaryDividends', {
      notBelow: [...ON_PREFERRED, COMMON_DIVIDENDS],
    }),
    sum([COMMON_DIVIDENDS, PREFERRED_DIVIDENDS]),
    sum(['PaymentsOfOrdinaryDividends', PREFERRED_DIVIDENDS]),
    tag(COMMON_DIVIDENDS, { unlessBeside: ON_PREFERRED }),
    tag(PREFERRED_DIVIDENDS, { unlessBeside: ON_COMMON }),
    ...tags(
      'PaymentsOfCapitalDistribution',
      'DistributionMadeToMemberOrLimitedPartnerCashDistribution',
    ),
    ...ifrs('DividendsPaidClassifiedAsFinancingActivities'),
  ],
  dividends_in_part: tags('PaymentsOfOrdinaryDividends', COMMON_DIVIDENDS, PREFERRED_DIVIDENDS),
  buybacks: [
    ...tags('PaymentsForRepurchaseOfCommonStock'),
    // Of all equity, less what was preferred.
    sum(
      ['PaymentsForRepurchaseOfEquity'],
      ['PaymentsForRepurchaseOfPreferredStockAndPreferenceStock'],
    ),
    ...tags('PaymentsForRepurchaseOfEquity'),
    ...ifrs('PaymentsToAcquireOrRedeemEntitysShares', 'PurchaseOfTreasuryShares'),
  ],
  discontinued_cash_flow: [
    ...tags('NetCashProvidedByUsedInDiscontinuedOperations'),
    ...DISCONTINUED_FLOWS.map((name, at) => tag(name, { also: DISCONTINUED_FLOWS.slice(at + 1) })),
    ...ifrs('CashFlowsFromUsedInDiscontinuedOperations'),
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
