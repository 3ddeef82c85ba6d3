/**
 * The rows from which a concept could be read: single tags, and sums of tags within one filing.
 * Each has a rank. Pure.
 */
import type { TagSum } from './sources.ts'
import { daysBetween, latestOf } from '#shared/calendar.ts'
import { decimalOf, sumOf } from '#shared/units/decimal.ts'
import { placeOf } from './places.ts'
import type { RawRow } from './raw.ts'
import type { TagRows } from './select.ts'
import { cancels } from './sums.ts'

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

const fieldOf = ({ plus, minus }: TagSum): string =>
  minus.reduce((field, tag) => `${field} - ${tag}`, plus.join(' + '))

interface TaggedValues {
  values: { field: string; row: RawRow; value: string }[]
}

/** The greatest value of each place. */
const greatestByPlace = (rows: readonly RawRow[]): Map<string, number> => {
  const greatest = new Map<string, number>()
  for (const row of rows) {
    const place = placeOf(row)
    greatest.set(place, Math.max(row.val, greatest.get(place) ?? row.val))
  }
  return greatest
}

/**
 * Kinds that together are less than this fraction of a line are negligible: the line may include
 * them or not.
 */
const NEGLIGIBLE_KINDS = 0.02

/**
 * Whether a line already includes the other kinds: it is their sum, or they are negligible beside
 * it.
 */
const holdsAll = (line: number, kinds: readonly { value: number }[]): boolean => {
  const values = kinds.map(({ value }) => value)
  const sum = values.reduce((total, value) => total + value, 0)
  return (
    kinds.length > 0 &&
    (Math.abs(sum) < NEGLIGIBLE_KINDS * Math.abs(line) ||
      cancels(line, ...values.map((value) => -value)))
  )
}

const readSource = (source: TagSum, tags: TagRows, unit: string): TaggedValues => {
  const rows = (tag: string): RawRow[] => tags.get(tag)?.[unit] ?? []
  const field = fieldOf(source)
  const [first = '', ...others] = source.plus
  if (source.unless.some((tag) => tags.has(tag))) return { values: [] }
  // A line that is nil takes nothing from the source and adds nothing to it.
  const beside = new Set(
    source.unlessBeside.flatMap((tag) =>
      rows(tag).flatMap((row) => (row.val === 0 ? [] : [placeOf(row)])),
    ),
  )
  const needed = new Set(source.onlyBeside.flatMap((tag) => rows(tag).map(placeOf)))
  const least = greatestByPlace(source.notBelow.flatMap(rows))
  const free = rows(first).filter((row) => {
    const place = placeOf(row)
    return (
      !beside.has(place) &&
      (source.onlyBeside.length === 0 || needed.has(place)) &&
      row.val >= (least.get(place) ?? row.val)
    )
  })
  const terms = [
    ...others.map((tag) => ({ tag, sign: 1 })),
    ...source.minus.map((tag) => ({ tag, sign: -1 })),
  ]
  const alternatives = source.lessFirstOf.map((tag) => ({
    tag,
    at: new Map(rows(tag).map((row) => [placeOf(row), row.val])),
  }))
  const kinds = source.also.map((tag) => ({
    tag,
    at: new Map(rows(tag).map((row) => [placeOf(row), row.val])),
  }))
  if (terms.length === 0 && alternatives.length === 0 && kinds.length === 0 && !source.notNil)
    return {
      values: free.map((row) => ({ field, row, value: decimalOf(row.val) })),
    }
  const places = terms.map(
    ({ tag, sign }) => new Map(rows(tag).map((row) => [placeOf(row), sign * row.val])),
  )
  const values = free.flatMap((row): TaggedValues['values'] => {
    const parts = places.flatMap((place) => place.get(placeOf(row)) ?? [])
    if (parts.length !== terms.length) return []
    if (source.noneNegative && [row.val, ...parts].some((part) => part < 0)) return []
    if (source.onceIfEqual && row.val !== 0 && parts.every((part) => part === row.val))
      return [{ field: first, row, value: decimalOf(row.val) }]
    const less = alternatives.find(({ at }) => at.has(placeOf(row)))
    const amount = less?.at.get(placeOf(row)) ?? 0
    const filed = kinds.flatMap(({ tag, at }) => {
      const value = at.get(placeOf(row))
      return value === undefined || value === 0 ? [] : [{ tag, value }]
    })
    const isSum = source.wholeIfSum && holdsAll(row.val, filed)
    const besides = isSum ? [] : filed
    if (source.notNil && row.val === 0 && besides.length === 0) return []
    const whole = [field, ...besides.map(({ tag }) => tag)].join(' + ')
    return [
      {
        field: less ? `${whole} - ${less.tag}` : whole,
        row,
        value: sumOf([row.val, ...parts, ...besides.map(({ value }) => value), -amount]),
      },
    ]
  })
  return { values }
}

/**
 * All candidates of a chain in one unit, ranked for this company: tags in use in chain order, then
 * tags left behind, newest first.
 */
export const candidatesOf = (
  chain: readonly TagSum[],
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
