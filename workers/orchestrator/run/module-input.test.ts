import { expect, test } from 'vitest'
import { configuration } from '#shared/configuration/configuration.fixture.ts'
import { analyzeRequestSchema } from '#shared/contracts/analysis.ts'
import type { Financials } from '#shared/contracts/facts.ts'
import { modelFor, moduleInput } from './module-input.ts'

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
  derived: Array.from({ length: 5_010 }, (_, i) => ({
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
    module: { ...module, facts: ['other'] },
    config: { version: 1, modules, ...documents },
    language: 'en',
    model: 'auto',
    needs: [],
    financials,
  })
  const { figures } = analyzeRequestSchema.shape.context.shape
  expect(context.figures).toHaveLength(5_000)
  expect(figures.safeParse(context.figures).success).toBe(true)
})
