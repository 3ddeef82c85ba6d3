import type { FigureEntry } from '#shared/book/figure-index.ts'
import { figuresOf } from '#shared/book/of-content.ts'
import { expect, test } from 'vitest'
import type { Attempt, CheckSummary, Fact, Financials } from '#shared/contracts/facts.ts'
import { financials } from './figures.fixture.ts'
import {
  agreementOf,
  checksCount,
  flaggedFigures,
  hasUnshownFailures,
  doubtOf,
  otherProvider,
  setAgainst,
  wordsOfCheck,
} from './quality.ts'

const check = (id: string, made: number, failed: number): CheckSummary => ({
  id,
  en: 'Providers agree',
  zh: '多数据源一致',
  definition_en: 'Another provider has the same figure.',
  definition_zh: '其他数据源数值一致。',
  tolerance: '0.005',
  made,
  failed,
})
const detail = 'sec gives 120 USD, finnhub 130: 7.7% apart'
const flag = (fact: Fact): Fact => ({
  ...fact,
  quality: [
    {
      check: 'providers_agree',
      detail,
      other_values: [
        { fact: 'unseen', value: '130' },
        { fact: 'fact-revenue-2026Q1-2026-03-31', value: '40' },
      ],
    },
  ],
})
const flagged: Financials = {
  ...financials,
  facts: financials.facts.map((fact) =>
    fact.concept === 'revenue' && fact.period === 'FY2025' ? flag(fact) : fact,
  ),
  quality_checks: [check('quarters', 30, 1), check('providers_agree', 12, 1)],
}
const figures = figuresOf(flagged)

test('a computed figure is in doubt when a figure that it rests on failed a check', () => {
  const [derived] = financials.derived
  if (!derived) throw new Error('the fixture has no computed figure')
  const failed = flagged.facts.find(({ quality }) => quality !== 'ok')
  const index = figuresOf({
    ...flagged,
    derived: [{ ...derived, doubts: [{ check: 'providers_agree', figure: failed?.id ?? '' }] }],
  })
  expect(doubtOf(index.byId(derived.id) as FigureEntry)).toBe('inherited')
  expect(doubtOf(index.get('revenue@FY2025') as FigureEntry)).toBe('failed')
  expect(doubtOf(index.get('net_income@FY2025') as FigureEntry)).toBeNull()
})

test.each([
  ['it could not be compared', ['providers_currency'], null],
  ['it differs from another', ['providers_agree'], 'failed'],
  ['both', ['providers_currency', 'providers_agree'], 'failed'],
  ['it passed all', [], null],
] as const)('what a figure is marked with when %s', (_, checks, expected) => {
  const entry = figures.get('revenue@FY2025')
  if (entry?.origin.kind !== 'fact') throw new Error('the fixture has no revenue')
  const quality = checks.map((failed) => ({ check: failed, detail, other_values: [] }))
  const marked = { ...entry.origin.fact, quality: quality.length > 0 ? quality : ('ok' as const) }
  expect(doubtOf({ origin: { kind: 'fact', fact: marked } })).toBe(expected)
})

test('figures that failed a check are listed, and the checks counted', () => {
  expect(flaggedFigures(figures).map(({ token }) => token)).toEqual(['revenue@FY2025'])
  expect([...figures.entries()].filter((entry) => doubtOf(entry))).toHaveLength(1)
  expect(checksCount(figures)).toEqual({ made: 42, flagged: 1 })
  expect(checksCount(figuresOf(financials))).toBeNull()
  // `quarters` failed once, of a figure that is not here.
  expect(hasUnshownFailures(figures)).toBe(true)
  expect(
    hasUnshownFailures(
      figuresOf({ ...flagged, quality_checks: [check('providers_agree', 12, 1)] }),
    ),
  ).toBe(false)
})

test('a check has the words of the answer, or none', () => {
  expect(wordsOfCheck(flagged, 'quarters').name?.zh).toBe('多数据源一致')
  expect(wordsOfCheck(flagged, 'unheard_of')).toEqual({ name: null, definition: null })
})

test('the other figure is the one among those read, else its value and its provider, in the unit it was filed in', () => {
  const fact = flagged.facts.find(({ quality }) => quality !== 'ok') as Fact
  const [failed] = fact.quality === 'ok' ? [] : fact.quality
  if (!failed) throw new Error('not flagged')
  expect(setAgainst(figures, fact, failed)).toMatchObject([
    { kind: 'value', value: '130', unit: 'USD', provider: 'finnhub' },
    { kind: 'figure', entry: { token: 'revenue@2026Q1' } },
  ])
  const converted = {
    ...fact,
    value: '852',
    unit: 'CNY',
    converted_from: { value: '120', unit: 'USD' },
  }
  expect(setAgainst(figures, converted, failed)[0]).toMatchObject({ unit: 'USD' })
  expect(otherProvider('revenue 5 is not 2017Q1 1 + 2017Q2 2: off by 2 USD', 'sec')).toBeNull()
})

const attempt = (
  provider: string,
  outcome: Attempt['outcome'],
  reason: string | null = null,
): Attempt => ({ provider, outcome, reason, detail: null })
const agreement = (attempts: Attempt[], ...checks: CheckSummary[]) =>
  agreementOf(figuresOf({ ...financials, attempts, quality_checks: checks }))

test('agreement with another source is told apart from there being none', () => {
  const own = attempt('sec', 'stored')
  expect(
    agreement(
      [own, attempt('fmp', 'skipped', 'no_key'), attempt('finnhub', 'served')],
      check('providers_agree', 12, 1),
    ),
  ).toEqual({
    kind: 'compared',
    providers: ['finnhub'],
    compared: 12,
    differing: 1,
    tolerance: '0.005',
    otherCurrency: 0,
  })
  expect(agreement([own, attempt('yahoo', 'served')], check('providers_agree', 0, 0))).toEqual({
    kind: 'nothing',
    providers: ['yahoo'],
  })
  expect(agreement([own, attempt('fmp', 'skipped', 'no_key')])).toEqual({
    kind: 'alone',
    asked: false,
  })
  expect(agreement([own, attempt('yahoo', 'failed', 'timeout')])).toEqual({
    kind: 'alone',
    asked: true,
  })
  expect(agreement([own, attempt('yahoo', 'skipped', 'timeout')])).toEqual({
    kind: 'alone',
    asked: true,
  })
})
