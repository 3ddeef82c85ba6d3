/** For tests: a company's figures by name, as fiscal years and as the newest twelve months. */
import type { IndustryKind } from '../industry.ts'
import type { CompanyFigures, Input } from './company-figures.ts'
import type { PricedInput } from './value-company.ts'

export interface Made {
  kind?: IndustryKind
  /** Of the newest twelve months, or of the newest balance. */
  newest?: Record<string, number>
  /** Of fiscal years, the last of which is 2024. */
  years?: Record<string, readonly number[]>
  doubted?: readonly string[]
}

const LAST = 2024

export const figuresMade = ({
  kind = 'general',
  newest = {},
  years = {},
  doubted = [],
}: Made): CompanyFigures => {
  const input = (name: string, period: string, value: number, end: string): Input => ({
    token: `${name}@${period}`,
    name,
    period,
    value,
    end,
    unit: 'USD',
    doubted: doubted.includes(name),
  })
  return {
    kind,
    currency: 'USD',
    newest(name) {
      const value = newest[name]
      return value === undefined ? null : input(name, 'TTM', value, `${LAST}-12-31`)
    },
    annual: (name) => {
      const values = years[name] ?? []
      return values.map((value, at) => {
        const year = LAST - values.length + 1 + at
        return input(name, `FY${year}`, value, `${year}-12-31`)
      })
    },
  }
}

/** The rates of most hand-worked cases: 10 % a year, no growth without end, three years. */
export const inputMade = (made: Made, over: Partial<PricedInput> = {}): PricedInput => ({
  figures: figuresMade(made),
  cost: { rate: 0.1, terminal_growth: 0, sources: [] },
  assumptions: { growth_cap: 0.2, projection_years: 3 },
  price: { ok: false, reason: 'no_price' },
  ...over,
})
