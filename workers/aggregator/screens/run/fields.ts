/** What a screen may name, made once for each state of the valuation's assumptions. */
import type { FieldList } from '#shared/screen/fields.ts'
import type { FormulaAssumptions } from '../../metrics/formula.ts'
import { screenFields } from '../catalogue.ts'

let known: { state: string; fields: FieldList } | null = null

/** The texts of some figures name the assumptions; the figures are always the same. */
export const fieldsWith = (assumptions: FormulaAssumptions): FieldList => {
  const state = JSON.stringify(assumptions)
  if (known?.state !== state) known = { state, fields: screenFields(assumptions) }
  return known.fields
}

let shipped: FieldList | null = null

/** For reading texts, where no assumption matters. */
export const fieldsToRead = (): FieldList => {
  shipped ??= screenFields()
  return shipped
}
