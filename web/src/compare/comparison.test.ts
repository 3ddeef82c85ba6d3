import { figuresOf } from '#shared/book/of-content.ts'
import { expect, test } from 'vitest'
import { financials } from '../figures/figures.fixture.ts'
import { comparePath, routeOf } from '../router.ts'
import { commonYears, rowsOf, yearOf } from './comparison.ts'

const one = figuresOf(financials)
const scaled = (by: number, last = 2) =>
  figuresOf({
    ...financials,
    fiscal_years: financials.fiscal_years.slice(0, last),
    facts: financials.facts.map((fact) => ({ ...fact, value: String(Number(fact.value) * by) })),
  })

test('years are those that every company has, newest first', () => {
  expect(commonYears([one, one])).toEqual(['FY2025', 'FY2024'])
  expect(commonYears([one, scaled(1, 1)])).toEqual(['FY2024'])
  expect(commonYears([])).toEqual([])
  expect(yearOf(scaled(1, 1), null)?.label).toBe('FY2024')
  expect(yearOf(scaled(1, 1), 'FY2025')).toBeNull()
})

test('the best of the companies is shaded strongest, and nobody where none is better', () => {
  const companies = [one, scaled(3), scaled(2)]
  const [high] = rowsOf([{ names: ['revenue'], better: 'high' }], companies, 'FY2025')
  expect(high?.cells.map((cell) => cell?.place)).toEqual([0, 1, 0.5])
  const [low] = rowsOf([{ names: ['revenue'], better: 'low' }], companies, 'FY2025')
  expect(low?.cells.map((cell) => cell?.place)).toEqual([1, 0, 0.5])
  const [none] = rowsOf([{ names: ['revenue'], better: null }], companies, 'FY2025')
  expect(none?.cells.map((cell) => cell?.place)).toEqual([null, null, null])
  const [alone] = rowsOf([{ names: ['revenue'], better: 'high' }], [one], 'FY2025')
  expect(alone?.cells[0]?.place).toBeNull()
})

test('a figure that nobody has is no row, and one that one company lacks is a gap', () => {
  expect(rowsOf([{ names: ['no_such_figure'], better: null }], [one], null)).toEqual([])
  const [row] = rowsOf([{ names: ['revenue'], better: 'high' }], [one, scaled(1, 1)], 'FY2025')
  expect(row?.cells[0]?.entry.period).toBe('FY2025')
  expect(row?.cells[1]).toBeNull()
})

test('an address names up to five companies, each once, and leads back to itself', () => {
  const place = {
    companies: ['US:AAPL', 'CN:600519.SH'],
    as_of: '2026-01-31',
    currency: 'USD',
    year: null,
  }
  const path = comparePath(place)
  expect(path).toBe('/compare?c=US:AAPL,CN:600519.SH&as_of=2026-01-31&currency=USD')
  const [way = '', query = ''] = path.split('?')
  expect(routeOf(way, `?${query}`)).toEqual({ page: 'compare', ...place })
  expect(routeOf('/compare', '?c=us:a,US:A,XX:B,:,US:,JP:1,JP:2,JP:3,JP:4,JP:5')).toMatchObject({
    companies: ['US:A', 'JP:1', 'JP:2', 'JP:3', 'JP:4'],
  })
  expect(comparePath({})).toBe('/compare')
})
