import { describe, expect, test } from 'vitest'
import { type Manifest, runAnswerSchema } from '#shared/contracts/screens.ts'
import { columnsToLoad, columnsToShow, type RunWish, runOver } from './answer.ts'
import { fieldsToRead } from './fields.ts'
import { readColumns, readScreen } from './read-screen.ts'
import { askedRates } from './rates.ts'
import { testColumns, testTable } from './table.fixture.ts'

const fields = fieldsToRead()
const COMPANIES = [
  { id: 'US:A', industry: 'Retail', roe: 0.2, revenue: 5e9, 'roe@1': 0.1 },
  {
    id: 'US:B',
    industry: 'Retail',
    roe: '?0.3',
    revenue: 1e9,
    'roe@1': 0.2,
    year_end: '2010-01-02',
  },
  { id: 'US:C', industry: null, roe: 0.05, revenue: 9e9, 'roe@1': 'not_reported' },
  { id: 'US:D', industry: 'Banks', roe: 'out_of_date', revenue: 9e9 },
  { id: 'US:E', industry: 'Banks', roe: 0.5, revenue: 'refused', currency: 'CNY' },
]

const manifest = (more: Partial<Manifest> = {}): Manifest => ({
  market: 'US',
  as_of: '2010-06-30',
  made_at: '2010-07-01T00:00:00.000Z',
  sources: [
    {
      kind: 'universe',
      provider: 'sec_data_sets',
      day: '2010-06-30',
      recorded: true,
      note: { en: 'x', zh: 'x' },
    },
  ],
  companies: { hash: '0'.repeat(64), rows: COMPANIES.length },
  columns: [
    { field: 'roe', lag: 0, hash: '1'.repeat(64), known: 4, newest_known_at: null },
    { field: 'revenue', lag: 0, hash: '2'.repeat(64), known: 5, newest_known_at: null },
  ],
  ...more,
})

const wishOf = (text: string, columns: string[] | null = null, limit = 10): RunWish => {
  const read = readScreen({ text }, fields)
  const shown = columns ? readColumns(columns, fields) : null
  if (!read.ok || (shown && !shown.ok)) throw new Error('the test has a wrong text')
  return {
    read: read.data,
    markets: ['US'],
    day: '2010-06-30',
    columns: columnsToShow(read.data, shown ? shown.data : null),
    limit,
  }
}
const run = (wish: RunWish, companies = COMPANIES, of = manifest()) =>
  runOver(wish, testTable(companies), [of], fields)

describe('the answer', () => {
  const { answer, passed } = run(wishOf('roe >= 15% and revenue > 2bn USD order by roe desc'))

  test('counts who passed, failed and could not be tested, in all and by condition', () => {
    expect(answer.total).toEqual({
      tested: 5,
      passed: 1,
      failed: 2,
      not_testable: 2,
      reasons: { out_of_date: 1, refused: 1 },
    })
    expect(answer.conditions).toEqual([
      { text: 'roe >= 15%', passed: 3, failed: 1, not_testable: 1, reasons: { out_of_date: 1 } },
      expect.objectContaining({ text: expect.stringContaining('revenue'), passed: 3, failed: 1 }),
    ])
    expect(passed).toEqual(['US:A'])
    expect(answer.not_testable).toEqual([
      { instrument: 'US:D', name: 'Company US:D', condition: 'roe >= 15%', reason: 'out_of_date' },
      expect.objectContaining({ instrument: 'US:E', reason: 'refused' }),
    ])
  })

  test('shows what the conditions compare, each cell with unit, period and day', () => {
    expect(answer.columns).toEqual([
      expect.objectContaining({ text: 'roe', unit: 'ratio' }),
      expect.objectContaining({ text: 'revenue', unit: 'money' }),
    ])
    expect(answer.rows).toEqual([
      {
        instrument: 'US:A',
        name: 'Company US:A',
        market: 'US',
        industry: 'Retail',
        currency: 'USD',
        cells: [
          {
            value: 0.2,
            reason: 'known',
            in_doubt: false,
            unit: 'ratio',
            period: 'FY2009',
            known_at: '2010-02-26T21:05:00.000Z',
          },
          expect.objectContaining({ value: 5e9, unit: 'USD' }),
        ],
      },
    ])
  })

  test('fits its contract', () => {
    expect(runAnswerSchema.safeParse(answer)).toMatchObject({ success: true })
  })
})

describe('the rows', () => {
  test('are limited, and the counts and the list that is remembered are not', () => {
    const { answer, passed } = run(wishOf('revenue > 1 order by roe', null, 2))
    expect(answer.rows).toHaveLength(2)
    expect(answer.total.passed).toBe(4)
    expect(passed).toHaveLength(4)
  })

  test('tell a doubt, a missing value with its reason, and the company’s own currency', () => {
    const { answer } = run(wishOf('market = US order by roe desc', ['roe', 'revenue', 'roe[-1]']))
    const cells = new Map(answer.rows.map((row) => [row.instrument, row.cells]))
    expect(cells.get('US:B')?.[0]).toMatchObject({ value: 0.3, in_doubt: true, period: 'FY2009' })
    expect(cells.get('US:B')?.[2]).toMatchObject({ value: 0.2, period: 'FY2008' })
    expect(cells.get('US:D')?.[0]).toEqual({
      value: null,
      reason: 'out_of_date',
      in_doubt: false,
      unit: 'ratio',
      period: null,
      known_at: null,
    })
    expect(cells.get('US:E')?.[1]).toMatchObject({ value: null, reason: 'refused', unit: 'CNY' })
  })

  test('of a form over years tell the years', () => {
    const { answer } = run(wishOf('avg(roe, 2y) > 0', ['avg(roe, 2y)']))
    expect(answer.rows.map(({ cells }) => cells[0]?.period)).toEqual([
      'FY2008-FY2009',
      'FY2008-FY2009',
    ])
  })
})

describe('the columns of a list', () => {
  const texts = (text: string, columns: string[] | null = null) =>
    wishOf(text, columns).columns.map((column) => column.text)
  test('are what is compared and what it is sorted by, each once', () => {
    expect(
      texts('roe > 1 and roe < roa and not (has(revenue) or avg(roe, 5y) > 2) order by roa'),
    ).toEqual(['roe', 'roa', 'revenue', 'avg(roe, 5y)'])
    expect(texts('market = US order by rank(roe) + rank(roa)')).toEqual([
      'rank(roe, market) + rank(roa, market)',
    ])
  })
  test('or those that were asked for, and what it is sorted by', () => {
    expect(texts('roe > 1 order by roa', ['revenue'])).toEqual(['revenue', 'roa'])
    expect(texts('roe > 1 order by roa', ['roa'])).toEqual(['roa'])
  })
  test('and only what they read is loaded', () => {
    expect(columnsToLoad(wishOf('roe > 1 each 2y order by roa', ['revenue']))).toEqual([
      { field: 'roe', lag: 0 },
      { field: 'roe', lag: 1 },
      { field: 'roa', lag: 0 },
      { field: 'revenue', lag: 0 },
    ])
  })
})

describe('the notes', () => {
  const notes = (wish: RunWish, of = manifest()) => run(wish, COMPANIES, of).answer.notes
  test('tell coverage where it is low', () => {
    const said = JSON.stringify(notes(wishOf('roe > 1 and revenue > 1')))
    expect(said).toContain('(roe) is known of 4 of 5 companies')
    expect(said).not.toContain('(revenue) is known')
  })
  test('tell a list of companies that is younger than the day', () => {
    const younger = manifest({ as_of: '2010-03-01' })
    expect(JSON.stringify(notes(wishOf('roe > 1'), younger))).toContain(
      'delisted between are missing',
    )
    expect(JSON.stringify(notes(wishOf('roe > 1')))).not.toContain('are missing')
  })
  test('tell several currencies only where amounts are compared', () => {
    expect(JSON.stringify(notes(wishOf('revenue > 1')))).toContain('CNY, USD')
    expect(JSON.stringify(notes(wishOf('roe > 1')))).not.toContain('CNY')
  })
})

test('amounts in another currency ask for a rate, and are compared with it', () => {
  const companies = COMPANIES.map((one) => (one.id === 'US:E' ? { ...one, revenue: 7e9 } : one))
  const { companies: list } = testColumns(companies)
  expect(list.currencies.at(-1)).toBe('CNY')
  const wish = wishOf('revenue > 2bn USD')
  const asked = askedRates([])
  const without = runOver(wish, testTable(companies, asked.rates), [manifest()], fields)
  expect(asked.missing()).toEqual([{ from: 'USD', to: 'CNY' }])
  expect(without.answer.total.reasons).toEqual({ no_rate: 1 })
  const rate = { from: 'USD', to: 'CNY', rate: 7, day: '2010-06-30', provider: 'x' }
  const known = askedRates([rate])
  const with_ = runOver(wish, testTable(companies, known.rates), [manifest()], fields)
  expect(known.missing()).toEqual([])
  expect(with_.answer.total).toMatchObject({ not_testable: 0, passed: 3 })
})
