import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Derived, type Financials, financialsSchema } from '#shared/contracts/facts.ts'
import { year } from '../metrics/hand-built.fixture.ts'
import { dateOf, dayOf } from '#shared/days.ts'
import { convertFinancials, type FxRate, otherCurrencies } from './convert.ts'
import type { RateHistory } from './period-rates.ts'

const rate: FxRate = {
  from: 'CNY',
  to: 'USD',
  rate: '0.1404',
  at: '2025-12-31T09:00:00.000Z',
  provider: 'ecb',
  source_url: 'https://www.ecb.europa.eu/stats/',
  retrieved_at: '2026-01-02T09:00:00.000Z',
}

const derived = (name: string, value: string, unit: string): Derived => ({
  id: `${name}@FY2024`,
  name,
  formula: name,
  period: 'FY2024',
  start: '2024-01-01',
  end: '2024-12-31',
  value,
  unit,
  inputs: ['f:revenue:2024-01-01:2024-12-31'],
})

const financials = (change: Partial<Financials> = {}): Financials => ({
  instrument: {
    id: 'CN:600519.SH',
    market: 'CN',
    symbol: '600519.SH',
    name: '贵州茅台',
    names: { zh: '贵州茅台' },
    exchange: null,
    industry: null,
    fiscal_year_end: '12-31',
    identifiers: {},
  },
  as_of: '2026-01-02T00:00:00.000Z',
  reporting_currency: 'CNY',
  fiscal_years: [{ label: 'FY2024', start: '2024-01-01', end: '2024-12-31' }],
  facts: [
    ...year(2024, { revenue: '174144069958.25', capex: '-4678712202.73' }, { unit: 'CNY' }),
    ...year(2024, { eps_diluted: '68.64' }, { unit: 'CNY/share' }),
    ...year(2024, { shares_diluted: '1256197800' }),
    ...year(2024, { dividends_per_share: '1.5' }, { unit: 'HKD/share' }),
  ],
  derived: [
    derived('free_cash_flow', '87784000000.01', 'CNY'),
    derived('net_margin', '0.4951', 'ratio'),
    derived('working_capital', '12', 'HKD'),
  ],
  absences: [],
  dictionary: { concepts: {}, formulas: {} },
  served_by: { provider: 'eastmoney', retrieved_at: '2026-01-01T00:00:00.000Z', recorded: null },
  attempts: [],
  ...change,
})
const translated = (given: Financials = financials(), at: FxRate = rate): Financials => {
  const result = convertFinancials(given, at.to, at)
  if (!result.ok) throw new Error(result.detail)
  return result.data
}
const said = (given: Financials) =>
  [...given.facts, ...given.derived].map(({ value, unit }) => `${value} ${unit}`)

describe('convertFinancials', () => {
  it('translates money and money a share exactly, and nothing else', () => {
    expect(said(translated())).toEqual([
      '24449827422.1383 USD',
      '-656891193.263292 USD',
      '9.637056 USD/share',
      '1256197800 shares',
      '1.5 HKD/share',
      '12324873600.001404 USD',
      '0.4951 ratio',
      '12 HKD',
    ])
  })

  it('keeps the id of every figure, and says what it was', () => {
    const { facts, derived: figures } = translated()
    expect(facts.map((f) => f.id)).toEqual(financials().facts.map((f) => f.id))
    expect(facts[0]).toEqual({
      ...financials().facts[0],
      value: '24449827422.1383',
      unit: 'USD',
      converted_from: { value: '174144069958.25', unit: 'CNY' },
    })
    expect(facts[2]?.converted_from).toEqual({ value: '68.64', unit: 'CNY/share' })
    expect(figures[0]).toMatchObject({
      inputs: ['f:revenue:2024-01-01:2024-12-31'],
      converted_from: { value: '87784000000.01', unit: 'CNY' },
    })
    expect(facts[3]).not.toHaveProperty('converted_from')
    expect(figures[1]).not.toHaveProperty('converted_from')
  })

  it('states the rate, who gave it and when, and what stays in another currency', () => {
    const { reporting_currency, conversion } = translated()
    expect(reporting_currency).toBe('USD')
    expect(conversion).toMatchObject({
      from: 'CNY',
      to: 'USD',
      rate: {
        id: expect.stringMatching(/^[0-9a-f]{20}$/),
        value: '0.1404',
        unit: 'USD/CNY',
        at: rate.at,
        provider: 'ecb',
        source_url: rate.source_url,
      },
      unconverted: [
        { id: 'f:dividends_per_share:2024-01-01:2024-12-31', unit: 'HKD/share' },
        { id: 'working_capital@FY2024', unit: 'HKD' },
      ],
    })
    expect(conversion?.note_en).toContain('1 CNY = 0.1404 USD')
    expect(conversion?.note_zh).toContain('1 CNY = 0.1404 USD')
  })

  it('gives a rate an id that depends on what it says, not on when it was read', () => {
    const idAt = (change: Partial<FxRate>) =>
      translated(financials(), { ...rate, ...change }).conversion?.rate?.id
    expect(
      idAt({
        retrieved_at: '2026-02-02T09:00:00.000Z',
        source_url: 'https://example.com/',
        rate: '0.14040',
      }),
    ).toBe(idAt({}))
    for (const change of [
      { rate: '0.1405' },
      { at: '2025-12-30T09:00:00.000Z' },
      { provider: 'fred' },
      { to: 'EUR' },
    ])
      expect(idAt(change)).not.toBe(idAt({}))
  })

  it('fits the contract, before and after', () => {
    expect(financialsSchema.parse(financials())).toEqual(financials())
    expect(financialsSchema.parse(translated())).toEqual(translated())
  })

  it.each<[string, Partial<FxRate>, Partial<Financials>]>([
    ['a rate from another currency', { from: 'HKD' }, {}],
    ['a currency nobody knows', { to: 'RMB' }, {}],
    ['the same currency', { to: 'CNY' }, {}],
    ['no rate', { rate: '0.00' }, {}],
    ['a rate below zero', { rate: '-0.14' }, {}],
    ['a translation of a translation', {}, { ...translated(), reporting_currency: 'CNY' }],
  ])('refuses %s', (_, change, before) => {
    const given = { ...rate, ...change }
    expect(convertFinancials(financials(before), given.to, given)).toMatchObject({
      ok: false,
      reason: 'invalid_request',
    })
  })
  it('refuses another currency than the rate is to, and no rate where one is needed', () => {
    for (const given of [rate, null])
      expect(convertFinancials(financials(), 'EUR', given)).toMatchObject({ ok: false })
    expect(convertFinancials(financials(), 'CNY', rate)).toMatchObject({ ok: false })
  })

  it('is exact for any amount and rate', () => {
    const decimal = fc
      .tuple(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.nat(999_999))
      .map(([whole, part]) => `${whole}.${String(part).padStart(6, '0')}`)
    const above = fc
      .integer({ min: 1, max: 10 ** 9 })
      .map((n) => new Decimal(n).div(10 ** 6).toFixed())
    const Wide = Decimal.clone({ precision: 200 })
    fc.assert(
      fc.property(decimal, above, (value, at) => {
        const [fact] = translated(
          financials({ facts: year(2024, { revenue: value }, { unit: 'CNY' }) }),
          { ...rate, rate: at },
        ).facts
        expect(fact?.value).toBe(new Wide(value).times(at).plus(0).toFixed())
      }),
    )
  })
})

describe('an older series in another currency', () => {
  /** A rate for each day, Saturdays and Sundays left out. */
  const daily = (from: string, to: string, rateOn: (date: string) => string): RateHistory => {
    const days: { date: string; rate: string }[] = []
    for (let at = dayOf('2022-01-01'); at <= dayOf('2024-12-31'); at++) {
      const date = dateOf(at)
      if (![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay()))
        days.push({ date, rate: rateOn(date) })
    }
    return { from, to, provider: 'yahoo', source_url: 'https://example.com/rates', days }
  }
  // 0.9 in the first half of each year, 1.1 in the second: as many days of each but one.
  const history = daily('HKD', 'CNY', (date) => (date.slice(5) < '07-01' ? '0.9' : '1.1'))
  const older = () => [
    ...year(2023, { revenue: '1000' }, { unit: 'HKD' }),
    ...year(2023, { total_assets: '200' }, { unit: 'HKD' }),
    ...year(2023, { eps_diluted: '2' }, { unit: 'HKD/share' }),
    ...year(2023, { shares_diluted: '50' }),
    ...year(2024, { revenue: '1200' }, { unit: 'CNY' }),
  ]
  const at = (given: Financials, to: string, one: FxRate | null, histories: RateHistory[]) => {
    const result = convertFinancials(given, to, one, histories)
    if (!result.ok) throw new Error(result.detail)
    return result.data
  }

  it('is translated into the reporting currency: flows at the average, balances at the closing rate', () => {
    const given = financials({ facts: older(), derived: [] })
    const { facts, conversion, reporting_currency } = at(given, 'CNY', null, [history])
    const [revenue, assets, eps, shares, now] = facts
    const average = 0.9 + (0.2 * 130) / 260
    expect(Number(revenue?.value)).toBeCloseTo(1000 * average, 6)
    expect(revenue?.converted_from).toMatchObject({
      value: '1000',
      unit: 'HKD',
      rate: {
        kind: 'average',
        unit: 'CNY/HKD',
        from: '2023-01-02',
        to: '2023-12-29',
        days: 260,
        provider: 'yahoo',
      },
    })
    expect(assets).toMatchObject({
      value: '220',
      unit: 'CNY',
      converted_from: {
        value: '200',
        rate: { kind: 'closing', value: '1.1', from: '2023-12-29', to: '2023-12-29', days: 1 },
      },
    })
    expect(Number(eps?.value)).toBeCloseTo(2 * average, 9)
    expect(eps?.unit).toBe('CNY/share')
    expect(shares).not.toHaveProperty('converted_from')
    expect(now).toEqual(given.facts[4])
    expect(reporting_currency).toBe('CNY')
    expect(conversion).toMatchObject({
      from: 'CNY',
      to: 'CNY',
      rate: null,
      at_period_rates: 3,
      unconverted: [],
    })
    expect(conversion?.note_en).toMatch(/^The company reports in CNY;.*3 figures of an earlier/)
  })
  it('is translated at its own rates beside the newer figures at one rate', () => {
    const given = financials({ facts: older(), derived: [] })
    const inDollars = daily('HKD', 'USD', () => '0.128')
    const { facts, conversion } = at(given, 'USD', rate, [inDollars])
    expect(facts.map(({ value, unit }) => `${value} ${unit}`)).toEqual([
      '128 USD',
      '25.6 USD',
      '0.256 USD/share',
      '50 shares',
      '168.48 USD',
    ])
    expect(conversion).toMatchObject({ at_period_rates: 3, unconverted: [] })
    expect(facts[4]?.converted_from).not.toHaveProperty('rate')
  })
  it('stays as filed where no rate of its period is known, and that is said', () => {
    const given = financials({ facts: older(), derived: [] })
    const half = { ...history, days: history.days.filter(({ date }) => date > '2023-07-01') }
    const { facts, conversion } = at(given, 'CNY', null, [half])
    // The balance has its day's rate; the flows' year has rates of a half alone.
    expect(facts.map(({ value, unit }) => `${value} ${unit}`)).toEqual([
      '1000 HKD',
      '220 CNY',
      '2 HKD/share',
      '50 shares',
      '1200 CNY',
    ])
    expect(conversion?.unconverted.map(({ unit }) => unit)).toEqual(['HKD', 'HKD/share'])
    expect(at(given, 'CNY', null, []).conversion?.unconverted).toHaveLength(3)
    const days = [{ date: '2023-12-22', rate: '1' }]
    const longAgo = at(given, 'CNY', null, [{ ...history, days }])
    expect(longAgo.conversion?.unconverted).toHaveLength(3)
  })
  it('names the currencies for which rates are needed', () => {
    const given = { facts: older(), reporting_currency: 'CNY' }
    expect(otherCurrencies(given, 'CNY')).toEqual(['HKD'])
    expect(otherCurrencies(given, 'HKD')).toEqual([])
  })
  it('fits the contract', () => {
    const given = financials({ facts: older(), derived: [] })
    const after = at(given, 'CNY', null, [history])
    expect(financialsSchema.parse(after)).toEqual(after)
  })
})
