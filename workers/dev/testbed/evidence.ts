/**
 * Why a check fails, worked out from the values of the filer's own reports: a line of the same
 * period that is as large as the gap and whose tag or caption names what it is, another version of
 * one of the terms, or a count in another unit.
 */
import type { FiledValue } from '../../aggregator/providers/sec/data-sets/rows.ts'
import { grainOf } from '../../aggregator/providers/sec/sums.ts'
import { addDays, daysBetween } from '#shared/calendar.ts'
import type { TestbedFailure } from './failures.ts'
import type { Filer } from './filers.ts'

export interface FailureEvidence {
  kind: string
  /** What was found, as a reader can look it up. */
  found: string
}

/** What a line is by its name, for each check that leaves a gap. The first that fits is taken. */
const NAMED: Readonly<Record<string, readonly (readonly [RegExp, string])[]>> = {
  cash_flows: [
    [/discontinu|disposal|held for sale/i, 'flows_of_discontinued_operations'],
    [/consolidat|acqui|merger|variable interest/i, 'newly_consolidated_cash'],
    [/cumulative|correct|reclass|adjust/i, 'correction_of_cash'],
  ],
  cash_roll: [
    [/discontinu|disposal|held for sale|transfer/i, 'cash_of_discontinued_operations'],
    [/consolidat|acqui|merger|variable interest|subsidiar/i, 'newly_consolidated_cash'],
    [/cumulative|correct|reclass|adjust|exchange/i, 'correction_of_cash'],
  ],
  balance_sheet: [[/noncontrolling|minority|redeem|partner|preferred|unit/i, 'own_line_between']],
  equity_parts: [
    [/noncontrolling|minority|preferred|variable interest/i, 'own_line_beside_equity'],
  ],
  gross_profit: [[/restructur|amortiz|impair|charge|cost/i, 'own_cost_line']],
  net_income_parts: [[/preferred|preference|dividend/i, 'own_preferred_dividends']],
}

const QUARTER_DAYS = 91.3
/** Terms of a sum are rounded each by itself. */
const ROUNDED_TERMS = 3
/** A mistaken unit is off by a thousand or a million; EPS may be of one class of several. */
const UNITS = [1e3, 1e6, 1e-3, 1e-6]
const UNIT_TOLERANCE = 0.3
/** A count of shares outstanding is not a hundred times the weighted average. */
const COUNT_FACTOR = 100
/** EPS is rounded to cents. */
const HALF_CENT = 0.005
/** The most, in the currency of the report, that any company earns or pays for one share. */
const MOST_PER_SHARE = 10_000

const numbersIn = (text: string): number[] =>
  [...text.matchAll(/(?<![\w@.-])-?\d+(?:\.\d+)?(?![\w-])/g)].map(([n]) => Number(n))

const isUnit = (ratio: number): boolean =>
  UNITS.some((unit) => Math.abs(ratio / unit - 1) <= UNIT_TOLERANCE)

interface FailurePlace {
  quarters: number
  end: string
  /** The day before the first day of a flow; null for a balance. */
  before: string | null
}
const placeOf = ({ start, end }: TestbedFailure): FailurePlace => ({
  quarters: start === null ? 0 : Math.round(daysBetween(start, end) / QUARTER_DAYS),
  end,
  before: start === null ? null : addDays(start, -1),
})

/** The SEC rounds the days of the data sets to the ends of months. */
const isDay = (a: string, b: string | null): boolean =>
  b !== null && Math.abs(daysBetween(a, b)) <= 3

const linesOf = ({ values }: Filer, { quarters, end, before }: FailurePlace): FiledValue[] =>
  values.filter(
    (row) =>
      row.value !== 0 &&
      ((row.quarters === quarters && isDay(row.date, end)) ||
        (row.quarters === 0 && (isDay(row.date, end) || isDay(row.date, before)))),
  )

const nameOf = ({ captions }: Filer, tag: string): string =>
  `${tag.replaceAll(/([a-z])([A-Z])/g, '$1 $2')} ${captions.get(tag) ?? ''}`

/** A line, or the sum or difference of two lines of one kind, that is as large as the gap. */
const lineOf = (filer: Filer, failure: TestbedFailure, off: number): FailureEvidence | null => {
  const lines = linesOf(filer, placeOf(failure))
  const allowed = Math.max(ROUNDED_TERMS * grainOf(lines.map(({ value }) => value)), 1)
  const fits = (amount: number): boolean =>
    Math.abs(Math.abs(amount) - Math.abs(off)) <= Math.min(allowed, Math.abs(off) / 10)
  for (const [name, kind] of NAMED[failure.check] ?? []) {
    const named = lines.filter(({ tag }) => name.test(nameOf(filer, tag)))
    const one = named.find(({ value }) => fits(value))
    if (one) return { kind, found: `${one.tag} ${one.value}` }
    for (const [at, a] of named.entries())
      for (const b of named.slice(at + 1)) {
        if (a.tag === b.tag && a.date === b.date && a.quarters === b.quarters) continue
        if (fits(a.value + b.value) || fits(a.value - b.value))
          return { kind, found: `${a.tag} ${a.value} and ${b.tag} ${b.value}` }
      }
  }
  return null
}

/** A term of the sum for which another report has a value that differs by the size of the gap. */
const versionOf = (filer: Filer, failure: TestbedFailure, off: number): FailureEvidence | null => {
  const terms = new Set(numbersIn(failure.detail))
  const lines = linesOf(filer, placeOf(failure))
  for (const row of lines) {
    if (!terms.has(row.value)) continue
    const other = lines.find(
      ({ tag, date, quarters, value }) =>
        tag === row.tag &&
        date === row.date &&
        quarters === row.quarters &&
        value !== row.value &&
        Math.abs(Math.abs(value - row.value) - Math.abs(off)) <= Math.abs(off) / 100,
    )
    if (other)
      return {
        kind: 'filing_contradicts_itself',
        found: `${row.tag} is ${row.value} in ${row.accn} and ${other.value} in ${other.accn}`,
      }
  }
  return null
}

const ofGap = (filer: Filer, failure: TestbedFailure): FailureEvidence | null => {
  const off = /off by (-?[\d.]+)/.exec(failure.detail)?.[1]
  if (off === undefined) return null
  return versionOf(filer, failure, Number(off)) ?? lineOf(filer, failure, Number(off))
}

const ofEps = (filer: Filer, failure: TestbedFailure): FailureEvidence | null => {
  const [eps = 0, shares = 0, , income = 0] = numbersIn(failure.detail.replace('%', ' '))
  if (income === 0) return null
  const ratio = (eps * shares) / income
  if (isUnit(ratio))
    return { kind: 'count_in_thousands', found: `${shares} shares make ${ratio} of the income` }
  if (shares < 0) return { kind: 'sign_of_a_deduction', found: `${shares} shares` }
  const gap = income - eps * shares
  const line = linesOf(filer, placeOf(failure)).find(
    ({ tag, value }) =>
      /preferred|preference|participat|accretion/i.test(nameOf(filer, tag)) &&
      Math.abs(Math.abs(value) - Math.abs(gap)) <= HALF_CENT * Math.abs(shares),
  )
  return line ? { kind: 'own_preferred_dividends', found: `${line.tag} ${line.value}` } : null
}

const ofCount = ({ detail }: TestbedFailure): FailureEvidence | null => {
  const [count = 0, average = 0] = numbersIn(detail)
  return average > 0 && (count > COUNT_FACTOR * average || COUNT_FACTOR * count < average)
    ? { kind: 'count_in_another_unit', found: `${count} beside ${average} weighted shares` }
    : null
}

const ofRange = ({ detail }: TestbedFailure): FailureEvidence | null => {
  const [value = 0] = numbersIn(detail)
  if (/USD\/share/.test(detail) && Math.abs(value) > MOST_PER_SHARE)
    return { kind: 'wrong_tag', found: `${value} a share` }
  if (/^shares_outstanding/.test(detail) && value === 0)
    return { kind: 'count_in_another_unit', found: 'no shares' }
  if (value >= 0) return null
  return /^revenue/.test(detail)
    ? { kind: 'negative_revenue', found: `${value}` }
    : { kind: 'sign_of_a_deduction', found: `${value} of what cannot be below zero` }
}

/** Null where the values do not tell. */
export const evidenceOf = (filer: Filer, failure: TestbedFailure): FailureEvidence | null => {
  switch (failure.check) {
    case 'eps':
      return ofEps(filer, failure)
    case 'share_count':
      return ofCount(failure)
    case 'range':
      return ofRange(failure)
    default:
      return ofGap(filer, failure)
  }
}
