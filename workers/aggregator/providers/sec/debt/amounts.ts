/** Sums of filed values that remember the tags they were made of. Pure. */
import type { DebtTags } from './tags.ts'

/** A sum of filed values: the tags that it was made of. */
export interface Amount {
  fields: readonly string[]
  values: readonly number[]
}

/** The filed values of one date in one filing, by tag. */
export interface Filed {
  debt: DebtTags
  values: ReadonlyMap<string, number>
}

export const NOTHING: Amount = { fields: [], values: [] }
export const nOf = ({ values }: Amount): number => values.reduce((sum, value) => sum + value, 0)
export const isKnown = ({ fields }: Amount): boolean => fields.length > 0
export const plus = (...amounts: readonly Amount[]): Amount => ({
  fields: amounts.flatMap(({ fields }) => fields),
  values: amounts.flatMap(({ values }) => values),
})
export const minus = (from: Amount, part: Amount): Amount => ({
  fields: [...from.fields, ...part.fields.map((field) => `- ${field}`)],
  values: [...from.values, ...part.values.map((value) => -value)],
})

/** The first of these that is filed. */
export const filedAs = ({ debt, values }: Filed, tags: readonly string[]): Amount => {
  for (const tag of tags) {
    const value = values.get(tag)
    if (value !== undefined) return { fields: [`${debt.taxonomy}:${tag}`], values: [value] }
  }
  return NOTHING
}

/** All of these that are filed. Two tags with one amount are one line. */
export const allOf = (filed: Filed, tags: readonly string[]): Amount => {
  const seen = new Set<number>()
  const found: Amount[] = []
  for (const tag of tags) {
    const amount = filedAs(filed, [tag])
    const n = nOf(amount)
    if (!isKnown(amount) || seen.has(n)) continue
    seen.add(n)
    found.push(amount)
  }
  return plus(...found)
}

/** One line under two tags has one amount, and is counted once. */
export const plusOnce = (a: Amount, b: Amount): Amount =>
  isKnown(a) && nOf(a) === nOf(b) && nOf(a) !== 0 ? a : plus(a, b)

/** The amount without the tags of another. */
export const without = (amount: Amount, part: Amount): Amount => {
  const kept = amount.fields.flatMap((field, at) =>
    part.fields.includes(field) ? [] : [{ field, value: amount.values[at] ?? 0 }],
  )
  return { fields: kept.map(({ field }) => field), values: kept.map(({ value }) => value) }
}
