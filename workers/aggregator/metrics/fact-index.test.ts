import { describe, expect, it } from 'vitest'
import { dayOf } from '#shared/days.ts'
import { indexFacts } from './fact-index.ts'
import { fact } from './hand-built.fixture.ts'

describe('figures of one period whose dates are given differently', () => {
  const index = indexFacts([
    fact('revenue', 'FY2024', '2023-10-01', '2024-09-28', 100),
    fact('total_assets', '@2024-09-30', null, '2024-09-30', 500),
    fact('net_income', 'FY2023', '2022-10-01', '2023-09-30', 20),
    fact('net_income', 'FY2024', '2023-10-01', '2024-09-30', 25),
  ])

  it('finds the balance that another provider gives for the end of the month', () => {
    expect(index.instant('total_assets', dayOf('2024-09-28'))?.fact.value).toBe('500')
    expect(index.instant('total_assets', dayOf('2024-09-24'))?.fact.value).toBe('500')
    expect(index.instant('total_assets', dayOf('2024-09-23'))).toBeUndefined()
  })

  it('finds the flow of the year by the dates of its 52 weeks', () => {
    const [start, end] = [dayOf('2023-09-25'), dayOf('2024-09-28')]
    expect(index.flow('net_income', start, end)?.fact.value).toBe('25')
    expect(index.flow('net_income', start - 1, end)).toBeUndefined()
  })

  it('takes the nearest where two lie near', () => {
    const near = indexFacts([
      fact('cash', '@2024-09-28', null, '2024-09-28', 1),
      fact('cash', '@2024-09-30', null, '2024-09-30', 2),
    ])
    expect(near.instant('cash', dayOf('2024-09-28'))?.fact.value).toBe('1')
    expect(near.instant('cash', dayOf('2024-10-01'))?.fact.value).toBe('2')
  })
})
