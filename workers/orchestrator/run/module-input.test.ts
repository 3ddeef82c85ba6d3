import { expect, test } from 'vitest'
import { configuration } from '#shared/configuration/configuration.fixture.ts'
import { analyzeRequestSchema } from '#shared/contracts/analysis.ts'
import { figuresOf } from '#shared/book/of-content.ts'
import type { Financials } from '#shared/contracts/facts.ts'
import { modelFor, moduleInput, type NeedText } from './module-input.ts'

const { models } = configuration().system

test.each([
  { asked: 'builtin', module: 'gemini', fallback: 'auto', model: 'builtin' },
  { asked: 'gemini', module: 'builtin', fallback: 'auto', model: 'builtin' },
  { asked: 'gemini', module: 'default', fallback: 'builtin', model: 'gemini' },
  { asked: 'auto', module: 'gemini', fallback: 'builtin', model: 'gemini' },
  { asked: 'auto', module: 'default', fallback: 'builtin', model: 'builtin' },
  { asked: 'auto', module: 'default', fallback: 'auto', model: 'auto' },
] as const)(
  'asked $asked, module $module, system $fallback: $model',
  ({ asked, module, fallback, model }) => {
    expect(modelFor(asked, module, { ...models, default: fallback })).toBe(model)
  },
)

const financials: Financials = {
  instrument: {
    id: 'US:TEST',
    market: 'US',
    symbol: 'TEST',
    name: 'Test Co',
    names: {},
    exchange: null,
    industry: null,
    fiscal_year_end: null,
    identifiers: {},
  },
  as_of: '2026-11-22T00:00:00Z',
  reporting_currency: 'USD',
  fiscal_years: [],
  facts: [],
  derived: Array.from({ length: 20_010 }, (_, i) => ({
    id: `x${i}@FY2025`,
    name: `x${i}`,
    formula: 'x',
    period: 'FY2025',
    start: '2025-01-01',
    end: '2025-12-31',
    value: '1',
    unit: 'ratio',
    inputs: [],
  })),
  absences: [],
  dictionary: { concepts: {}, formulas: {} },
  served_by: { provider: 'recorded', retrieved_at: '2026-11-22T00:00:00Z', recorded: null },
  attempts: [],
}

test('a module is given no more figures than the analysis contract takes', () => {
  const { modules, ...documents } = configuration()
  const [module] = modules
  if (!module) throw new Error('modules are shipped')
  const { context } = moduleInput({
    report: null,
    module: { ...module, facts: ['other'] },
    config: { version: 1, modules, ...documents },
    language: 'en',
    model: 'auto',
    needs: [],
    figures: figuresOf(financials),
  })
  const { figures } = analyzeRequestSchema.shape.context.shape
  expect(context.figures).toHaveLength(20_000)
  expect(figures.safeParse(context.figures).success).toBe(true)
})

const inputOf = (
  over: Partial<Financials>,
  { needs = [], facts = ['income'] }: { needs?: NeedText[]; facts?: string[] } = {},
) => {
  const { modules, ...documents } = configuration()
  const [module] = modules
  if (!module) throw new Error('modules are shipped')
  return moduleInput({
    report: null,
    module: { ...module, facts },
    config: { version: 1, modules, ...documents },
    language: 'zh',
    model: 'auto',
    needs,
    figures: figuresOf({ ...financials, ...over }),
  })
}
const term = (group: string) => ({
  en: group,
  zh: group,
  group,
  kind: 'amount' as const,
  definition: 'x',
  definition_zh: 'x',
})
const absence = (name: string) => ({
  name,
  period: 'FY2025',
  absent: 'not_reported' as const,
  detail: 'x',
})

test('a module is told what is missing of its groups alone, of concepts and of formulas', () => {
  const { context } = inputOf({
    dictionary: {
      concepts: { revenue: term('income'), cash: term('balance') },
      formulas: { margin: term('income'), roe: term('profitability') },
    },
    absences: ['revenue', 'cash', 'margin', 'roe', 'nowhere'].map(absence),
  })
  expect(context.absences).toEqual([absence('revenue'), absence('margin')])
})

test('a module is told no more absences than the analysis contract takes', () => {
  const { context } = inputOf({
    dictionary: { concepts: { revenue: term('income') }, formulas: {} },
    absences: Array.from({ length: 5_010 }, () => absence('revenue')),
  })
  expect(context.absences).toHaveLength(5_000)
  expect(
    analyzeRequestSchema.shape.context.shape.absences.safeParse(context.absences).success,
  ).toBe(true)
})

test('a module has the text of a complete need alone, and knows how the others ended', () => {
  const need = (status: NeedText['status'], text: string | null): NeedText => ({
    module: status,
    names: { en: 'English', zh: '中文' },
    status,
    text,
  })
  const { context } = inputOf(
    {},
    {
      needs: [
        need('complete', 'Text.'),
        need('complete', null),
        need('failed', 'half'),
        need('running', 'half'),
        need('skipped', null),
      ],
    },
  )
  expect(context.needs.map(({ title, status, text }) => [title, status, text])).toEqual([
    ['中文', 'complete', 'Text.'],
    ['中文', 'complete', ''],
    ['中文', 'failed', ''],
    ['中文', 'skipped', ''],
    ['中文', 'skipped', ''],
  ])
})

test('a module is told whether its figures are recorded, and of breaks when there are some', () => {
  expect(inputOf({}).context).toMatchObject({ recorded: false })
  expect(inputOf({}).context).not.toHaveProperty('breaks')
  const recorded = { original_provider: 'sec', recorded_at: '2026-03-25', note: 'recorded' }
  expect(inputOf({ served_by: { ...financials.served_by, recorded } }).context.recorded).toBe(true)
})

test('a section that is too long for the next one ends with a paragraph, and it is said', () => {
  const needOf = (text: string) => {
    const names = { en: 'Profile', zh: '概况' }
    const needs = [{ module: 'profile', names, status: 'complete' as const, text }]
    return inputOf({}, { needs }).context.needs[0]
  }
  const long = Array.from({ length: 1_000 }, (_, i) => `Paragraph ${i}: ${'word '.repeat(8)}`)
  const need = needOf(long.join('\n\n'))
  expect(need?.shortened).toBe(true)
  expect(need?.text.length).toBeLessThanOrEqual(24_000)
  expect(long).toContain(need?.text.split('\n\n').at(-1))
  expect(needOf('Short.')).toMatchObject({ text: 'Short.' })
  expect(needOf('Short.')).not.toHaveProperty('shortened')
})

test.each([
  ['zh', { detail_zh: '未披露' }, '未披露'],
  ['zh', {}, 'x'],
  ['en', { detail_zh: '未披露' }, 'x'],
] as const)('an absence is explained in %s, given %j: %s', (language, over, detail) => {
  const { modules, ...documents } = configuration()
  const [module] = modules
  if (!module) throw new Error('modules are shipped')
  const { context } = moduleInput({
    report: null,
    module: { ...module, facts: ['income'] },
    config: { version: 1, modules, ...documents },
    language,
    model: 'auto',
    needs: [],
    figures: figuresOf({
      ...financials,
      dictionary: { concepts: { revenue: term('income') }, formulas: {} },
      absences: [{ ...absence('revenue'), ...over }],
    }),
  })
  expect(context.absences.map((one) => one.detail)).toEqual([detail])
})

test('a module reads the groups of its exhibits beside those of the book, and of no other', () => {
  const given = (reads: { exhibit: string }[] | undefined) => {
    const { modules, ...documents } = configuration()
    const [module] = modules
    if (!module) throw new Error('modules are shipped')
    const { reads: _, ...bare } = module
    const { context } = moduleInput({
      report: null,
      module: { ...bare, facts: ['income'], ...(reads && { reads }) },
      config: { version: 1, modules, ...documents },
      language: 'en',
      model: 'auto',
      needs: [],
      figures: figuresOf({
        ...financials,
        dictionary: {
          concepts: { revenue: term('income'), price: term('market'), dcf: term('value') },
          formulas: {},
        },
        absences: ['revenue', 'price', 'dcf'].map(absence),
      }),
    })
    return context.absences.map(({ name }) => name)
  }
  expect(given(undefined)).toEqual(['revenue'])
  expect(given([{ exhibit: 'market' }])).toEqual(['revenue', 'price'])
  expect(given([{ exhibit: 'valuation' }])).toEqual(['revenue', 'dcf'])
  expect(given([{ exhibit: 'valuation' }, { exhibit: 'market' }])).toHaveLength(3)
})

test.each([
  ['as long as may be', 'x'.repeat(24_000), 24_000, false],
  ['a character too long', 'x'.repeat(24_001), 24_000, true],
  ['with lines', `${'x'.repeat(23_000)}\n${'y'.repeat(2_000)}`, 23_000, true],
  ['that begins with a line', `\n${'x'.repeat(25_000)}`, 24_000, true],
  ['cut within a token', `${'x'.repeat(23_990)}{{revenue@FY2025}}`, 23_990, true],
  ['cut behind a token', `${'x'.repeat(23_982)}{{revenue@FY2025}}yy`, 24_000, true],
  ['cut within a character', `${'x'.repeat(23_999)}😀`, 23_999, true],
])('a section %s is given with its length or a whole part of it', (_, text, length, isCut) => {
  const names = { en: 'Profile', zh: '概况' }
  const needs = [{ module: 'profile', names, status: 'complete' as const, text }]
  const [need] = inputOf({}, { needs }).context.needs
  expect([need?.text.length, need?.shortened ?? false]).toEqual([length, isCut])
  expect(text.startsWith(need?.text ?? '-')).toBe(true)
})
