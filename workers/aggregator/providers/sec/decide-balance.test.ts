/** Which lines of a balance sheet are which: the sheet's own sums decide. */
import { describe, expect, test } from 'vitest'
import { companyFacts, filing } from './companyfacts.fixture.ts'
import { toFacts } from './to-facts.ts'

const k24 = filing('0001652044-25-000014', '10-K', '2025-02-05', 2024, 'FY')
const TOTAL = 'StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest'
const DAYS = ['2023-12-31', '2024-12-31']

/** The newest balance of each concept, from sheets of the same form on one or two days. */
const balances = (tags: Record<string, number>, days = DAYS): Record<string, string> => {
  const mapped = toFacts({
    companyFacts: companyFacts(
      Object.fromEntries(
        Object.entries(tags).map(([tag, n]) => [
          `us-gaap:${tag}`,
          { USD: days.map((day) => k24.at(day, n)) },
        ]),
      ),
    ),
    documents: new Map(),
    fiscalYearEnd: '12-31',
  })
  if (!mapped.ok) throw new Error(mapped.field)
  return Object.fromEntries(
    mapped.data
      .filter(({ end }) => end === days.at(-1))
      .map(({ concept, value }) => [concept, value]),
  )
}

describe('total liabilities', () => {
  const SHEET = { Assets: 1507, LiabilitiesCurrent: 319, StockholdersEquity: 686 }
  test('under a tag that has only what is not current', () => {
    expect(balances({ ...SHEET, Liabilities: 502 }).total_liabilities).toBe('821')
    expect(
      balances({ ...SHEET, StockholdersEquity: 680, MinorityInterest: 6, Liabilities: 502 })
        .total_liabilities,
    ).toBe('821')
  })
  test('as filed where they add up, or where nothing does', () => {
    expect(balances({ ...SHEET, Liabilities: 821 }).total_liabilities).toBe('821')
    expect(balances({ ...SHEET, Liabilities: 400 }).total_liabilities).toBe('400')
    expect(
      balances({ ...SHEET, Liabilities: 502, TemporaryEquityCarryingAmount: 319 })
        .total_liabilities,
    ).toBe('502')
  })
  test('by difference, less what stands between them and equity', () => {
    const sides = { LiabilitiesAndStockholdersEquity: 1507, [TOTAL]: 700 }
    expect(balances(sides).total_liabilities).toBe('807')
    expect(balances({ ...sides, TemporaryEquityCarryingAmount: 7 }).total_liabilities).toBe('800')
  })
})

describe('the parent’s equity under the tag of the total, or the reverse', () => {
  const SHEET = { Assets: 17_195, Liabilities: 9085, MinorityInterest: 21 }
  test.each(['StockholdersEquity', 'PartnersCapital'])('%s has the total', (tag) => {
    expect(balances({ ...SHEET, [tag]: 8110 })).toMatchObject({
      equity_parent: '8089',
      total_equity: '8110',
    })
  })
  test('the tag has the parent’s where the sheet adds up with the minority', () => {
    expect(balances({ ...SHEET, StockholdersEquity: 8089 })).toMatchObject({
      equity_parent: '8089',
      total_equity: '8110',
    })
  })
  test('a filed total decides, also against a later form of the same tags', () => {
    expect(balances({ ...SHEET, StockholdersEquity: 8089, [TOTAL]: 8110 })).toMatchObject({
      equity_parent: '8089',
      total_equity: '8110',
    })
    const mapped = toFacts({
      companyFacts: companyFacts({
        [`us-gaap:${TOTAL}`]: { USD: [k24.at('2024-06-30', 6757)] },
        'us-gaap:StockholdersEquity': {
          USD: [k24.at('2024-06-30', 6629), k24.at('2024-12-31', 7191)],
        },
      }),
      documents: new Map(),
      fiscalYearEnd: '12-31',
    })
    if (!mapped.ok) throw new Error(mapped.field)
    const total = mapped.data.find((f) => f.concept === 'total_equity' && f.end === '2024-06-30')
    expect(total?.value).toBe('6757')
  })
})

describe('what stands between liabilities and equity', () => {
  const SHEET = {
    Assets: 20_185,
    LiabilitiesAndStockholdersEquity: 20_185,
    Liabilities: 12_284,
    StockholdersEquity: 6243,
    MinorityInterest: 407,
    [TOTAL]: 6650,
  }
  test('is the difference where the filer has a line of its own for it', () => {
    expect(balances(SHEET).temporary_equity).toBe('1251')
  })
  test('is all of it where one of several lines is filed', () => {
    expect(balances({ ...SHEET, TemporaryEquityCarryingAmount: 405 }).temporary_equity).toBe('1251')
  })
  test('is as filed where that fills the gap or is above it', () => {
    for (const filed of [1251, 1300])
      expect(balances({ ...SHEET, TemporaryEquityCarryingAmount: filed }).temporary_equity).toBe(
        `${filed}`,
      )
  })
  test.each<[string, Record<string, number>, string[]]>([
    ['on one sheet alone: it may be a mistake', SHEET, DAYS.slice(1)],
    ['equity that its parts do not bear out', { ...SHEET, StockholdersEquity: 6100 }, DAYS],
    ['the two sides of the sheet differ', { ...SHEET, Assets: 20_300 }, DAYS],
    ['a gap of a fifth of the sheet or more', { ...SHEET, Liabilities: 8284 }, DAYS],
    ['a gap that is debt', { ...SHEET, LongTermDebtNoncurrent: 1251 }, DAYS],
    ['liabilities and equity above the total', { ...SHEET, Liabilities: 14_000 }, DAYS],
  ])('is not known: %s', (_, sheet, days) => {
    expect(balances(sheet, days).temporary_equity).toBeUndefined()
  })
})

test('net income is not that of continuing operations, where the total says so', () => {
  const mapped = toFacts({
    companyFacts: companyFacts(
      Object.fromEntries(
        Object.entries({
          ProfitLoss: -1083,
          NetIncomeLoss: -814,
          NetIncomeLossAttributableToNoncontrollingInterest: 1,
          IncomeLossFromDiscontinuedOperationsNetOfTaxAttributableToReportingEntity: -270,
        }).map(([tag, n]) => [
          `us-gaap:${tag}`,
          { USD: [k24.over('2024-01-01', '2024-12-31', n)] },
        ]),
      ),
    ),
    documents: new Map(),
    fiscalYearEnd: '12-31',
  })
  if (!mapped.ok) throw new Error(mapped.field)
  expect(mapped.data.find(({ concept }) => concept === 'net_income')?.value).toBe('-1084')
})

test('the minority’s part has a tag of the filer’s own: EPS says which income is the parent’s', () => {
  const net = (eps: number): string | undefined => {
    const year = ['2024-01-01', '2024-12-31'] as const
    const mapped = toFacts({
      companyFacts: companyFacts({
        'us-gaap:ProfitLoss': { USD: [k24.over(...year, 364e6)] },
        'us-gaap:IncomeLossFromContinuingOperations': { USD: [k24.over(...year, 290e6)] },
        'us-gaap:EarningsPerShareBasic': { 'USD/shares': [k24.over(...year, eps)] },
        'us-gaap:WeightedAverageNumberOfSharesOutstandingBasic': {
          shares: [k24.over(...year, 160e6)],
        },
      }),
      documents: new Map(),
      fiscalYearEnd: '12-31',
    })
    if (!mapped.ok) throw new Error(mapped.field)
    return mapped.data.find(({ concept }) => concept === 'net_income')?.value
  }
  expect(net(1.8)).toBe('290000000')
  expect(net(2.28)).toBe('364000000')
  expect(net(1)).toBe('364000000')
})
