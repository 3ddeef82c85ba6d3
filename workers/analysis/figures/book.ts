/**
 * The figures of a check as series: by name and period, with what is newest and what came before.
 * Pure.
 */
import type { Figure } from '#shared/contracts/analysis.ts'
import type { ExhibitRule } from './exhibits/rule.ts'
import type { Relative } from './lexicon/dictionary.ts'
import type { NamedPeriod } from './periods.ts'

const QUARTER = /^(\d{4})Q([1-4])$/
const YEAR = /^FY(\d{4})$/

/** The period a number of years before a period; null when the form has no years. */
export const yearsBefore = (period: string, years: number): string | null => {
  const match = /^(FY)?(\d{4})(.*)$/.exec(period)
  if (!match || /^\d{4}-\d{2}-\d{2}$/.test(period)) return null
  return `${match[1] ?? ''}${Number(match[2]) - years}${match[3]}`
}

/** The quarter before a quarter; null for another period. */
export const quarterBefore = (period: string): string | null => {
  const match = QUARTER.exec(period)
  if (!match) return null
  const [year, quarter] = [Number(match[1]), Number(match[2])]
  return quarter === 1 ? `${year - 1}Q4` : `${year}Q${quarter - 1}`
}

/** Characters of the year at the beginning of `2025Q3`, `2025H1` and `2025-9M`. */
const YEAR_DIGITS = 4
const DAY_LENGTH = '2025-12-31'.length

const newestOf = (periods: Iterable<string>, form: RegExp): string | null =>
  [...periods]
    .filter((period) => form.test(period))
    .sort()
    .at(-1) ?? null

export class SeriesBook {
  readonly #series = new Map<string, Map<string, Figure>>()
  /** Whether every fiscal year ends with the calendar's; null until it is asked. */
  #isCalendar: boolean | null = null
  readonly #byEnd = new Map<string, Set<string>>()
  readonly #yearOf = new Map<string, string>()
  readonly newestYear: string | null
  readonly newestQuarter: string | null

  readonly #rules: ReadonlyMap<string, ExhibitRule>

  /** `rules` are those of tokens that are no figures of the company's own series. */
  constructor(figures: readonly Figure[], rules: ReadonlyMap<string, ExhibitRule> = new Map()) {
    this.#rules = rules
    const periods = new Set<string>()
    for (const figure of figures) {
      // What analysts expect, or a median of peers, is never what a bare number means.
      if (rules.has(figure.token)) continue
      const series = this.#series.get(figure.name) ?? new Map<string, Figure>()
      series.set(figure.period, figure)
      this.#series.set(figure.name, series)
      periods.add(figure.period)
      const ends = this.#byEnd.get(figure.end) ?? new Set()
      this.#byEnd.set(figure.end, ends.add(figure.period))
    }
    this.newestYear = newestOf(periods, YEAR)
    this.newestQuarter = newestOf(periods, QUARTER)
  }

  /**
   * The rule by which a token of an exhibit is read; undefined for a figure of the company's own.
   */
  ruleOf(token: string): ExhibitRule | undefined {
    return this.#rules.get(token)
  }

  has(name: string): boolean {
    return this.#series.has(name)
  }

  series(name: string): ReadonlyMap<string, Figure> {
    return this.#series.get(name) ?? new Map<string, Figure>()
  }

  get(name: string, period: string): Figure | undefined {
    return this.#series.get(name)?.get(period)
  }

  value(name: string, period: string): number | null {
    const figure = this.get(name, period)
    return figure ? Number(figure.value) : null
  }

  unit(name: string): string | null {
    for (const figure of this.series(name).values()) return figure.unit
    return null
  }

  /** The fiscal years of a figure, oldest first. */
  years(name: string): string[] {
    return [...this.series(name).keys()].filter((period) => YEAR.test(period)).sort()
  }

  /** The newest period of a figure of this form. */
  newest(name: string, form: 'year' | 'quarter'): string | null {
    return newestOf(this.series(name).keys(), form === 'year' ? YEAR : QUARTER)
  }

  /**
   * What may be meant when a text names no period: the newest fiscal year, the last twelve months,
   * and the newest of a figure that has neither.
   */
  unnamedPeriods(name: string): string[] {
    const year = this.newest(name, 'year')
    const found = [year ?? '', 'TTM'].filter((period) => this.get(name, period))
    if (found.length > 0) return found
    return this.newestPeriods(name)
  }

  /** The newest period of each form: a year, a quarter, and so on. */
  newestPeriods(name: string): string[] {
    const newest = [...this.series(name).values()].sort((a, b) => b.end.localeCompare(a.end))[0]
    return [
      ...new Set(
        [this.newest(name, 'year'), this.newest(name, 'quarter'), 'TTM', newest?.period].filter(
          (period) => typeof period === 'string' && this.get(name, period) !== undefined,
        ),
      ),
    ] as string[]
  }

  #ending(start: string): string[] {
    return [...this.#byEnd].flatMap(([end, periods]) => (end.startsWith(start) ? [...periods] : []))
  }

  /** The days of balances at the end of a quarter, where fiscal years are those of the calendar. */
  #quarterEnds(year: number, quarter: number): string[] {
    this.#isCalendar ??= [...this.#byEnd].every(
      ([end, periods]) => end.endsWith('-12-31') || ![...periods].some((p) => YEAR.test(p)),
    )
    const month = String(quarter * 3).padStart(2, '0')
    return this.#isCalendar
      ? this.#ending(`${year}-${month}-`).filter((period) => period.length === DAY_LENGTH)
      : []
  }

  /** The periods of figures that a named period can mean. */
  periodsNamed(period: NamedPeriod): string[] {
    switch (period.kind) {
      case 'year': {
        const own = `FY${period.year}`
        const ending = period.fiscal
          ? []
          : this.#ending(`${period.year}-`).filter((p) => YEAR.test(p))
        const days = this.#ending(`${period.year}-`).filter(
          (p) => /^\d{4}-/.test(p) && p.length === 10,
        )
        return [...new Set([own, ...ending, ...(this.newestYear === null ? days : [])])]
      }
      case 'quarter': {
        const year = period.year ?? Number(this.#newestYearOf(`Q${period.quarter}`))
        // The balance at the end of the fourth quarter is that of the year.
        return [
          `${year}Q${period.quarter}`,
          ...(period.quarter === 4 ? [`=FY${year}`] : []),
          ...this.#quarterEnds(year, period.quarter),
        ]
      }
      case 'half':
        return [`${period.year ?? this.#newestYearOf(`H${period.half}`)}H${period.half}`]
      case 'nine_months':
        return [`${period.year ?? this.#newestYearOf('-9M')}-9M`]
      case 'day':
        return [...this.#ending(period.day)]
      case 'month':
        return [...this.#ending(period.month)]
      case 'part':
      case 'span':
        return []
    }
  }

  /** The newest year of which there is a period with this ending, e.g. `Q3`; `0` for none. */
  #newestYearOf(ending: string): string {
    const known = this.#yearOf.get(ending)
    if (known !== undefined) return known
    const length = YEAR_DIGITS + ending.length
    const years = [...this.#series.values()].flatMap((series) =>
      [...series.keys()].flatMap((period) =>
        period.length === length && period.endsWith(ending) ? [period.slice(0, YEAR_DIGITS)] : [],
      ),
    )
    const newest = years.sort().at(-1) ?? '0'
    this.#yearOf.set(ending, newest)
    return newest
  }

  /** The periods that a word means; `main` is the period that the sentence speaks of. */
  periodsRelative(relative: Relative, name: string, main: readonly string[]): string[] {
    const year = this.newestYear ?? this.newest(name, 'year') ?? ''
    switch (relative) {
      case 'latest':
      case 'years':
        return [year]
      case 'newest':
        return this.newestPeriods(name)
      case 'quarter':
        return [this.newestQuarter ?? '']
      case 'previous':
        return (main.length > 0 ? main : [year]).flatMap((period) => yearsBefore(period, 1) ?? [])
      case 'before_previous':
        return (main.length > 0 ? main : [year]).flatMap((period) => yearsBefore(period, 2) ?? [])
      case 'previous_quarter':
        return (main.some((p) => QUARTER.test(p)) ? main : [this.newestQuarter ?? '']).flatMap(
          (period) => quarterBefore(period) ?? [],
        )
      case 'ttm':
        return ['TTM']
      case 'next':
      case 'month':
        return []
    }
  }
}
