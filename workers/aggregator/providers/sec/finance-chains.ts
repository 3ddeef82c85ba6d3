/**
 * The tags of lines that only banks, brokers, insurers and property trusts have, best first. Data
 * only.
 */
import type { ConceptId } from '#shared/concepts.ts'
import { type TagSum, sum, tag, tags } from './sources.ts'

const CLAIMS = 'PolicyholderBenefitsAndClaimsIncurredNet'
const HEALTH_CLAIMS = 'PolicyholderBenefitsAndClaimsIncurredHealthCare'
const PROPERTY_CLAIMS = 'IncurredClaimsPropertyCasualtyAndLiability'
/** Benefits of life policies that some property insurers show beside their claims. */
const FUTURE_BENEFITS = 'LiabilityForFuturePolicyBenefitsPeriodExpense'
const INTEREST_CREDITED = 'InterestCreditedToPolicyholdersAccountBalances'
/** Beside these the premiums and claims of property insurance are a part. */
const OTHER_INSURANCE = [
  INTEREST_CREDITED,
  'PremiumsEarnedNetLife',
  'PremiumsEarnedNetAccidentAndHealth',
  'OtherPremiumRevenueNet',
]
const ACQUISITION_COSTS = [
  'DeferredPolicyAcquisitionCostAmortizationExpense',
  'AmortizationOfDeferredAcquisitionCostsDAC',
]

export const FINANCE_CHAINS: Partial<Record<ConceptId, readonly TagSum[]>> = {
  noninterest_income: tags('NoninterestIncome'),
  noninterest_expense: tags('NoninterestExpense'),
  premiums_earned: [
    ...tags('PremiumsEarnedNet'),
    tag('PremiumsEarnedNetPropertyAndCasualty', { unlessBeside: OTHER_INSURANCE }),
    sum(['PremiumsEarnedNetAccidentAndHealth', 'OtherPremiumRevenueNet'], [], {
      unlessBeside: ['PremiumsEarnedNetLife', 'PremiumsEarnedNetPropertyAndCasualty'],
    }),
  ],
  claims_incurred: [
    tag(CLAIMS, { unlessBeside: [FUTURE_BENEFITS], notBelow: [HEALTH_CLAIMS, PROPERTY_CLAIMS] }),
    sum([CLAIMS, FUTURE_BENEFITS]),
    // Less than one of its parts it is no whole, but what else is paid (Aetna).
    sum([CLAIMS, HEALTH_CLAIMS], [], { unlessBeside: [FUTURE_BENEFITS] }),
    tag(PROPERTY_CLAIMS, { unlessBeside: [...OTHER_INSURANCE, CLAIMS, FUTURE_BENEFITS] }),
    tag(HEALTH_CLAIMS, { unlessBeside: [CLAIMS, FUTURE_BENEFITS] }),
  ],
  interest_credited: tags(INTEREST_CREDITED),
  policy_acquisition_costs: tags(...ACQUISITION_COSTS),
  underwriting_expenses: [
    ...tags('OtherUnderwritingExpense'),
    // General expenses are those of the insurance business where the costs of policies stand
    // beside.
    tag('GeneralAndAdministrativeExpense', {
      onlyBeside: ACQUISITION_COSTS,
      unlessBeside: ['SellingGeneralAndAdministrativeExpense'],
    }),
    tag('SellingGeneralAndAdministrativeExpense', {
      onlyBeside: ACQUISITION_COSTS,
      unlessBeside: ['InsuranceCommissions'],
    }),
  ],
  property_sale_gains: tags(
    'GainLossOnSaleOfProperties',
    'GainsLossesOnSalesOfInvestmentRealEstate',
  ),
}
