/** The range of dates that a plan of J-Quants covers, read from the text of a refusal. Pure. */

export interface DateRange {
  from: string
  to: string
}
export interface Coverage {
  from: string
  /** Null when the range has no end. */
  to: string | null
}

/** `2024-03-21 ~ 2026-03-21`, `2021-10-03 ~ .`: the end may be missing. */
export const coverageIn = (text: string): Coverage | null => {
  const [, from, to] = /(\d{4}-\d{2}-\d{2})\s*~\s*(\d{4}-\d{2}-\d{2})?/.exec(text) ?? []
  return from ? { from, to: to ?? null } : null
}

/** The part of a range that the plan covers; null when it covers none of it. */
export const cutTo = ({ from, to }: DateRange, covered: Coverage): DateRange | null => {
  const first = from > covered.from ? from : covered.from
  const last = covered.to !== null && covered.to < to ? covered.to : to
  return first <= last ? { from: first, to: last } : null
}
