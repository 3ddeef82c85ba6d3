/**
 * Ranks and percentiles of a column among companies of one group that have a value.
 * - A rank counts from 1 at the highest value. Equal values share the mean of their places: two at
 *   the top have 1.5 each.
 * - A percentile is `100 * (n - rank) / (n - 1)`: 100 at the highest value, 0 at the lowest, 50 for
 *   all when all are equal.
 * - A group with fewer than `LEAST_PEERS` companies with a value, the ranked one included, is too
 *   small: its companies are ranked among all of their kind, and if these are too few, among all of
 *   their market; else there is no rank, `too_few_peers`. Who has no industry is ranked so as well.
 * - Among the companies that pass a screen there is no wider group, and few that pass are ranked
 *   too.
 */
import type { CrossForm, Within } from './ast.ts'
import type { CompanyGroups, Groups, GroupLevel } from './company-groups.ts'
import { LEAST_PEERS } from './limits.ts'
import { type Column, IN_DOUBT } from './table.ts'
import { reasonByte } from './tables.ts'

/** How many companies had to be ranked in a wider group than was asked for. */
export interface Widened {
  kind: number
  market: number
}

/** Groups of the table; who passes is no group of it. */
export type WithinTable = Exclude<Within, 'passing'>

const LEVELS: Readonly<Record<WithinTable, readonly GroupLevel[]>> = {
  industry: ['industry', 'kind', 'market'],
  market: ['market'],
}

/** The values of each group in ascending order, one group after the other in `sorted`. */
interface Sorted {
  sorted: Float64Array
  /** Where each group begins; one more entry for the end of the last. */
  from: Int32Array
}

/** Sorts the groups that are large enough, of which a row in `wanted` is one. */
const sortedGroups = (
  { values, reasons }: Column,
  groups: Groups,
  wanted: Uint8Array,
  leastPeers: number,
): Sorted => {
  const rows = values.length
  const from = new Int32Array(groups.count + 1)
  const isWanted = new Uint8Array(groups.count)
  for (let row = 0; row < rows; row++) {
    const group = groups.of[row] as number
    if (group < 0 || ((reasons[row] as number) & ~IN_DOUBT) !== 0) continue
    from[group + 1] = (from[group + 1] as number) + 1
    if (wanted[row] === 1) isWanted[group] = 1
  }
  for (let group = 0; group < groups.count; group++)
    from[group + 1] = (from[group + 1] as number) + (from[group] as number)
  const sorted = new Float64Array(from[groups.count] as number)
  const next = from.slice(0, groups.count)
  for (let row = 0; row < rows; row++) {
    const group = groups.of[row] as number
    if (group < 0 || ((reasons[row] as number) & ~IN_DOUBT) !== 0) continue
    const place = next[group] as number
    next[group] = place + 1
    sorted[place] = values[row] as number
  }
  for (let group = 0; group < groups.count; group++) {
    const [begin, end] = [from[group] as number, from[group + 1] as number]
    if (isWanted[group] === 1 && end - begin >= leastPeers) sorted.subarray(begin, end).sort()
  }
  return { sorted, from }
}

/** The first place from `from` on whose value is at least so much, or above it. */
const placeOf = (
  sorted: Float64Array,
  from: number,
  to: number,
  value: number,
  isAbove: boolean,
): number => {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    const there = sorted[middle] as number
    if (there < value || (isAbove && there === value)) low = middle + 1
    else high = middle
  }
  return low
}

/** A column of places in the making: what has a value and no place yet is open. */
class Places {
  readonly values: Float64Array
  readonly reasons: Uint8Array
  readonly #of: Column
  readonly #form: CrossForm
  readonly #open: Uint8Array
  left = 0

  constructor(of: Column, form: CrossForm) {
    const rows = of.values.length
    this.values = new Float64Array(rows).fill(Number.NaN)
    this.reasons = of.reasons.slice()
    this.#of = of
    this.#form = form
    this.#open = new Uint8Array(rows)
    for (let row = 0; row < rows; row++)
      if (((of.reasons[row] as number) & ~IN_DOUBT) === 0) {
        this.#open[row] = 1
        this.left++
      }
  }

  /**
   * Gives the open rows of groups that are large enough their places. Returns how many these are.
   */
  rank(members: Groups, leastPeers: number): number {
    const open = this.#open
    const { sorted, from } = sortedGroups(this.#of, members, open, leastPeers)
    let ranked = 0
    for (let row = 0; row < open.length; row++) {
      if (open[row] !== 1) continue
      const group = members.of[row] as number
      if (group < 0) continue
      const [begin, end] = [from[group] as number, from[group + 1] as number]
      const count = end - begin
      if (count < leastPeers) continue
      const value = this.#of.values[row] as number
      const least = placeOf(sorted, begin, end, value, false)
      // Most values stand alone, so the next is looked at before all equal ones are searched.
      const isAlone = least + 1 === end || (sorted[least + 1] as number) !== value
      const above = isAlone ? least + 1 : placeOf(sorted, least, end, value, true)
      // Places count from the highest value: those above it, then the middle of its equals.
      const rank = end - above + (above - least + 1) / 2
      this.values[row] = this.#form === 'rank' ? rank : (100 * (count - rank)) / (count - 1)
      open[row] = 0
      ranked++
    }
    this.left -= ranked
    return ranked
  }

  /** What is still open has too few peers. */
  column(): Column {
    const tooFew = reasonByte('too_few_peers')
    for (let row = 0; row < this.#open.length; row++)
      if (this.#open[row] === 1) this.reasons[row] = tooFew
    return { values: this.values, reasons: this.reasons }
  }
}

export const crossColumn = (
  of: Column,
  form: CrossForm,
  within: WithinTable,
  groups: CompanyGroups,
): Column & { widened: Widened } => {
  const places = new Places(of, form)
  const widened: Widened = { kind: 0, market: 0 }
  for (const level of LEVELS[within]) {
    if (places.left === 0) break
    const ranked = places.rank(groups.groups(level), LEAST_PEERS)
    if (level !== within) widened[level === 'kind' ? 'kind' : 'market'] += ranked
  }
  return { ...places.column(), widened }
}

/**
 * Only what is ranked among others: a company that does not pass has no place among those that do.
 */
export const ofPassing = ({ values, reasons }: Column, passing: Uint8Array): Column => {
  const notApplicable = reasonByte('not_applicable')
  return { values, reasons: reasons.map((reason, row) => (passing[row] ? reason : notApplicable)) }
}

/** One place is always the first; a percentile needs somebody to be above. */
const LEAST_PASSING: Readonly<Record<CrossForm, number>> = { rank: 1, percentile: 2 }

/** Places among all companies with a value, of whatever market. */
export const crossPassing = (of: Column, form: CrossForm): Column => {
  const places = new Places(of, form)
  places.rank({ of: new Int32Array(of.values.length), count: 1 }, LEAST_PASSING[form])
  return places.column()
}
