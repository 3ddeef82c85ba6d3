/**
 * The rule-based analyst with companies made by hand and with recorded filings, in both languages.
 */
import { describe, expect, test } from 'vitest'
import { splitProse } from '#shared/figure-token.ts'
import { checkText } from '../analysis/figures/checker.ts'
import { recordedFinancials, reportRequests } from './fakes/recorded-report.ts'
import { analysisTask, figure } from '../analysis/data.fixture.ts'
import { notFigures } from '../analysis/figures/not-figures.ts'
import { writeModule } from '../analysis/models/builtin/index.ts'

const LANGUAGES = ['en', 'zh'] as const
const COMPANIES = [
  ['US', 'AAPL'],
  ['US', 'NVDA'],
  ['US', 'MRVL'],
  ['CN', '600519.SH'],
  ['CN', '688256.SH'],
  ['CN', '600000.SH'],
  ['HK', '00700'],
  ['JP', '7203'],
] as const

/** Digits that stand neither in a token nor in a date, a fiscal label or a count. */
const strayDigits = (text: string): string[] =>
  splitProse(text).flatMap((part) => {
    if (part.kind !== 'text') return part.kind === 'unverified' ? [part.text] : []
    const allowed = notFigures(part.text)
    return [...part.text.matchAll(/\d+/g)]
      .filter((m) => !allowed.some(({ start, end }) => m.index >= start && m.index < end))
      .map((m) => part.text.slice(Math.max(0, m.index - 15), m.index + 15))
  })

describe.each(COMPANIES)('recorded filings of %s:%s', (market, symbol) => {
  test.each(LANGUAGES)('every figure is a token that resolves, in %s', async (language) => {
    const financials = await recordedFinancials(market, symbol)
    const requests = reportRequests(financials, language)
    expect(requests).toHaveLength(7)
    for (const request of requests) {
      const text = writeModule(request).join('\n\n')
      expect(text).not.toMatch(/undefined|null|NaN|\[object|\{\{\}\}/)
      const checked = checkText(text, request.context.figures, { symbol })
      expect(checked).toMatchObject({ text, unverified: [] })
      // Names of companies and codes aside, the text holds no digits of its own.
      const own = text
        .replaceAll(financials.instrument.id, '')
        .replaceAll(financials.instrument.name, '')
      expect(
        strayDigits(own).filter(
          (s) => !/\d+ ?(?:of|tests|call|could|项|点|年)|(?:of|in) (?:the )?\d/.test(s),
        ),
      ).toEqual([])
      expect(writeModule(request).join('\n\n')).toBe(text)
    }
  })
})

test('AAPL: the analysis has the length of one and cites what an analyst would', async () => {
  const [, fundamental] = reportRequests(await recordedFinancials('US', 'AAPL'), 'en')
  if (!fundamental) throw new Error('no fundamental module')
  const text = writeModule(fundamental).join('\n\n')
  const prose = text.replace(/^\|.*$/gm, '').split(/\s+/).length
  expect(prose).toBeGreaterThan(250)
  expect(prose).toBeLessThan(650)
  for (const token of [
    'revenue_cagr_5y',
    'operating_margin',
    'roic',
    'cash_conversion',
    'free_cash_flow',
    'net_cash',
  ])
    expect(text).toContain(`{{${token}@FY2025}}`)
})

test('MRVL FY2026: net income above operating income is a red flag', async () => {
  const [, fundamental] = reportRequests(await recordedFinancials('US', 'MRVL'), 'en')
  if (!fundamental) throw new Error('no fundamental module')
  const flags = writeModule(fundamental).join('\n\n').split('### Red flags')[1]
  expect(flags).toContain('Net income above operating income')
  expect(flags).toContain('{{net_income@FY2026}} against {{operating_income@FY2026}}')
})

test('MRVL: a first good year is not called steady, and what the gain outside the business does is not blamed on collection', async () => {
  const [, fundamental, valuation] = reportRequests(await recordedFinancials('US', 'MRVL'), 'en')
  if (!fundamental || !valuation) throw new Error('no modules')
  const text = writeModule(fundamental).join('\n\n')
  expect(text).toContain('It was below zero in 3 of the 5 newest years')
  expect(text).toContain('so the ratio says little about collection')
  expect(writeModule(valuation).join('\n\n')).toContain(
    'the average margin of recent years ({{normalised_ebit_margin@',
  )
})

const years = (name: string, unit: string, values: number[], last = 2025) =>
  values.map((v, i) => figure(`${name}@FY${last - values.length + 1 + i}`, v, unit))
const written = (
  figures: ReturnType<typeof figure>[],
  id = 'fundamental_analysis',
  language: 'en' | 'zh' = 'en',
) => {
  const currency = figures.find(({ unit }) => /^[A-Z]{3}$/.test(unit))?.unit ?? 'USD'
  const request = analysisTask({ language, context: { figures, reporting_currency: currency } })
  return writeModule({ ...request, module: { ...request.module, id } }).join('\n\n')
}

describe('the rules follow the evidence', () => {
  test('profit without cash for years is chronic; one year is not', () => {
    const base = years('net_income', 'USD', [10, 11, 12, 13, 14])
    expect(
      written([...base, ...years('cash_conversion', 'x', [0.5, 0.6, 0.9, 0.7, 0.7])]),
    ).toContain('Chronically weak cash conversion: 4 of 5 years')
    expect(
      written([...base, ...years('cash_conversion', 'x', [1.1, 1.2, 1.1, 1.1, 0.7])]),
    ).toContain('One weak year can be timing')
    expect(
      written([...base, ...years('cash_conversion', 'x', [1.1, 1.2, 1.1, 1.1, 1.1])]),
    ).toContain('in every one of 5 years')
  })

  test('receivables outgrowing revenue are named with both balances', () => {
    const revenue = [
      ...years('revenue', 'USD', [100, 102, 104]),
      ...years('revenue_growth', 'ratio', [0.02, 0.0196]),
    ]
    expect(written([...revenue, ...years('receivables', 'USD', [10, 14, 20])])).toContain(
      'Receivables rose from {{receivables@FY2024}} to {{receivables@FY2025}}',
    )
    expect(written([...revenue, ...years('receivables', 'USD', [10, 10, 10])])).not.toContain(
      'Receivables',
    )
  })

  test.each([
    [-2.7, 'Operations made no profit to pay interest from'],
    [1.8, 'Dangerously thin interest cover'],
    [4, 'Tight interest cover'],
  ])('interest cover of %d', (cover, expected) => {
    expect(
      written([...years('net_income', 'USD', [1, 1]), figure('interest_cover@FY2025', cover, 'x')]),
    ).toContain(expected)
  })

  test('a decline of several years is a decline, and a loss that goes on is no one-off', () => {
    const text = written([
      ...years('revenue', 'CNY', [503, 465, 343]),
      ...years('revenue_growth', 'ratio', [0.11, -0.08, -0.26]),
      ...years('revenue_cagr_3y', 'ratio', [-0.088]),
      ...years('revenue', 'CNY', [452], 2022),
      ...years('net_income', 'CNY', [22, 12, -49]),
      ...years('net_income_growth', 'ratio', [-5.07]),
      { ...figure('net_income@2026Q1', -16, 'CNY'), end: '2026-03-31' },
    ])
    expect(text).toContain('The decline is quickening: {{revenue_growth@FY2025}} in FY2025')
    expect(text).toContain('Sales have fallen in each of the newest 2 of the 3 years on record')
    expect(text).toContain(
      'The losses have gone on since: net income of {{net_income@2026Q1}} in Q1 of FY2026',
    )
    expect(text).not.toMatch(/cyclical|one-off|kept? up with sales/)
  })

  test('a net margin is held to the lines of net margins', () => {
    const base = [
      ...years('net_income', 'USD', [10, 11]),
      figure('net_margin@FY2025', 0.12, 'ratio'),
    ]
    expect(written(base)).toContain(
      'The net margin was {{net_margin@FY2025}} in FY2025, a comfortable level',
    )
  })

  test('depreciation of bought intangibles is not held against capital expenditure', () => {
    const base = [
      ...years('net_income', 'USD', [10, 11]),
      figure('capex@FY2025', -3, 'USD'),
      figure('depreciation_amortization@FY2025', 13, 'USD'),
    ]
    expect(written(base)).toContain('less is replaced than wears out')
    const bought = [
      ...base,
      figure('intangibles@FY2025', 20, 'USD'),
      figure('total_assets@FY2025', 200, 'USD'),
    ]
    expect(written(bought)).toContain('which capital expenditure does not replace')
  })

  test('negative equity from buybacks is told apart from losses', () => {
    const base = [...years('net_income', 'USD', [5, 5]), figure('equity_parent@FY2025', -20, 'USD')]
    expect(written([...base, ...years('buybacks', 'USD', [-15, -15])])).toContain(
      'a choice of financing',
    )
    expect(written(base)).toContain('past losses have used up')
  })

  test('margins that narrow by overheads are told apart from prices', () => {
    const margins = (gross: number[]) => [
      ...years('operating_margin', 'ratio', [0.2, 0.17, 0.12]),
      ...years('gross_margin', 'ratio', gross),
      ...years('revenue', 'USD', [1, 2, 3]),
    ]
    expect(written(margins([0.5, 0.5, 0.5]))).toContain('overheads are growing faster than sales')
    expect(written(margins([0.5, 0.47, 0.42]))).toContain('prices, mix and input costs')
  })

  test('a danger caps the verdict whatever the count', () => {
    const good = [
      ...years('revenue', 'USD', [80, 90, 100]),
      figure('revenue_cagr_3y@FY2025', 0.2, 'ratio'),
      figure('operating_margin@FY2025', 0.3, 'ratio'),
      figure('roic@FY2025', 0.3, 'ratio'),
      ...years('net_income', 'USD', [10, 11, 12]),
      ...years('free_cash_flow', 'USD', [9, 9, 9]),
      figure('net_cash@FY2025', 5, 'USD'),
      figure('share_count_change@FY2025', -0.01, 'ratio'),
    ]
    expect(written(good, 'conclusion')).toContain('Fundamentally strong')
    expect(written([...good, figure('equity_parent@FY2025', -50, 'USD')], 'conclusion')).toContain(
      'A mixed picture',
    )
    expect(
      written([...good, figure('equity_parent@FY2025', -50, 'USD')], 'conclusion', 'zh'),
    ).toContain('优劣参半')
  })

  test('too few figures: no verdict', () => {
    expect(written([figure('net_income@FY2024', 194, 'CNY')], 'conclusion')).toContain(
      'No verdict, because too few tests could be made',
    )
    expect(written([], 'conclusion')).toBe(
      'There are no annual results among the figures supplied, so there is nothing to analyse.',
    )
  })

  test.each(LANGUAGES)(
    'a company of which next to nothing is recorded gets a few sentences, in %s',
    async (language) => {
      const requests = reportRequests(await recordedFinancials('CN', '688256.SH'), language)
      const of = (id: string) => requests.find(({ module }) => module.id === id)
      const [fundamental, valuation, conclusion] = [
        'fundamental_analysis',
        'valuation',
        'conclusion',
      ].map((id) => {
        const request = of(id)
        return request && writeModule(request)
      })
      expect(fundamental?.join('')).toContain('{{revenue@FY2025}}')
      expect(fundamental).toHaveLength(1)
      expect(valuation).toHaveLength(1)
      expect(conclusion).toHaveLength(3)
    },
  )

  test('a loss leaves no multiple of earnings', () => {
    const text = written(
      [
        ...years('net_income', 'USD', [-5, -6]),
        figure('eps_diluted_adjusted@FY2025', -1.2, 'USD/share'),
      ],
      'valuation',
    )
    expect(text).toContain('no meaning')
    expect(text).toContain('No live price is at hand')
  })

  test('a section that failed is named in the conclusion', () => {
    const request = analysisTask({
      context: {
        figures: years('net_income', 'USD', [1, 2]),
        needs: [{ module: 'valuation', title: 'Valuation', status: 'failed', text: '' }],
      },
    })
    expect(
      writeModule({ ...request, module: { ...request.module, id: 'conclusion' } }).join('\n\n'),
    ).toContain('reached without: Valuation')
  })

  test('a module it does not know gets the movements of its figures', () => {
    const text = written(
      [...years('net_income', 'USD', [1, 2]), ...years('goodwill', 'USD', [10, 4])],
      'risk_of_something',
    )
    expect(text).toContain('Goodwill fell from {{goodwill@FY2024}} to {{goodwill@FY2025}}')
  })

  test('what is missing is said with its reason', () => {
    const request = analysisTask({
      context: {
        figures: years('net_income', 'USD', [1, 2]),
        absences: [{ name: 'roe', period: 'FY2025', absent: 'refused', detail: 'x' }],
      },
    })
    expect(writeModule(request).join('\n\n')).toContain(
      'return on equity: not computed, because its inputs do not allow it',
    )
  })
})
