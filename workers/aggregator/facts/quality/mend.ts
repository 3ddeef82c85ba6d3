/**
 * Mends a sign or a scale that an identity contradicts, only where the identity leaves one reading:
 * exactly one change of one figure makes it hold, and no other identity then fails; of a count of
 * shares, where other counts bear the change out. The figure keeps its id, so that it leads to the
 * filing, and states the filed value.
 */
import Decimal from 'decimal.js'
import type { Fact } from '#shared/contracts/facts.ts'
import type { QualityBook, BookEntry } from './book.ts'
import { type CheckId, ROUNDING } from './catalogue.ts'
import { gapOf, type SumTerm } from './exact.ts'
import type { Findings } from './findings.ts'
import { mendedCounts } from './mend-counts.ts'
import {
  FLOWS,
  IDENTITIES,
  oneUnit,
  type Part,
  partsOf,
  partsOfIdentity,
  restatedApart,
} from './identities.ts'

/** The changes that are tried: the other sign, and thousands or millions in place of ones. */
const FACTORS = ['-1', '1000', '0.001', '1000000', '0.000001']

interface Sum {
  check: CheckId
  whole: BookEntry
  parts: SumTerm[]
  /** The terms that may be at fault; all when not given. */
  suspects: BookEntry[]
}

/** Income after tax, where nothing stands between it and net income. */
const AFTER_TAX: readonly Part[] = [
  ['pretax_income', 1],
  ['income_tax', -1],
]

const sumsOf = (book: QualityBook): Sum[] => {
  const sums: Sum[] = []
  const add = (check: CheckId, whole: BookEntry, parts: SumTerm[], suspects?: BookEntry[]) => {
    const entries = [whole, ...parts.map(({ entry }) => entry)]
    if (oneUnit(entries)) sums.push({ check, whole, parts, suspects: suspects ?? entries })
  }
  for (const identity of IDENTITIES)
    for (const whole of book.of(identity.whole)) {
      const parts = partsOfIdentity(book, whole, identity)
      if (parts) add(identity.check, whole, parts)
    }
  for (const whole of book.of('net_change_in_cash')) {
    const parts = partsOf(book, whole, [...FLOWS, ['exchange_rate_effect_on_cash', 1]])
    if (parts) add('cash_flows', whole, parts)
  }
  for (const whole of book.of('net_income')) {
    const parts = partsOf(book, whole, AFTER_TAX)
    const minority = book.beside(whole, 'minority_interest_income')
    // Discontinued operations and associates may stand between, so only net income is tried.
    if (parts && (minority?.n ?? 0) === 0) add('income_after_tax', whole, parts, [whole])
  }
  return sums
}

const scaled = (entry: BookEntry, factor: string): BookEntry => {
  const value = new Decimal(entry.fact.value).times(factor)
  return { ...entry, n: value.toNumber(), fact: { ...entry.fact, value: value.toFixed() } }
}

const withEntry = (
  { whole, parts }: Sum,
  old: BookEntry,
  entry: BookEntry,
): [BookEntry, SumTerm[]] => [
  whole === old ? entry : whole,
  parts.map((part) => (part.entry === old ? { ...part, entry } : part)),
]

const holds = (sum: Sum, old?: BookEntry, entry?: BookEntry): boolean =>
  old && entry
    ? gapOf(...withEntry(sum, old, entry), ROUNDING) === null
    : gapOf(sum.whole, sum.parts, ROUNDING) === null

const entriesOf = ({ whole, parts }: Sum): BookEntry[] => [whole, ...parts.map((p) => p.entry)]

interface Mend {
  entry: BookEntry
  factor: string
  check: CheckId
  /** The figures that prove the mended value: beside them no other value is possible. */
  others: readonly BookEntry[]
}

/**
 * The one change that makes the sum hold and breaks no other; null when there is not exactly one.
 */
const mendOf = (sum: Sum, all: readonly Sum[]): Mend | null => {
  const mends = sum.suspects
    .filter(({ n }) => n !== 0)
    .flatMap((entry) =>
      FACTORS.filter(
        (factor) =>
          holds(sum, entry, scaled(entry, factor)) &&
          // A figure that only disappears beside the others is not mended by that.
          !holds(sum, entry, scaled(entry, '0')),
      ).map((factor) => ({
        entry,
        factor,
        check: sum.check,
        others: entriesOf(sum).filter((other) => other !== entry),
      })),
    )
  const [only] = mends
  if (!only || mends.length > 1) return null
  const changed = scaled(only.entry, only.factor)
  const others = all.filter((other) => other !== sum && entriesOf(other).includes(only.entry))
  return others.every((other) => holds(other, only.entry, changed) || !holds(other)) ? only : null
}

/** The mends that the sums ask for, by the index of the fact. */
const mendsOfSums = (book: QualityBook, report: Findings): Map<number, Mend> => {
  const all = sumsOf(book)
  const mends = new Map<number, Mend>()
  const refuted = new Set<number>()
  for (const sum of all) {
    if (holds(sum) || restatedApart(book, entriesOf(sum))) continue
    report.made('mended')
    const mend = mendOf(sum, all)
    if (!mend) continue
    const known = mends.get(mend.entry.at)
    if (known && known.factor !== mend.factor) refuted.add(mend.entry.at)
    if (!known) mends.set(mend.entry.at, mend)
  }
  // Two changes in one sum are not one reading of it.
  for (const sum of all) {
    const changed = entriesOf(sum).filter(({ at }) => mends.has(at))
    if (changed.length > 1) for (const { at } of changed) refuted.add(at)
  }
  for (const at of refuted) mends.delete(at)
  return mends
}

/** The mends of sums and of counts of shares; a count is not mended beside a mended income. */
const mendsOf = (book: QualityBook, report: Findings): Map<number, Mend> => {
  const mends = mendsOfSums(book, report)
  for (const { entry, factor, others } of mendedCounts(book)) {
    report.made('mended')
    if (others.every(({ at }) => !mends.has(at)))
      mends.set(entry.at, { entry, factor, check: 'eps', others })
  }
  return mends
}

/** The facts with what could be mended, and the indexes of those that were; null when none was. */
export const mended = (
  book: QualityBook,
  facts: readonly Fact[],
  report: Findings,
): { facts: Fact[]; at: ReadonlySet<number> } | null => {
  const mends = mendsOf(book, report)
  if (mends.size === 0) return null
  return {
    at: new Set(mends.keys()),
    facts: facts.map((fact, at) => {
      const mend = mends.get(at)
      if (!mend) return fact
      const { value } = scaled(mend.entry, mend.factor).fact
      const text = mend.others
        .map((entry) => `${entry.fact.concept} ${entry.fact.value}`)
        .join(', ')
      report.failed(
        'mended',
        [mend.entry],
        `${fact.concept} is filed as ${fact.value} ${fact.unit}; beside ${text} only ${value} is possible (${mend.factor} times the filed value), so it is given as that`,
        mend.others.map((entry) => entry.fact),
      )
      return { ...fact, value, mended_from: { value: fact.value, check: mend.check } }
    }),
  }
}
