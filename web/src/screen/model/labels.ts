/** What an expression is called in a column's head and beside a slider. */
import type { Expression, FieldNode } from '#shared/screen/ast.ts'
import type { Field } from '#shared/screen/fields.ts'
import { language } from '../../preferences.ts'
import { t } from '../strings/index.ts'
import { printExpression } from './engine.ts'
import { fieldName } from './fields.ts'

const nameOf = ({ field: id, lag }: FieldNode, fields: readonly Field[]): string => {
  const field = fields.find((one) => one.id === id)
  const name = field ? fieldName(field, language.value) : id
  return lag > 0 ? t('label.lag', { name, years: lag }) : name
}

/** How many ranks an expression sums up; 0 where it is no such sum. */
const ranksSummed = (of: Expression): number => {
  if (of.kind === 'cross') return of.form === 'rank' ? 1 : 0
  if (of.kind !== 'arithmetic' || of.op !== '+') return 0
  const [left, right] = [ranksSummed(of.left), ranksSummed(of.right)]
  return left > 0 && right > 0 ? left + right : 0
}

/** In words where there are words for it, else as it stands in the screen's text. */
export const labelOf = (of: Expression, fields: readonly Field[]): string => {
  switch (of.kind) {
    case 'field':
      return nameOf(of, fields)
    case 'over':
      return t(`label.${of.form}`, { name: nameOf(of.of, fields), years: of.years })
    case 'cross':
      return t(`label.${of.form}.${of.within}`, { name: labelOf(of.of, fields) })
    default: {
      const count = ranksSummed(of)
      return count > 0 ? t('label.rank_sum', { count }) : printExpression(of)
    }
  }
}
