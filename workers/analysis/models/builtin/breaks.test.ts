/**
 * From filings to the report: what was filed for the first time as a comparative is no restatement,
 * and no growth leads across a base that was.
 */
import { describe, expect, test } from 'vitest'
import type { Financials } from '#shared/contracts/facts.ts'
import { companyFacts, filing } from '../../../aggregator/providers/sec/companyfacts.fixture.ts'
import { filedYears, soundWith } from '../../../e2e/fakes/filed-years.ts'
import { financialsOfFilings } from '../../../e2e/fakes/read-path.ts'
import { reportRequests } from '../../../e2e/fakes/recorded-report.ts'
import { writeModule } from './index.ts'

const value = ({ derived }: Financials, id: string) => derived.find((d) => d.id === id)?.value
const why = ({ absences }: Financials, id: string) =>
  absences.find(({ name, period }) => `${name}@${period}` === id)?.detail
const text = (financials: Financials, language: 'en' | 'zh'): string =>
  reportRequests(financials, language)
    .flatMap((request) => writeModule(request))
    .join('\n\n')

describe('a new registrant, whose year before is filed for the first time beside this year', () => {
  const annual = filing('0000000001-26-000001', '10-K', '2026-02-20', 2025, 'FY')
  const first = filing('0000000001-26-000002', '10-Q', '2026-05-08', 2026, 'Q1')
  const half = filing('0000000001-26-000003', '10-Q', '2026-08-07', 2026, 'Q2')
  const flows = (scale: number) => [
    annual.over('2024-01-01', '2024-12-31', 1200 * scale),
    annual.over('2025-01-01', '2025-12-31', 1250 * scale),
    first.over('2026-01-01', '2026-03-31', 300 * scale),
    first.over('2025-01-01', '2025-03-31', 240 * scale),
    half.over('2026-01-01', '2026-06-30', 600 * scale),
    half.over('2025-01-01', '2025-06-30', 480 * scale),
  ]
  const filed = companyFacts({
    'us-gaap:Revenues': { USD: flows(1e6) },
    'us-gaap:NetIncomeLoss': { USD: flows(150_000) },
    'us-gaap:Assets': { USD: [annual.at('2024-12-31', 2400e6), annual.at('2025-12-31', 2500e6)] },
  })

  test('has its trailing year', () => {
    const financials = financialsOfFilings(filed)
    expect(value(financials, 'revenue@TTM@2026-06-30')).toBe('1370000000')
    expect(value(financials, 'net_income@TTM@2026-06-30')).toBe('205500000')
    expect(JSON.stringify(financials.absences)).not.toContain('restated')
    expect(
      value(financialsOfFilings(filed, { asOf: '2026-06-01' }), 'revenue@TTM@2026-03-31'),
    ).toBe('1310000000')
  })
})

describe('a company that states three years anew without a division', () => {
  const restated = (last: number) => ({
    [last]: { 'us-gaap:Revenues': { 2023: 920e6, 2024: 960e6 } },
  })
  const company = soundWith(
    {
      flows: {
        'us-gaap:Revenues': [1050e6, 1100e6, 1150e6, 1200e6, 1000e6],
        'us-gaap:CostOfRevenue': undefined,
      },
    },
    { restated: restated(2025) },
  )
  const financials = financialsOfFilings(filedYears(company))

  test('has growth on the new basis only', () => {
    expect(Number(value(financials, 'revenue_growth@FY2025'))).toBeCloseTo(1000 / 960 - 1, 9)
    expect(Number(value(financials, 'revenue_growth@FY2024'))).toBeCloseTo(960 / 920 - 1, 9)
    for (const id of ['revenue_growth@FY2023', 'revenue_cagr_3y@FY2025']) {
      expect(value(financials, id)).toBeUndefined()
      expect(why(financials, id)).toContain('FY2023 was restated on 2026-02-2')
    }
  })

  test('says so, and does not blame the number of years', () => {
    expect(text(financials, 'en')).toContain(
      'Revenue: FY2023 was filed again with another value, FY2022 was not',
    )
    expect(text(financials, 'en')).toContain('earlier years stand on another basis')
    expect(text(financials, 'en')).not.toContain('too few to call it a trend')
    expect(text(financials, 'zh')).toContain('以另一数值重新披露，而')
  })
})

test('a company without a break says nothing of one', () => {
  const financials = financialsOfFilings(filedYears(soundWith({})))
  expect(financials.breaks).toBeUndefined()
  expect(text(financials, 'en')).not.toMatch(/another basis|filed again/)
})
