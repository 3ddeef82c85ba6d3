/** Checks within one statement: a whole against its parts, read from a table. */
import type { ConceptId } from '#shared/concepts.ts'
import { filedApart } from '../../metrics/restatement.ts'
import { heldAsStated } from './as-stated.ts'
import type { QualityBook, BookEntry } from './book.ts'
import { type CheckId, OTHER_REVENUE, ROUNDING, WITHOUT_EXCHANGE_RATES } from './catalogue.ts'
import { type Gap, gapOf, percent, type SumTerm } from './exact.ts'
import type { Findings } from './findings.ts'

export type Part = readonly [ConceptId, 1 | -1]

export interface SumIdentity {
  check: CheckId
  whole: ConceptId
  /** Alternatives; the first one whose parts are all known is used. */
  ways: readonly (readonly Part[])[]
  /** A part that some filers count among one of the others, and others apart: both are right. */
  apart?: Part
}

export const IDENTITIES: readonly SumIdentity[] = [
  {
    check: 'balance_sheet',
    whole: 'total_assets',
    ways: [
      [
        ['total_liabilities', 1],
        ['total_equity', 1],
      ],
      [
        ['total_liabilities', 1],
        ['equity_parent', 1],
        ['minority_interest', 1],
      ],
    ],
    // US GAAP sets it between the two.
    apart: ['temporary_equity', 1],
  },
  {
    check: 'equity_parts',
    whole: 'total_equity',
    ways: [
      [
        ['equity_parent', 1],
        ['minority_interest', 1],
      ],
    ],
  },
  {
    check: 'gross_profit',
    whole: 'gross_profit',
    ways: [
      [
        ['revenue', 1],
        ['cost_of_revenue', -1],
      ],
    ],
  },
  {
    check: 'net_income_parts',
    whole: 'net_income_total',
    ways: [
      [
        ['net_income', 1],
        ['minority_interest_income', 1],
      ],
    ],
  },
]

/**
 * Whether one figure is restated and another stands as first filed. Only figures of one provider
 * are compared: the dates of another provider say nothing about them.
 */
export const restatedApart = (book: QualityBook, entries: readonly BookEntry[]): boolean => {
  const [first, ...rest] = entries
  return rest.some(
    (entry) =>
      first !== undefined &&
      entry.fact.provider === first.fact.provider &&
      entry.fact.basis.standard === first.fact.basis.standard &&
      entry.unit === first.unit &&
      filedApart(first, entry, book.lastKnown),
  )
}

/** Says in words how far a sum is off. */
const sumText = (whole: BookEntry, parts: readonly SumTerm[], gap: Gap): string => {
  const sum = parts
    .map(
      ({ entry, sign }, i) =>
        `${sign === -1 ? '- ' : i > 0 ? '+ ' : ''}${entry.fact.concept} ${entry.fact.value}`,
    )
    .join(' ')
  return `${whole.fact.concept} ${whole.fact.value} is not ${sum}: off by ${gap.off} ${whole.fact.unit} (${percent(gap.fraction)} of the largest)`
}

export const partsOf = (
  book: QualityBook,
  whole: BookEntry,
  way: readonly Part[],
): SumTerm[] | null => {
  const terms: SumTerm[] = []
  for (const [concept, sign] of way) {
    const entry = book.beside(whole, concept)
    if (!entry) return null
    terms.push({ entry, sign })
  }
  return terms
}

/** Whether all are in one unit. If not, they cannot be added, and another check reports it. */
export const oneUnit = (entries: readonly BookEntry[]): boolean =>
  entries.every((e) => e.unit !== null && e.unit === entries[0]?.unit)

/**
 * The likely harmless reason for a difference. The finding stays, and this reason is given with it.
 */
const likelyReason = (check: CheckId, whole: BookEntry, gap: Gap): string =>
  check === 'balance_sheet' && whole.fact.basis.standard === 'US-GAAP' && !gap.off.startsWith('-')
    ? '; US GAAP sets temporary equity between the two, which may be filed under a tag of its own'
    : ''

/**
 * Under CAS the revenue of the concept list is 营业总收入. It includes interest and fees, while gross
 * profit is computed from sales only.
 */
const hasOtherRevenue = (check: CheckId, whole: BookEntry, gap: Gap): boolean =>
  check === 'gross_profit' &&
  whole.fact.basis.standard === 'CAS' &&
  gap.off.startsWith('-') &&
  gap.fraction <= OTHER_REVENUE

/** Terms of one statement are restated together; the cash of another date is restated alone. */
const LEAST_RESTATED = 2

const checkSum = (
  book: QualityBook,
  report: Findings,
  check: CheckId,
  whole: BookEntry,
  parts: readonly SumTerm[],
  leastRestated = LEAST_RESTATED,
): void => {
  const entries = [whole, ...parts.map((part) => part.entry)]
  if (!oneUnit(entries)) return
  const gap = gapOf(whole, parts, ROUNDING)
  const excused =
    gap &&
    (restatedApart(book, entries) ||
      hasOtherRevenue(check, whole, gap) ||
      heldAsStated(whole, parts, ROUNDING, leastRestated))
  if (excused) return
  report.made(check)
  if (gap)
    report.failed(check, entries, sumText(whole, parts, gap) + likelyReason(check, whole, gap))
}

const isSum = (whole: BookEntry, parts: readonly SumTerm[]): boolean =>
  oneUnit([whole, ...parts.map((part) => part.entry)]) && gapOf(whole, parts, ROUNDING) === null

/** The parts of the first way that are all known, with the part that stands apart where it fits. */
export const partsOfIdentity = (
  book: QualityBook,
  whole: BookEntry,
  { ways, apart }: SumIdentity,
): SumTerm[] | null => {
  const parts = ways.map((way) => partsOf(book, whole, way)).find((found) => found !== null)
  if (!parts) return null
  const extra = apart ? partsOf(book, whole, [apart]) : null
  if (!extra || isSum(whole, parts)) return parts
  return [...parts, ...extra]
}

export const checkIdentities = (book: QualityBook, report: Findings): void => {
  for (const identity of IDENTITIES) {
    const { check, whole: concept } = identity
    for (const whole of book.of(concept)) {
      const parts = partsOfIdentity(book, whole, identity)
      if (parts) checkSum(book, report, check, whole, parts)
    }
  }
}

export const FLOWS: readonly Part[] = [
  ['operating_cash_flow', 1],
  ['investing_cash_flow', 1],
  ['financing_cash_flow', 1],
]

/**
 * With the flow of discontinued operations where it stands beside the three and the sum needs it.
 */
const withDiscontinued = (
  book: QualityBook,
  whole: BookEntry,
  flows: readonly SumTerm[],
): SumTerm[] => {
  const apart = partsOf(book, whole, [['discontinued_cash_flow', 1]])
  return apart && !isSum(whole, flows) && isSum(whole, [...flows, ...apart])
    ? [...flows, ...apart]
    : [...flows]
}

/**
 * The three cash flows must add up to the change in cash: exactly when the effect of exchange rates
 * is known, otherwise approximately.
 */
export const checkCashFlows = (book: QualityBook, report: Findings): void => {
  for (const whole of book.of('net_change_in_cash')) {
    const flows = partsOf(book, whole, FLOWS)
    if (!flows) continue
    const rates = book.beside(whole, 'exchange_rate_effect_on_cash')
    if (rates) {
      const parts: SumTerm[] = [...flows, { entry: rates, sign: 1 }]
      checkSum(book, report, 'cash_flows', whole, withDiscontinued(book, whole, parts))
      continue
    }
    const parts = withDiscontinued(book, whole, flows)
    const entries = [whole, ...parts.map((part) => part.entry)]
    if (!oneUnit(entries)) continue
    const cash = book.at(whole, 'end_cash', whole.to)
    const gap = gapOf(
      whole,
      parts,
      WITHOUT_EXCHANGE_RATES,
      cash && cash.unit === whole.unit ? Math.abs(cash.n) : 0,
    )
    if (gap && restatedApart(book, entries)) continue
    report.made('cash_flows')
    if (gap)
      report.failed(
        'cash_flows',
        entries,
        `${sumText(whole, parts, gap)}; the effect of exchange rates is not known here, which 5% was allowed for`,
      )
  }
}

/** Cash at the end must be cash at the beginning plus the change in between. */
export const checkCashRoll = (book: QualityBook, report: Findings): void => {
  for (const change of book.of('net_change_in_cash')) {
    const after = book.at(change, 'end_cash', change.to)
    const before = book.at(change, 'end_cash', change.from)
    if (!after || !before) continue
    const parts: SumTerm[] = [
      { entry: before, sign: 1 },
      { entry: change, sign: 1 },
    ]
    checkSum(book, report, 'cash_roll', after, parts, 1)
  }
}
