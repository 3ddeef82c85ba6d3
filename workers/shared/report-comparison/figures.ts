/** Figures of two reports beside each other: another value, come, or gone. Bounded. Pure. */
import type { FigureEntry, FigureIndex } from '../book/figure-index.ts'
import type { ExhibitRow } from '../contracts/exhibit-rows.ts'
import type { FigureChange, FigureChanges } from '../contracts/report-comparison.ts'
import { EXHIBIT_GROUPS } from '../exhibits/names.ts'

/** How many of each kind are listed; all are counted. */
const MOST_CHANGED = 40
const MOST_ADDED = 20
const MOST_REMOVED = 20

export const NO_CHANGES: FigureChanges = { changed: 0, added: 0, removed: 0, rows: [] }

/** Figures of exhibits are compared with their exhibit. */
const EXHIBIT_ONLY: ReadonlySet<string> = new Set(Object.values(EXHIBIT_GROUPS))

type ComparedValue = NonNullable<FigureChange['after']>
const sideOf = ({ token, value, unit, end }: ComparedValue): ComparedValue => ({
  token,
  value,
  unit,
  end,
})

const isEqual = (a: ComparedValue, b: ComparedValue): boolean =>
  a.unit === b.unit && (a.value === b.value || Number(a.value) === Number(b.value))

/** How much the value moved against the larger of both: 0 to 2. */
const moved = ({ before, after }: FigureChange): number => {
  if (!before || !after) return 0
  const [a, b] = [Number(before.value), Number(after.value)]
  const most = Math.max(Math.abs(a), Math.abs(b))
  return before.unit !== after.unit ? 2 : most === 0 ? 0 : Math.abs(a - b) / most
}

const endOf = ({ before, after }: FigureChange): string => (after ?? before)?.end ?? ''

/** Filed figures before computed ones; then what moved most. */
const byWeight = (a: FigureChange, b: FigureChange): number =>
  Number(b.filed) - Number(a.filed) || moved(b) - moved(a) || endOf(b).localeCompare(endOf(a))

/** Filed figures before computed ones, the newest first. */
const byDay = (a: FigureChange, b: FigureChange): number =>
  endOf(b).localeCompare(endOf(a)) || Number(b.filed) - Number(a.filed)

const bounded = (changes: readonly FigureChange[]): FigureChanges => {
  const changed = changes.filter(({ before, after }) => before && after).sort(byWeight)
  const added = changes.filter(({ before }) => !before).sort(byDay)
  const removed = changes.filter(({ after }) => !after).sort(byDay)
  return {
    changed: changed.length,
    added: added.length,
    removed: removed.length,
    rows: changed
      .slice(0, MOST_CHANGED)
      .concat(added.slice(0, MOST_ADDED), removed.slice(0, MOST_REMOVED)),
  }
}

const toChange = (
  entry: FigureEntry,
  before: FigureEntry | null,
  after: FigureEntry | null,
): FigureChange => ({
  name: entry.name,
  label: entry.label,
  period: entry.period,
  filed: entry.origin.kind === 'fact',
  before: before && sideOf(before),
  after: after && sideOf(after),
})

const ofBook = function* (figures: FigureIndex): Generator<FigureEntry> {
  for (const entry of figures.entries()) if (!EXHIBIT_ONLY.has(entry.group)) yield entry
}

/** The figures of two books by their tokens: a trailing figure of another day is a change too. */
export const compareBooks = (before: FigureIndex, after: FigureIndex): FigureChanges => {
  const changes: FigureChange[] = []
  const earlier = new Map<string, FigureEntry>()
  for (const entry of ofBook(before)) earlier.set(entry.token, entry)
  for (const entry of ofBook(after)) {
    const old = earlier.get(entry.token)
    earlier.delete(entry.token)
    if (!old || !isEqual(old, entry)) changes.push(toChange(entry, old ?? null, entry))
  }
  for (const entry of earlier.values()) changes.push(toChange(entry, entry, null))
  return bounded(changes)
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Rows that alone have their name and a day for their period: the same thing on another day. */
const onOneDay = (rows: readonly ExhibitRow[]): Map<string, ExhibitRow> => {
  const counts = new Map<string, number>()
  const dated = rows.filter(({ period }) => DAY.test(period))
  for (const { name } of dated) counts.set(name, (counts.get(name) ?? 0) + 1)
  return new Map(dated.filter(({ name }) => counts.get(name) === 1).map((row) => [row.name, row]))
}

/**
 * The rows of an exhibit by their tokens. A figure that both have of one day each, such as a price,
 * is one that changed.
 */
export const compareRows = (
  before: readonly ExhibitRow[],
  after: readonly ExhibitRow[],
  labelOf: (row: ExhibitRow) => FigureChange['label'],
): FigureChanges => {
  const [oldDays, newDays] = [onOneDay(before), onOneDay(after)]
  const oldTokens = new Map(before.map((row) => [row.token, row]))
  const pairOf = (row: ExhibitRow): ExhibitRow | undefined =>
    oldTokens.get(row.token) ?? (newDays.get(row.name) === row ? oldDays.get(row.name) : undefined)
  const changes: FigureChange[] = []
  const paired = new Set<ExhibitRow>()
  const toRowChange = (
    row: ExhibitRow,
    old: ExhibitRow | null,
    now: ExhibitRow | null,
  ): FigureChange => ({
    name: row.name,
    label: labelOf(row),
    period: row.period,
    filed: row.origin.kind === 'stated',
    before: old && sideOf(old),
    after: now && sideOf(now),
  })
  for (const row of after) {
    const old = pairOf(row)
    if (old) paired.add(old)
    if (!old || !isEqual(old, row)) changes.push(toRowChange(row, old ?? null, row))
  }
  for (const row of before) if (!paired.has(row)) changes.push(toRowChange(row, row, null))
  return bounded(changes)
}
