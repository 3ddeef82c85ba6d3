import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ConceptId, conceptOf } from '#shared/concepts.ts'
import { checkSummarySchema, type Fact, factSchema } from '#shared/contracts/facts.ts'
import { fact, quarter, toDate, year } from '../../metrics/hand-built.fixture.ts'
import { CHECK_IDS } from './catalogue.ts'
import { checkQuality } from './check-quality.ts'

const run = (facts: readonly Fact[]) => checkQuality({ facts, others: [] })
/** `check: concepts flagged`, for the checks that failed. */
const flags = (facts: readonly Fact[]): Record<string, string[]> => {
  const found: Record<string, string[]> = {}
  for (const f of run(facts).facts) {
    if (f.quality === 'ok') continue
    for (const { check } of f.quality)
      found[check] = [...(found[check] ?? []), `${f.concept}@${f.end.slice(0, 7)}`]
  }
  return found
}
const made = (facts: readonly Fact[], id: string) =>
  run(facts).checks.find((c) => c.id === id)?.made

describe('a sum within one statement', () => {
  it.each<[string, Parameters<typeof year>[1], string, string[]]>([
    [
      'assets',
      { total_assets: 1005, total_liabilities: 600, total_equity: 400 },
      'balance_sheet',
      ['total_assets', 'total_liabilities', 'total_equity'],
    ],
    [
      'assets, by the two parts of equity',
      { total_assets: 1005, total_liabilities: 600, equity_parent: 380, minority_interest: 20 },
      'balance_sheet',
      ['total_assets', 'total_liabilities', 'equity_parent', 'minority_interest'],
    ],
    [
      'equity',
      { total_equity: 401, equity_parent: 380, minority_interest: 30 },
      'equity_parts',
      ['total_equity', 'equity_parent', 'minority_interest'],
    ],
    [
      'gross profit',
      { revenue: 1001, cost_of_revenue: 605, gross_profit: 390 },
      'gross_profit',
      ['revenue', 'cost_of_revenue', 'gross_profit'],
    ],
    [
      'net income',
      { net_income_total: 111, net_income: 100, minority_interest_income: 1 },
      'net_income_parts',
      ['net_income_total', 'net_income', 'minority_interest_income'],
    ],
    [
      'cash flows, with exchange rates',
      {
        operating_cash_flow: 101,
        investing_cash_flow: -60,
        financing_cash_flow: -20,
        exchange_rate_effect_on_cash: 1,
        net_change_in_cash: 31,
      },
      'cash_flows',
      [
        'operating_cash_flow',
        'investing_cash_flow',
        'financing_cash_flow',
        'exchange_rate_effect_on_cash',
        'net_change_in_cash',
      ],
    ],
    [
      'cash flows, without exchange rates',
      {
        operating_cash_flow: 101,
        investing_cash_flow: -60,
        financing_cash_flow: -20,
        net_change_in_cash: 31,
      },
      'cash_flows',
      ['operating_cash_flow', 'investing_cash_flow', 'financing_cash_flow', 'net_change_in_cash'],
    ],
  ])('%s', (_, amounts, check, concepts) => {
    const found = flags(year(2024, amounts))
    expect(found[check]?.sort()).toEqual(concepts.map((c) => `${c}@2024-12`).sort())
    expect(Object.keys(found)).toEqual([check])
  })

  it('names the other figures and what is missing', () => {
    const [assets] = run(
      year(
        2024,
        { total_assets: 1005, total_liabilities: 600, total_equity: 400 },
        { basis: { consolidation: 'consolidated', standard: 'IFRS' } },
      ),
    ).facts
    expect(assets?.quality).toEqual([
      {
        check: 'balance_sheet',
        detail:
          'total_assets 1005 is not total_liabilities 600 + total_equity 400: off by 5 USD (0.5% of the largest)',
        other_values: [
          { fact: 'f:total_liabilities::2024-12-31', value: '600' },
          { fact: 'f:total_equity::2024-12-31', value: '400' },
        ],
      },
    ])
  })

  it('holds within the rounding of its figures', () => {
    expect(
      flags(year(2024, { total_assets: 1003, total_liabilities: 600, total_equity: 400 })),
    ).toEqual({})
  })

  it('is not made of equity of the parent alone, nor of figures in two currencies or on two bases', () => {
    expect(
      made(
        year(2024, { total_assets: 1005, total_liabilities: 600, equity_parent: 400 }),
        'balance_sheet',
      ),
    ).toBe(0)
    const [assets, ...rest] = year(2024, {
      total_assets: 1005,
      total_liabilities: 600,
      total_equity: 400,
    })
    if (!assets) throw new Error('assets were made')
    expect(made([{ ...assets, unit: 'CNY' }, ...rest], 'balance_sheet')).toBe(0)
    expect(
      made(
        [{ ...assets, basis: { consolidation: 'parent', standard: 'US-GAAP' } }, ...rest],
        'balance_sheet',
      ),
    ).toBe(0)
    expect(
      made(
        [{ ...assets, basis: { consolidation: 'consolidated', standard: 'IFRS' } }, ...rest],
        'balance_sheet',
      ),
    ).toBe(0)
    expect(
      made(
        [{ ...assets, basis: { consolidation: 'consolidated', standard: 'unstated' } }, ...rest],
        'balance_sheet',
      ),
    ).toBe(1)
  })

  it('is not made where one figure was restated years later and the others were not', () => {
    const facts = year(2020, { total_assets: 1005, total_liabilities: 600, total_equity: 400 }).map(
      (f) => (f.concept === 'total_equity' ? { ...f, known_at: '2023-02-14T23:59:59.999Z' } : f),
    )
    expect(flags(facts)).toEqual({})
  })

  it('allows what exchange rates may have done to the cash, where that is not filed', () => {
    const flows = {
      operating_cash_flow: 101,
      investing_cash_flow: -60,
      financing_cash_flow: -20,
      net_change_in_cash: 31,
    }
    expect(flags(year(2024, { ...flows, end_cash: 1_001 }))).toEqual({})
    expect(
      Object.keys(flags(year(2024, { ...flows, net_change_in_cash: 81, end_cash: 1_001 }))),
    ).toEqual(['cash_flows'])
  })

  it('takes 营业总收入 under CAS for more than the sales that gross profit is of, not for less', () => {
    const cas = { basis: { consolidation: 'consolidated', standard: 'CAS' } } as const
    expect(
      flags(year(2024, { revenue: 1001, cost_of_revenue: 101, gross_profit: 880 }, cas)),
    ).toEqual({})
    expect(
      Object.keys(
        flags(year(2024, { revenue: 1001, cost_of_revenue: 101, gross_profit: 920 }, cas)),
      ),
    ).toEqual(['gross_profit'])
    expect(
      Object.keys(
        flags(year(2024, { revenue: 1001, cost_of_revenue: 101, gross_profit: 700 }, cas)),
      ),
    ).toEqual(['gross_profit'])
  })
})

describe('over time', () => {
  it('cash at the end is cash at the beginning and the change', () => {
    const facts = [
      ...year(2023, { end_cash: 101 }),
      ...year(2024, { end_cash: 151, net_change_in_cash: 31 }),
    ]
    expect(flags(facts)).toEqual({
      cash_roll: ['end_cash@2023-12', 'end_cash@2024-12', 'net_change_in_cash@2024-12'],
    })
  })

  it('four quarters make the year, three the nine months', () => {
    const quarters = [1, 2, 3, 4].flatMap((q) =>
      quarter(2024, q === 1 ? 1 : q === 2 ? 2 : q === 3 ? 3 : 4, { revenue: 101 }),
    )
    expect(
      flags([...quarters, ...year(2024, { revenue: 404 }), ...toDate(2024, 3, { revenue: 303 })]),
    ).toEqual({})
    expect(flags([...quarters, ...year(2024, { revenue: 414 })])).toEqual({
      quarters: [
        'revenue@2024-03',
        'revenue@2024-06',
        'revenue@2024-09',
        'revenue@2024-12',
        'revenue@2024-12',
      ],
    })
    expect(flags([...quarters, ...toDate(2024, 3, { revenue: 323 })])).toEqual({
      quarters: ['revenue@2024-03', 'revenue@2024-06', 'revenue@2024-09', 'revenue@2024-09'],
    })
    expect(made([...quarters.slice(1), ...year(2024, { revenue: 414 })], 'quarters')).toBe(0)
  })

  it('averages and per-share figures are not added up', () => {
    expect(
      made(
        [
          ...quarter(2024, 1, { eps_basic: '1.01' }),
          ...quarter(2024, 2, { eps_basic: '1.01' }),
          ...toDate(2024, 2, { eps_basic: '9.99' }),
        ],
        'quarters',
      ),
    ).toBe(0)
  })

  const revenues = (...values: (string | number)[]) =>
    values.flatMap((revenue, i) => year(2020 + i, { revenue }))
  it.each<[string, Fact[], string[]]>([
    [
      'thousands for ones in the newest year',
      revenues(1_000_000, 1_100_000, 1_200),
      ['revenue@2022-12'],
    ],
    [
      'thousands for ones in the oldest year',
      revenues(1_000, 1_100_000, 1_200_000),
      ['revenue@2020-12'],
    ],
    ['万 for ones in a year between', revenues(10_000_000, 1_100, 12_000_000), ['revenue@2021-12']],
    [
      '亿 for ones, of which nothing tells which year is wrong',
      revenues('100000000000', 1_100),
      ['revenue@2020-12', 'revenue@2021-12'],
    ],
    ['a company that grows by a hundred', revenues(10_000, 1_000_000, 90_000_000), []],
  ])('%s', (_, facts, flagged) => {
    expect([...new Set(flags(facts).jump ?? [])]).toEqual(flagged)
  })

  it('a swing of profit is no jump, unless it is above all that the company owns', () => {
    const facts = (income: number) => [
      ...year(2023, { net_income: 1_000, total_assets: 90_001 }),
      ...year(2024, { net_income: income, total_assets: 90_001 }),
    ]
    expect(flags(facts(-2))).toEqual({})
    expect(flags(facts(1_000_000)).jump).toEqual(['net_income@2023-12', 'net_income@2024-12'])
  })

  it('a split is no jump of shares, and a jump is seen through a split', () => {
    const split = (ratio: number) =>
      fact('stock_split_ratio', '@2024-06-01', null, '2024-06-01', ratio, {
        known_at: '2024-09-01T00:00:00.000Z',
      })
    const shares = (later: number) => [
      ...year(2023, { shares_basic: 1_001 }),
      ...year(2024, { shares_basic: later }),
    ]
    expect(flags([split(1_000), ...shares(1_001_000)])).toEqual({})
    expect(flags([split(7), ...shares(7_007_000)]).jump).toEqual([
      'shares_basic@2023-12',
      'shares_basic@2024-12',
    ])
  })
})

describe('one figure', () => {
  it.each<[ConceptId, string]>([
    ['revenue', '-1'],
    ['total_assets', '0'],
    ['shares_diluted', '0.0'],
    ['shares_outstanding', '-5'],
    ['capex', '1'],
    ['dividends_paid', '0.01'],
    ['buybacks', '3'],
    ['stock_split_ratio', '0'],
    ['end_cash', '-0.01'],
  ])('%s of %s is out of range', (concept, value) =>
    expect(Object.keys(flags(year(2024, { [concept]: value })))).toEqual(['range']),
  )

  it.each<[ConceptId, string]>([
    ['revenue', '0'],
    ['capex', '-0.00'],
    ['net_income', '-5'],
    ['total_equity', '-5'],
    ['stock_split_ratio', '0.1'],
  ])('%s of %s is not', (concept, value) =>
    expect(flags(year(2024, { [concept]: value }))).toEqual({}),
  )

  it('is in a unit of its concept', () => {
    expect(flags(year(2024, { revenue: 5 }, { unit: 'USD/share' })).unit).toEqual([
      'revenue@2024-12',
    ])
    expect(flags(year(2024, { eps_basic: 5 }, { unit: 'USD/CNY' })).unit).toEqual([
      'eps_basic@2024-12',
    ])
    expect(flags(year(2024, { shares_basic: 5 }, { unit: '万股' })).unit).toEqual([
      'shares_basic@2024-12',
    ])
  })
})

describe('figures of one date', () => {
  it('a part is not above its whole', () => {
    expect(flags(year(2024, { inventory: 501, current_assets: 401, total_assets: 1001 }))).toEqual({
      part_of_whole: ['inventory@2024-12', 'current_assets@2024-12'],
    })
    expect(flags(year(2024, { current_liabilities: 402, total_liabilities: 401 }))).toEqual({})
  })

  it('are in one currency, but for dividends', () => {
    const facts = [
      ...year(2024, { revenue: 11, net_income: 5 }),
      ...year(2024, { total_assets: 9 }, { unit: 'CNY' }),
      ...year(2024, { dividends_per_share: '0.5' }, { unit: 'HKD/share' }),
    ]
    expect(flags(facts)).toEqual({ one_currency: ['total_assets@2024-12'] })
  })
})

describe('EPS', () => {
  const eps = (value: string, shares = 100, income = 251) => ({
    eps_basic: value,
    shares_basic: shares,
    net_income: income,
  })
  it('fits net income and shares within 5% and its own rounding', () => {
    expect(flags(year(2024, eps('2.51')))).toEqual({})
    expect(flags(year(2024, eps('2.6')))).toEqual({})
    expect(flags(year(2024, eps('0.02', 100, 1.6)))).toEqual({})
    expect(flags(year(2024, eps('2.7')))).toEqual({
      eps: ['eps_basic@2024-12', 'shares_basic@2024-12', 'net_income@2024-12'],
    })
    expect(flags(year(2024, eps('-2.51')))).toEqual({
      eps: ['eps_basic@2024-12', 'shares_basic@2024-12', 'net_income@2024-12'],
    })
  })

  it('is not set against shares on the other side of a split', () => {
    const split = fact('stock_split_ratio', '@2025-06-01', null, '2025-06-01', 10, {
      known_at: '2025-08-01T00:00:00.000Z',
    })
    const facts = year(2024, eps('2.51')).map((f) =>
      f.concept === 'shares_basic'
        ? { ...f, value: '1000', known_at: '2025-08-01T00:00:00.000Z' }
        : f,
    )
    expect(flags(facts).eps).toHaveLength(3)
    expect(flags([...facts, split])).toEqual({})
  })

  it('of one class of shares is set against the other years', () => {
    const years = (...values: string[]) => values.flatMap((value, i) => year(2020 + i, eps(value)))
    expect(flags(years('5.01', '5.2', '4.8', '5.01'))).toEqual({})
    expect(flags(years('5.01', '5.2', '4.8', '0.51')).eps).toHaveLength(3)
    expect(flags(years('2510', '2510', '2510')).eps).toHaveLength(9)
  })
})

describe('checkQuality', () => {
  it('keeps what was already found, and finds the same when it is run again', () => {
    const split = { check: 'split_matches_restated_shares', detail: 'off', other_values: [] }
    const facts = year(
      2024,
      { total_assets: 1005, total_liabilities: 600, total_equity: 400 },
      { quality: [split] },
    )
    const once = run(facts).facts
    expect(once[0]?.quality).toMatchObject([split, { check: 'balance_sheet' }])
    expect(run(once).facts).toEqual(once)
  })

  it('names every check in two languages, made or not', () => {
    const { checks } = run([])
    expect(checks.map((c) => c.id)).toEqual(CHECK_IDS)
    for (const check of checks)
      expect(checkSummarySchema.parse(check)).toMatchObject({ made: 0, failed: 0 })
    expect(checks.every((c) => /[一-鿿]/.test(c.zh) && /[一-鿿]/.test(c.definition_zh))).toBe(true)
    expect(
      checkQuality({ facts: [], others: [], tolerance: 1e-7 }).checks.find(
        (c) => c.id === 'providers_agree',
      )?.tolerance,
    ).toBe('0.0000001')
  })

  const amount = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }).map(String)
  const CONCEPTS: ConceptId[] = [
    'revenue',
    'cost_of_revenue',
    'gross_profit',
    'total_assets',
    'total_liabilities',
    'total_equity',
    'capex',
    'eps_basic',
    'shares_basic',
    'net_income',
  ]
  const anyFact = fc
    .record({
      concept: fc.constantFrom(...CONCEPTS),
      y: fc.integer({ min: 2018, max: 2025 }),
      value: amount,
      unit: fc.constantFrom('USD', 'CNY', 'shares', '?'),
      provider: fc.constantFrom('a', 'b'),
    })
    .map(({ concept, y, value, unit, provider }) => {
      const end = `${y}-12-31`
      const stock = conceptOf(concept).kind === 'stock'
      return fact(concept, stock ? `@${end}` : `FY${y}`, stock ? null : `${y}-01-01`, end, value, {
        unit,
        provider,
      })
    })

  it('changes nothing but the quality, of whatever facts, and ends in the contract', () => {
    fc.assert(
      fc.property(
        fc.array(anyFact, { maxLength: 60 }),
        fc.array(anyFact, { maxLength: 30 }),
        (facts, others) => {
          const result = checkQuality({ facts, others })
          expect(result.facts.map(({ quality: _, ...rest }) => rest)).toEqual(
            facts.map(({ quality: _, ...rest }) => rest),
          )
          for (const f of result.facts) factSchema.parse(f)
          for (const c of result.checks) expect(c.failed).toBeLessThanOrEqual(c.made)
        },
      ),
      { numRuns: 50 },
    )
  })

  it('finds nothing in statements that add up, and what was added to one figure', () => {
    const part = fc.bigInt({ min: 10n ** 6n, max: 10n ** 12n })
    fc.assert(
      fc.property(part, part, part, part, (liabilities, equity, cost, profit) => {
        const sound = year(2024, {
          total_assets: String(liabilities + equity),
          total_liabilities: String(liabilities),
          total_equity: String(equity),
          revenue: String(cost + profit),
          cost_of_revenue: String(cost),
          gross_profit: String(profit),
        })
        expect(flags(sound)).toEqual({})
        // About a thousandth, and given to the last digit: a round one may be the rounding of all.
        const added = ((liabilities + equity) / 10_000n) * 10n + 7n
        const spoilt = sound.map((f) =>
          f.concept === 'total_equity' ? { ...f, value: String(equity + added) } : f,
        )
        expect(Object.keys(flags(spoilt))).toContain('balance_sheet')
      }),
      { numRuns: 50, examples: [[10n ** 6n, 10n ** 6n, 10n ** 6n, 10n ** 6n]] },
    )
  })
})
