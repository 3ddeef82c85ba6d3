import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Derived, type Financials, financialsSchema } from '#shared/contracts/facts.ts'
import { year } from '../metrics/hand-built.fixture.ts'
import { convertFinancials, type FxRate } from './convert.ts'

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
  const result = convertFinancials(given, at)
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
      translated(financials(), { ...rate, ...change }).conversion?.rate.id
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
    expect(convertFinancials(financials(before), { ...rate, ...change })).toMatchObject({
      ok: false,
      reason: 'invalid_request',
    })
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
