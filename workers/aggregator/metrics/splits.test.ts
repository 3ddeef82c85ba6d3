import { expect, test } from 'vitest'
import { deriveFrom, fact, year } from './hand-built.fixture.ts'

const filed = (date: string) => ({ known_at: `${date}T23:59:59.999Z` })
const split = (ratio: number, first: string) =>
  fact('stock_split_ratio', `@${first}`, null, first, ratio, filed(first))

// NVDA: 4:1 in July 2021 and 10:1 in June 2024, both first shown in the August report.
const nvda = [
  split(4, '2021-08-20'),
  split(10, '2024-08-28'),
  fact('eps_diluted', 'FY2022', '2021-02-01', '2022-01-30', '3.85', filed('2022-03-18')),
  fact('eps_diluted', 'FY2023', '2022-01-31', '2023-01-29', '0.17', filed('2025-02-26')),
  fact('eps_diluted', 'FY2024', '2023-01-30', '2024-01-28', '1.19', filed('2025-02-26')),
  fact('shares_diluted', 'FY2022', '2021-02-01', '2022-01-30', '2535000000', filed('2022-03-18')),
  fact('shares_diluted', 'FY2023', '2022-01-31', '2023-01-29', '25070000000', filed('2025-02-26')),
]

test('EPS filed before a split is divided by its ratio, once restated it stays as filed', () => {
  const { at } = deriveFrom(nvda)
  expect(at('eps_diluted_adjusted@FY2022')).toMatchObject({
    value: '0.385',
    unit: 'USD/share',
    inputs: ['f:eps_diluted:2021-02-01:2022-01-30', 'f:stock_split_ratio::2024-08-28'],
  })
  expect(at('eps_diluted_adjusted@FY2024')).toMatchObject({
    value: '1.19',
    inputs: ['f:eps_diluted:2023-01-30:2024-01-28'],
  })
})

test('growth of EPS and the change in share count stand on one basis', () => {
  const { n } = deriveFrom(nvda)
  expect(n('eps_growth@FY2023')).toBeCloseTo(0.17 / 0.385 - 1, 10)
  expect(n('share_count_change@FY2023')).toBeCloseTo(2507 / 2535 - 1, 10)
})

test('two splits after a filing multiply', () => {
  const { at } = deriveFrom([
    split(4, '2021-08-20'),
    split(10, '2024-08-28'),
    ...year(2019, { eps_diluted: '8', shares_diluted: 5 }),
  ])
  expect(at('eps_diluted_adjusted@FY2019')?.value).toBe('0.2')
  expect(at('shares_diluted_adjusted@FY2019')?.value).toBe('200')
})

test('a reverse split raises EPS and lowers the count', () => {
  const { at } = deriveFrom([
    split(0.1, '2021-08-20'),
    ...year(2019, { eps_diluted: '0.3', shares_diluted: 500 }),
  ])
  expect(at('eps_diluted_adjusted@FY2019')?.value).toBe('3')
  expect(at('shares_diluted_adjusted@FY2019')?.value).toBe('50')
})

test('as known before the split nothing is adjusted', () => {
  const { at } = deriveFrom([
    fact('eps_diluted', 'FY2024', '2023-01-30', '2024-01-28', '11.93', filed('2024-02-21')),
  ])
  expect(at('eps_diluted_adjusted@FY2024')?.value).toBe('11.93')
})

test('book value per share takes the first count within 100 days of the balance date, else the weighted one', () => {
  const cover = fact('shares_outstanding', '@2025-01-31', null, '2025-01-31', 40)
  expect(
    deriveFrom([...year(2024, { revenue: 1, equity_parent: 80, shares_diluted: 50 }), cover]).n(
      'book_value_per_share@FY2024',
    ),
  ).toBe(2)
  expect(
    deriveFrom(year(2024, { revenue: 1, equity_parent: 80, shares_diluted: 50 })).n(
      'book_value_per_share@FY2024',
    ),
  ).toBe(1.6)
})
