/** A company's figures as the tests of the rating read them. Pure. */
import { comparableFrom } from '../book/breaks.ts'
import { type BookIndex, type FigureEntry, startOf, termOf } from '../book/figure-index.ts'
import type { Figure } from '../contracts/analysis.ts'
import type { Break } from '../contracts/facts.ts'
import type { IndustryKind } from '../industry.ts'
import { type Input, isFinancialKind } from '../valuation/company-figures.ts'
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

/** A figure with whether it is of a day (a balance, a price) and not of a span. */
export interface RatedFigure extends Figure {
  of_a_day: boolean
}

/** What figures are read from: a book with its exhibits, or the table that a module is given. */
export interface RatedSource {
  kind: IndustryKind
  entries: Iterable<RatedFigure>
  absences: readonly { name: string; period: string; absent: string }[]
  breaks: readonly Break[]
  label(name: string): TwoLanguages
  find(token: string): RatedFigure | undefined
}

const QUARTER = /^\d{4}Q[1-4]$/
const FISCAL_YEAR = /^FY\d{4}$/
const TWELVE_MONTHS = 'TTM'
/** Periods of rows that compare: `peers_median`, `peers_own`. */
const OF_PEERS = 'peers_'

const inputOf = ({ token, name, period, value, end, unit, doubts }: RatedFigure): Input => ({
  token,
  name,
  period,
  value: Number(value),
  end,
  unit,
  doubted: doubts !== undefined,
})

/** The figures of each name, oldest first. What is said of peers is none of the company's. */
const byName = (entries: Iterable<RatedFigure>): Map<string, RatedFigure[]> => {
  const figures = new Map<string, RatedFigure[]>()
  for (const entry of entries) {
    if (entry.period.startsWith(OF_PEERS)) continue
    const known = figures.get(entry.name)
    if (known) known.push(entry)
    else figures.set(entry.name, [entry])
  }
  for (const entries of figures.values()) entries.sort((a, b) => a.end.localeCompare(b.end))
  return figures
}

const missingOf = (
  absences: RatedSource['absences'],
  name: string,
  year: string | null,
): UntestedReason => {
  const known = absences.filter((absence) => absence.name === name)
  const absence = known.find(({ period }) => period === year) ?? known.at(-1)
  if (absence?.absent === 'not_applicable') return 'not_for_kind'
  return absence?.absent === 'refused' ? 'refused' : 'not_filed'
}

export const ratedFrom = ({
  kind,
  entries,
  absences,
  breaks,
  label,
  find,
}: RatedSource): RatedFigures => {
  const figures = byName(entries)
  const starts = comparableFrom(breaks)
  const named = (name: string, form: RegExp): Input[] =>
    (figures.get(name) ?? []).filter(({ period }) => form.test(period)).map(inputOf)
  const years = (name: string): Input[] =>
    named(name, FISCAL_YEAR).filter(({ period }) => period >= (starts.get(name) ?? ''))
  const results = [...years('net_income'), ...years('revenue')]
  const year =
    results
      .map(({ period }) => period)
      .toSorted()
      .at(-1) ?? null
  return {
    kind,
    year,
    newest(name) {
      const read = (figures.get(name) ?? []).filter(
        ({ period, of_a_day }) => period === TWELVE_MONTHS || FISCAL_YEAR.test(period) || of_a_day,
      )
      const found = read.find(({ period }) => period === TWELVE_MONTHS) ?? read.at(-1)
      return found ? inputOf(found) : null
    },
    annual: years,
    quarters: (name) => named(name, QUARTER),
    at(token) {
      const found = find(token)
      return found ? inputOf(found) : null
    },
    missing: (name) => missingOf(absences, name, year),
    label,
  }
}

const ratedEntry = (entry: FigureEntry): RatedFigure => ({
  ...entry,
  of_a_day: startOf(entry) === null,
})

function* ratedEntries(index: BookIndex): Generator<RatedFigure> {
  for (const entry of index.entries()) yield ratedEntry(entry)
}

export const ratedFigures = (index: BookIndex): RatedFigures =>
  ratedFrom({
    kind: index.about.industry_kind ?? 'general',
    entries: ratedEntries(index),
    absences: index.absences,
    breaks: index.about.breaks,
    label(name) {
      const term = termOf(index.about, name)
      return { en: term?.en ?? name, zh: term?.zh ?? name }
    },
    find(token) {
      const entry = index.get(token)
      return entry && ratedEntry(entry)
    },
  })

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
