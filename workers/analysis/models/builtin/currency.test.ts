/**
 * A company that changed its presentation currency, from filings to the report: the currency is
 * that of the newest balance sheet, older years are shown in theirs, and nothing is computed
 * across.
 */
import { describe, expect, test } from 'vitest'
import type { Financials } from '#shared/contracts/facts.ts'
import { companyFacts } from '../../../aggregator/providers/sec/companyfacts.fixture.ts'
import { filedTags, filedYears, type FiledYears, SOUND } from '../../../e2e/fakes/filed-years.ts'
import { financialsOfFilings } from '../../../e2e/fakes/read-path.ts'
import { reportRequests } from '../../../e2e/fakes/recorded-report.ts'
import { writeModule } from './index.ts'

const ten = (first: number, step: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => (first + step * i) * 1e6)

/** Values of years up to `last`, filed in one currency. */
const filedIn = (currency: string, last: number, revenue: number[]): FiledYears => ({
  last,
  currency,
  form: '20-F',
  flows: {
    'ifrs-full:Revenue': revenue,
    'ifrs-full:ProfitLossAttributableToOwnersOfParent': revenue.map((v) => v * 0.15),
  },
  balances: {
    'ifrs-full:Assets': revenue.map((v) => v * 2),
    'ifrs-full:EquityAttributableToOwnersOfParent': revenue.map((v) => v * 0.9),
  },
})

type Tags = ReturnType<typeof filedTags>
const merged = (...all: Tags[]): Tags => {
  const tags: Tags = {}
  for (const some of all)
    for (const [tag, units] of Object.entries(some)) tags[tag] = { ...tags[tag], ...units }
  return tags
}
const from = (year: number, tags: Tags): Tags =>
  Object.fromEntries(
    Object.entries(tags).map(([tag, units]) => [
      tag,
      Object.fromEntries(
        Object.entries(units).map(([unit, rows]) => [
          unit,
          rows.filter(({ filed }) => Number(filed.slice(0, 4)) >= year),
        ]),
      ),
    ]),
  )

const revenues = ({ facts }: Financials): string[] =>
  facts
    .filter(({ concept }) => concept === 'revenue')
    .map(({ period, value, unit }) => `${period} ${Number(value) / 1e6} ${unit}`)
    .sort()

describe('euros until 2023, dollars since', () => {
  const filed = companyFacts(
    merged(
      filedTags(filedIn('EUR', 2023, ten(1060, 20, 6))),
      from(2025, filedTags(filedIn('USD', 2025, ten(1310, 30, 4)))),
    ),
  )
  const financials = financialsOfFilings(filed)

  test('the company reports in dollars, and older years stay in euros', () => {
    expect(financials.reporting_currency).toBe('USD')
    expect(revenues(financials)).toEqual([
      'FY2018 1060 EUR',
      'FY2019 1080 EUR',
      'FY2020 1100 EUR',
      'FY2021 1120 EUR',
      'FY2022 1310 USD',
      'FY2023 1340 USD',
      'FY2024 1370 USD',
      'FY2025 1400 USD',
    ])
  })

  test('a reading of a day before the change is all in euros', () => {
    const before = financialsOfFilings(filed, { asOf: '2024-06-30' })
    expect(before.reporting_currency).toBe('EUR')
    expect(revenues(before).every((line) => line.endsWith('EUR'))).toBe(true)
  })

  test('the change is no error of the figures, and nothing is computed across it', () => {
    expect(financials.facts.filter(({ quality }) => quality !== 'ok')).toEqual([])
    expect(financials.breaks).toContainEqual(
      expect.objectContaining({
        name: 'revenue',
        from: 'FY2021',
        to: 'FY2022',
        reason: 'currency',
      }),
    )
    const growth = financials.derived.filter(({ name }) => name === 'revenue_growth')
    expect(growth.map(({ period }) => period)).not.toContain('FY2022')
    expect(growth.map(({ period }) => period)).toContain('FY2023')
  })

  test.each([
    ['en', 'FY2021 is in another currency than FY2022'],
    ['zh', '列报货币不同'],
  ] as const)('the report says so, in %s', (language, words) => {
    const [profile] = reportRequests(financials, language).map((r) => writeModule(r).join('\n'))
    expect(profile).toContain(words)
  })
})

test('a convenience translation of the newest year is dropped', () => {
  const filed = companyFacts(
    merged(
      filedTags(filedIn('CNY', 2025, ten(7000, 100, 4))),
      from(2026, filedTags({ ...filedIn('USD', 2025, [1000e6]) })),
    ),
  )
  const financials = financialsOfFilings(filed)
  expect(financials.reporting_currency).toBe('CNY')
  expect(revenues(financials).every((line) => line.endsWith('CNY'))).toBe(true)
})

describe('a price in another currency than the statements', () => {
  const valuation = (
    market: 'US' | 'CN' | 'HK' | 'JP',
    symbol: string,
    currency: string,
    language: 'en' | 'zh',
  ): string => {
    const financials = financialsOfFilings(filedYears({ ...SOUND, currency }))
    const instrument = { ...financials.instrument, id: `${market}:${symbol}`, market, symbol }
    return reportRequests({ ...financials, instrument }, language)
      .filter(({ module }) => module.id === 'valuation')
      .flatMap((request) => writeModule(request))
      .join('\n')
  }
  test.each([
    ['HK', '00700', 'CNY', 'HKD', '港元'],
    ['HK', '00005', 'USD', 'HKD', '港元'],
    ['US', 'TM', 'JPY', 'USD', '美元'],
    ['CN', '900901.SH', 'CNY', 'USD', '美元'],
    ['CN', '200002.SZ', 'CNY', 'HKD', '港元'],
  ] as const)('%s:%s reports in %s and is quoted in %s: it is said', (...row) => {
    const [market, symbol, currency, quoted, word] = row
    expect(valuation(market, symbol, currency, 'en')).toContain(
      `These values are in ${currency}, in which the company reports; its shares are quoted in ${quoted}.`,
    )
    expect(valuation(market, symbol, currency, 'zh')).toContain(`其股份以${word}报价`)
  })
  test.each([
    ['HK', '00388', 'HKD'],
    ['HK', '80700', 'CNY'],
    ['US', 'AAPL', 'USD'],
    ['JP', '7203', 'JPY'],
    ['CN', '600519.SH', 'CNY'],
  ] as const)('%s:%s reports in its own currency: nothing is said', (market, symbol, currency) => {
    expect(valuation(market, symbol, currency, 'en')).not.toContain('quoted in')
  })
})
