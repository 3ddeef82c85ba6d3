import { expect, it } from 'vitest'
import { companyFacts, filing } from './companyfacts.fixture.ts'
import { toFacts } from './to-facts.ts'

const k24 = filing('0001652044-25-000014', '10-K', '2025-02-05', 2024, 'FY')
const YEAR = ['2024-01-01', '2024-12-31'] as const

const figures = (tags: Parameters<typeof companyFacts>[0]) => {
  const facts = toFacts({
    companyFacts: companyFacts(tags),
    documents: new Map(),
    fiscalYearEnd: '12-31',
  })
  if (!facts.ok) throw new Error(facts.field)
  return facts.data.map(({ concept, period, value, unit }) => [concept, period, value, unit])
}

it("a bank's own lines", () => {
  expect(
    figures({
      'us-gaap:InterestIncomeExpenseNet': { USD: [k24.over(...YEAR, 92_583_000_000)] },
      'us-gaap:FeesAndCommissions': { USD: [k24.over(...YEAR, 111)] },
      'us-gaap:ProvisionForLoanLeaseAndOtherLosses': { USD: [k24.over(...YEAR, 222)] },
      'us-gaap:FinancingReceivableExcludingAccruedInterestAfterAllowanceForCreditLoss': {
        USD: [k24.at('2024-12-31', 333)],
      },
      'us-gaap:Deposits': { USD: [k24.at('2024-12-31', 444)] },
    }),
  ).toEqual([
    ['net_interest_income', 'FY2024', '92583000000', 'USD'],
    ['fee_income', 'FY2024', '111', 'USD'],
    ['provision_for_credit_losses', 'FY2024', '222', 'USD'],
    ['loans', '@2024-12-31', '333', 'USD'],
    ['deposits', '@2024-12-31', '444', 'USD'],
  ])
})

it.each([
  ['us-gaap:EffectOfExchangeRateOnCashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents'],
  ['us-gaap:EffectOfExchangeRateOnCashAndCashEquivalents'],
  ['ifrs-full:EffectOfExchangeRateChangesOnCashAndCashEquivalents'],
])('the effect of exchange rates on cash keeps its sign: %s', (tag) => {
  expect(figures({ [tag]: { USD: [k24.over(...YEAR, -612)] } })).toEqual([
    ['exchange_rate_effect_on_cash', 'FY2024', '-612', 'USD'],
  ])
})

it('of a bank contracts with customers are the fees alone: its revenue is interest and all that is not interest', () => {
  const contracts = {
    'us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax': { USD: [k24.over(...YEAR, 33)] },
  }
  const bank = {
    ...contracts,
    'us-gaap:InterestAndDividendIncomeOperating': { USD: [k24.over(...YEAR, 1000)] },
    'us-gaap:NoninterestIncome': { USD: [k24.over(...YEAR, 111)] },
  }
  expect(figures(bank)).toEqual([
    ['revenue', 'FY2024', '1111', 'USD'],
    ['noninterest_income', 'FY2024', '111', 'USD'],
  ])
  expect(figures(contracts)).toEqual([['revenue', 'FY2024', '33', 'USD']])
})
