import { describe, expect, it } from 'vitest'
import type { Fact } from '#shared/contracts/facts.ts'
import { choose, type RankedFact } from './choose.ts'
import { APPLE_REVENUE } from './facts.fixture.ts'

const { source: _, ...apple } = APPLE_REVENUE
let count = 0
const ranked = (rank: number, provider: string, change: Partial<Fact> = {}): RankedFact => ({
  ...apple,
  id: `${provider}-${++count}`,
  retrieved_at: '2026-11-22T00:00:00.000Z',
  provider,
  rank,
  ...change,
})
const said = (facts: readonly Fact[]) =>
  facts.map((fact) => `${fact.provider} ${fact.concept} ${fact.end}`)

describe('of several providers', () => {
  it('the first of the chain is chosen for each concept and period, and the others are kept beside it', () => {
    const { facts, others } = choose([
      ranked(1, 'sec'),
      ranked(2, 'yahoo', {
        end: '2025-09-30',
        start: '2024-10-01',
        basis: { consolidation: 'consolidated', standard: 'unstated' },
      }),
    ])
    expect(said(facts)).toEqual(['sec revenue 2025-09-27'])
    expect(said(others)).toEqual(['yahoo revenue 2025-09-30'])
  })
  it('what the first does not have is taken from the next', () => {
    const capex = { concept: 'capex', value: '-1' }
    const { facts } = choose([ranked(2, 'yahoo', capex), ranked(1, 'sec')])
    expect(said(facts)).toEqual(['yahoo capex 2025-09-27', 'sec revenue 2025-09-27'])
  })
  it('a provider never stands against itself', () => {
    const { facts, others } = choose([
      ranked(1, 'sec'),
      ranked(1, 'sec', { end: '2025-09-28' }),
      ranked(2, 'fmp', { concept: 'capex' }),
    ])
    expect(facts).toHaveLength(3)
    expect(others).toEqual([])
  })
  it('two stated standards, a parent and its group, a quarter and a year are different figures', () => {
    const basis = { consolidation: 'consolidated', standard: 'US-GAAP' } as const
    const kept = (change: Partial<Fact>) =>
      choose([ranked(1, 'sec', { basis }), ranked(2, 'fmp', { basis, ...change })]).facts.length
    expect(kept({ basis: { ...basis, standard: 'IFRS' } })).toBe(2)
    expect(kept({ basis: { ...basis, consolidation: 'parent' } })).toBe(2)
    expect(kept({ start: '2025-06-29' })).toBe(2)
    expect(kept({ start: null })).toBe(2)
    expect(kept({ end: '2025-10-04' })).toBe(2)
    expect(kept({ end: '2025-10-03' })).toBe(1)
  })
})
