import { describe, expect, test } from 'vitest'
import type { ConceptId } from '#shared/concepts.ts'
import { mergedPeriods, periodsEnding } from './quarters.ts'
import type { NewFact } from '../model/provider.ts'

const fact = (
  concept: ConceptId,
  period: string,
  start: string | null,
  end: string,
  value: string,
): NewFact => ({
  concept,
  period,
  start,
  end,
  value,
  period_label: null,
  unit: 'USD',
  basis: { consolidation: 'consolidated', standard: 'unstated' },
  provider: 'fake',
  provider_field: concept,
  provider_record: period,
  form: null,
  source_url: 'https://example.com/',
  filed_at: null,
  known_at: '2026-01-01T00:00:00.000Z',
  quality: 'ok',
  source: null,
})
const quarters = (concept: ConceptId, values: string[]): NewFact[] =>
  values.map((value, i) =>
    fact(
      concept,
      `2025Q${i + 1}`,
      `2025-${['01', '04', '07', '10'][i]}-01`,
      ['2025-03-31', '2025-06-30', '2025-09-30', '2025-12-31'][i] ?? '',
      value,
    ),
  )
const year = (concept: ConceptId, value: string): NewFact =>
  fact(concept, 'FY2025', '2025-01-01', '2025-12-31', value)

describe('periods of month ends', () => {
  test('a September year: years and quarters are labelled by the year in which they end', () => {
    const periods = periodsEnding(['2025-09-30', '2024-09-30'])
    expect(periods.year('2025-09-30')).toEqual({
      start: '2024-10-01',
      end: '2025-09-30',
      label: 'FY2025',
    })
    expect(periods.quarter('2025-12-31')).toEqual({
      start: '2025-10-01',
      end: '2025-12-31',
      label: '2026Q1',
    })
    expect(periods.quarter('2025-06-30').label).toBe('2025Q3')
  })
  test('a year after a change of year end starts where the one before ended', () => {
    const { year: at } = periodsEnding(['2025-12-31', '2025-03-31', '2024-03-31'])
    expect(at('2025-12-31')).toMatchObject({ start: '2025-04-01', end: '2025-12-31' })
    expect(at('2025-03-31')).toMatchObject({ start: '2024-04-01', label: 'FY2025' })
  })
})

describe('quarters and their year', () => {
  test('a cumulative quarter among discrete ones is kept, for the checks to flag', () => {
    expect(
      mergedPeriods([year('capex', '-400')], quarters('capex', ['-100', '-250', '-100', '-100'])),
    ).toHaveLength(5)
  })
  test("the year's balance is taken once", () => {
    const balance = fact('cash', '@2025-12-31', null, '2025-12-31', '5')
    expect(mergedPeriods([balance], [{ ...balance, value: '6' }])).toEqual([balance])
  })
})
