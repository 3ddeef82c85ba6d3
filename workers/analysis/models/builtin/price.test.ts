/**
 * Market figures and values of the recorded companies, and what the rule analyst writes of them.
 * The prices are recorded closes; the figures are those of the shipped filings.
 */
import { describe, expect, test } from 'vitest'
import { figuresOf } from '#shared/book/of-content.ts'
import { exhibitSchema } from '#shared/contracts/exhibits.ts'
import type { Financials } from '#shared/contracts/facts.ts'
import { type ExhibitInput, exhibitsOf, type PriceKnowledge } from '#shared/exhibits/make.ts'
import { ReportFigureIndex } from '#shared/exhibits/report-figures.ts'
import { KnownFigures } from '#shared/market-figures/known.ts'
import type { StatedPrice } from '#shared/market-figures/input.ts'
import { EXHIBIT_TERMS } from '#shared/exhibits/terms.ts'
import type { Language, Market } from '#shared/names.ts'
import { configuration } from '#shared/configuration/configuration.fixture.ts'
import { checkText } from '../../figures/checker.ts'
import { writeModule } from './index.ts'
import { readTask } from '../../task.ts'
import { moduleInput } from '../../../orchestrator/run/module-input.ts'
import { recordedFinancials } from '../../../e2e/fakes/recorded-report.ts'

const SOURCE = {
  provider: 'yahoo',
  retrieved_at: '2026-03-20T22:00:00.000Z',
  source_url: 'https://example.com/',
}
const closeOf = (value: string, currency: string, day: string): StatedPrice => ({
  kind: 'last_close',
  value,
  currency,
  day,
  at: `${day}T20:00:00.000Z`,
  ...SOURCE,
})
const NOTHING: PriceKnowledge = {
  price: null,
  bars: null,
  actions: null,
  estimates: null,
  rate: null,
  index: null,
  counts: [],
}
const { valuation, cost_of_capital } = configuration().system

const made = (
  financials: Financials,
  market: Market,
  symbol: string,
  known: Partial<PriceKnowledge>,
  over: Partial<ExhibitInput> = {},
) =>
  exhibitsOf({
    index: figuresOf(financials),
    as_of: financials.as_of,
    traded: { market, symbol },
    known: { ...NOTHING, ...known },
    traded_share: null,
    valuation,
    cost_of_capital,
    peers: null,
    ...over,
  })
const n = ({ rows }: { rows: { name: string; value: string }[] }, name: string): number =>
  Number(rows.find((row) => row.name === name)?.value)

const apple = await recordedFinancials('US', 'AAPL')
const nvidia = await recordedFinancials('US', 'NVDA')

describe('twelve months as they were known', () => {
  test.each([
    ['AAPL', apple],
    ['NVDA', nvidia],
  ])('of %s are those of the book on the newest day', (_, financials) => {
    const index = figuresOf(financials)
    const known = new KnownFigures(financials.facts)
    for (const name of ['revenue', 'net_income', 'operating_cash_flow'])
      expect([name, known.trailing(name, '2026-06-01')?.value]).toEqual([
        name,
        Number(index.get(`${name}@TTM`)?.value),
      ])
  })
})

test('a close of Apple against what it filed', () => {
  const { market, valuation: value } = made(apple, 'US', 'AAPL', {
    price: closeOf('250', 'USD', '2026-03-20'),
  })
  expect(exhibitSchema.safeParse(market).error).toBeUndefined()
  expect(exhibitSchema.safeParse(value).error).toBeUndefined()
  // The newest count of shares that was public, 14,681,140,000; over earnings of 117,777 million.
  const cap = n(market, 'market_cap')
  expect(cap).toBe(250 * 14_681_140_000)
  expect(n(market, 'pe_ttm')).toBeCloseTo(cap / 117_777e6, 9)
  expect(market.rows.map(({ name }) => name)).not.toContain('price')
  expect(n(value, 'cost_of_equity')).toBeCloseTo(0.0892, 12)
  expect(value.methods.filter(({ ok }) => ok).map(({ id }) => id)).toEqual([
    'dcf',
    'epv',
    'dividend_discount',
  ])
  for (const { name } of [...market.rows, ...value.rows])
    expect(Object.keys(EXHIBIT_TERMS)).toContain(name)
})

test('of a company of which little is recorded almost nothing is valued, each with its reason', async () => {
  const tencent = await recordedFinancials('HK', '00700')
  const { market, valuation: value } = made(tencent, 'HK', '00700', {
    price: closeOf('500', 'HKD', '2026-03-20'),
  })
  expect(market.absences).toContainEqual({
    name: 'pe_ttm',
    period: '2026-03-20',
    reason: 'no_rate',
  })
  expect(value.methods.every(({ ok }) => !ok)).toBe(true)
})

const write = (language: Language, known: Partial<PriceKnowledge>, id: string): string => {
  const { market, valuation: value } = made(apple, 'US', 'AAPL', known)
  const { book, reading } = figuresOf(apple)
  const figures = new ReportFigureIndex(book, reading, [market, value])
  const config = { ...configuration(), version: 0 }
  const module = config.modules.find((one) => one.id === id)
  if (!module) throw new Error(id)
  const task = readTask(
    moduleInput({ report: null, module, config, figures, language, model: 'builtin', needs: [] }),
  )
  const text = writeModule(task).join('\n\n')
  // What the analyst writes of the price stands up to the check of every claim.
  expect(checkText(text, task.context.figures, { symbol: 'AAPL' }).findings).toEqual([])
  for (const [, token = ''] of text.matchAll(/\{\{([^}]+)\}\}/g))
    expect([token, figures.has(token)]).toEqual([token, true])
  return text
}

describe('the rule analyst', () => {
  const price = closeOf('250', 'USD', '2026-03-20')

  test('calls a close a close, of its day', () => {
    const text = write('en', { price }, 'valuation')
    expect(text).toContain('the last close, of 2026-03-20, was {{last_close@2026-03-20}} a share')
    expect(text).toContain('{{pe_ttm@2026-03-20}}')
    expect(text).toContain('{{value_dcf@2026-03-20}}')
    expect(text).toContain('{{implied_growth@2026-03-20}}')
    expect(text).not.toContain('{{dcf_per_share')
    expect(write('zh', { price }, 'valuation')).toContain(
      '最近收盘价（2026-03-20）为每股{{last_close@2026-03-20}}',
    )
  })

  test('does not say that no live price is at hand beside a live price', () => {
    const live = { ...price, kind: 'live' as const }
    for (const id of ['valuation', 'conclusion']) {
      expect(write('en', { price: live }, id)).toContain('{{price@2026-03-20}}')
      expect(write('en', { price: live }, id)).not.toMatch(/without a live price|No live price/)
      expect(write('zh', { price: live }, id)).not.toMatch(/没有实时股价/)
    }
  })

  // `write` holds each text against the check of every claim.
  test.each(['market', 'risks', 'bull_case', 'bear_case', 'conclusion'])(
    'writes %s with a price in both languages without a finding',
    (id) => {
      for (const language of ['en', 'zh'] as const)
        expect(write(language, { price }, id).length).toBeGreaterThan(100)
    },
  )

  test('judges a price once: the case against it and the conclusion say the same', () => {
    for (const [language, said] of [
      ['en', 'By its tests the price is demanding'],
      ['zh', '从各项估值检验看，股价偏高'],
    ] as const)
      for (const id of ['bear_case', 'conclusion'])
        expect(write(language, { price }, id)).toContain(said)
  })

  test('says that there is no price where there is none', () => {
    expect(write('en', {}, 'valuation')).toContain('No live price is at hand')
    expect(write('en', {}, 'valuation')).not.toContain('{{pe_ttm')
  })
})

test('a figure of an exhibit leads to its inputs, and a stated one to its source', () => {
  const { market } = made(apple, 'US', 'AAPL', { price: closeOf('250', 'USD', '2026-03-20') })
  const { book, reading } = figuresOf(apple)
  const figures = new ReportFigureIndex(book, reading, [market])
  const pe = figures.get('pe_ttm@2026-03-20')
  if (pe?.origin.kind !== 'derived') throw new Error('a multiple is derived')
  const inputs = pe.origin.derived.inputs.map((id) => figures.byId(id)?.token)
  expect(inputs).toEqual(['market_cap@2026-03-20', 'net_income@TTM'])
  expect(figures.get('last_close@2026-03-20')?.origin).toMatchObject({
    kind: 'fact',
    fact: { provider: 'yahoo', value: '250' },
  })
  expect(figures.get('revenue@FY2025')).toEqual(figuresOf(apple).get('revenue@FY2025'))
})
