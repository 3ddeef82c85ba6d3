/**
 * Counts of shares from filings to figures: a placeholder is never used, and where what is traded
 * may be a depositary share nothing joins the price with ordinary shares.
 */
import { describe, expect, test } from 'vitest'
import type { Financials } from '#shared/contracts/facts.ts'
import { filedYears, soundWith } from '../../../e2e/fakes/filed-years.ts'
import { financialsOfFilings } from '../../../e2e/fakes/read-path.ts'
import { reportRequests } from '../../../e2e/fakes/recorded-report.ts'
import { writeModule } from './index.ts'

const value = ({ derived }: Financials, id: string) => derived.find((d) => d.id === id)?.value
const COUNT = 'us-gaap:CommonStockSharesOutstanding'

describe('a placeholder of 100 shares', () => {
  const company = soundWith({ counts: { [COUNT]: [100, 100, 100, 100, 100] } })
  const financials = financialsOfFilings(filedYears(company))

  test('is flagged, and the book value a share takes the weighted average', () => {
    const counts = financials.facts.filter(({ concept }) => concept === 'shares_outstanding')
    expect(counts.length).toBeGreaterThan(0)
    for (const { quality } of counts) expect(quality).toMatchObject([{ check: 'share_count' }])
    expect(value(financials, 'book_value_per_share@FY2025')).toBe('10')
  })

  test.each(['en', 'zh'] as const)('is never told as the count of shares, in %s', (language) => {
    const [profile] = reportRequests(financials, language).map((r) => writeModule(r).join('\n'))
    expect(profile).not.toContain('{{shares_outstanding')
    expect(profile).toContain('{{shares_diluted@FY2025}}')
  })
})

test('a count of the whole company is used', () => {
  const company = soundWith({ counts: { [COUNT]: [80e6, 80e6, 80e6, 80e6, 80e6] } })
  const financials = financialsOfFilings(filedYears(company))
  expect(value(financials, 'book_value_per_share@FY2025')).toBe('12.5')
})

describe.each(['20-F', '40-F'])('a filer of %s', (form) => {
  const financials = financialsOfFilings(filedYears(soundWith({}, { form })))
  const JOINING = ['pe_10_price', 'pe_25_price', 'epv_per_share', 'dcf_per_share']

  test('has its figures per ordinary share, and none that is held against the price', () => {
    expect(value(financials, 'eps_diluted_adjusted@FY2025')).toBe('1.88')
    for (const name of JOINING) {
      expect(financials.derived.filter((d) => d.name === name)).toEqual([])
      expect(financials.absences.find((a) => a.name === name)).toMatchObject({
        absent: 'refused',
        detail: expect.stringContaining(
          `files ${form}, so what is traded may be a depositary share`,
        ),
      })
    }
  })
})

test('a filer of 10-K has them', () => {
  expect(value(financialsOfFilings(filedYears(soundWith({}))), 'pe_10_price@TTM@2025-12-31')).toBe(
    '18.8',
  )
})
