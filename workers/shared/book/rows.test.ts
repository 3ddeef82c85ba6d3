/** The rows of a module say all that its figures say, each word once. */
import { describe, expect, test } from 'vitest'
import { financialsOfFilings } from '../../e2e/fakes/read-path.ts'
import { filedYears, soundWith } from '../../e2e/fakes/filed-years.ts'
import { recordedFinancials } from '../../e2e/fakes/recorded-report.ts'
import type { FigureIndex } from './figure-index.ts'
import { figuresOf } from './of-content.ts'
import { breaksFor, indexTable, readRows, rowsFor } from './rows.ts'

const GROUPS = ['income', 'profitability', 'growth'] as const

/** What the index says of the figures of these groups. */
const told = (index: FigureIndex) =>
  [...index.entries(GROUPS)].map(({ origin: _, id: __, group: ___, ...figure }) => figure)

const byToken = <T extends { token: string }>(figures: readonly T[]): T[] =>
  figures.toSorted((a, b) => a.token.localeCompare(b.token))

describe('rows', () => {
  test('read back are the figures of the index, with their words and doubts', async () => {
    const doubtful = financialsOfFilings(
      filedYears(
        soundWith({ flows: { 'us-gaap:NetIncomeLoss': [157e6, 165e6, 172e6, 0.18e6, 187e6] } }),
      ),
    )
    for (const financials of [await recordedFinancials('US', 'AAPL'), doubtful]) {
      const index = figuresOf(financials)
      const table = rowsFor(index, GROUPS, 20_000)
      expect(byToken(readRows(table))).toEqual(byToken(told(index)))
      expect(table.figures.every((row) => !('label' in row))).toBe(true)
    }
    expect(told(figuresOf(doubtful)).some(({ doubts }) => doubts)).toBe(true)
  })

  test('name the figure that failed though it is of a group that is not given', () => {
    const index = figuresOf(
      financialsOfFilings(
        filedYears(
          soundWith({ flows: { 'us-gaap:NetIncomeLoss': [157e6, 165e6, 172e6, 0.18e6, 187e6] } }),
        ),
      ),
    )
    const read = readRows(rowsFor(index, ['growth'], 20_000))
    const doubts = read.flatMap((figure) => figure.doubts ?? [])
    expect(doubts.length).toBeGreaterThan(0)
    for (const { token, figure } of doubts) expect(figure).toEqual(index.get(token)?.label)
  })

  test('hold every quarter, newest first, and of too many the newest', async () => {
    const index = figuresOf(await recordedFinancials('US', 'AAPL'))
    const { figures } = rowsFor(index, GROUPS, 20_000)
    const ends = figures.map(({ end }) => end)
    expect(ends).toEqual(ends.toSorted().reverse())
    const years = new Set(
      figures.filter(({ token }) => /Q[1-4]$/.test(token)).map(({ end }) => end.slice(0, 4)),
    )
    expect(years.size).toBeGreaterThan(8)
    expect(rowsFor(index, GROUPS, 7).figures).toEqual(figures.slice(0, 7))
  })

  test('the same words for a name or a check that nobody explains', () => {
    const [figure] = readRows({
      figures: [
        {
          token: 'x@FY2025',
          value: '1',
          unit: 'ratio',
          end: '2025-12-31',
          doubts: [{ check: 'c', figure: 'y@FY2024' }],
        },
      ],
      terms: {},
      checks: {},
    })
    expect(figure).toMatchObject({ name: 'x', period: 'FY2025', label: { en: 'x', zh: 'x' } })
    expect(figure?.doubts).toEqual([
      {
        check: 'c',
        token: 'y@FY2024',
        names: { en: 'c', zh: 'c' },
        figure: { en: 'y', zh: 'y' },
        period: 'FY2024',
      },
    ])
    const table = indexTable(figure ? [figure] : [])
    expect(table.byName.get('x')).toEqual([figure])
    expect(table.byToken.get('x@FY2025')).toBe(figure)
  })

  test('only the breaks of the rows are given with them', () => {
    const of = (name: string) => ({
      name,
      from: 'FY2023',
      to: 'FY2024',
      reason: 'restated' as const,
      detail: 'd',
    })
    const row = { token: 'x@FY2025', value: '1', unit: 'ratio', end: '2025-12-31' }
    expect(breaksFor([of('x'), of('y')], [row])).toEqual([of('x')])
  })
})
