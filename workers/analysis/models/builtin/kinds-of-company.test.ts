/**
 * What the rule analyst writes of banks, insurers and property trusts, and of companies that have
 * filed no annual report yet, through the whole path from filings to the report.
 */
import { describe, expect, test } from 'vitest'
import type { Financials } from '#shared/contracts/facts.ts'
import { filedParts } from '../../../e2e/fakes/filed-parts.ts'
import { filedYears, soundWith } from '../../../e2e/fakes/filed-years.ts'
import { financialsOfFilings } from '../../../e2e/fakes/read-path.ts'
import { reportRequests } from '../../../e2e/fakes/recorded-report.ts'
import { checkText } from '../../figures/checker.ts'
import { writeModule } from './index.ts'

const report = (financials: Financials, language: 'en' | 'zh'): string =>
  reportRequests(financials, language)
    .map((request) => {
      const text = writeModule(request).join('\n\n')
      expect(checkText(text, request.context.figures, { symbol: 'TEST' }).unverified).toEqual([])
      return text
    })
    .join('\n\n=====\n\n')

const BANK = financialsOfFilings(
  filedYears({
    last: 2025,
    flows: {
      'us-gaap:InterestIncomeExpenseNet': [480e6, 500e6, 520e6, 540e6, 560e6],
      'us-gaap:NoninterestIncome': [200e6, 205e6, 210e6, 215e6, 220e6],
      'us-gaap:NoninterestExpense': [490e6, 505e6, 520e6, 540e6, 560e6],
      'us-gaap:Revenues': [680e6, 705e6, 730e6, 755e6, 780e6],
      'us-gaap:ProvisionForLoanAndLeaseLosses': [30e6, 30e6, 35e6, 60e6, 150e6],
      'us-gaap:NetIncomeLoss': [120e6, 125e6, 128e6, 115e6, 50e6],
      'us-gaap:NetCashProvidedByUsedInOperatingActivities': [150e6, -80e6, 90e6, 300e6, 20e6],
    },
    per_share: { 'us-gaap:EarningsPerShareDiluted': [1.2, 1.25, 1.28, 1.15, 0.5] },
    shares: {
      'us-gaap:WeightedAverageNumberOfDilutedSharesOutstanding': [
        100e6, 100e6, 100e6, 100e6, 100e6,
      ],
    },
    balances: {
      'us-gaap:Assets': [11e9, 11.5e9, 12e9, 12.5e9, 13e9],
      'us-gaap:Liabilities': [10e9, 10.4e9, 10.8e9, 11.2e9, 11.7e9],
      'us-gaap:StockholdersEquity': [1e9, 1.1e9, 1.2e9, 1.3e9, 1.3e9],
      'us-gaap:LoansAndLeasesReceivableNetReportedAmount': [7e9, 7.4e9, 7.9e9, 8.4e9, 8.9e9],
      'us-gaap:Deposits': [7.5e9, 7.6e9, 7.8e9, 8e9, 8.1e9],
    },
  }),
  { sic: '6022' },
)
const INSURER = financialsOfFilings(
  filedYears({
    last: 2025,
    flows: {
      'us-gaap:PremiumsEarnedNet': [900e6, 930e6, 960e6, 990e6, 1000e6],
      'us-gaap:Revenues': [990e6, 1020e6, 1050e6, 1080e6, 1090e6],
      'us-gaap:PolicyholderBenefitsAndClaimsIncurredNet': [560e6, 590e6, 610e6, 640e6, 760e6],
      'us-gaap:DeferredPolicyAcquisitionCostAmortizationExpense': [
        150e6, 155e6, 160e6, 165e6, 170e6,
      ],
      'us-gaap:OtherUnderwritingExpense': [120e6, 122e6, 124e6, 126e6, 130e6],
      'us-gaap:NetIncomeLoss': [110e6, 105e6, 108e6, 104e6, 20e6],
      'us-gaap:NetCashProvidedByUsedInOperatingActivities': [200e6, 190e6, 180e6, 170e6, 60e6],
    },
    balances: {
      'us-gaap:Assets': [3e9, 3.1e9, 3.2e9, 3.3e9, 3.3e9],
      'us-gaap:Liabilities': [2e9, 2.05e9, 2.1e9, 2.15e9, 2.2e9],
      'us-gaap:StockholdersEquity': [1e9, 1.05e9, 1.1e9, 1.15e9, 1.1e9],
    },
  }),
  { sic: '6331' },
)
const TRUST = financialsOfFilings(
  filedYears({
    last: 2025,
    flows: {
      'us-gaap:Revenues': [400e6, 410e6, 420e6, 430e6, 440e6],
      'us-gaap:NetIncomeLoss': [60e6, 58e6, 62e6, 61e6, 66e6],
      'us-gaap:DepreciationAndAmortization': [120e6, 122e6, 125e6, 128e6, 130e6],
      'us-gaap:GainLossOnSaleOfProperties': [5e6, 6e6, 4e6, 3e6, 8e6],
      'us-gaap:PaymentsOfDividends': [150e6, 160e6, 170e6, 185e6, 200e6],
      'us-gaap:NetCashProvidedByUsedInOperatingActivities': [180e6, 182e6, 185e6, 188e6, 190e6],
      'us-gaap:InterestExpense': [60e6, 60e6, 61e6, 62e6, 64e6],
    },
    balances: {
      'us-gaap:Assets': [4e9, 4.1e9, 4.2e9, 4.3e9, 4.4e9],
      'us-gaap:Liabilities': [2.2e9, 2.3e9, 2.4e9, 2.5e9, 2.6e9],
      'us-gaap:StockholdersEquity': [1.8e9, 1.8e9, 1.8e9, 1.8e9, 1.8e9],
    },
  }),
  { sic: '6798' },
)

const partOf = (revenue: number) => ({
  Revenues: revenue,
  OperatingIncomeLoss: revenue / 8,
  NetIncomeLoss: revenue / 12,
  NetCashProvidedByUsedInOperatingActivities: revenue / 7,
  PaymentsToAcquirePropertyPlantAndEquipment: revenue / 20,
})
const BALANCES = {
  Assets: 2.4e9,
  Liabilities: 1.2e9,
  StockholdersEquity: 1.2e9,
  AssetsCurrent: 900e6,
  LiabilitiesCurrent: 450e6,
}
const QUARTERS = financialsOfFilings(
  filedParts([
    ...(['Q1', 'Q2', 'Q3', 'Q4'] as const).map((part, i) => ({
      year: 2025,
      part,
      flows: partOf(240e6 + i * 6e6),
    })),
    ...(['Q1', 'Q2'] as const).map((part, i) => ({
      year: 2026,
      part,
      flows: partOf(300e6 + i * 6e6),
      balances: BALANCES,
    })),
  ]),
)
const HALVES = financialsOfFilings(
  filedParts([
    { year: 2025, part: 'H1', flows: partOf(480e6) },
    { year: 2026, part: 'H1', flows: partOf(396e6), balances: BALANCES },
  ]),
)

const GAIN = financialsOfFilings(
  filedYears(
    soundWith({
      flows: { 'us-gaap:NetIncomeLoss': [157.5e6, 165e6, 172.5e6, 180e6, 400e6] },
      per_share: { 'us-gaap:EarningsPerShareDiluted': [1.58, 1.65, 1.73, 1.8, 4] },
    }),
  ),
)
const SHRINKING = financialsOfFilings(
  filedYears(
    soundWith({
      flows: {
        'us-gaap:Revenues': [1400e6, 1300e6, 1200e6, 1100e6, 1000e6],
        'us-gaap:CostOfRevenue': [840e6, 780e6, 720e6, 660e6, 600e6],
        'us-gaap:NetIncomeLoss': [200e6, 180e6, 150e6, 120e6, 90e6],
      },
      per_share: { 'us-gaap:EarningsPerShareDiluted': [2, 1.8, 1.5, 1.2, 0.9] },
    }),
  ),
)

describe('a bank', () => {
  const [en, zh] = [report(BANK, 'en'), report(BANK, 'zh')]
  test('is judged by what banks have', () => {
    expect(en).toContain(
      'In FY2025 running the bank took {{efficiency_ratio@FY2025}} of its income',
    )
    expect(en).toContain('a heavy share: little is left to bear losses on loans')
    expect(en).toContain(
      'Loans stand at {{loans_to_deposits@FY2025}} of deposits, so a part of them',
    )
    expect(en).toContain('High provisions: {{provision_ratio@FY2025}} of average loans')
    expect(zh).toContain('成本收入比为{{efficiency_ratio@FY2025}}（2025财年），费用偏重')
    expect(zh).toContain(
      '存贷比为{{loans_to_deposits@FY2025}}（2025财年），一部分贷款靠市场资金支持',
    )
  })
  test('is not told that figures are wanting where they mean nothing for it', () => {
    // What it has not filed is named; what fits other companies alone is not.
    expect(en).toMatch(/For want of figures[^.]*revenue of the newest quarter/)
    expect(en).not.toMatch(/For want of figures[^.]*(?:cash flow|EBITDA|interest cover|margin)/)
    expect(zh).toMatch(/因缺少数据[^。]*最新季度/)
    expect(zh).not.toMatch(/因缺少数据[^。]*(?:现金流|EBITDA|利息|利润率|毛利)/)
  })
  test('works with other people’s money as banks do', () => {
    expect(en).not.toContain('equity is thin')
    expect(zh).not.toContain('净资产很薄')
  })
})

test('a property insurer that pays out more than it takes in', () => {
  expect(report(INSURER, 'en')).toContain(
    'The combined ratio was {{combined_ratio@FY2025}} in FY2025 (claims {{loss_ratio@FY2025}}, expenses {{expense_ratio@FY2025}} of premiums): insuring cost more than the premiums brought',
  )
  expect(report(INSURER, 'zh')).toContain('承保亏损：综合成本率{{combined_ratio@FY2025}}')
})

test('a property trust that pays out more than its buildings bring in', () => {
  const [en, zh] = [report(TRUST, 'en'), report(TRUST, 'zh')]
  expect(en).toContain('In FY2025 dividends took {{ffo_payout@FY2025}} of funds from operations')
  expect(en).toContain('more than the buildings bring in')
  expect(zh).toContain('股息超过营运资金：{{ffo_payout@FY2025}}')
})

describe('a gain from outside the business', () => {
  const [en, zh] = [report(GAIN, 'en'), report(GAIN, 'zh')]
  test('is no strength and no growth', () => {
    expect(en).not.toMatch(/Strongest point[^\n]*return on equity/)
    expect(en).not.toMatch(/Profit outgrew sales|Profit growing faster than revenue/)
    expect(en).toContain('The gain from outside the business is in it')
    expect(zh).not.toMatch(/利润增长快于收入/)
  })
  test('passes and fails no test of the business', () => {
    expect(en).toMatch(/Because a gain from outside[^.]*net income against its highest of five/)
    expect(en).toMatch(/Because a gain from outside[^.]*operating cash flow to net income/)
    expect(zh).toContain('因净利润含有主业之外的收益而不计入的有')
  })
  test('is said where prices stand at multiples of it', () => {
    expect(en).toContain('A gain from outside the business is in them')
    expect(zh).toContain('其中含有主业之外的收益，以它计算的各种倍数也都含有')
  })
})

test('a profit that keeps falling is no recovery', () => {
  expect(report(SHRINKING, 'en')).toMatch(/more than a fifth under its high[^.]*still falling/)
  expect(report(SHRINKING, 'en')).not.toContain('recovery')
  expect(report(SHRINKING, 'zh')).toContain('最近一年仍在下降')
  expect(report(SHRINKING, 'zh')).not.toContain('复苏')
})

describe('six quarters and no annual report', () => {
  const [en, zh] = [report(QUARTERS, 'en'), report(QUARTERS, 'zh')]
  test('are judged as twelve months, and it is said', () => {
    expect(en).toContain('What follows rests on the last twelve months, the sum of four quarters')
    expect(en).toContain('The period brought revenue of {{revenue@TTM}} in the last twelve months')
    expect(en).toContain('The operating margin was {{operating_margin@TTM}}')
    expect(zh).toContain('数据中尚无年报。以下依据最近十二个月')
  })
  test('grow against the same quarter of the year before', () => {
    expect(en).toContain('revenue grew in Q2 of FY2026 (growth of {{revenue_growth@2026Q2}})')
    expect(zh).toContain('2026财年第二季度收入增长（增长率{{revenue_growth@2026Q2}}）')
  })
  test('have their newest balance sheet, and no sentence speaks of a fiscal year', () => {
    expect(en).toMatch(/The balance sheet shows assets of \{\{total_assets@/)
    expect(en).not.toMatch(/The newest year|Without revenue|five-year high of/)
    expect(zh).not.toMatch(/最近一个财年|没有收入数据/)
  })
})

describe('half years and no annual report', () => {
  const [en, zh] = [report(HALVES, 'en'), report(HALVES, 'zh')]
  test('are told as a part of a year, and no verdict is drawn', () => {
    expect(en).toContain('what follows rests on H1 of FY2026 alone')
    expect(en).toContain('A verdict waits for the first annual report.')
    expect(en).not.toMatch(/tests that could be run|strong company|weak picture/)
    expect(zh).toContain('判断要等到首份年报。')
  })
  test('shrink against the same half of the year before', () => {
    expect(en).toContain('revenue shrank in H1 of FY2026 (growth of {{revenue_growth@2026H1}})')
    expect(zh).toContain('2026财年上半年收入下降（增长率{{revenue_growth@2026H1}}）')
  })
  test('have no sentence that only a year can bear', () => {
    expect(en).not.toMatch(/The year’s own cash|every year seen \(|net income in H1 of FY2026 \(/)
    expect(en).toMatch(/Not tested: profit without cash, cash burn/)
  })
})
