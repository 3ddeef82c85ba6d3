/** The doubt of a book's figures is carried by what valuation reads and by what a report cites. */
import { describe, expect, test } from 'vitest'
import { filedYears, soundWith } from '../../e2e/fakes/filed-years.ts'
import { financialsOfFilings } from '../../e2e/fakes/read-path.ts'
import { figuresOf } from '../book/of-content.ts'
import type { Exhibit } from '../contracts/exhibits.ts'
import { MAX_DOUBTS } from '../doubt.ts'
import { companyFigures } from '../valuation/company-figures.ts'
import { ReportFigureIndex } from './report-figures.ts'

/** Net income of one year is a thousandth of what its EPS says. */
const index = figuresOf(
  financialsOfFilings(
    filedYears(
      soundWith({ flows: { 'us-gaap:NetIncomeLoss': [157e6, 165e6, 172e6, 0.18e6, 187e6] } }),
    ),
  ),
)
const NAMES = ['net_income', 'revenue', 'net_margin', 'roe'] as const
const doubtful = [...index.entries()].filter(({ doubts }) => doubts !== undefined)
const sound = [...index.entries()].filter(({ doubts }) => doubts === undefined)

test('what valuation reads is in doubt exactly where the figure of the book is', () => {
  const read = NAMES.flatMap((name) => companyFigures(index).annual(name))
  const told = read.map(({ token, doubted }) => [token, doubted])
  expect(told).toEqual(read.map(({ token }) => [token, index.get(token)?.doubts !== undefined]))
  expect(new Set(told.map(([, doubted]) => doubted))).toEqual(new Set([true, false]))
})

describe('a row of an exhibit', () => {
  const row = (doubted_by: string[] | undefined) => {
    const exhibit: Exhibit = {
      kind: 'estimates',
      instrument: 'US:ONE',
      as_of: '2026-03-20T00:00:00.000Z',
      rows: [
        {
          token: 'pe_ttm@2026-03-20',
          name: 'pe_ttm',
          period: '2026-03-20',
          end: '2026-03-20',
          value: '12',
          unit: 'x',
          origin: { kind: 'computed', inputs: [] },
          ...(doubted_by && { doubted_by }),
        },
      ],
      absences: [],
    }
    const { book, reading } = index
    return new ReportFigureIndex(book, reading, [exhibit]).get('pe_ttm@2026-03-20')
  }
  const [first] = doubtful
  test('carries the doubts of the figures under it', () => {
    if (!first) throw new Error('no figure is in doubt')
    expect(row([first.token])?.doubts).toEqual(first.doubts)
    expect(row([...sound.slice(0, 3).map(({ token }) => token), first.token])?.doubts).toEqual(
      first.doubts,
    )
  })
  test('has none where none of them is in doubt', () => {
    expect(row(undefined)?.doubts).toBeUndefined()
    expect(row(sound.slice(0, 3).map(({ token }) => token))?.doubts).toBeUndefined()
  })
  test('tells so many at most', () => {
    const all = row(doubtful.map(({ token }) => token))?.doubts
    expect(doubtful.flatMap(({ doubts }) => doubts ?? []).length).toBeGreaterThan(MAX_DOUBTS)
    expect(all).toHaveLength(MAX_DOUBTS)
  })
})
