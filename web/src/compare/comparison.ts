/**
 * Several companies beside each other, by the same fiscal year where all have one: the groups of
 * figures, and where each stands among the others. Pure.
 */
import type { FigureEntry, FigureIndex } from '#shared/book/figure-index.ts'
import { annualColumns } from '../figures/columns.ts'
import { firstFigureAt, type PeriodColumn } from '../figures/figure-index.ts'

type Better = 'high' | 'low' | null

interface WantedRow {
  /** The first that a company has. */
  names: readonly string[]
  /** Which end is shaded strongest; null where neither is better. */
  better: Better
}

const row = (names: string, better: Better = null): WantedRow => ({
  names: names.split('|'),
  better,
})

export const GROUPS = [
  {
    key: 'size',
    rows: [
      row('revenue'),
      row('gross_profit'),
      row('operating_income'),
      row('net_income|net_income_total'),
      row('free_cash_flow'),
      row('total_assets'),
      row('equity_parent|total_equity'),
    ],
  },
  {
    key: 'growth',
    rows: [
      row('revenue_growth', 'high'),
      row('revenue_cagr_5y|revenue_cagr_3y', 'high'),
      row('net_income_growth', 'high'),
      row('eps_growth', 'high'),
      row('free_cash_flow_growth', 'high'),
    ],
  },
  {
    key: 'profitability',
    rows: [
      row('gross_margin', 'high'),
      row('operating_margin', 'high'),
      row('net_margin', 'high'),
      row('roe', 'high'),
      row('roic', 'high'),
      row('roa', 'high'),
      row('gross_profitability', 'high'),
    ],
  },
  {
    key: 'cash',
    rows: [row('fcf_margin', 'high'), row('cash_conversion', 'high')],
  },
  {
    key: 'strength',
    rows: [
      row('debt_to_equity', 'low'),
      row('net_debt_to_ebitda', 'low'),
      row('interest_cover', 'high'),
      row('current_ratio'),
      row('net_cash'),
    ],
  },
  {
    key: 'per_share',
    rows: [
      row('eps_diluted_adjusted|eps_diluted|eps_basic'),
      row('book_value_per_share'),
      row('dividends_per_share'),
    ],
  },
  {
    key: 'scores',
    rows: [row('f_score', 'high'), row('altman_z_private', 'high'), row('altman_z_other', 'high')],
  },
] as const satisfies readonly { key: string; rows: readonly WantedRow[] }[]

export type GroupKey = (typeof GROUPS)[number]['key']

/** A figure of a company in its year, with those of its shown years, oldest first. */
export interface CompareCell {
  entry: FigureEntry
  history: (number | null)[]
  /** 0 to 1 at the best of the companies; null where none is better, or it stands alone. */
  place: number | null
}

export interface ComparedRow {
  name: string
  /** Of the companies, in their order. */
  cells: (CompareCell | null)[]
}

/** The labels of the fiscal years that every company has, newest first. */
export const commonYears = (companies: readonly FigureIndex[]): string[] => {
  const [first, ...others] = companies.map((figures) =>
    annualColumns(figures).map(({ label }) => label),
  )
  return (first ?? []).filter((label) => others.every((list) => list.includes(label))).reverse()
}

/** The year of that label, or the newest one of the company where none is given. */
export const yearOf = (figures: FigureIndex, label: string | null): PeriodColumn | null => {
  const years = annualColumns(figures)
  return (label === null ? years.at(-1) : years.find((year) => year.label === label)) ?? null
}

/** Among values of one unit only: amounts in two currencies have no order here. */
const placesOf = (entries: readonly (FigureEntry | null)[], better: Better): (number | null)[] => {
  const known = entries.filter((entry) => entry !== null)
  if (better === null || known.length < 2 || new Set(known.map(({ unit }) => unit)).size > 1)
    return entries.map(() => null)
  const values = known.map(({ value }) => Number(value))
  return entries.map((entry) => {
    if (entry === null) return null
    const own = Number(entry.value)
    const below = values.filter((value) => (better === 'high' ? value < own : value > own)).length
    return below / (values.length - 1)
  })
}

/** The rows of a group that at least one company has. */
export const rowsOf = (
  wanted: readonly WantedRow[],
  companies: readonly FigureIndex[],
  label: string | null,
): ComparedRow[] =>
  wanted.flatMap(({ names, better }) => {
    const entries = companies.map((figures) => {
      const year = yearOf(figures, label)
      return (year && firstFigureAt(figures, names, year)) ?? null
    })
    const first = entries.find((entry) => entry !== null)
    if (!first) return []
    const places = placesOf(entries, better)
    return [
      {
        name: first.name,
        cells: companies.map((figures, at) => {
          const entry = entries[at]
          if (!entry) return null
          const history = annualColumns(figures).map((year) => {
            const then = firstFigureAt(figures, names, year)
            return then ? Number(then.value) : null
          })
          return { entry, history, place: places[at] ?? null }
        }),
      },
    ]
  })
