import { expect, test } from 'vitest'
import type { ConceptId } from '#shared/concepts.ts'
import type { Fact } from '#shared/contracts/facts.ts'
import { CONCEPTS, conceptOf } from '#shared/concepts.ts'
import { derive } from '../../derive.ts'
import { ASSUMPTIONS, deriveFrom, fact, year } from '../../hand-built.fixture.ts'
import { FORMULAS } from '../registry.ts'
import filed from './filed-2009.fixture.json' with { type: 'json' }
import { SCORES } from './index.ts'

const SIGNALS = [
  'f_roa',
  'f_cash_flow',
  'f_roa_change',
  'f_accrual',
  'f_leverage',
  'f_liquidity',
  'f_shares',
  'f_margin',
  'f_turnover',
]

const conceptNamed = (name: string): ConceptId => {
  const found = Object.keys(CONCEPTS).find((id): id is ConceptId => id === name)
  if (!found) throw new Error(`no concept ${name}`)
  return found
}

type Company = (typeof filed.companies)[number]
/** The facts of one filing: all became known at once. */
const factsOf = ({ figures, accession, accepted }: Company): Fact[] =>
  Object.entries(figures).flatMap(([name, { values }]) =>
    values.flatMap((value, back) => {
      const [concept, of] = [conceptNamed(name), 2009 - back]
      const isFlow = conceptOf(concept).kind !== 'stock'
      return value === null
        ? []
        : fact(
            concept,
            isFlow ? `FY${of}` : `@${of}-12-31`,
            isFlow ? `${of}-01-01` : null,
            `${of}-12-31`,
            value,
            {
              provider_record: accession,
              known_at: `${accepted.slice(0, 10)}T23:59:59.999Z`,
            },
          )
    }),
  )

test('the hand-worked companies cover every signal both ways', () => {
  expect(filed.companies).toHaveLength(8)
  const seen = filed.companies.flatMap(({ signals }) =>
    Object.entries(signals).map(([name, { is }]) => `${name}=${is}`),
  )
  for (const name of SIGNALS) expect(seen).toContain(`${name}=0`)
  for (const name of SIGNALS) expect(seen).toContain(`${name}=1`)
})

test.each(filed.companies)('the F-score of $name is as worked by hand', (company) => {
  const answers = deriveFrom(factsOf(company))
  expect(Object.fromEntries(SIGNALS.map((name) => [name, answers.n(`${name}@FY2009`)]))).toEqual(
    Object.fromEntries(Object.entries(company.signals).map(([name, { is }]) => [name, is])),
  )
  expect(answers.at('f_score@FY2009')).toMatchObject({
    value: String(company.f_score),
    unit: 'score',
    inputs: SIGNALS.map((name) => `${name}@FY2009`),
  })
  expect(answers.n('f_testable@FY2009')).toBe(9)
  expect(answers.n('f_passed@FY2009')).toBe(company.f_score)
})

test.each(filed.companies.flatMap((company) => ('beneish' in company ? [company] : [])))(
  'the M-score of $name and its indices are as worked by hand',
  (company) => {
    const answers = deriveFrom(factsOf(company))
    for (const [name, expected] of Object.entries(company.beneish ?? {}))
      expect([name, answers.n(`${name}@FY2009`)]).toEqual([name, expect.closeTo(expected, 5)])
  },
)

test.each(filed.companies.flatMap((company) => ('altman' in company ? [company] : [])))(
  'the Z-scores of $name and their ratios are as worked by hand',
  (company) => {
    const answers = deriveFrom(factsOf(company))
    for (const [name, expected] of Object.entries(company.altman ?? {}))
      expect([name, answers.n(`${name}@FY2009`)]).toEqual([name, expect.closeTo(expected, 5)])
  },
)

test('over opening assets, as in the paper, Sherwin-Williams earns more than the year before, over closing assets less', () => {
  const company = filed.companies.find(({ name }) => name === 'Sherwin-Williams')
  if (!company) throw new Error('no such company')
  const facts = factsOf(company)
  const closing = facts.filter(({ concept, end }) => concept !== 'total_assets' || end > '2008')
  expect(deriveFrom(facts).n('f_roa_change@FY2009')).toBe(1)
  expect(deriveFrom(facts).at('f_roa_change@FY2009')?.inputs).toHaveLength(4)
  expect(deriveFrom(closing).n('f_roa_change@FY2009')).toBe(0)
})

/** A company in which every score can be computed, over twelve years. */
const whole: Fact[] = Array.from({ length: 12 }, (_, back) => back).flatMap((back) => {
  const size = 1000 - 40 * back
  return year(2024 - back, {
    revenue: size,
    cost_of_revenue: size * 0.6 - back,
    gross_profit: size * 0.4 + back,
    selling_general_administrative: size * 0.1,
    operating_income: size * 0.2,
    interest_expense: 5,
    pretax_income: size * 0.19,
    net_income: size * 0.15,
    eps_diluted: String(size * 0.0015),
    shares_diluted: 100 + back,
    shares_outstanding: 100 + back,
    operating_cash_flow: size * 0.18,
    depreciation_amortization: size * 0.05,
    dividends_paid: -size * 0.03,
    buybacks: -10,
    total_assets: size * 1.1,
    current_assets: size * 0.6,
    cash: size * 0.1,
    receivables: size * 0.15,
    inventory: size * 0.1,
    property_plant_equipment: size * 0.35,
    current_liabilities: size * 0.25,
    short_term_debt: 10,
    long_term_debt: 100 + back,
    total_liabilities: size * 0.4,
    retained_earnings: size * 0.3,
    equity_parent: size * 0.7,
    total_equity: size * 0.7,
  })
})

const GENERAL = SCORES.filter(({ industries }) => industries === null).map(({ id }) => id)

test('every score of a company that files everything is computed', () => {
  const answers = deriveFrom(whole)
  expect(GENERAL.filter((id) => !answers.at(`${id}@FY2024`))).toEqual([])
})

/** Inputs that another filed line stands in for. */
const STANDS_IN: Readonly<Record<string, readonly string[]>> = {
  gross_profit: ['cost_of_revenue'],
  equity_parent: ['total_equity'],
  total_equity: ['equity_parent'],
  operating_income: ['pretax_income', 'interest_expense'],
}

test.each(Object.keys(CONCEPTS))(
  'without %s no score changes its value: it stays, or it is absent',
  (name) => {
    const gone = new Set([name, ...(STANDS_IN[name] ?? [])])
    const answers = deriveFrom(whole.filter(({ concept }) => !gone.has(concept)))
    const before = deriveFrom(whole)
    const counts = new Set(['f_testable', 'f_passed'])
    for (const id of GENERAL) {
      const at = `${id}@FY2024`
      const now = answers.at(at)
      if (now && !counts.has(id)) expect([id, now.value]).toEqual([id, before.at(at)?.value])
      if (!now) expect(answers.missing(at)).toMatch(/^(not_reported|refused): ./)
    }
    const testable = answers.n('f_testable@FY2024')
    const passed = answers.n('f_passed@FY2024')
    const signals = SIGNALS.map((id) => answers.n(`${id}@FY2024`)).filter((n) => !Number.isNaN(n))
    if (signals.length > 0) {
      expect(testable).toBe(signals.length)
      expect(passed).toBe(signals.filter((n) => n === 1).length)
    }
    expect(Number.isNaN(answers.n('f_score@FY2024'))).toBe(signals.length < 9)
  },
)

test('debt known to be nil is no long-term debt; debt that is not known is no signal', () => {
  const without = whole.filter(({ concept }) => !/_debt$/.test(concept))
  expect(deriveFrom(without).missing('f_leverage@FY2024')).toBe(
    'not_reported: long-term debt is not filed, and total debt is not known to be nil',
  )
  const nil = [
    ...without,
    ...year(2024, { total_debt: 0 }),
    ...year(2023, { total_debt: 0 }),
    ...year(2022, { total_debt: 0 }),
  ]
  const answers = deriveFrom(nil)
  expect(answers.n('f_leverage@FY2024')).toBe(0)
  expect(answers.n('graham_debt@FY2024')).toBe(1)
  expect(answers.n('tangible_capital@FY2024')).toBe(600 - 100 - 250 + 350)
})

test.each([
  [
    'utility',
    ['return_on_tangible_capital', 'tangible_capital', 'altman_z_private', 'graham_debt'],
  ],
  ['reit', ['return_on_tangible_capital', 'tangible_capital', 'altman_z_private']],
  ['fund', GENERAL],
  ['holding', []],
] as const)('of a %s these are refused: %j', (industry, refused) => {
  const { derived, absences } = derive({
    facts: industry === 'fund' ? year(2024, { net_income: 9, total_assets: 90 }) : whole,
    fiscalYears: [],
    currency: 'USD',
    assumptions: ASSUMPTIONS,
    years: 10,
    industry,
  })
  const absent = new Map(absences.map((a) => [`${a.name}@${a.period}`, a.absent]))
  for (const id of refused) expect([id, absent.get(`${id}@FY2024`)]).toEqual([id, 'not_applicable'])
  expect(derived.some(({ id }) => id === 'altman_z_other@FY2024')).toBe(industry !== 'fund')
  expect(derived.some(({ id }) => id === 'graham_utility_debt@FY2024')).toBe(industry === 'utility')
})

test('scores are refused for banks', () => {
  const bank = deriveFrom([...year(2024, { deposits: 700, total_assets: 900, net_income: 9 })])
  for (const { id, banks } of SCORES)
    if (!banks && !FORMULAS.get(id)?.industries)
      expect(bank.missing(`${id}@FY2024`)).toMatch(/^not_applicable: /)
})

test('a doubt about an input is a doubt about the score', () => {
  const doubted = whole.map((one) =>
    one.concept === 'net_income' && one.period === 'FY2024'
      ? { ...one, quality: [{ check: 'doubtful', detail: 'x', other_values: [] }] }
      : one,
  )
  const answers = deriveFrom(doubted)
  expect(answers.at('f_score@FY2024')?.doubts).toHaveLength(1)
  expect(answers.at('f_margin@FY2024')?.doubts).toBeUndefined()
})

test('across a change of the accounting standard no signal is told', () => {
  const ifrs = { basis: { consolidation: 'consolidated', standard: 'IFRS' } } as const
  const changed = whole.map((one) => (one.end > '2024' ? { ...one, ...ifrs } : one))
  const answers = deriveFrom(changed)
  expect(answers.missing('f_margin@FY2024')).toMatch(/^refused: gross_profit is not comparable/)
  expect(answers.n('f_roa@FY2024')).toBe(1)
  expect(answers.at('f_score@FY2024')).toBeUndefined()
})

test.each([
  ['graham_earnings', 'net_income', '2017', '-1', 0],
  ['graham_dividends', 'dividends_paid', '2016', '0', 0],
  ['graham_earnings', 'net_income', '2014', '-1', 1],
])('%s is %s of ten years: %s of %s', (id, concept, of, value, expected) => {
  const changed = whole.map((one) =>
    one.concept === concept && one.period === `FY${of}` ? { ...one, value } : one,
  )
  expect(deriveFrom(changed).n(`${id}@FY2024`)).toBe(expected)
})

test.each(['0', '-1'])('growth from average earnings per share of %s is refused', (value) => {
  const early = ['FY2015', 'FY2016', 'FY2017']
  const changed = whole.map((one) =>
    one.concept === 'eps_diluted' && early.includes(one.period) ? { ...one, value } : one,
  )
  expect(deriveFrom(changed).missing('graham_growth@FY2024')).toMatch(
    /^refused: average earnings per share of the first three years are not positive/,
  )
})

test('an equal ratio has not risen, however many digits the amounts have', () => {
  const amounts = (y: number, by: number) =>
    year(y, {
      gross_profit: String(BigInt('1234567890123456789') * BigInt(by)),
      revenue: String(BigInt('3703703670370370367') * BigInt(by)),
    })
  const answers = deriveFrom([...amounts(2023, 1), ...amounts(2024, 7)])
  expect(answers.n('f_margin@FY2024')).toBe(0)
})
