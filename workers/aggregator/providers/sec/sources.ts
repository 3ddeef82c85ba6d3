/** How a concept may be read from filed tags: one tag, or a sum of tags in one filing. */

/** A sum of tags in one filing; `minus` are subtracted. */
export interface Source {
  plus: readonly string[]
  minus: readonly string[]
  /**
   * The source is not used for a company that files any of these tags, because the source would
   * then mean something else.
   */
  unless: readonly string[]
  /**
   * The source is not used for a period if the same filing also has any of these tags for it,
   * because something would be counted twice.
   */
  unlessBeside: readonly string[]
  /**
   * Parts with the same amount are one line under several tags (Marvell's notes due), and are
   * counted once.
   */
  onceIfEqual: boolean
}

export interface Limits {
  unless?: string[]
  unlessBeside?: string[]
  onceIfEqual?: boolean
}

export const us = (name: string): string => `us-gaap:${name}`
export const tag = (name: string, limits: Limits = {}): Source => sum([name], [], limits)
export const sum = (plus: string[], minus: string[] = [], limits: Limits = {}): Source => ({
  plus: plus.map(us),
  minus: minus.map(us),
  unless: (limits.unless ?? []).map(us),
  unlessBeside: (limits.unlessBeside ?? []).map(us),
  onceIfEqual: limits.onceIfEqual ?? false,
})
export const tags = (...names: string[]): Source[] => names.map((name) => tag(name))
export const ifrs = (...names: string[]): Source[] =>
  names.map((name) => ({
    plus: [`ifrs-full:${name}`],
    minus: [],
    unless: [],
    unlessBeside: [],
    onceIfEqual: false,
  }))
export const ifrsSum = (...names: string[]): Source => ({
  plus: names.map((name) => `ifrs-full:${name}`),
  minus: [],
  unless: [],
  unlessBeside: [],
  onceIfEqual: false,
})
export const dei = (name: string): Source => ({
  plus: [`dei:${name}`],
  minus: [],
  unless: [],
  unlessBeside: [],
  onceIfEqual: false,
})
