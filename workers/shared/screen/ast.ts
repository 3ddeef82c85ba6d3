/**
 * A screen as a tree: what the text says, and what the JSON form holds. `parse.ts` makes it from
 * text, `print.ts` writes it as text again.
 */

export type CompareOp = '>=' | '>' | '<=' | '<' | '=' | '!='
export type ArithmeticOp = '+' | '-' | '*' | '/'
/** Over the newest `years` fiscal years of a figure. `cagr` and `trend` are per year. */
export type OverForm = 'avg' | 'min' | 'max' | 'sum' | 'cagr' | 'stdev' | 'trend'
/** `rank` counts from 1 at the highest value; `percentile` is 0 to 100, 100 at the highest. */
export type CrossForm = 'rank' | 'percentile'
/**
 * Among whom: the companies of its market, those of its industry, or those that pass the conditions
 * of the screen, of all its markets. The last is no condition itself.
 */
export type Within = 'market' | 'industry' | 'passing'

/** A number with what was written after it. `value` is in the unit's scale 1: 15% is 0.15. */
export interface NumberNode {
  kind: 'number'
  value: number
  unit: 'plain' | 'percent' | 'money' | 'x' | 'days' | 'years'
  /** Of money; null where none was named: the currency in which the market trades. */
  currency: string | null
}

/** A figure of the catalogue. `lag` counts fiscal years back from the newest one. */
export interface FieldNode {
  kind: 'field'
  field: string
  lag: number
}

export type Expression =
  | NumberNode
  | FieldNode
  | { kind: 'over'; form: OverForm; of: FieldNode; years: number }
  | { kind: 'cross'; form: CrossForm; of: Expression; within: Within }
  | { kind: 'arithmetic'; op: ArithmeticOp; left: Expression; right: Expression }
  | { kind: 'minus'; of: Expression }

/** What a company is, as text. */
export type TextField = 'market' | 'industry' | 'exchange' | 'kind' | 'currency'

export type Condition =
  /** With `each`, it must hold in each of the newest so many fiscal years. */
  | { kind: 'compare'; left: Expression; op: CompareOp; right: Expression; each: number | null }
  | { kind: 'in'; field: TextField; values: readonly string[]; negated: boolean }
  /** The figure is known. */
  | { kind: 'has'; of: FieldNode; negated: boolean }
  | { kind: 'and'; of: readonly Condition[] }
  | { kind: 'or'; of: readonly Condition[] }
  | { kind: 'not'; of: Condition }

export interface Screen {
  /** Null: every company. The conditions of the top level are counted each for itself. */
  where: Condition | null
  order: { by: Expression; direction: 'asc' | 'desc' } | null
  limit: number | null
}

/** Where something stands in the text, in UTF-16 units: from, and one past its end. */
export interface TextSpan {
  from: number
  to: number
}
