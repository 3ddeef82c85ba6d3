import { describe, expect, it } from 'vitest'
import { type Fact, financialsSchema } from '#shared/contracts/facts.ts'
import type { StoredFetch } from '../model/company-reading.ts'
import { reportingCurrency, toFinancials } from './financials.ts'

let count = 0
const fact = (
  concept: string,
  start: string | null,
  end: string,
  value: string,
  change: Partial<Fact> = {},
): Fact => ({
  id: `fact-${++count}`,
  concept,
  period: start === null ? `@${end}` : `FY${end.slice(0, 4)}`,
  period_label: null,
  start,
  end,
  value,
  unit: 'USD',
  basis: { consolidation: 'consolidated', standard: 'US-GAAP' },
  provider: 'sec',
  provider_field: `us-gaap:${concept}`,
  provider_record: `record-${end}`,
  form: '10-K',
  source_url: 'https://www.sec.gov/Archives/edgar/data/1/1-index.htm',
  filed_at: `${Number(end.slice(0, 4)) + 1}-02-01`,
  known_at: `${Number(end.slice(0, 4)) + 1}-02-02T04:59:59.999Z`,
  retrieved_at: '2026-11-22T12:00:00.000Z',
  quality: 'ok',
  ...change,
})
const year = (of: number): Fact[] => {
  const [start, end] = [`${of}-01-01`, `${of}-12-31`]
  return [
    fact('revenue', start, end, String(1_000 + of)),
    fact('net_income', start, end, String(100 + (of % 10))),
    fact('total_assets', null, end, '5000'),
    fact('equity_parent', null, end, '2000'),
    fact('operating_cash_flow', start, end, '120'),
  ]
}
const facts = [2020, 2021, 2022, 2023, 2024, 2025].flatMap(year)
const servedBy: StoredFetch = {
  provider: 'sec',
  outcome: 'served',
  reason: null,
  detail: null,
  asked_at: '2026-11-22T12:00:00.000Z',
  served_at: '2026-11-22T12:00:00.000Z',
  retry_at: null,
  recorded: null,
}
const recorded = { original_provider: 'sec', recorded_at: '2026-03-25', note: 'recorded' }
const instrument = {
  id: 'US:TEST',
  market: 'US',
  symbol: 'TEST',
  name: 'Test',
  names: { en: 'Test' },
  exchange: null,
  industry: null,
  fiscal_year_end: '12-31',
  identifiers: {},
} as const
const assumptions = {
  discount_rate: 0.09,
  terminal_growth_rate: 0.025,
  growth_cap: 0.15,
  projection_years: 10,
}
const build = (given: Fact[], change: Partial<Parameters<typeof toFinancials>[0]> = {}) =>
  toFinancials({
    reading: { instrument, named: {}, facts: given, others: [], splits: null, fetches: [servedBy] },
    servedBy,
    attempts: [],
    asOf: new Date('2026-11-22T12:00:00Z'),
    years: 3,
    assumptions,
    tolerance: 0.005,
    ...change,
  })
const built = (given: Fact[], change: Partial<Parameters<typeof toFinancials>[0]> = {}) => {
  const result = build(given, change)
  if (!result.ok) throw new Error(result.reason)
  return result.data
}

describe('toFinancials', () => {
  it('fits the contract', () => {
    expect(financialsSchema.safeParse(built(facts)).error).toBeUndefined()
  })

  it('shows the newest years asked for, oldest first', () => {
    expect(built(facts).fiscal_years.map((y) => y.label)).toEqual(['FY2023', 'FY2024', 'FY2025'])
    expect(built(facts, { years: 10 }).fiscal_years).toHaveLength(6)
  })

  it('holds every fact that a derived figure leads back to', () => {
    const { facts: shown, derived } = built(facts)
    const ids = new Set([...shown.map((f) => f.id), ...derived.map((d) => d.id)])
    expect(derived.flatMap((d) => d.inputs).filter((id) => !ids.has(id))).toEqual([])
    expect(derived.find((d) => d.id === 'revenue_growth@FY2023')?.value).toMatch(/^0\.000330/)
    expect(shown.some((f) => f.concept === 'revenue' && f.end === '2022-12-31')).toBe(true)
  })

  it('leaves out facts of earlier years that nothing rests on', () => {
    expect(
      built(facts).facts.some((f) => f.concept === 'operating_cash_flow' && f.end === '2021-12-31'),
    ).toBe(false)
  })

  it('shows the newest quarters even when one year is asked for', () => {
    const quarter = fact('revenue', '2024-10-01', '2024-12-31', '300', { period: '2024Q4' })
    expect(built([...facts, quarter], { years: 1 }).facts).toContainEqual(quarter)
  })

  it('says why a core figure of a year is missing', () => {
    const reason = (change = {}, more: Fact[] = []) =>
      built([...facts, ...more], change).absences.find(
        (a) => a.name === 'operating_income' && a.period === 'FY2025',
      )?.absent
    expect(reason()).toBe('not_reported')
    expect(reason({ servedBy: { ...servedBy, provider: 'recorded', recorded } })).toBe(
      'not_in_recording',
    )
    expect(reason({}, [fact('deposits', null, '2025-12-31', '9000')])).toBe('not_applicable')
    expect(
      reason({}, [fact('operating_income', '2025-01-01', '2025-12-31', '200')]),
    ).toBeUndefined()
  })

  it('a figure that another provider dates a few days off is not missing from the year', () => {
    const rounded = fact('capex', '2025-01-04', '2026-01-03', '-12', {
      provider: 'yahoo',
      period: 'FY2025',
    })
    const capexOf = (given: Fact[]) =>
      built(given).absences.find((a) => a.name === 'capex' && a.period === 'FY2025')
    expect(capexOf(facts)).toMatchObject({ absent: 'not_reported' })
    expect(capexOf([...facts, rounded])).toBeUndefined()
  })
  it('states one absence a figure and period', () => {
    const keys = built(facts).absences.map((a) => `${a.name}@${a.period}`)
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([])
  })

  it('does not say of a recording that what it lacks was not reported', () => {
    const reasons = built(facts, {
      servedBy: { ...servedBy, provider: 'recorded', recorded },
    }).absences.map((a) => a.absent)
    expect(reasons).toContain('not_in_recording')
    expect(reasons).not.toContain('not_reported')
  })

  it('names the recording that the figures come from', () => {
    expect(
      built(facts, { servedBy: { ...servedBy, provider: 'recorded', recorded } }).served_by,
    ).toEqual({
      provider: 'recorded',
      retrieved_at: '2026-11-22T12:00:00.000Z',
      recorded,
    })
  })

  it('has no data when nothing was known by then', () => {
    expect(build([])).toMatchObject({
      ok: false,
      reason: 'no_data',
      detail: expect.stringContaining('US:TEST'),
    })
  })
})

describe('reportingCurrency', () => {
  it('is that of the newest balance sheet, never assumed', () => {
    expect(reportingCurrency(facts)).toBe('USD')
    expect(
      reportingCurrency([...facts, fact('total_assets', null, '2026-06-30', '1', { unit: 'CNY' })]),
    ).toBe('CNY')
    expect(
      reportingCurrency([fact('revenue', '2025-01-01', '2025-12-31', '1', { unit: 'JPY' })]),
    ).toBe('JPY')
    expect(
      reportingCurrency([
        fact('shares_diluted', '2025-01-01', '2025-12-31', '1', { unit: 'shares' }),
      ]),
    ).toBeNull()
  })
})
