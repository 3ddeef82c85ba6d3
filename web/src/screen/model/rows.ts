/**
 * The conditions of a screen as rows that can be edited without its language, and back. What a row
 * cannot show stays a row of text. Pure.
 */
import type {
  CompareOp,
  Condition,
  CrossForm,
  Expression,
  FieldNode,
  NumberNode,
  OverForm,
  Screen,
  TextField,
} from '#shared/screen/ast.ts'
import type { WithinTable } from '#shared/screen/ranks.ts'
import { OVER_FORMS } from '#shared/screen/words.ts'

/** A figure, over years where wished, or its place among others. */
export interface Measure {
  field: FieldNode
  over: { form: OverForm; years: number } | null
  cross: { form: CrossForm; within: WithinTable } | null
}

/** A figure, or anything that is computed of figures, held against a number. */
export interface CompareRow {
  kind: 'compare'
  left: Expression
  /** The parts of `left` that the row has controls for; null where it is shown as text. */
  measure: Measure | null
  op: CompareOp
  /** Of either sign, in the unit's scale 1: 15% is 0.15. */
  value: number
  unit: NumberNode['unit']
  currency: string | null
  each: number | null
}

export interface ListRow {
  kind: 'list'
  field: TextField
  values: readonly string[]
  negated: boolean
}

export interface TextRow {
  kind: 'text'
  condition: Condition
}

export type ConditionRow = CompareRow | ListRow | TextRow

/** The conditions of the top level, which are counted each for itself. */
export const conditionsOf = ({ where }: Pick<Screen, 'where'>): readonly Condition[] =>
  where === null ? [] : where.kind === 'and' ? where.of : [where]

export const withConditions = (screen: Screen, conditions: readonly Condition[]): Screen => {
  const [first] = conditions
  const one = conditions.length === 1 && first
  return {
    ...screen,
    where: one ? first : conditions.length === 0 ? null : { kind: 'and', of: conditions },
  }
}

const overOf = (of: Expression): Omit<Measure, 'cross'> | null => {
  if (of.kind === 'field') return { field: of, over: null }
  return of.kind === 'over' ? { field: of.of, over: { form: of.form, years: of.years } } : null
}

/** Null where the row has no controls for it, as for a place by an average over years. */
export const measureOf = (expression: Expression): Measure | null => {
  if (expression.kind !== 'cross') {
    const measure = overOf(expression)
    return measure && { ...measure, cross: null }
  }
  const { of, form, within } = expression
  return of.kind === 'field' && within !== 'passing'
    ? { field: of, over: null, cross: { form, within } }
    : null
}

export const expressionOf = ({ field, over, cross }: Measure): Expression => {
  const of: Expression = over ? { kind: 'over', ...over, of: field } : field
  return cross ? { kind: 'cross', ...cross, of } : of
}

export const rowOf = (condition: Condition): ConditionRow => {
  if (condition.kind === 'in') return { ...condition, kind: 'list' }
  if (condition.kind !== 'compare') return { kind: 'text', condition }
  const { left, right: number } = condition
  if (number.kind !== 'number' || left.kind === 'number') return { kind: 'text', condition }
  return {
    kind: 'compare',
    left,
    measure: measureOf(left),
    op: condition.op,
    value: number.value,
    unit: number.unit,
    currency: number.currency,
    each: condition.each,
  }
}

const numberNode = ({ value, unit, currency }: CompareRow): NumberNode => ({
  kind: 'number',
  value,
  unit,
  currency,
})

export const conditionOf = (row: ConditionRow): Condition => {
  switch (row.kind) {
    case 'text':
      return row.condition
    case 'list':
      return { kind: 'in', field: row.field, values: row.values, negated: row.negated }
    case 'compare':
      return {
        kind: 'compare',
        left: row.left,
        op: row.op,
        right: numberNode(row),
        each: row.each,
      }
  }
}

/** How a row looks at its figure, as one choice: its value, each year, an average, a place. */
export type Form = 'value' | 'each' | OverForm | `${CrossForm}.${WithinTable}`

const CROSS_FORMS: readonly (Measure['cross'] & object)[] = [
  { form: 'percentile', within: 'industry' },
  { form: 'percentile', within: 'market' },
  { form: 'rank', within: 'industry' },
  { form: 'rank', within: 'market' },
]
const formOfCross = ({ form, within }: Measure['cross'] & object): Form => `${form}.${within}`

export const formOf = ({ measure, each }: CompareRow): Form => {
  if (measure?.cross) return formOfCross(measure.cross)
  if (measure?.over) return measure.over.form
  return each === null ? 'value' : 'each'
}

/** The forms that a figure can have. Only one with earlier fiscal years has forms over years. */
export const formsOf = (years: number): readonly Form[] => [
  'value',
  ...(years > 1 ? (['each', ...OVER_FORMS] as const) : []),
  ...CROSS_FORMS.map(formOfCross),
]

/** Fiscal years that a form looks at when it is chosen. */
const FIRST_YEARS = 5
const LEAST_YEARS = 2

/** The years that may be chosen for a form of a figure. Growth needs one year more at its start. */
export const yearsOf = (form: Form, years: number, lag: number): readonly number[] => {
  const most = years - lag - (form === 'cagr' ? 1 : 0)
  const least = form === 'cagr' ? 1 : LEAST_YEARS
  return Array.from({ length: Math.max(0, most - least + 1) }, (_, step) => least + step)
}

/**
 * The same figure in another form (such as a mean over years, or a growth rate). The form covers at
 * most `years`, the number of years that are known of the figure.
 */
export const inForm = (
  { measure, each }: Pick<CompareRow, 'each'> & { measure: Measure },
  form: Form,
  years: number,
): { measure: Measure; each: number | null } => {
  const { field } = measure
  const choices = yearsOf(form, years, field.lag)
  const wish = measure.over?.years ?? each ?? FIRST_YEARS
  const span = choices.includes(wish) ? wish : (choices.at(-1) ?? LEAST_YEARS)
  const cross = CROSS_FORMS.find((one) => formOfCross(one) === form) ?? null
  const over = OVER_FORMS.find((one) => one === form)
  return {
    measure: { field, over: over ? { form: over, years: span } : null, cross },
    each: form === 'each' ? span : null,
  }
}
