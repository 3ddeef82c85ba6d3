/** What is wrong with a screen, with its place in the text or in the JSON form. */
import type { TextSpan } from './ast.ts'

export type ScreenReason =
  /** The text does not follow the grammar, or the JSON form is of another shape. */
  | 'syntax'
  | 'too_long'
  | 'too_deep'
  | 'too_many_conditions'
  | 'too_many_values'
  | 'unknown_field'
  /** A name that several figures have. */
  | 'ambiguous_field'
  /** No such market, kind of company or currency. */
  | 'unknown_value'
  | 'unit_mismatch'
  /** More fiscal years than a snapshot has of the figure, or earlier years of one without any. */
  | 'no_such_year'
  /** A number that cannot be told: too large, or with a sign that two currencies share. */
  | 'bad_number'
  /** A comparison, a rank or an order that names no figure. */
  | 'no_figure'
  /** A condition that asks for a place among those that pass the conditions. */
  | 'passing_in_condition'

export interface ScreenProblem {
  reason: ScreenReason
  detail: string
  detail_zh: string
  /** In the text. Of a JSON form it is 0 to 0, and `path` has the place: `where.of.2.left`. */
  at: TextSpan
  path?: string
  /** Names that may have been meant: ids of figures, or values. */
  near: string[]
}

/** A fault without its place. */
export interface ScreenFault {
  reason: ScreenReason
  detail: string
  detail_zh: string
  near: string[]
}

export const makeFault = (
  reason: ScreenReason,
  detail: string,
  detail_zh: string,
  near: readonly string[] = [],
): ScreenFault => ({ reason, detail, detail_zh, near: [...near] })

/** Characters of a text that are repeated in a message. */
const MOST_SHOWN = 60

/** A part of the person's text as it stands in a message. */
export const shown = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length <= MOST_SHOWN ? line : `${line.slice(0, MOST_SHOWN)}…`
}
