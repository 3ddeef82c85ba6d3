/**
 * Values worked by hand. The working stands beside each case, so that no case is computed by the
 * code that it tests.
 */
import { describe, expect, test } from 'vitest'
import { costOfEquity } from './cost-of-equity.ts'
import {
  capitalised,
  impliedGrowth,
  presentValue,
  priceToBookOf,
  residualIncome,
  sensitivityOf,
} from './discounting.ts'
import { inputMade, type Made } from './figures.fixture.ts'
import type { MethodId } from './method-names.ts'
import type { OrRefused, RefusalReason } from './refusals.ts'
import { type PricedInput, valueCompany } from './value-company.ts'

const number = (outcome: OrRefused<object>, key: string): number =>
  outcome.ok ? Number((outcome as unknown as Record<string, unknown>)[key]) : Number.NaN

describe('arithmetic', () => {
  test.each([
    {
      // 110, 115.5, 115.5: 100 + 95.4545 + 86.7769; then 1155 / 1.331 = 867.7686.
      what: 'growth of 10 % that fades to nothing over three years',
      flow: 100,
      how: { growth: 0.1, terminal: 0, rate: 0.1, years: 3 },
      value: 1150,
    },
    {
      // 102 / (0.10 - 0.02).
      what: 'growth at the rate of for ever is that of Gordon',
      flow: 100,
      how: { growth: 0.02, terminal: 0.02, rate: 0.1, years: 7 },
      value: 1275,
    },
    {
      // 100 / 0.08.
      what: 'no growth is a perpetuity',
      flow: 100,
      how: { growth: 0, terminal: 0, rate: 0.08, years: 10 },
      value: 1250,
    },
    {
      // 120 / 1.12 = 107.1429; 124.8 / 1.2544 = 99.4898; 124.8 x 1.04 / 0.08 / 1.2544 = 1293.3673.
      what: 'two years of 20 % and 4 %',
      flow: 100,
      how: { growth: 0.2, terminal: 0.04, rate: 0.12, years: 2 },
      value: 1500,
    },
    {
      // 95 / 1.05 = 90.4762; 95 x 0.975 = 92.625 / 1.1025 = 84.0136; 92.625 / 1.157625 = 80.0130;
      // 92.625 / 0.05 / 1.157625 = 1600.2592.
      what: 'a flow that shrinks by 5 % and then by half of that',
      flow: 100,
      how: { growth: -0.05, terminal: 0, rate: 0.05, years: 3 },
      value: 1854.762,
    },
  ])('$what', ({ flow, how, value }) => {
    expect(number(presentValue(flow, how), 'value')).toBeCloseTo(value, 3)
    expect(number(impliedGrowth(value, flow, how), 'growth')).toBeCloseTo(how.growth, 5)
  })

  test('earnings of 80 at 8 % are worth 1,000', () => {
    expect(capitalised(80, 0.08)).toEqual({ ok: true, value: 1000 })
  })

  test.each([
    // Year 1: (0.12 - 0.10) x 1000 / 1.1 = 18.1818; year 2 earns the rate.
    { roe: 0.12, years: 2, value: 1018.1818 },
    // Year 1: 60 / 1.1 = 54.5455; book 1080; year 2: 0.03 x 1080 / 1.21 = 26.7769; year 3: none.
    { roe: 0.16, years: 3, value: 1081.3223 },
    // Year 1: -40 / 1.1 = -36.3636; book 1030; year 2: -0.02 x 1030 / 1.21 = -17.0248.
    { roe: 0.06, years: 3, value: 946.6116 },
  ])('a book of 1,000 that earns $roe, half paid out, is worth $value', ({ roe, years, value }) => {
    const found = residualIncome({ book: 1000, roe, payout: 0.5, rate: 0.1, years })
    expect(number(found, 'value')).toBeCloseTo(value, 4)
  })

  test.each([
    // (0.12 - 0.02) / (0.10 - 0.02), (0.06 - 0.02) / 0.08.
    { roe: 0.12, multiple: 1.25 },
    { roe: 0.06, multiple: 0.5 },
  ])('a lasting return of $roe bears out $multiple times book', ({ roe, multiple }) => {
    expect(number(priceToBookOf(roe, 0.02, 0.1), 'multiple')).toBeCloseTo(multiple, 12)
  })

  test('the table has the value itself in its middle, and none where growth meets the rate', () => {
    const table = sensitivityOf(100, { growth: 0.1, terminal: 0.085, rate: 0.1, years: 3 }, 10)
    if ('ok' in table) throw new Error(table.reason)
    const own = number(
      presentValue(100, { growth: 0.1, terminal: 0.085, rate: 0.1, years: 3 }),
      'value',
    )
    expect(table.values[2]?.[2]).toBeCloseTo(own / 10, 9)
    // 8 % and 9 % are less than a point above 8.5 %.
    expect(table.values[0]).toEqual([null, null, null, null, null])
    expect(table.values[1]).toEqual([null, null, null, null, null])
  })
})

/** Flows that grow by 10 % a year to 100 in 2024, after pay in shares of a fifth of them. */
const GROWN = [62.0921, 68.3013, 75.1315, 82.6446, 90.9091, 100]
const flows: Made = {
  newest: { free_cash_flow: 120, stock_based_compensation: 20, shares_diluted_adjusted: 10 },
  years: {
    free_cash_flow: GROWN.map((flow) => flow * 1.2),
    stock_based_compensation: GROWN.map((flow) => flow * 0.2),
  },
}
const earner: Made = {
  newest: {
    normalised_ebit_margin: 0.2,
    revenue: 1000,
    effective_tax_rate: 0.25,
    net_cash: 100,
    minority_interest: 50,
    net_income: 160,
    operating_income: 200,
    equity_parent: 800,
    current_assets: 500,
    total_liabilities: 300,
    shares_diluted_adjusted: 100,
  },
  years: { ebit_margin: [0.2, 0.2, 0.2] },
}
const bank: Made = {
  kind: 'bank',
  newest: {
    equity_parent: 2000,
    dividend_payout: 0.5,
    net_income: 240,
    shares_diluted_adjusted: 100,
  },
  years: { roe: [0.09, 0.16, 0.12] },
}
const payer: Made = {
  newest: { dividend_payout: 0.6 },
  years: { dividends_per_share_adjusted: [5, 5, 5, 5, 5, 5] },
}

interface Case {
  what: string
  id: MethodId
  made: Made
  over?: Partial<PricedInput>
  value: number
}
const CASES: Case[] = [
  // The first case above per share: 1150 / 10.
  { what: 'total flow at its own growth', id: 'dcf', made: flows, value: 115 },
  {
    // 10 % is held at 5 %: 105, 107.625 (2.5 %), 107.625: 95.4545 + 88.9463 + 80.8602 + 808.6026.
    what: 'growth is held at the cap',
    id: 'dcf',
    made: flows,
    over: { assumptions: { growth_cap: 0.05, projection_years: 3 } },
    value: 107.3864,
  },
  // 0.2 x 1000 x 0.75 / 0.1 = 1500; + 100 - 50 = 1550; / 100.
  { what: 'earnings power and net cash, less minorities', id: 'epv', made: earner, value: 15.5 },
  // 500 - 300 - 50 = 150; / 100.
  { what: 'current assets less all liabilities', id: 'net_net', made: earner, value: 1.5 },
  {
    // 15 x 160 / 100.
    what: 'the middle of the own multiple on trailing earnings',
    id: 'own_multiple',
    made: earner,
    over: { own: { pe: { token: 'pe_ttm_median@10y', multiple: 15 }, pb: null } },
    value: 24,
  },
  {
    // 20 x 160 / 100.
    what: "the peers' multiple on trailing earnings",
    id: 'peer_multiple',
    made: earner,
    over: { peers: { pe: { token: 'pe_ttm@peers_median', multiple: 20 }, pb: null } },
    value: 32,
  },
  {
    // 0.9 x 2000 / 100.
    what: "a bank by its peers' price to book",
    id: 'peer_multiple',
    made: bank,
    over: { peers: { pe: { token: 'x', multiple: 9 }, pb: { token: 'y', multiple: 0.9 } } },
    value: 18,
  },
  {
    // 0.8 x 2000 / 100.
    what: 'a bank by its own price to book',
    id: 'own_multiple',
    made: bank,
    over: { own: { pe: { token: 'x', multiple: 9 }, pb: { token: 'y', multiple: 0.8 } } },
    value: 16,
  },
  // Middle return 12 %; years earn 12, 11 and 10 %: 40 / 1.1 = 36.3636; book 2120;
  // 21.2 / 1.21 = 17.5207; 2053.8843 / 100.
  {
    what: 'a bank by what it earns above its cost',
    id: 'residual_income',
    made: bank,
    value: 20.5388,
  },
  // (0.12 - 0) / (0.10 - 0) = 1.2 x 2000 / 100.
  { what: 'a bank by its lasting return', id: 'book_against_roe', made: bank, value: 24 },
  // 5 / 0.1.
  { what: 'dividends that stay', id: 'dividend_discount', made: payer, value: 50 },
  {
    // Growth of the past is none and moves to 2 %: 6, 6.06, 6.1812: 5.5556 + 5.1955 + 4.9068;
    // 6.1812 x 1.02 / 0.06 / 1.259712 = 83.4162.
    what: 'dividends of the last year by ex date, growing at last',
    id: 'dividend_discount',
    made: payer,
    over: {
      dividends: { token: 'dividends_of_year@2025-01-31', per_share: 6 },
      cost: { rate: 0.08, terminal_growth: 0.02, sources: [] },
    },
    value: 99.0741,
  },
]

const methodOf = (id: MethodId, made: Made, over: Partial<PricedInput> = {}) => {
  const found = valueCompany(inputMade(made, over)).methods.find((one) => one.id === id)
  if (!found) throw new Error(id)
  return found
}

describe('methods', () => {
  test.each(CASES)('$id: $what', ({ id, made, over, value }) => {
    const found = methodOf(id, made, over)
    expect(found).toMatchObject({ ok: true })
    expect(found.ok && found.per_share).toBeCloseTo(value, 3)
  })

  test('a price of 115 implies the growth of 10 % that is assumed', () => {
    const { implied } = valueCompany(inputMade(flows, { price: { ok: true, value: 115 } }))
    expect(number(implied, 'growth')).toBeCloseTo(0.1, 5)
    expect(number(implied, 'assumed')).toBeCloseTo(0.1, 5)
  })

  test('shares that were bought back are no growth of the flow', () => {
    // The count was twice as large before. Only today's count divides the value.
    const bought: Made = {
      ...flows,
      years: { ...flows.years, shares_diluted_adjusted: [20, 18, 16, 14, 12, 10] },
    }
    expect(methodOf('dcf', bought)).toEqual(methodOf('dcf', flows))
  })

  test('the range holds what counts: dividends of a company that pays little do not', () => {
    const made: Made = {
      newest: { ...earner.newest, ...flows.newest, dividend_payout: 0.1 },
      years: { ...earner.years, ...flows.years, ...payer.years },
    }
    const { range } = valueCompany(inputMade(made))
    // dcf 115; epv 1550 / 10 = 155; not dividends (50), not net-net (15).
    expect(range?.methods).toEqual(['dcf', 'epv'])
    expect(range?.low).toBeCloseTo(115, 3)
    expect(range?.middle).toBeCloseTo(135, 3)
    expect(range?.high).toBeCloseTo(155, 3)
  })
})

const without = (made: Made, name: string): Made => {
  const { [name]: _, ...newest } = made.newest ?? {}
  return { ...made, newest }
}
const changed = (made: Made, newest: Record<string, number>): Made => ({
  ...made,
  newest: { ...made.newest, ...newest },
})
const OWN = { own: { pe: { token: 'x', multiple: 15 }, pb: null } }

describe('refusals', () => {
  test.each<[string, MethodId, Made, Partial<PricedInput>, RefusalReason]>([
    ['a negative flow', 'dcf', changed(flows, { free_cash_flow: -5 }), {}, 'negative_flow'],
    [
      'a flow that pay in shares eats up',
      'dcf',
      changed(flows, { free_cash_flow: 20 }),
      {},
      'negative_flow',
    ],
    ['two years', 'dcf', { ...flows, years: { free_cash_flow: [90, 100] } }, {}, 'short_record'],
    ['a doubtful figure', 'dcf', { ...flows, doubted: ['free_cash_flow'] }, {}, 'doubtful_figures'],
    [
      'a doubtful figure after one that is not filed',
      'epv',
      { ...without(earner, 'normalised_ebit_margin'), doubted: ['shares_diluted_adjusted'] },
      {},
      'doubtful_figures',
    ],
    [
      'a doubtful count',
      'epv',
      { ...earner, doubted: ['shares_diluted_adjusted'] },
      {},
      'doubtful_figures',
    ],
    [
      'growth half a point below the rate',
      'dcf',
      flows,
      { cost: { rate: 0.1, terminal_growth: 0.095, sources: [] } },
      'growth_not_below_rate',
    ],
    [
      'growth over the rate',
      'book_against_roe',
      bank,
      { cost: { rate: 0.02, terminal_growth: 0.03, sources: [] } },
      'growth_not_below_rate',
    ],
    ['a bank by its cash flow', 'dcf', { ...flows, kind: 'bank' }, {}, 'not_for_financials'],
    ['a fund by its operations', 'epv', { ...earner, kind: 'fund' }, {}, 'not_for_kind'],
    ['another company by residual income', 'residual_income', earner, {}, 'for_financials_only'],
    ['losses', 'own_multiple', changed(earner, { net_income: -1 }), OWN, 'losses'],
    [
      'gains from outside the business',
      'own_multiple',
      changed(earner, { net_income: 300 }),
      OWN,
      'one_off_gains',
    ],
    ['a normal loss', 'epv', changed(earner, { normalised_ebit_margin: -0.1 }), {}, 'losses'],
    [
      'debt over the worth of earnings',
      'epv',
      changed(earner, { net_cash: -1500 }),
      {},
      'nothing_left',
    ],
    [
      'liabilities over current assets',
      'net_net',
      changed(earner, { total_liabilities: 600 }),
      {},
      'nothing_left',
    ],
    ['no equity', 'residual_income', changed(bank, { equity_parent: -1 }), {}, 'negative_equity'],
    ['two returns', 'residual_income', { ...bank, years: { roe: [0.1, 0.1] } }, {}, 'short_record'],
    ['no dividend filed', 'dividend_discount', earner, {}, 'not_filed'],
    [
      'dividends of nothing',
      'dividend_discount',
      { years: { dividends_per_share_adjusted: [1, 1, 0] } },
      {},
      'no_dividend',
    ],
    ['no history', 'own_multiple', earner, {}, 'no_history'],
    ['no peers', 'peer_multiple', earner, {}, 'no_peers'],
    [
      'peers of long ago',
      'peer_multiple',
      earner,
      { peers: { pe: null, pb: null, why: 'peers_outdated' } },
      'peers_outdated',
    ],
    [
      'too few peers with the multiple of its kind',
      'peer_multiple',
      bank,
      { peers: { pe: { token: 'x', multiple: 9 }, pb: null, why: 'too_few_peers' } },
      'too_few_peers',
    ],
    ['no count', 'epv', without(earner, 'shares_diluted_adjusted'), {}, 'not_filed'],
    ['a depositary share', 'dcf', flows, { unjoinable: 'depositary' }, 'depositary'],
  ])('%s: %s', (_, id, made, over, reason) => {
    expect(methodOf(id, made, over)).toMatchObject({ ok: false, reason })
  })

  test.each(['free_cash_flow', 'stock_based_compensation', 'shares_diluted_adjusted'])(
    'no growth is read out of a price by a doubtful %s, and no grid is drawn',
    (name) => {
      const price = { ok: true, value: 115 } as const
      const { implied, sensitivity } = valueCompany(
        inputMade({ ...flows, doubted: [name] }, { price }),
      )
      expect(implied).toEqual({ ok: false, reason: 'doubtful_figures' })
      expect(sensitivity).toBeNull()
    },
  )

  test('a doubtful payout does not let dividends speak for the value', () => {
    expect(methodOf('dividend_discount', payer)).toMatchObject({ ok: true, in_range: true })
    expect(methodOf('dividend_discount', { ...payer, doubted: ['dividend_payout'] })).toMatchObject(
      { ok: true, in_range: false },
    )
  })

  test('a price that no growth explains implies none', () => {
    const { implied } = valueCompany(inputMade(flows, { price: { ok: true, value: 1e6 } }))
    expect(implied).toEqual({ ok: false, reason: 'out_of_range' })
  })
})

describe('cost of equity', () => {
  const general = { discount_rate: 0.09, terminal_growth_rate: 0.025 }
  const from = (rate: number) => ({ rate, source: 'a source', as_of: '2025-01-01' })
  const config = {
    risk_free: { USD: from(0.0459), JPY: from(0.014) },
    equity_premium: { US: from(0.0433), JP: from(0.0527) },
  }

  test('is the risk-free rate of the currency plus the premium of the market', () => {
    expect(costOfEquity({ market: 'US', currency: 'USD' }, general, config)).toMatchObject({
      rate: 0.0892,
      terminal_growth: 0.025,
    })
  })

  test('growth without end is not above the risk-free rate', () => {
    const { rate, terminal_growth } = costOfEquity(
      { market: 'JP', currency: 'JPY' },
      general,
      config,
    )
    expect(rate).toBeCloseTo(0.0667, 12)
    expect(terminal_growth).toBe(0.014)
  })

  test.each([
    ['of a currency that is not configured', 'EUR', config],
    ['where none is configured', 'USD', undefined],
  ])('%s is the general one', (_, currency, given) => {
    expect(costOfEquity({ market: 'US', currency }, general, given)).toEqual({
      rate: 0.09,
      terminal_growth: 0.025,
      sources: [],
    })
  })
})
