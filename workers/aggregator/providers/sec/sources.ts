/** How a concept may be read from filed tags: one tag, or a sum of tags in one filing. */

/** A sum of tags in one filing; `minus` are subtracted. */
export interface TagSum {
  plus: readonly string[]
  minus: readonly string[]
  /**
   * The source is not used for a company that files any of these tags, because the source would
   * then mean something else.
   */
  unless: readonly string[]
  /**
   * The source is not used for a period if the same filing also has any of these tags for it, and
   * not as nil, because something would be counted twice or be missing.
   */
  unlessBeside: readonly string[]
  /**
   * The source is used for a period only if the same filing also has one of these tags for it,
   * which tells in which kind of statement the tag stands. Empty: always.
   */
  onlyBeside: readonly string[]
  /** The source is no whole where it is less than one of these parts of the same filing. */
  notBelow: readonly string[]
  /**
   * Parts with the same amount are one line under several tags (Marvell's notes due), and are
   * counted once.
   */
  onceIfEqual: boolean
  /** Of these alternatives the first that is filed beside is subtracted too. */
  lessFirstOf: readonly string[]
  /** Other kinds of the same thing: those that are filed beside are added, and the rest are nil. */
  also: readonly string[]
  /**
   * The other kinds are not added to a line that is their sum, nor to one beside which they are
   * negligible (what discontinued operations spent, what tenants paid back).
   */
  wholeIfSum: boolean
  /** Nothing is no line of this concept where another kind may be filed. */
  notNil: boolean
  /** A part of a cost or a payment that is below zero is another thing, and the source no whole. */
  noneNegative: boolean
}

export interface Limits {
  unless?: string[]
  unlessBeside?: string[]
  onlyBeside?: string[]
  notBelow?: string[]
  onceIfEqual?: boolean
  lessFirstOf?: string[]
  also?: string[]
  wholeIfSum?: boolean
  notNil?: boolean
  noneNegative?: boolean
}

export const us = (name: string): string => `us-gaap:${name}`
export const tag = (name: string, limits: Limits = {}): TagSum => sum([name], [], limits)
export const sum = (plus: string[], minus: string[] = [], limits: Limits = {}): TagSum => ({
  plus: plus.map(us),
  minus: minus.map(us),
  unless: (limits.unless ?? []).map(us),
  unlessBeside: (limits.unlessBeside ?? []).map(us),
  onlyBeside: (limits.onlyBeside ?? []).map(us),
  notBelow: (limits.notBelow ?? []).map(us),
  onceIfEqual: limits.onceIfEqual ?? false,
  lessFirstOf: (limits.lessFirstOf ?? []).map(us),
  also: (limits.also ?? []).map(us),
  wholeIfSum: limits.wholeIfSum ?? false,
  notNil: limits.notNil ?? false,
  noneNegative: limits.noneNegative ?? false,
})
export const tags = (...names: string[]): TagSum[] => names.map((name) => tag(name))

/** A sum of tags of another taxonomy, without limits. */
const plain = (plus: string[]): TagSum => ({
  plus,
  minus: [],
  unless: [],
  unlessBeside: [],
  onlyBeside: [],
  notBelow: [],
  onceIfEqual: false,
  lessFirstOf: [],
  also: [],
  wholeIfSum: false,
  notNil: false,
  noneNegative: false,
})
export const ifrs = (...names: string[]): TagSum[] =>
  names.map((name) => plain([`ifrs-full:${name}`]))
export const ifrsSum = (...names: string[]): TagSum =>
  plain(names.map((name) => `ifrs-full:${name}`))
export const dei = (name: string): TagSum => plain([`dei:${name}`])
