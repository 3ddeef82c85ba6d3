/**
 * The debt of every date in every filing. Where a part of it is missing, what is known stands as
 * debt known in part, and neither as total debt nor as the part that it is too small for. Pure.
 */
import { dayOf } from '#shared/days.ts'
import type { TagCandidate } from '../candidates.ts'
import { placeOf } from '../places.ts'
import type { RawRow } from '../raw.ts'
import type { TagRows } from '../select.ts'
import { cancels } from '../sums.ts'
import { isKnown, nOf, NOTHING, plus, without } from './amounts.ts'
import { LONG_TERM_REPAYMENTS, OTHER_DEBT_FLOWS, SHORT_TERM_FLOWS } from './flow-tags.ts'
import { LIABILITY_TAGS } from './liability-tags.ts'
import { type DebtEvidence, missingPart, type MissingPart } from './missing.ts'
import { fieldWithoutDebt, type Room, roomOf } from './room.ts'
import { DEBT_CONCEPTS, type DebtConcept, figureOf, type DebtSplit, splitOf } from './split.ts'
import { type DebtTags, debtTagsOf } from './tags.ts'

export type FiledDebtConcept = DebtConcept | 'debt_in_part'
export const FILED_DEBT_CONCEPTS: readonly FiledDebtConcept[] = [...DEBT_CONCEPTS, 'debt_in_part']
export type DebtCandidates = Record<FiledDebtConcept, TagCandidate[]>

/** In days: a line that is filed within a year of a date is one that the filer has a tag for. */
const NEAR = 400
/** Debt that has moved by less than this part over a year need not show in the flows. */
const MOVED = 0.1
/** Another filing's part of a date may be restated by less than the rest of this. */
const MOST = 0.9
/** Behind every figure that is made of lines of debt. */
const NIL_RANK = 1_000

const isInterim = ({ form }: RawRow): boolean => form.startsWith('10-Q')

/** The tags that this company uses in notes alone. */
const detailsOf = (debt: DebtTags, tags: TagRows, unit: string): Set<string> => {
  const rowsOf = (name: string): readonly RawRow[] => tags.get(name)?.[unit] ?? []
  const isInterimFiler = debtTagsOf(debt).some((name) => rowsOf(name).some(isInterim))
  if (!isInterimFiler) return new Set()
  return new Set(debt.ofNotes.filter((tag) => !rowsOf(`${debt.taxonomy}:${tag}`).some(isInterim)))
}

interface BalancePlace {
  row: RawRow
  day: number
  values: Map<string, number>
  /** Liabilities beside debt, and their totals. */
  beside: Map<string, number>
}

const placeIn = (places: Map<string, BalancePlace>, row: RawRow): BalancePlace => {
  const key = placeOf(row)
  const known = places.get(key)
  if (known) return known
  const place = { row, day: dayOf(row.end), values: new Map(), beside: new Map() }
  places.set(key, place)
  return place
}

/** The dates of each filing with a line of debt, and those with other liabilities alone. */
const placesOf = (
  debt: DebtTags,
  tags: TagRows,
  unit: string,
): { withDebt: BalancePlace[]; withoutDebt: BalancePlace[] } => {
  const places = new Map<string, BalancePlace>()
  const from = debt.taxonomy.length + 1
  const details = detailsOf(debt, tags, unit)
  for (const name of debtTagsOf(debt)) {
    const tag = name.slice(from)
    if (details.has(tag)) continue
    for (const row of tags.get(name)?.[unit] ?? []) {
      if (row.start !== null) continue
      placeIn(places, row).values.set(tag, row.val)
    }
  }
  const free = new Map<string, BalancePlace>()
  for (const tag of LIABILITY_TAGS)
    for (const row of tags.get(`${debt.taxonomy}:${tag}`)?.[unit] ?? [])
      if (row.start === null)
        placeIn(places.has(placeOf(row)) ? places : free, row).beside.set(tag, row.val)
  return { withDebt: [...places.values()], withoutDebt: [...free.values()] }
}

/** An amount by day. The days are the ends of a company's periods, so they are few. */
type ByDay = ReadonlyMap<number, number>

const isNear = (day: number, other: number): boolean => Math.abs(day - other) <= NEAR

/** What the filings near a date say beside its balance sheet. */
interface NearFilings {
  shortTermLines: ReadonlySet<number>
  portionLines: ReadonlySet<number>
  /** Borrowed less paid back, over the longest period that ends on a day. */
  shortTermFlows: ByDay
  /** The most that was paid back of long-term debt, over the longest period that ends on a day. */
  repaid: ByDay
  /** The days on which a period with a flow of any debt ends. */
  flowDays: ReadonlySet<number>
  /** The largest known debt of a day. */
  debts: ByDay
}

/** What a tag says of the longest period that ends on each day. */
const longestFlows = (debt: DebtTags, name: string, tags: TagRows, unit: string): ByDay => {
  const starts = new Map<number, string>()
  const flows = new Map<number, number>()
  for (const { start, end, val } of tags.get(`${debt.taxonomy}:${name}`)?.[unit] ?? []) {
    if (start === null) continue
    const day = dayOf(end)
    if (start > (starts.get(day) ?? start)) continue
    starts.set(day, start)
    flows.set(day, val)
  }
  return flows
}

const isRepayment = (name: string): boolean => name.startsWith('Repayments')

const netFlowsOf = (debt: DebtTags, tags: TagRows, unit: string): ByDay => {
  const net = new Map<number, number>()
  for (const name of SHORT_TERM_FLOWS)
    for (const [day, flow] of longestFlows(debt, name, tags, unit))
      net.set(day, (net.get(day) ?? 0) + (isRepayment(name) ? -flow : flow))
  return net
}

const repaidOf = (debt: DebtTags, tags: TagRows, unit: string): ByDay => {
  const most = new Map<number, number>()
  for (const name of LONG_TERM_REPAYMENTS)
    for (const [day, flow] of longestFlows(debt, name, tags, unit))
      most.set(day, Math.max(Math.abs(flow), most.get(day) ?? 0))
  return most
}

const flowDaysOf = (debt: DebtTags, tags: TagRows, unit: string): Set<number> =>
  new Set(
    [...SHORT_TERM_FLOWS, ...OTHER_DEBT_FLOWS].flatMap((name) =>
      (tags.get(`${debt.taxonomy}:${name}`)?.[unit] ?? []).flatMap(({ start, end, val }) =>
        start === null || val === 0 ? [] : [dayOf(end)],
      ),
    ),
  )

const isAnyNear = (days: Iterable<number>, day: number): boolean => {
  for (const other of days) if (isNear(other, day)) return true
  return false
}

/** Whether debt was another a year before, though no flow of debt is filed near by. */
const hasMovedUnseen = (day: number, known: number, company: NearFilings): boolean =>
  !isAnyNear(company.flowDays, day) &&
  [...company.debts].some(
    ([other, amount]) =>
      other < day &&
      isNear(other, day) &&
      Math.abs(known - amount) > MOVED * Math.max(known, amount),
  )

const evidenceOf = (
  { day, beside }: BalancePlace,
  split: DebtSplit,
  company: NearFilings,
): DebtEvidence => {
  const known = nOf(split.total)
  return {
    lines: {
      ...split.lines,
      shortTerm: split.lines.shortTerm || isAnyNear(company.shortTermLines, day),
      portion: split.lines.portion || isAnyNear(company.portionLines, day),
    },
    room: roomOf(beside, nOf(split.short), known),
    known,
    atLeast: split.atLeast,
    uncounted: nOf(split.uncounted),
    repaid: company.repaid.get(day) ?? 0,
    shortTermFlow: company.shortTermFlows.get(day) ?? 0,
    movedUnseen: hasMovedUnseen(day, known, company),
  }
}

/**
 * Two lines of the same amount are two debts where what is due within a year is whole only with
 * both, and else one line under two tags.
 */
const fittedSoon = (split: DebtSplit, room: number | null): DebtSplit => {
  const { once, short, total } = split
  return room !== null && isKnown(once) && cancels(room, -nOf(once))
    ? { ...split, short: plus(short, once), total: plus(total, once) }
    : split
}

/**
 * What a filer calls other debt stands beside the line where the liabilities need it to be whole,
 * and kinds of debt stand inside the line where the liabilities have no room for them.
 */
const fittedLater = (split: DebtSplit, room: number | null): DebtSplit => {
  const { rest, laterKinds, long, total } = split
  if (room === null || !isKnown(long)) return split
  if (isKnown(rest) && cancels(room, -nOf(rest)))
    return { ...split, long: plus(long, rest), total: plus(total, rest) }
  if (isKnown(laterKinds) && cancels(room, nOf(laterKinds)))
    return { ...split, long: without(long, laterKinds), total: without(total, laterKinds) }
  return split
}

/**
 * Kinds of debt that may be inside the lines stand beside them where the liabilities of a balance
 * sheet without a line for what is due soon are whole only with them.
 */
const fittedUndated = (split: DebtSplit, { current, other }: Room): DebtSplit => {
  const { uncounted, total } = split
  return current === null && other !== null && isKnown(uncounted) && cancels(other, -nOf(uncounted))
    ? { ...split, total: plus(total, uncounted), uncounted: NOTHING }
    : split
}

const largestOf = (read: readonly { place: BalancePlace; split: DebtSplit }[]): ByDay => {
  const largest = new Map<number, number>()
  for (const { place, split } of read)
    largest.set(place.day, Math.max(nOf(split.total), largest.get(place.day) ?? 0))
  return largest
}

/**
 * What is too large for the known part. Of hidden debt the known line is whole, the total is not.
 */
const WITHHELD: Record<MissingPart | 'hidden', readonly FiledDebtConcept[]> = {
  hidden: ['total_debt'],
  short: ['short_term_debt', 'total_debt'],
  long: ['long_term_debt', 'total_debt'],
  any: ['short_term_debt', 'long_term_debt', 'total_debt'],
}

export const debtCandidates = (debt: DebtTags, tags: TagRows, unit: string): DebtCandidates => {
  const { withDebt, withoutDebt } = placesOf(debt, tags, unit)
  const read = withDebt.map((place) => {
    const split = splitOf({ debt, values: place.values })
    const room = roomOf(place.beside, nOf(split.short), nOf(split.total))
    const fitted = fittedLater(fittedSoon(split, room.current), room.other)
    return { place, split: fittedUndated(fitted, room) }
  })
  const company: NearFilings = {
    shortTermLines: new Set(
      read.flatMap(({ place, split }) => (split.lines.shortTerm ? [place.day] : [])),
    ),
    portionLines: new Set(
      read.flatMap(({ place, split }) => (split.lines.portion ? [place.day] : [])),
    ),
    repaid: repaidOf(debt, tags, unit),
    shortTermFlows: netFlowsOf(debt, tags, unit),
    flowDays: flowDaysOf(debt, tags, unit),
    debts: largestOf(read),
  }
  const found: DebtCandidates = {
    short_term_debt: [],
    long_term_debt: [],
    total_debt: [],
    debt_in_part: [],
  }
  const judged = read.map(({ place, split }) => ({
    place,
    split,
    missing: split.isHidden ? ('hidden' as const) : missingPart(evidenceOf(place, split, company)),
  }))
  const partsByDay = largestOf(judged.filter(({ missing }) => missing !== null))
  for (const { place, split, missing } of judged) {
    // Less than another filing knows in part is no more than a part of it.
    const isBelow = nOf(split.total) < MOST * (partsByDay.get(place.day) ?? 0)
    const withheld = missing !== null ? WITHHELD[missing] : isBelow ? WITHHELD.any : []
    const amounts = {
      short_term_debt: split.short,
      long_term_debt: split.long,
      total_debt: split.total,
      debt_in_part: withheld.length === 0 ? NOTHING : split.total,
    }
    for (const concept of FILED_DEBT_CONCEPTS) {
      const figure = withheld.includes(concept) ? null : figureOf(split.rank, amounts[concept])
      if (figure) found[concept].push({ ...figure, row: place.row })
    }
  }
  for (const { row, beside } of withoutDebt) {
    const field = fieldWithoutDebt(beside)
    if (field !== null)
      found.total_debt.push({ field: `${debt.taxonomy}:${field}`, value: '0', rank: NIL_RANK, row })
  }
  return found
}
