/** A company's figures as the tests of the rating read them. Pure. */
import { type BookIndex, type FigureEntry, termOf } from '../book/figure-index.ts'
import type { IndustryKind } from '../industry.ts'
import { companyFigures, type Input, isFinancialKind } from '../valuation/company-figures.ts'
import type { TwoLanguages } from '../valuation/refusals.ts'
import type { UntestedReason } from './names.ts'

export interface RatedFigures {
  kind: IndustryKind
  /** The newest fiscal year with a result, such as FY2025; null when none is known. */
  year: string | null
  /** Twelve months for a flow or a ratio, else the newest balance or fiscal year. */
  newest(name: string): Input | null
  /** Of the fiscal years that can be compared with the newest, oldest first. */
  annual(name: string): readonly Input[]
  /** Of the quarters, oldest first. */
  quarters(name: string): readonly Input[]
  at(token: string): Input | null
  /** Why there is no figure of this name. */
  missing(name: string): UntestedReason
  /** What a figure is called. */
  label(name: string): TwoLanguages
}

const QUARTER = /^\d{4}Q[1-4]$/
const FISCAL_YEAR = /^FY\d{4}$/

const inputOf = ({ token, name, period, value, end, unit, doubts }: FigureEntry): Input => ({
  token,
  name,
  period,
  value: Number(value),
  end,
  unit,
  doubted: doubts !== undefined,
})

const quartersOf = (index: BookIndex): Map<string, Input[]> => {
  const quarters = new Map<string, Input[]>()
  for (const entry of index.entries()) {
    if (!QUARTER.test(entry.period)) continue
    const known = quarters.get(entry.name)
    if (known) known.push(inputOf(entry))
    else quarters.set(entry.name, [inputOf(entry)])
  }
  for (const series of quarters.values()) series.sort((a, b) => a.end.localeCompare(b.end))
  return quarters
}

/** The year in which the comparable run of each figure begins, where its record breaks. */
const startsOf = ({ about }: BookIndex): Map<string, string> => {
  const starts = new Map<string, string>()
  for (const { name, to } of about.breaks ?? [])
    if (to > (starts.get(name) ?? '')) starts.set(name, to)
  return starts
}

const missingOf = (index: BookIndex, name: string, year: string | null): UntestedReason => {
  const known = index.absences.filter((absence) => absence.name === name)
  const absence = known.find(({ period }) => period === year) ?? known.at(-1)
  if (absence?.absent === 'not_applicable') return 'not_for_kind'
  return absence?.absent === 'refused' ? 'refused' : 'not_filed'
}

export const ratedFigures = (index: BookIndex): RatedFigures => {
  const figures = companyFigures(index)
  const quarters = quartersOf(index)
  const starts = startsOf(index)
  const results = [...figures.annual('net_income'), ...figures.annual('revenue')]
  const year =
    results
      .map(({ period }) => period)
      .toSorted()
      .at(-1) ?? null
  return {
    kind: figures.kind,
    year,
    newest: figures.newest,
    annual: (name) =>
      figures
        .annual(name)
        .filter(({ period }) => FISCAL_YEAR.test(period) && period >= (starts.get(name) ?? '')),
    quarters: (name) => quarters.get(name) ?? [],
    at(token) {
      const entry = index.get(token)
      return entry ? inputOf(entry) : null
    },
    missing: (name) => missingOf(index, name, year),
    label(name) {
      const term = termOf(index.about, name)
      return { en: term?.en ?? name, zh: term?.zh ?? name }
    },
  }
}

/** Net income over operating income. Above this, something besides the business earned it. */
const OUTSIDE_INCOME = 1.1
/** A quarter's gain is told from this part of the profit of twelve months on. */
const GAIN_THAT_COUNTS = 0.1
const QUARTERS_A_YEAR = 4

const isFromOutside = (net: number, operating: number): boolean =>
  net > 0 && net > Math.max(operating, 0) * OUTSIDE_INCOME

/** Two figures of one period that show a gain from outside the business. */
export interface OutsideGain {
  net: Input
  operating: Input
}

const gainOf = (net: Input | null, operating: Input | null): OutsideGain | null =>
  net && operating && net.end === operating.end && !net.doubted && !operating.doubted
    ? isFromOutside(net.value, operating.value)
      ? { net, operating }
      : null
    : null

/** The gain from outside the business in the newest fiscal year. */
export const yearGain = (figures: RatedFigures): OutsideGain | null =>
  isFinancialKind(figures.kind)
    ? null
    : gainOf(
        figures.annual('net_income').at(-1) ?? null,
        figures.annual('operating_income').at(-1) ?? null,
      )

/** The same in the newest twelve months, or in one of their quarters. */
export const trailingGain = (figures: RatedFigures): OutsideGain | null => {
  if (isFinancialKind(figures.kind)) return null
  const net = figures.newest('net_income')
  const whole = gainOf(net, figures.newest('operating_income'))
  if (whole || !net) return whole
  const operating = figures.quarters('operating_income')
  const gains = figures
    .quarters('net_income')
    .slice(-QUARTERS_A_YEAR)
    .flatMap((quarter) => {
      const gain = gainOf(quarter, operating.find(({ end }) => end === quarter.end) ?? null)
      if (!gain || quarter.end > net.end) return []
      const excess = gain.net.value - gain.operating.value
      return excess >= Math.abs(net.value) * GAIN_THAT_COUNTS ? [gain] : []
    })
  return gains.at(-1) ?? null
}
