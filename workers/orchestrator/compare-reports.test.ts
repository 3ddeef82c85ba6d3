/** Two reports beside each other, each with figures, exhibits, a rating and sections. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { figuresOf } from '#shared/book/of-content.ts'
import type { Exhibit } from '#shared/contracts/exhibits.ts'
import type { Financials } from '#shared/contracts/facts.ts'
import type { Report } from '#shared/contracts/orchestrator.ts'
import type { RankedRisk, RatedTest, RatingExhibit } from '#shared/contracts/rating.ts'
import { reportComparisonSchema } from '#shared/contracts/report-comparison.ts'
import { ReportFigureIndex } from '#shared/exhibits/report-figures.ts'
import {
  type ComparedReport,
  compareReports,
  isOfOneCompany,
} from '#shared/report-comparison/compare.ts'
import { derived, fact, financials, report, section } from './export/markdown.fixture.ts'

const [HASH_A, HASH_B] = ['a'.repeat(64), 'b'.repeat(64)]
const AT = '2026-11-22T00:00:00Z'
const about = { instrument: 'US:TEST', as_of: AT }

const priceRow = (day: string, value: string) => ({
  token: `price@${day}`,
  name: 'price',
  period: day,
  end: day,
  value,
  unit: 'USD/share',
  origin: { kind: 'computed' as const, inputs: [] },
})
const market = (day: string, price: string): Exhibit => ({
  kind: 'market',
  ...about,
  rows: [
    priceRow(day, price),
    {
      ...priceRow(day, '12'),
      token: 'pe_ttm_median@10y',
      name: 'pe_ttm_median',
      period: '10y',
      unit: 'x',
    },
  ],
  absences: [],
  price: null,
  rate: null,
})
const passage = (id: string, title: string) => ({
  id,
  day: '2026-11-20',
  title,
  text: null,
  form: null,
  source: null,
  provider: 'test',
  url: 'https://example.com/a',
  retrieved_at: AT,
})
const news = (...titles: string[]): Exhibit => ({
  kind: 'news',
  ...about,
  passages: titles.map((title, at) => passage(`n${at + 1}`, title)),
})

const madeTest = (id: string, degree: number): RatedTest => ({
  id,
  group: 'quality',
  names: { en: id, zh: id },
  tokens: [],
  made: true,
  degree,
  value: degree,
  unit: 'ratio',
  shown: 'roe@FY2025',
  scale: { zero: 0, pass: 0.5, full: 1 },
})
const rating = (tests: RatedTest[], more: Partial<RatingExhibit> = {}): RatingExhibit => ({
  kind: 'rating',
  ...about,
  fundamentals: { grade: 'sound', score: 0.7, missing: [], dangers: [] },
  price: { grade: 'not_rated', score: null, missing: ['no_price'] },
  groups: [],
  tests,
  pillars: [],
  risks: [],
  ...more,
})

interface SideWish {
  from?: Financials
  exhibits?: Exhibit[]
  book?: string
  more?: Partial<Report>
}
const side = ({
  from = financials,
  exhibits = [],
  book = HASH_A,
  more = {},
}: SideWish = {}): ComparedReport => {
  const index = figuresOf(from)
  return {
    report: {
      ...report([section('It earns {{net_margin@FY2025}}.')]),
      book,
      exhibits: exhibits.map(({ kind }, at) => ({
        kind: kind === 'figures' ? 'market' : kind,
        hash: createHash('sha256').update(JSON.stringify(exhibits[at])).digest('hex'),
        absent: null,
      })),
      ...more,
    },
    figures: new ReportFigureIndex(index.book, index.reading, exhibits),
  }
}
const compared = (before: SideWish, after: SideWish) =>
  reportComparisonSchema.parse(compareReports(side(before), side(after)))

describe('two reports of one company', () => {
  it('have nothing to tell when they are alike', () => {
    const one = { exhibits: [market('2026-11-20', '10')], more: { rating: rating([]) } }
    expect(compared(one, one)).toEqual({
      before: 'rep_12345678',
      after: 'rep_12345678',
      same: { inputs: true, configuration: true, language: true },
      figures: { changed: 0, added: 0, removed: 0, rows: [] },
      exhibits: [],
      rating: {
        fundamentals: null,
        price: null,
        tests: [],
        unchanged_tests: 0,
        pillars: [],
        risks: [],
      },
      sections: [expect.objectContaining({ same: 1, sentences: [] })],
    })
  })

  it('of other companies are known as such', () => {
    const other = { ...financials.instrument, id: 'US:OTHER' }
    expect(isOfOneCompany(side().report, side().report)).toBe(true)
    expect(isOfOneCompany(side().report, side({ more: { instrument: other } }).report)).toBe(false)
  })

  it('tell figures that changed before those that came and went, filed ones first', () => {
    const later: Financials = {
      ...financials,
      facts: [fact('revenue', '400000000000'), fact('gross_profit', '1')],
      derived: [derived('net_margin', '0.5', ['fact-revenue']), derived('roe', '1.50', [])],
    }
    const { figures, same } = compared({}, { from: later, book: HASH_B })
    expect(same.inputs).toBe(false)
    expect(
      figures.rows.map(({ name, before, after }) => [name, before?.value, after?.value]),
    ).toEqual([
      ['revenue', '416161000000', '400000000000'],
      ['net_margin', '0.269151', '0.5'],
      ['gross_profit', undefined, '1'],
      ['net_income', '112010000000', undefined],
    ])
    expect(figures).toMatchObject({ changed: 2, added: 1, removed: 1 })
  })

  it('list a bounded number of figures and count all', () => {
    const many = (value: string): Financials => ({
      ...financials,
      facts: Array.from({ length: 300 }, (_, at) => fact(`figure_${at}`, value)),
      derived: [],
    })
    const { figures } = compared({ from: many('1') }, { from: many('2'), book: HASH_B })
    expect(figures.changed).toBe(300)
    expect(figures.rows.length).toBeLessThanOrEqual(100)
  })

  it('hold a price of another day against the earlier one, and tell new passages', () => {
    const { exhibits } = compared(
      { exhibits: [market('2026-11-20', '10'), news('Old')] },
      { exhibits: [market('2026-11-27', '11'), news('Fresh news', 'Old')] },
    )
    expect(exhibits.map(({ kind }) => kind)).toEqual(['market', 'news'])
    expect(exhibits[0]?.figures).toMatchObject({
      changed: 1,
      added: 0,
      removed: 0,
      rows: [{ before: { end: '2026-11-20' }, after: { end: '2026-11-27', value: '11' } }],
    })
    expect(exhibits[1]?.passages).toMatchObject({ added: 1, removed: 0, new: [{ id: 'n1' }] })
  })

  it('say that an exhibit came, and why it was absent', () => {
    const absent = { kind: 'news' as const, hash: null, absent: 'providers_failed' }
    const { exhibits } = compared(
      { more: { exhibits: [absent] } },
      { exhibits: [news('Fresh news')] },
    )
    expect(exhibits).toMatchObject([{ kind: 'news', before: 'providers_failed', after: 'there' }])
  })

  it('tell tests that turned first, then by how far they moved; grades, pillars and risks', () => {
    const refused: RatedTest = { ...madeTest('d', 0), made: false, reason: 'not_filed' }
    const risk: RankedRisk = {
      id: 'debt',
      kind: 'test',
      names: { en: 'Debt', zh: '负债' },
      severity: 1,
      tokens: [],
    }
    const changes = compared(
      {
        more: {
          rating: rating([
            madeTest('a', 0.9),
            madeTest('b', 0.4),
            madeTest('c', 0.8),
            madeTest('d', 1),
            madeTest('e', 1),
          ]),
        },
      },
      {
        more: {
          rating: rating(
            [madeTest('a', 0.6), madeTest('b', 0.6), madeTest('c', 0.7), refused, madeTest('e', 1)],
            {
              fundamentals: { grade: 'mixed', score: 0.5, missing: [], dangers: [] },
              risks: [risk],
            },
          ),
        },
      },
    ).rating
    expect(changes.tests.map(({ id }) => id)).toEqual(['b', 'd', 'a', 'c'])
    expect(changes).toMatchObject({
      fundamentals: { before: { grade: 'sound' }, after: { grade: 'mixed' } },
      price: null,
      unchanged_tests: 1,
      risks: [{ id: 'debt', before: null, after: 1 }],
    })
  })

  it('tell what changed most of the text first, and who wrote it', () => {
    const same = section('It sells.', { module: 'profile' })
    const old = section('It grew. It paid.', { module: 'risks' })
    const model = {
      provider: 'gemini',
      model: 'gemini-x',
      calls: 1,
      input_tokens: 1,
      output_tokens: 1,
      cost_usd: 1,
    }
    const now = section('It grew. It fell.', { module: 'risks', usage: model, unverified: ['3 %'] })
    const failed = section(null, {
      module: 'cases',
      status: 'failed',
      reason: 'model_quota_exhausted',
      usage: null,
    })
    const { sections } = compared(
      { more: { sections: [same, old, section('A case.', { module: 'cases' })] } },
      { more: { sections: [same, now, failed] } },
    )
    expect(sections.map(({ module }) => module)).toEqual(['cases', 'risks', 'profile'])
    expect(sections[1]).toMatchObject({
      before: { writer: 'builtin', unverified: 0 },
      after: { writer: 'gemini-x', unverified: 1 },
      same: 1,
      added: 1,
      removed: 1,
    })
    expect(sections[0]?.after).toMatchObject({ status: 'failed', reason: 'model_quota_exhausted' })
  })

  it('compare no sentences of two languages', () => {
    const { sections, same } = compared({}, { more: { language: 'zh' } })
    expect(same.language).toBe(false)
    expect(sections[0]).toMatchObject({ same: 0, added: 0, removed: 0, sentences: [] })
  })

  it('answer within the contract also for texts of any length', () => {
    const text = `{{?${'9'.repeat(50_000)}}} ${'x. '.repeat(20_000)}`
    const { sections } = compared({}, { more: { sections: [section(text)] } })
    expect(sections[0]?.sentences.length).toBeLessThanOrEqual(100)
    expect(sections[0]?.cut).toBe(true)
  })
})
