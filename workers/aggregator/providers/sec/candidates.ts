/**
 * The rows from which a concept could be read: single tags, and sums of tags within one filing.
 * Each has a rank. Pure.
 */
import type { Source } from './sources.ts'
import { daysBetween, latestOf } from '../../time/calendar.ts'
import { decimalOf, sumOf } from '#shared/units/decimal.ts'
import { placeOf } from './places.ts'
import type { RawRow } from './raw.ts'
import type { TagRows } from './select.ts'

export interface TagCandidate {
  /** The tag, or the sum as `us-gaap:A + us-gaap:B`. */
  field: string
  /** 0 is best. */
  rank: number
  value: string
  row: RawRow
}

/**
 * In days. A company has stopped using a tag when the tag's newest period is older than the
 * concept's newest period by more than this. One quarterly filing (92 days) may lack a tag that
 * only annual reports use.
 */
const LEFT_BEHIND_DAYS = 100

const fieldOf = ({ plus, minus }: Source): string =>
  minus.reduce((field, tag) => `${field} - ${tag}`, plus.join(' + '))

interface TaggedValues {
  values: { field: string; row: RawRow; value: string }[]
}

const readSource = (source: Source, tags: TagRows, unit: string): TaggedValues => {
  const rows = (tag: string): RawRow[] => tags.get(tag)?.[unit] ?? []
  const field = fieldOf(source)
  const [first = '', ...others] = source.plus
  if (source.unless.some((tag) => tags.has(tag))) return { values: [] }
  const beside = new Set(source.unlessBeside.flatMap((tag) => rows(tag).map(placeOf)))
  const free = rows(first).filter((row) => !beside.has(placeOf(row)))
  const terms = [
    ...others.map((tag) => ({ tag, sign: 1 })),
    ...source.minus.map((tag) => ({ tag, sign: -1 })),
  ]
  if (terms.length === 0)
    return { values: free.map((row) => ({ field, row, value: decimalOf(row.val) })) }
  const places = terms.map(
    ({ tag, sign }) => new Map(rows(tag).map((row) => [placeOf(row), sign * row.val])),
  )
  const values = free.flatMap((row) => {
    const parts = places.flatMap((place) => place.get(placeOf(row)) ?? [])
    if (parts.length !== terms.length) return []
    if (source.onceIfEqual && row.val !== 0 && parts.every((part) => part === row.val))
      return [{ field: first, row, value: decimalOf(row.val) }]
    return [{ field, row, value: sumOf([row.val, ...parts]) }]
  })
  return { values }
}

/**
 * All candidates of a chain in one unit, ranked for this company: tags in use in chain order, then
 * tags left behind, newest first.
 */
export const candidatesOf = (
  chain: readonly Source[],
  tags: TagRows,
  unit: string,
): TagCandidate[] => {
  const reads = chain
    .map((source) => readSource(source, tags, unit))
    .filter((read) => read.values.length > 0)
    .map((read) => ({ ...read, newest: latestOf(read.values.map(({ row }) => row.end)) }))
  const newest = latestOf(reads.map((read) => read.newest))
  const inUse = (read: (typeof reads)[number]): boolean =>
    daysBetween(read.newest, newest) <= LEFT_BEHIND_DAYS
  const ranked = [
    ...reads.filter(inUse),
    ...reads.filter((read) => !inUse(read)).sort((a, b) => b.newest.localeCompare(a.newest)),
  ]
  return ranked.flatMap(({ values }, rank) =>
    values.map(({ field, row, value }) => ({ field, rank, value, row })),
  )
}
