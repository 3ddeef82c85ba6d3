/** For tests: a company's figures by name, as fiscal years up to 2024, quarters and newest ones. */
import type { IndustryKind } from '../industry.ts'
import type { Input } from '../valuation/company-figures.ts'
import type { RatedFigures } from './figures.ts'
import type { UntestedReason } from './names.ts'

export interface MadeFigures {
  kind?: IndustryKind
  /** Of fiscal years, the last of which is 2024. */
  years?: Record<string, readonly number[]>
  /** Of quarters, the last of which is the first of 2025. */
  quarters?: Record<string, readonly number[]>
  /**
   * Of the twelve months to the newest quarter, or the balance at its end, where it is not that of
   * the last year.
   */
  newest?: Record<string, number>
  doubted?: readonly string[]
  missing?: Record<string, UntestedReason>
  last?: number
}

const quarterOf = (back: number): { period: string; end: string } => {
  const months = 2025 * 12 + 3 - back * 3
  const [year, month] = [Math.floor((months - 1) / 12), ((months - 1) % 12) + 1]
  const end = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
  return { period: `${year}Q${month / 3}`, end }
}

export const ratedMade = ({
  kind = 'general',
  years = {},
  quarters = {},
  newest = {},
  doubted = [],
  missing = {},
  last = 2024,
}: MadeFigures): RatedFigures => {
  const input = (name: string, period: string, end: string, value: number): Input => ({
    token: `${name}@${period}`,
    name,
    period,
    value,
    end,
    unit: 'ratio',
    doubted: doubted.includes(name) || doubted.includes(`${name}@${period}`),
  })
  const annual = (name: string): Input[] =>
    (years[name] ?? []).map((value, at, all) => {
      const year = last - all.length + 1 + at
      return input(name, `FY${year}`, `${year}-12-31`, value)
    })
  return {
    kind,
    year: (years.net_income ?? years.revenue ?? []).length > 0 ? `FY${last}` : null,
    annual,
    quarters: (name) =>
      (quarters[name] ?? []).map((value, at, all) => {
        const { period, end } = quarterOf(all.length - 1 - at)
        return input(name, period, end, value)
      }),
    newest(name) {
      const value = newest[name]
      return value === undefined
        ? (annual(name).at(-1) ?? null)
        : input(name, 'TTM', `${last + 1}-03-31`, value)
    },
    at: (token) => {
      const [name = '', period = ''] = token.split('@')
      return annual(name).find((one) => one.period === period) ?? null
    },
    missing: (name) => missing[name] ?? 'not_filed',
    label: (name) => ({ en: name, zh: name }),
  }
}

/** A maker of things that does well: returns of a fifth, net cash, cash for its profit. */
export const SOUND_MAKER: MadeFigures = {
  years: {
    revenue: [80, 88, 97, 106, 117],
    revenue_growth: [0.1, 0.1, 0.1, 0.1, 0.1],
    revenue_cagr_5y: [0.1],
    net_income: [12, 13, 15, 16, 18],
    operating_income: [16, 18, 20, 22, 24],
    eps_cagr_5y: [0.115],
    roic: [0.2, 0.2, 0.2, 0.2, 0.2],
    operating_margin: [0.2, 0.2, 0.2, 0.2, 0.2],
    net_cash: [1, 2, 3, 4, 5],
    interest_cover: [12],
    current_ratio: [2],
    liabilities_to_assets: [0.35],
    goodwill: [0.1],
    total_equity: [1],
    cash_conversion: [1.15],
    operating_cash_flow: [14.4, 15.6, 18, 19.2, 21.6],
    fcf_margin: [0.2],
    free_cash_flow: [16, 17, 18, 19, 20],
    dividends_paid: [-6],
    buybacks: [-4],
    share_count_change: [-0.02],
  },
  quarters: {
    revenue_growth: [0.15],
    net_income_growth: [0.25],
    net_income: [4, 4, 5, 5],
    operating_income: [6, 6, 6, 7],
  },
}
