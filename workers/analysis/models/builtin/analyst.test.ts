/**
 * The rule analyst's sentences held against their figures as an analyst would, one test a kind:
 * falls that are no rise, companies measured by the yardstick of their kind, sections that agree,
 * the newest quarter, years that are missing, and nothing said twice.
 */
import { describe, expect, test } from 'vitest'
import type { Figure } from '#shared/contracts/analysis.ts'
import type { Financials } from '#shared/contracts/facts.ts'
import type { Language } from '#shared/names.ts'
import { figuresOf } from '#shared/book/of-content.ts'
import { rateCompany } from '#shared/rating/rate-company.ts'
import { filedYears, type FiledYears, soundWith } from '../../../e2e/fakes/filed-years.ts'
import { financialsOfFilings } from '../../../e2e/fakes/read-path.ts'
import { reportRequests } from '../../../e2e/fakes/recorded-report.ts'
import { analysisTask, figure } from '../../data.fixture.ts'
import { checkText } from '../../figures/checker.ts'
import type { AnalysisTask } from '../../task.ts'
import { writeModule } from './index.ts'

const years = (name: string, unit: string, values: number[], last = 2025): Figure[] =>
  values.map((v, i) => figure(`${name}@FY${last - values.length + 1 + i}`, v, unit))
const quarter = (token: string, value: number, unit: string, end = '2026-03-31'): Figure => ({
  ...figure(token, value, unit),
  end,
})
const written = (
  figures: Figure[],
  id = 'fundamental_analysis',
  language: Language = 'en',
  context: Partial<AnalysisTask['context']> = {},
): string => {
  const task = analysisTask({ language, context: { figures, ...context } })
  const text = writeModule({ ...task, module: { ...task.module, id } }).join('\n\n')
  expect(checkText(text, figures, { symbol: 'TEST' })).toMatchObject({ text, findings: [] })
  return text
}
const sections = (financials: Financials, language: Language = 'en'): Map<string, string> =>
  new Map(
    reportRequests(financials, language).map((request) => {
      const text = writeModule(request).join('\n\n')
      expect(checkText(text, request.context.figures, { symbol: 'TEST' })).toMatchObject({
        text,
        findings: [],
      })
      return [request.module.id, text]
    }),
  )
const company = (filed: FiledYears, sic?: string): Financials =>
  financialsOfFilings(filedYears(filed), sic === undefined ? {} : { sic })

describe('the newest quarter', () => {
  const sales = (year: number, newest: number) => [
    ...years('revenue', 'USD', [100, 100 * (1 + year)]),
    figure('revenue_growth@FY2025', year, 'ratio'),
    quarter('revenue_growth@2026Q1', newest, 'ratio'),
  ]
  test.each([
    [-0.14, -0.05, 'fell less than the year', '降幅小于全年'],
    [-0.05, -0.14, 'fell more than the year', '降幅大于全年'],
    [0.05, 0.14, 'runs faster than the year', '比全年更快'],
    [0.14, 0.05, 'runs slower than the year', '比全年更慢'],
    [0.05, -0.05, 'points the other way', '方向相反'],
  ])('%d in the year and %d since: %s', (year, newest, en, zh) => {
    const [english, chinese] = [
      written(sales(year, newest)),
      written(sales(year, newest), 'fundamental_analysis', 'zh'),
    ]
    expect(english).toContain(`The newest quarter ${en}`)
    expect(chinese).toContain(zh)
    if (newest < 0) {
      expect(english).not.toMatch(/Strongest point[^\n]*ewest quarter|runs faster/)
      expect(chinese).not.toMatch(/最突出的优点[^\n]*最新季度|更快/)
    }
  })

  const profit = (year: number, newest: number, growth: number | null) => [
    ...years('net_income', 'USD', [year, year]),
    ...years('revenue', 'USD', [1000, 1000]),
    quarter('net_income@2026Q1', newest, 'USD'),
    ...(growth === null ? [] : [quarter('net_income_growth@2026Q1', growth, 'ratio')]),
  ]
  test.each([
    ['collapsed', profit(100, 5, -0.8), 'Profit of the newest quarter collapsed', '利润大幅下滑'],
    ['fell', profit(100, 18, -0.3), 'Profit of the newest quarter fell', '最新季度利润下滑'],
    ['is a loss', profit(100, -5, null), 'The newest quarter ended in a loss', '最新季度转为亏损'],
  ])('a profit that %s is judged', (_, figures, en, zh) => {
    expect(written(figures)).toContain(en)
    expect(written(figures, 'fundamental_analysis', 'zh')).toContain(zh)
  })
  test.each([
    ['hardly moved', profit(100, 24, -0.05)],
    ['is a loss after a year of loss', profit(-100, -5, null)],
    [
      'is of the year itself',
      profit(100, 5, -0.8).map((f) => ({
        ...f,
        token: f.token.replace('2026Q1', '2025Q4'),
        period: f.period.replace('2026Q1', '2025Q4'),
      })),
    ],
  ])('a profit that %s is not told so', (_, figures) => {
    expect(written(figures)).not.toMatch(/newest quarter (?:collapsed|fell|ended in a loss)/)
  })
  test('whose profit collapsed is a red flag', () => {
    expect(written(profit(100, 5, -0.8)).split('### Red flags')[1]).toContain(
      'Profit of the newest quarter collapsed',
    )
  })
})

describe('the yardstick is that of the kind of company, in every section', () => {
  const indebted = (debt: number) =>
    soundWith({
      balances: {
        'us-gaap:LongTermDebt': [debt, debt, debt, debt, debt],
        'us-gaap:Liabilities': [1600e6, 1700e6, 1750e6, 1800e6, 1900e6],
        'us-gaap:StockholdersEquity': [500e6, 500e6, 550e6, 600e6, 600e6],
      },
    })
  test.each([
    ['3571', 400e6],
    ['3571', 900e6],
    ['3571', 1300e6],
    ['4911', 400e6],
    ['4911', 1300e6],
    ['4911', 1850e6],
  ])('industry %s with debt of %d', (sic, debt) => {
    const financials = company(indebted(debt), sic)
    const rating = rateCompany(figuresOf(financials), {
      instrument: financials.instrument.id,
      as_of: financials.as_of,
    })
    const found = rating.tests.find(({ id }) => id === 'net_debt')
    if (!found?.made) throw new Error('debt was not weighed')
    const text = sections(financials).get('fundamental_analysis') ?? ''
    expect([text.includes('a heavy load'), text.includes('Heavy debt')]).toEqual([
      found.degree < 0.5,
      found.degree < 0.5,
    ])
    const cushion = rating.tests.find(({ id }) => id === 'liabilities')
    if (!cushion?.made) throw new Error('the cushion was not weighed')
    expect(text.includes('a narrow cushion')).toBe(cushion.degree < 0.5)
  })

  const INSURER = company(
    {
      last: 2025,
      flows: {
        'us-gaap:PremiumsEarnedNet': [900e6, 930e6, 960e6, 990e6, 1000e6],
        'us-gaap:Revenues': [990e6, 1020e6, 1050e6, 1080e6, 1090e6],
        'us-gaap:PolicyholderBenefitsAndClaimsIncurredNet': [560e6, 570e6, 580e6, 590e6, 600e6],
        'us-gaap:DeferredPolicyAcquisitionCostAmortizationExpense': [
          150e6, 155e6, 160e6, 165e6, 170e6,
        ],
        'us-gaap:OtherUnderwritingExpense': [120e6, 122e6, 124e6, 126e6, 130e6],
        'us-gaap:NetIncomeLoss': [110e6, 115e6, 118e6, 124e6, 150e6],
      },
      balances: {
        'us-gaap:Assets': [4e9, 4.1e9, 4.2e9, 4.3e9, 4.4e9],
        'us-gaap:Liabilities': [3e9, 3.05e9, 3.1e9, 3.2e9, 3.3e9],
        'us-gaap:StockholdersEquity': [1e9, 1.05e9, 1.1e9, 1.1e9, 1.1e9],
      },
    },
    '6331',
  )
  test('an insurer with a thick cushion is not called thin beside it', () => {
    const en = [...sections(INSURER).values()].join('\n')
    expect(en).toContain('The cushion of equity is thick for the trade')
    expect(en).not.toMatch(/equity is thin|narrow cushion|a thicker cushion/)
    expect([...sections(INSURER, 'zh').values()].join('\n')).not.toMatch(/净资产很薄|缓冲很窄/)
  })
  test('an insurer is not praised for its net margin', () => {
    expect(sections(INSURER).get('fundamental_analysis')).not.toMatch(/The net margin was/)
  })
  test('a utility that builds has no red flag for it, a maker has one', () => {
    const builder = soundWith({
      flows: {
        'us-gaap:PaymentsToAcquirePropertyPlantAndEquipment': [300e6, 300e6, 300e6, 300e6, 300e6],
      },
    })
    const flags = (sic: string) =>
      sections(company(builder, sic)).get('fundamental_analysis')?.split('### Red flags')[1] ?? ''
    expect(flags('3571')).toContain('Negative free cash flow')
    expect(flags('4911')).not.toContain('Negative free cash flow')
  })
})

describe('what the analyst counts by itself is not struck', () => {
  // `written` holds each text against the check of every claim.
  test.each([
    ['one year of three without cash', [2.35, -0.15, 4.27], [0, 0, 0]],
    ['shares that grew by a tenth in one year', [1.1, 1.1, 1.1], [0, 0.004, 0.1016]],
  ])('%s', (_, conversion, change) => {
    const figures = [
      ...years('net_income', 'USD', [4, 3, 1]),
      ...years('operating_cash_flow', 'USD', [10, -1, 5]),
      ...years('cash_conversion', 'x', conversion),
      ...years('share_count_change', 'ratio', change),
    ]
    for (const language of ['en', 'zh'] as const)
      expect(written(figures, 'fundamental_analysis', language).length).toBeGreaterThan(100)
  })
})

describe('margins and growth', () => {
  test('a good margin after years below zero is not called comfortable', () => {
    const text = written([
      ...years('revenue', 'USD', [100, 100, 100, 100]),
      ...years('operating_margin', 'ratio', [-0.1, -0.05, 0.02, 0.2]),
    ])
    expect(text).toContain('a level that has yet to prove itself')
    expect(text).not.toMatch(/leaves room|(?:Exceptional|Healthy) operating margin/)
  })
  const bought = (goodwill: number[]) => [
    ...years('revenue', 'USD', [100, 110, 130, 160, 180, 200]),
    figure('revenue_cagr_5y@FY2025', 0.1487, 'ratio'),
    ...years('goodwill', 'USD', goodwill),
  ]
  test.each([
    ['rose by half of what revenue rose by', [10, 10, 30, 60, 60, 60], true],
    ['hardly rose', [10, 10, 10, 12, 12, 12], false],
    ['is not known of the first year', [60, 60], false],
  ])('acquisitions behind growth are seen where goodwill %s', (_, goodwill, isSaid) => {
    expect(written(bought(goodwill)).includes('Part of it was bought')).toBe(isSaid)
    expect(
      written(bought(goodwill), 'fundamental_analysis', 'zh').includes('其中一部分是买来的'),
    ).toBe(isSaid)
  })
})

describe('the two cases', () => {
  test('net cash that shrank is no improvement', () => {
    const shrinking = company(
      soundWith({
        balances: {
          'us-gaap:CashAndCashEquivalentsAtCarryingValue': [900e6, 800e6, 700e6, 600e6, 500e6],
        },
      }),
    )
    for (const language of ['en', 'zh'] as const)
      expect(sections(shrinking, language).get('bull_case')).not.toContain('{{net_cash@FY2021}}')
  })

  const LOSS = company(
    soundWith({
      flows: {
        'us-gaap:OperatingIncomeLoss': [210e6, -20e6, -30e6, -40e6, -50e6],
        'us-gaap:NetIncomeLoss': [157e6, -60e6, -70e6, -80e6, -90e6],
        'us-gaap:IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest':
          undefined,
        'us-gaap:IncomeTaxExpenseBenefit': undefined,
        'us-gaap:CostOfRevenue': undefined,
        'us-gaap:NetCashProvidedByUsedInOperatingActivities': [189e6, -10e6, -20e6, -30e6, -40e6],
      },
      per_share: { 'us-gaap:EarningsPerShareDiluted': [1.57, -0.6, -0.7, -0.8, -0.9] },
    }),
  )
  test('a loss-maker is not read like an earner', () => {
    const [en, zh] = [sections(LOSS), sections(LOSS, 'zh')]
    const all = [...en.values(), ...zh.values()].join('\n')
    expect(en.get('bear_case')).toMatch(/Operations lose money|A loss stands where profit once was/)
    expect(all).not.toMatch(
      /Profit is far below its high|thinly covered|hardly covers|Little is left|margin is thin\*\*|利润远低于高点|利息保障不足|所剩无几|利润率微薄\*\*/,
    )
  })
  test('what outweighs the tests is told in one sentence', () => {
    const conclusion = sections(LOSS).get('conclusion') ?? ''
    expect(conclusion.match(/outweighs the tests/g)).toHaveLength(1)
    expect(conclusion).not.toContain('One thing')
    expect(
      sections(LOSS, 'zh')
        .get('conclusion')
        ?.match(/比各项检验更重要/g),
    ).toHaveLength(1)
  })
  test('five years with a loss among them do not pass as cash-rich', () => {
    const rating = rateCompany(figuresOf(LOSS), { instrument: 'US:TEST', as_of: LOSS.as_of })
    expect(rating.tests.find(({ id }) => id === 'cash_of_years')).toMatchObject({
      made: false,
      reason: 'loss',
    })
  })
  test('nothing proves wrong what was not argued', () => {
    const bear = sections(company(soundWith({}))).get('bear_case') ?? ''
    expect(bear).toContain('No test that could be made failed clearly')
    expect(bear).not.toContain('### What would prove this wrong')
  })
  test('no section gives the same reason twice', () => {
    for (const language of ['en', 'zh'] as const)
      for (const [id, text] of sections(LOSS, language)) {
        if (!['risks', 'bear_case'].includes(id)) continue
        const reasons = text
          .split('\n')
          .flatMap((line) => /^- \*\*.*?(?:\.|。)\s?(.+)$/.exec(line)?.[1] ?? [])
        expect([id, reasons.toSorted()]).toEqual([id, [...new Set(reasons)].toSorted()])
      }
  })
})

describe('what a section before has said', () => {
  const need = (module: string, text: string) => ({
    module,
    title: module,
    status: 'complete' as const,
    text,
  })
  const request = (financials: Financials, id: string): AnalysisTask => {
    const found = reportRequests(financials, 'en').find(({ module }) => module.id === id)
    if (!found) throw new Error(id)
    return found
  }
  const writtenAfter = (financials: Financials, id: string, before: string[]): string => {
    const task = request(financials, id)
    const needs = before.map((one) => need(one, writeModule(request(financials, one)).join('\n\n')))
    return writeModule({ ...task, context: { ...task.context, needs } }).join('\n\n')
  }
  const weak = company(
    soundWith({
      flows: {
        'us-gaap:OperatingIncomeLoss': [210e6, 150e6, 100e6, 60e6, 20e6],
        'us-gaap:NetIncomeLoss': [157e6, 110e6, 70e6, 40e6, 10e6],
        'us-gaap:IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest':
          undefined,
        'us-gaap:IncomeTaxExpenseBenefit': undefined,
        'us-gaap:CostOfRevenue': undefined,
      },
      per_share: { 'us-gaap:EarningsPerShareDiluted': [1.57, 1.1, 0.7, 0.4, 0.1] },
    }),
  )
  test('the case against it does not give the reasons of the risks again', () => {
    const reason = 'A slip in price or volume goes straight through to the result.'
    expect(writeModule(request(weak, 'risks')).join('\n')).toContain(reason)
    expect(writeModule(request(weak, 'bear_case')).join('\n')).toContain(reason)
    expect(writtenAfter(weak, 'bear_case', ['risks'])).not.toContain(reason)
  })
  test('the conclusion does not list again what would prove the case against it wrong', () => {
    const point = '- profit back at its former high'
    expect(writeModule(request(weak, 'conclusion')).join('\n')).toContain(point)
    const text = writtenAfter(weak, 'conclusion', ['bear_case'])
    expect(text).not.toContain(point)
    expect(text.split('### What would change this view')[1]).toMatch(/case against it/)
  })
  test('what is in doubt is told once', () => {
    const doubtful = company(
      soundWith({
        balances: { 'us-gaap:Liabilities': [1260e6, 1320e6, 1380e6, 1440e6, 2200e6] },
      }),
    )
    const alone = writeModule(request(doubtful, 'conclusion')).join('\n')
    expect(alone).toContain('failed the check “')
    const text = writtenAfter(doubtful, 'conclusion', ['conclusion'])
    expect(text).not.toContain('failed the check “')
    expect(text).toContain('figures in doubt that are named above are not used here either')
  })
})

describe('years that are missing', () => {
  const base = [
    ...years('revenue', 'USD', [90, 100], 2024),
    ...years('net_income', 'USD', [9, 10], 2024),
  ]
  const profile = (figures: Figure[], as_of: string, language: Language = 'en') =>
    written(figures, 'profile', language, { as_of: `${as_of}T00:00:00.000Z` })
  test.each([
    [
      'a later quarter shows it',
      [...base, quarter('revenue@2026Q1', 30, 'USD')],
      '2026-05-01',
      /Of FY2025 no annual report/,
    ],
    ['only the day shows it', base, '2026-08-01', /No annual report after FY2024/],
    ['the next one is not due', base, '2025-11-01', null],
    [
      'a quarter of the next year is filed',
      [...base, quarter('revenue@2025Q1', 30, 'USD', '2025-03-31')],
      '2025-05-01',
      null,
    ],
  ])('%s', (_, figures, as_of, said) => {
    const text = profile(figures, as_of)
    if (said) expect(text).toMatch(said)
    else expect(text).not.toContain('no annual report')
    expect(profile(figures, as_of, 'zh').includes('年报')).toBe(said !== null)
  })
})

describe('prices and values', () => {
  const DAY = '2026-03-20'
  const at = (name: string, value: number, unit: string, period = DAY): Figure => ({
    ...figure(`${name}@${period}`, value, unit),
    end: DAY,
  })
  const RESULTS = [...years('revenue', 'USD', [90, 100]), ...years('net_income', 'USD', [9, 10])]
  const VALUED = [
    ...RESULTS,
    at('last_close', 90, 'USD/share'),
    at('cost_of_equity', 0.09, 'ratio'),
    at('terminal_growth', 0.025, 'ratio'),
  ]
  test('where no value counts, those that are given are not denied', () => {
    const text = written([...VALUED, at('value_dividend_discount', 3, 'USD/share')], 'valuation')
    expect(text).toContain('so no range is drawn from it')
    expect(text).not.toContain('No method that counts')
  })
  test('without values nothing is said of how they follow', () => {
    expect(written(VALUED, 'valuation')).not.toContain('These values follow')
    expect(written(VALUED, 'valuation', 'zh')).not.toContain('以上价值')
  })
  const placed = (standing: number) => [
    ...VALUED,
    at('pe_ttm', 30, 'x'),
    at('pe_ttm_median', 40, 'x', '10y'),
    at('pe_ttm_low', 35, 'x', '10y'),
    at('pe_ttm_high', 60, 'x', '10y'),
    at('pe_ttm_standing', standing, 'ratio', '10y'),
  ]
  test.each([
    [0, 'none of them lies lower', '没有一个月末低于目前'],
    [1, 'all of them lie lower', '所有月末均低于目前'],
    [0.4, '{{pe_ttm_standing@10y}} of them lie lower', '{{pe_ttm_standing@10y}}的月末低于目前'],
  ])('a place of %d in the own history', (standing, en, zh) => {
    for (const id of ['valuation', 'market']) {
      expect(written(placed(standing), id)).toContain(en)
      expect(written(placed(standing), id, 'zh')).toContain(zh)
    }
  })
  test('windows are told in words of the language', () => {
    const cheap = [...placed(0.02), ...years('operating_income', 'USD', [9, 10])]
    expect(written(cheap, 'bull_case')).toContain('over 10 years')
    expect(written(cheap, 'bull_case', 'zh')).toContain('近10年')
    expect(written(cheap, 'bull_case', 'zh')).not.toMatch(/（\d+[ym]）/)
  })
  test('a price on which its tests disagree is not called fair without a word', () => {
    const split = [...placed(0.02), at('price_to_value', 2, 'x')]
    for (const id of ['bear_case', 'conclusion'])
      expect(written(split, id)).not.toContain('By its tests the price is')
    expect(written(split, 'bear_case')).toContain('speak against each other')
    expect(written(split, 'bear_case', 'zh')).toContain('结论不一')
  })
})
