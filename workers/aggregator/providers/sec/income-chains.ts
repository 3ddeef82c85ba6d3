/** The tags of the income statement and of share counts over a period, best first. Data only. */
import type { ConceptId } from '#shared/concepts.ts'
import { FINANCE_CHAINS } from './finance-chains.ts'
import { DISCONTINUED, MINORITY_INCOME } from './identity-tags.ts'
import { MINORITY } from './shared-tags.ts'
import { ifrs, ifrsSum, sum, tag, tags, type TagSum } from './sources.ts'

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
const CONTINUING =
  'IncomeLossFromContinuingOperationsIncludingPortionAttributableToNoncontrollingInterest'
/** What else may stand between net income and income of continuing operations. */
const AFTER_TAX = {
  unlessBeside: [
    'ExtraordinaryItemNetOfTax',
    'CumulativeEffectOfChangeInAccountingPrincipleNetOfTax',
    'CumulativeEffectOfInitialAdoptionOfNewAccountingPrinciple',
  ],
}
/** The costs of selling, the widest first. */
const SELLING = [
  'SellingAndMarketingExpense',
  'SellingExpense',
  'MarketingExpense',
  'MarketingAndAdvertisingExpense',
]
const PREFERRED_DIVIDENDS = 'PreferredStockDividendsAndOtherAdjustments'
/**
 * The interest income of a bank. Where it is filed, revenue from contracts with customers is only
 * the fees.
 */
const BANKS = { unlessBeside: ['InterestAndDividendIncomeOperating'] }
const PRETAX = 'IncomeLossFromContinuingOperationsBeforeIncomeTaxes'

export const INCOME_CHAINS: Partial<Record<ConceptId, readonly TagSum[]>> = {
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
    tag('SellingGeneralAndAdministrativeExpense', {
      notBelow: [...SELLING, 'GeneralAndAdministrativeExpense'],
    }),
    ...SELLING.map((name) => sum([name, 'GeneralAndAdministrativeExpense'])),
    // One of the two alone is all of it only where the filing has none of the other kind.
    tag('GeneralAndAdministrativeExpense', {
      unlessBeside: [
        ...SELLING,
        'SellingGeneralAndAdministrativeExpense',
        'OtherSellingGeneralAndAdministrativeExpense',
      ],
    }),
    ...ifrs('SellingGeneralAndAdministrativeExpense'),
    ifrsSum('SalesAndMarketingExpense', 'AdministrativeExpense'),
    ifrsSum('DistributionCosts', 'AdministrativeExpense'),
  ],
  selling_in_part: tags(
    'SellingGeneralAndAdministrativeExpense',
    'GeneralAndAdministrativeExpense',
    'SellingAndMarketingExpense',
    'SellingExpense',
  ),
  operating_income: [...tags('OperatingIncomeLoss'), ...ifrs('ProfitLossFromOperatingActivities')],
  interest_expense: [
    // What a company's financing business pays stands on a line of its own (Boeing,
    // Harley-Davidson).
    ...[
      'InterestExpense',
      'InterestExpenseNonoperating',
      'InterestExpenseOperating',
      'InterestExpenseDebt',
      'InterestAndDebtExpense',
    ].map((name) => tag(name, { also: ['FinancingInterestExpense'] })),
    ...tags('FinancingInterestExpense'),
    ...ifrs('InterestExpense', 'FinanceCosts'),
  ],
  interest_income: tags(
    'InvestmentIncomeInterest',
    'InvestmentIncomeInterestAndDividend',
    'InterestIncomeOther',
  ),
  pretax_income: [
    ...tags(
      `${PRETAX}ExtraordinaryItemsNoncontrollingInterest`,
      `${PRETAX}MinorityInterestAndIncomeLossFromEquityMethodInvestments`,
    ),
    // Income of continuing operations with the tax added back.
    sum([CONTINUING, 'IncomeTaxExpenseBenefit']),
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
    sum(
      [
        'NetIncomeLoss',
        'NetIncomeLossAttributableToNoncontrollingInterest',
        'IncomeTaxExpenseBenefit',
      ],
      [],
      { unlessBeside: [...AFTER_TAX.unlessBeside, ...DISCONTINUED, 'ProfitLoss'] },
    ),
    ...DISCONTINUED.map((name) =>
      sum(['NetIncomeLoss', 'IncomeTaxExpenseBenefit'], [name], {
        unlessBeside: [...MINORITY.unless, ...AFTER_TAX.unlessBeside, 'ProfitLoss'],
      }),
    ),
    sum(['NetIncomeLoss', 'IncomeTaxExpenseBenefitContinuingOperations'], [], {
      unlessBeside: [...MINORITY.unless, ...AFTER_TAX.unlessBeside, ...DISCONTINUED, 'ProfitLoss'],
    }),
    ...ifrs('ProfitLossBeforeTax'),
  ],
  income_tax: [
    ...tags('IncomeTaxExpenseBenefit', 'IncomeTaxExpenseBenefitContinuingOperations'),
    sum(['CurrentIncomeTaxExpenseBenefit', 'DeferredIncomeTaxExpenseBenefit']),
    ...ifrs('IncomeTaxExpenseContinuingOperations'),
  ],
  // The parent's part first: it is what stands in net income.
  discontinued_income: [
    ...tags(...[...DISCONTINUED].reverse()),
    ...ifrs('ProfitLossFromDiscontinuedOperations'),
  ],
  net_income: [
    ...tags('NetIncomeLoss'),
    sum(['ProfitLoss'], ['NetIncomeLossAttributableToNoncontrollingInterest']),
    sum(['ProfitLoss'], ['MinorityInterestInNetIncomeLossOfConsolidatedEntities']),
    tag('ProfitLoss', MINORITY),
    // An income statement that gives the minority no part has none for it.
    tag('ProfitLoss', { unlessBeside: MINORITY_INCOME }),
    tag(CONTINUING, { unlessBeside: [...MINORITY_INCOME, ...DISCONTINUED, 'ProfitLoss'] }),
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
    'DividendsPreferredStockCash',
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
    tag('NetIncomeLoss', { unlessBeside: MINORITY_INCOME }),
    tag(CONTINUING, { unlessBeside: [...DISCONTINUED, 'NetIncomeLoss'] }),
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
  ...FINANCE_CHAINS,
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
}
