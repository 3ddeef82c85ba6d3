/**
 * Which filed lines of a balance sheet are total liabilities, what stands between them and equity,
 * the parent's equity and total equity: the sheet's own sums decide. Pure.
 */
import { sumOf } from '#shared/units/decimal.ts'
import { amountOf, type FilingValues, byPlace, refuted } from './filing-values.ts'
import type { TagCandidate } from './candidates.ts'
import { MEZZANINE, MINORITIES, TOTAL_EQUITY } from './identity-tags.ts'
import { placeOf } from './places.ts'
import type { RawRow } from './raw.ts'
import { cancels } from './sums.ts'

const LIABILITIES = 'Liabilities'
const PARENTS = ['StockholdersEquity', 'PartnersCapital']
const us = (tag: string): string => `us-gaap:${tag}`

const BOTH_SIDES = 'LiabilitiesAndStockholdersEquity'
const sheetTotalTag = (beside: FilingValues, row: RawRow): string =>
  beside.value(BOTH_SIDES, row) === undefined ? 'Assets' : BOTH_SIDES

/** The total of the sheet; undefined where its two sides are filed and differ. */
const sheetTotal = (beside: FilingValues, row: RawRow): number | undefined => {
  const assets = beside.value('Assets', row)
  const total = beside.value(BOTH_SIDES, row)
  return assets !== undefined && total !== undefined && assets !== total
    ? undefined
    : (assets ?? total)
}

/** What stands between liabilities and equity: nothing, or one of the lines that may. */
const betweens = (beside: FilingValues, row: RawRow): number[] => [0, ...beside.all(MEZZANINE, row)]

/**
 * Liabilities under the tag of their total, where it is used for those that are not current: the
 * sheet adds up only with the current ones.
 */
export const decideLiabilities = (
  candidates: readonly TagCandidate[],
  beside: FilingValues,
): TagCandidate[] =>
  candidates.map((candidate) => {
    const { field, row } = candidate
    if (field !== us(LIABILITIES)) return candidate
    const total = sheetTotal(beside, row)
    const current = beside.value('LiabilitiesCurrent', row)
    const minority = beside.value('MinorityInterest', row) ?? 0
    const equities = [
      ...beside.all([TOTAL_EQUITY, ...PARENTS], row),
      ...beside.all(PARENTS, row).map((parent) => parent + minority),
    ]
    if (total === undefined || !current || equities.length === 0) return candidate
    const liabilities = amountOf(candidate)
    const addsUp = (all: number): boolean =>
      equities.some((equity) =>
        betweens(beside, row).some((between) => cancels(all, equity, between, -total)),
      )
    return addsUp(liabilities) || !addsUp(liabilities + current)
      ? candidate
      : {
          ...candidate,
          field: `${us('LiabilitiesCurrent')} + ${field}`,
          value: sumOf([current, liabilities]),
        }
  })

/** Whether the tag of the parent's equity has the total here: the sheet adds up with it alone. */
const isTotal = (beside: FilingValues, row: RawRow, equity: number, minority: number): boolean => {
  const stated = beside.value(TOTAL_EQUITY, row)
  if (stated !== undefined) return stated === equity
  const total = sheetTotal(beside, row)
  const liabilities = beside.value(LIABILITIES, row)
  if (total === undefined || liabilities === undefined) return false
  const addsUp = (...parts: number[]): boolean =>
    betweens(beside, row).some((between) => cancels(liabilities, ...parts, between, -total))
  return addsUp(equity) && !addsUp(equity, minority)
}

interface TotalAsParent {
  /** The tag that has the total. */
  tag: string
  equity: number
  minority: number
}

const totalAsParent = (beside: FilingValues, row: RawRow): TotalAsParent | null => {
  const minority = beside.value('MinorityInterest', row)
  if (!minority) return null
  for (const tag of PARENTS) {
    const equity = beside.value(tag, row)
    if (equity !== undefined && isTotal(beside, row, equity, minority))
      return { tag, equity, minority }
  }
  return null
}

/** The parent's equity, where its tag has the total: the total less the minority's. */
export const decideParentEquity = (
  candidates: readonly TagCandidate[],
  beside: FilingValues,
): TagCandidate[] =>
  candidates.map((candidate) => {
    const found = totalAsParent(beside, candidate.row)
    return found && candidate.field === us(found.tag)
      ? {
          ...candidate,
          field: `${candidate.field} - us-gaap:MinorityInterest`,
          value: sumOf([found.equity, -found.minority]),
        }
      : candidate
  })

/**
 * Total equity, where the parent's tag has it; and never the parent's alone where the total is
 * filed beside it.
 */
export const decideTotalEquity = (
  candidates: readonly TagCandidate[],
  parents: readonly TagCandidate[],
  beside: FilingValues,
): TagCandidate[] => {
  const added: TagCandidate[] = []
  const decided = new Set<string>()
  for (const { row } of parents) {
    const found = totalAsParent(beside, row)
    const place = placeOf(row)
    if (!found || decided.has(place) || beside.value(TOTAL_EQUITY, row) !== undefined) continue
    decided.add(place)
    added.push({ field: us(found.tag), rank: 0, value: sumOf([found.equity]), row })
  }
  const others = candidates.map((candidate) => {
    const { field, row } = candidate
    const isParentAlone =
      field === us('StockholdersEquity') && beside.value(TOTAL_EQUITY, row) !== undefined
    return isParentAlone || decided.has(placeOf(row)) ? refuted(candidate) : candidate
  })
  return [...added, ...others]
}

/** A larger gap is not what stands between liabilities and equity, but debt or a mistake. */
const LARGEST_BETWEEN = 0.2

/**
 * What a sheet has between its filed liabilities and its filed equity, where its own parts bear the
 * equity out; null where nothing is, or where it cannot be told.
 */
const gapOf = (beside: FilingValues, row: RawRow, debts: readonly string[]): number | null => {
  const total = sheetTotal(beside, row)
  const liabilities = beside.value(LIABILITIES, row)
  const equity = beside.value(TOTAL_EQUITY, row)
  if (total === undefined || liabilities === undefined || equity === undefined) return null
  const parents = beside.all(PARENTS, row)
  const minorities = beside.all(MINORITIES, row)
  const isBorneOut = parents.some((parent) =>
    minorities.some((minority) => minority !== 0 && cancels(parent, minority, -equity)),
  )
  if (!isBorneOut || cancels(liabilities, equity, -total)) return null
  const gap = total - liabilities - equity
  return gap > 0 &&
    gap <= LARGEST_BETWEEN * total &&
    gap !== beside.value('LiabilitiesCurrent', row) &&
    !beside.all(debts, row).includes(gap)
    ? gap
    : null
}

/** The least number of balance sheets that must have the gap: one may be a mistake. */
const SHEETS = 2

/**
 * Temporary equity is all that stands between liabilities and equity. Where filers have lines of
 * their own there, or several, it is the difference of the filed totals.
 */
export const decideTemporaryEquity = (
  candidates: readonly TagCandidate[],
  totals: readonly TagCandidate[],
  beside: FilingValues,
  debts: readonly string[],
): TagCandidate[] => {
  const gaps = new Map<string, { row: RawRow; gap: number }>()
  for (const [place, [total]] of byPlace(totals)) {
    const gap = total ? gapOf(beside, total.row, debts) : null
    if (total && gap !== null) gaps.set(place, { row: total.row, gap })
  }
  if (new Set([...gaps.values()].map(({ row }) => row.end)).size < SHEETS) return [...candidates]
  const filed = byPlace(candidates)
  const added: TagCandidate[] = []
  for (const [place, { row, gap }] of gaps) {
    const isFiled = (filed.get(place) ?? []).some(
      (candidate) => amountOf(candidate) > gap || cancels(amountOf(candidate), -gap),
    )
    if (isFiled) continue
    added.push({
      field: `${us(sheetTotalTag(beside, row))} - ${us(LIABILITIES)} - ${us(TOTAL_EQUITY)}`,
      rank: 0,
      value: sumOf([gap]),
      row,
    })
  }
  const decided = new Set(added.map(({ row }) => placeOf(row)))
  return [
    ...added,
    ...candidates.map((candidate) =>
      decided.has(placeOf(candidate.row)) ? refuted(candidate) : candidate,
    ),
  ]
}
