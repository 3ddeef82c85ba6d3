/** Which filed lines are the change of cash and the cash that it changes. Pure. */
import { sumOf } from '#shared/units/decimal.ts'
import { addDays } from '#shared/calendar.ts'
import { amountOf, type FilingValues, byPlace, refuted } from './filing-values.ts'
import type { TagCandidate } from './candidates.ts'
import { CHANGE_IN_CASH, DISPOSAL_CASH, EXCHANGE_RATES_ON_CASH } from './identity-tags.ts'
import { cancels } from './sums.ts'

const FLOWS = ['Operating', 'Investing', 'Financing'].map(
  (kind) => `NetCashProvidedByUsedIn${kind}Activities`,
)

/** The change of cash with the effect of exchange rates, where the tag has it without. */
export const decideChange = (
  candidates: readonly TagCandidate[],
  beside: FilingValues,
): TagCandidate[] =>
  candidates.map((candidate) => {
    const { field, row } = candidate
    const rates = beside.value(EXCHANGE_RATES_ON_CASH, row)
    if (field !== `us-gaap:${CHANGE_IN_CASH}` || !rates) return candidate
    const change = amountOf(candidate)
    const flows = beside.all(FLOWS, row)
    const isBefore =
      flows.length === FLOWS.length &&
      cancels(...flows, -change) &&
      !cancels(...flows, rates, -change)
    return isBefore
      ? {
          ...candidate,
          field: `${field} + us-gaap:${EXCHANGE_RATES_ON_CASH}`,
          value: sumOf([change, rates]),
        }
      : candidate
  })

const dayKey = (accn: string, day: string): string => `${accn} ${day}`

interface Roll {
  field: string
  /** The cash before and after the change. */
  ends: readonly [TagCandidate, TagCandidate]
  change: number
}

/** Each change of cash with the cash before and after it, by the line of the cash. */
const rollsOf = (
  candidates: readonly TagCandidate[],
  changes: readonly TagCandidate[],
): Roll[][] => {
  const byDay = Map.groupBy(candidates, ({ row }) => dayKey(row.accn, row.end))
  return [...byPlace(changes).values()].map(([change]): Roll[] => {
    if (!change?.row.start) return []
    const { accn, start, end } = change.row
    const before = byDay.get(dayKey(accn, addDays(start, -1))) ?? []
    const after = byDay.get(dayKey(accn, end)) ?? []
    return after.flatMap((last) => {
      const first = before.find(({ field }) => field === last.field)
      return first
        ? [{ field: last.field, ends: [first, last] as const, change: amountOf(change) }]
        : []
    })
  })
}

const fits = ({ ends: [first, last], change }: Roll): boolean =>
  cancels(amountOf(first), change, -amountOf(last))

/**
 * The cash of the cash flow statement is the line that the change of cash leads from and to. A tag
 * that never is, where another of the same filing is, is another measure of cash (a bank's cash due
 * from banks, without what it sold to other banks overnight). Where the change leads from and to
 * cash with that of disposal groups, they are added.
 */
export const decideEndCash = (
  candidates: readonly TagCandidate[],
  changes: readonly TagCandidate[],
  beside: FilingValues,
): TagCandidate[] => {
  const won = new Set<string>()
  const lost = new Set<string>()
  const whole = new Set<TagCandidate>()
  const rolled = new Set<TagCandidate>()
  const disposal = ({ row }: TagCandidate): number => beside.value(DISPOSAL_CASH, row) ?? 0
  for (const rolls of rollsOf(candidates, changes)) {
    const isTold = rolls.some(fits)
    for (const roll of rolls) {
      const [first, last] = roll.ends
      if (fits(roll)) for (const end of roll.ends) rolled.add(end)
      if (isTold) (fits(roll) ? won : lost).add(roll.field)
      else if (
        cancels(amountOf(first), disposal(first), roll.change, -amountOf(last), -disposal(last))
      )
        for (const end of roll.ends) if (disposal(end) !== 0) whole.add(end)
    }
  }
  return candidates.map((candidate) => {
    if (whole.has(candidate) && !rolled.has(candidate))
      return {
        ...candidate,
        field: `${candidate.field} + us-gaap:${DISPOSAL_CASH}`,
        value: sumOf([amountOf(candidate), disposal(candidate)]),
      }
    return lost.has(candidate.field) && !won.has(candidate.field) ? refuted(candidate) : candidate
  })
}
