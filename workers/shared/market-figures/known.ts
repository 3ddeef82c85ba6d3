/**
 * What was known of a company on a day: the newest twelve months of a flow and the newest balance,
 * from filed figures that were public before that day's trading. A figure that was filed again
 * later has its former value until then. Pure.
 */
import type { Fact } from '../contracts/facts.ts'
import { dayOf, sameDay, YEAR_DRIFT_DAYS } from '../days.ts'
import { isQuarterLong, isYearLong, PERIOD_DAYS } from '../period-length.ts'

export type KnownFact = Pick<
  Fact,
  'concept' | 'start' | 'end' | 'value' | 'unit' | 'known_at' | 'former'
>

/** A fact with its days as numbers. */
interface Dated {
  fact: KnownFact
  /** Days; null for a balance. */
  start: number | null
  end: number
}

/** A value that was known, the last day of its period, and its unit. */
export interface KnownValue {
  value: number
  end: number
  unit: string
}

/**
 * The moment of a day up to which a filing counts. It lies after the end of the day before in New
 * York and before the end of the day itself in Asia, so what was filed in the evening counts from
 * the next day's trading.
 */
const BEFORE_TRADING = 'T12:00:00.000Z'

/** Figures whose period ended longer ago say nothing of the day: a year and half and a filing. */
export const STALE_DAYS = 550

/**
 * Earnings per share are told to a hundredth: below this, rounding is more than a tenth of them.
 */
const LEAST_PER_SHARE = 0.05

const daysLong = (start: number, end: number): number => end - start + 1

const knownValue = (fact: KnownFact, until: string): number | null => {
  if (fact.known_at <= until) return Number(fact.value)
  return fact.former && fact.former.known_at <= until ? Number(fact.former.value) : null
}

interface Span extends KnownValue {
  start: number
}

/** The newest period of a list, longest first among those that end on one day. */
const newestOf = <S extends KnownValue>(spans: readonly S[]): S | null =>
  spans.reduce<S | null>((best, one) => (best === null || one.end > best.end ? one : best), null)

/** The year and what came after it, less the same part of the year before. */
const rolledOn = (spans: readonly Span[], year: Span): KnownValue | null => {
  const toDate = newestOf(
    spans.filter(
      ({ start, end }) =>
        sameDay(start, year.end + 1) && daysLong(start, end) < PERIOD_DAYS.FY.least,
    ),
  )
  if (!toDate) return year
  const length = daysLong(toDate.start, toDate.end)
  const before = spans.find(
    ({ start, end }) =>
      sameDay(start, year.start) && Math.abs(daysLong(start, end) - length) <= YEAR_DRIFT_DAYS,
  )
  if (!before || before.unit !== toDate.unit || year.unit !== toDate.unit) return null
  return {
    value: year.value + toDate.value - before.value,
    end: toDate.end,
    unit: year.unit,
  }
}

/** Four quarters in a row, for companies of which only quarters are known. */
const fourQuarters = (spans: readonly Span[]): KnownValue | null => {
  const quarters = spans.filter(({ start, end }) => isQuarterLong(daysLong(start, end)))
  const last = newestOf(quarters)
  if (!last) return null
  const row = [last]
  while (row.length < 4) {
    const next = row.at(-1)
    const before = quarters.find(
      ({ end, unit }) => next && sameDay(end, next.start - 1) && unit === next.unit,
    )
    if (!before) return null
    row.push(before)
  }
  return { value: row.reduce((sum, { value }) => sum + value, 0), end: last.end, unit: last.unit }
}

export class KnownFigures {
  readonly #byConcept = new Map<string, Dated[]>()

  constructor(facts: Iterable<KnownFact>) {
    for (const fact of facts) {
      const dated = {
        fact,
        start: fact.start === null ? null : dayOf(fact.start),
        end: dayOf(fact.end),
      }
      const known = this.#byConcept.get(fact.concept)
      if (known) known.push(dated)
      else this.#byConcept.set(fact.concept, [dated])
    }
  }

  /** Whether anything of the concept was ever filed. */
  has(concept: string): boolean {
    return this.#byConcept.has(concept)
  }

  /** The twelve months of a flow that were the newest known on a day; null when none or too old. */
  trailing(concept: string, day: string): KnownValue | null {
    const until = `${day}${BEFORE_TRADING}`
    const spans: Span[] = []
    for (const { fact, start, end } of this.#byConcept.get(concept) ?? []) {
      const value = start === null ? null : knownValue(fact, until)
      if (start !== null && value !== null) spans.push({ start, end, value, unit: fact.unit })
    }
    const year = newestOf(spans.filter(({ start, end }) => isYearLong(daysLong(start, end))))
    const found = newestOf(
      [year && rolledOn(spans, year), fourQuarters(spans)].filter((one) => one !== null),
    )
    return found && dayOf(day) - found.end <= STALE_DAYS ? found : null
  }

  /** The weighted average of the newest period that was known on a day. */
  average(concept: string, day: string): (KnownValue & { known_at: string }) | null {
    return this.#newest(concept, day, false)
  }

  /** The balance that was the newest known on a day, with when it became known. */
  balance(concept: string, day: string): (KnownValue & { known_at: string }) | null {
    return this.#newest(concept, day, true)
  }

  /**
   * The average number of shares that net income and earnings per share imply, of the newest period
   * of which both were known on a day. Earnings per share are rounded, so tiny ones imply nothing.
   */
  impliedAverage(day: string): (KnownValue & { known_at: string }) | null {
    const until = `${day}${BEFORE_TRADING}`
    for (const concept of ['eps_basic', 'eps_diluted']) {
      const newest = (this.#byConcept.get(concept) ?? [])
        .filter(({ fact, start }) => start !== null && knownValue(fact, until) !== null)
        .toSorted((a, b) => b.end - a.end)
      for (const { fact, start, end } of newest) {
        const perShare = knownValue(fact, until) ?? 0
        if (Math.abs(perShare) < LEAST_PER_SHARE) continue
        const income = this.#byConcept
          .get('net_income')
          ?.find((one) => one.start === start && one.end === end)?.fact
        const whole = income ? knownValue(income, until) : null
        if (!income || whole === null || fact.unit !== `${income.unit}/share`) continue
        if (whole / perShare <= 0) continue
        if (dayOf(day) - end > STALE_DAYS) return null
        const known_at = fact.known_at <= until ? fact.known_at : (fact.former?.known_at ?? '')
        return { value: whole / perShare, end, unit: 'shares', known_at }
      }
    }
    return null
  }

  #newest(concept: string, day: string, isBalance: boolean) {
    const until = `${day}${BEFORE_TRADING}`
    let newest: (KnownValue & { known_at: string }) | null = null
    for (const { fact, start, end } of this.#byConcept.get(concept) ?? []) {
      const value = (start === null) === isBalance ? knownValue(fact, until) : null
      if (value === null || (newest && newest.end >= end)) continue
      const known_at =
        fact.known_at <= until ? fact.known_at : (fact.former?.known_at ?? fact.known_at)
      newest = { value, end, unit: fact.unit, known_at }
    }
    return newest && dayOf(day) - newest.end <= STALE_DAYS ? newest : null
  }
}
