/**
 * A condition on a figure: which one, in which form, and the number it is held against, with a
 * histogram and a slider.
 */
import type { CompareOp } from '#shared/screen/ast.ts'
import type { Field } from '#shared/screen/fields.ts'
import { COMPARE_OPS } from '#shared/screen/words.ts'
import { language } from '../../preferences.ts'
import { type AmountUnit, amountText } from '../model/amounts.ts'
import type { Histogram } from '../model/axis.ts'
import { fieldName } from '../model/fields.ts'
import { labelOf } from '../model/labels.ts'
import { type CompareRow, type Form, formOf, formsOf, inForm, yearsOf } from '../model/rows.ts'
import type { ScreenModel } from '../model/screen-model.ts'
import { t } from '../strings/index.ts'
import { AmountField } from './AmountField.tsx'
import { CountLine } from './CountLine.tsx'
import { ValueSlider } from './ValueSlider.tsx'

const SIGNS: Record<CompareOp, string> = {
  '>=': '≥',
  '>': '>',
  '<=': '≤',
  '<': '<',
  '=': '=',
  '!=': '≠',
}

/** Where the row stands may change while it is drawn, so each of these says which row it is of. */
export interface RowActions {
  chooseField(at: number): void
  showUntestable(at: number): void
}

/**
 * All of it stays the same object while another row is moved, so that only the moved row is drawn
 * again.
 */
interface CompareRowViewProps {
  model: ScreenModel
  at: number
  row: CompareRow
  unit: AmountUnit
  /** Of money: what stands after the number. */
  currency: string
  histogram: Histogram | null
  /** Null while they are not known. */
  passed: number | null
  failed: number
  untestable: number
  actions: RowActions
}

const FormChoice = ({
  row,
  field,
  setForm,
  setYears,
}: {
  row: CompareRow
  field: Field
  setForm: (form: Form) => void
  setYears: (years: number) => void
}) => {
  const form = formOf(row)
  const years = row.measure?.over?.years ?? row.each
  const choices = yearsOf(form, field.years, row.measure?.field.lag ?? 0)
  return (
    <span class="form-choice">
      <select
        aria-label={t('row.form')}
        value={form}
        onChange={(event) => {
          const chosen = formsOf(field.years).find((one) => one === event.currentTarget.value)
          if (chosen) setForm(chosen)
        }}
      >
        {formsOf(field.years).map((one) => (
          <option key={one} value={one}>
            {t(`form.${one}`)}
          </option>
        ))}
      </select>
      {years !== null && choices.length > 0 && (
        <select
          aria-label={t('row.years')}
          value={years}
          onChange={(event) => setYears(Number(event.currentTarget.value))}
        >
          {choices.map((count) => (
            <option key={count} value={count}>
              {t('row.year_count', { count })}
            </option>
          ))}
        </select>
      )}
    </span>
  )
}

export const CompareRowView = ({
  model,
  at,
  row,
  unit,
  currency,
  histogram,
  passed,
  failed,
  untestable,
  actions,
}: CompareRowViewProps) => {
  const fields = model.fields.value ?? []
  const { measure } = row
  const field = measure ? (fields.find(({ id }) => id === measure.field.field) ?? null) : null
  const set = (next: CompareRow) => model.setRow(at, next)
  const setForm = (form: Form) => {
    if (measure && field)
      void model.reform(at, inForm({ measure, each: row.each }, form, field.years))
  }
  const setYears = (years: number) => {
    if (!measure) return
    const over = measure.over && { ...measure.over, years }
    const each = row.each === null ? null : years
    void model.reform(at, { measure: { ...measure, over }, each })
  }
  const label = labelOf(row.left, fields)
  return (
    <li class="condition">
      <div class="condition-line">
        {field ? (
          <button
            type="button"
            class="condition-field"
            title={`${field.definition[language.value]}`}
            onClick={() => actions.chooseField(at)}
          >
            {fieldName(field, language.value)}
            {row.measure && row.measure.field.lag > 0 && (
              <span class="period">{t('row.lag', { count: row.measure.field.lag })}</span>
            )}
            <span aria-hidden="true" class="chevron">
              ▾
            </span>
          </button>
        ) : (
          <code class="condition-expression">{label}</code>
        )}
        <select
          class="condition-op"
          aria-label={t('row.op', { name: label })}
          value={row.op}
          onChange={(event) => {
            const op = COMPARE_OPS.find((one) => one === event.currentTarget.value)
            if (op) set({ ...row, op })
          }}
        >
          {COMPARE_OPS.map((op) => (
            <option key={op} value={op} aria-label={t(`op.${op}`)}>
              {SIGNS[op]}
            </option>
          ))}
        </select>
        <AmountField
          value={row.value}
          unit={unit}
          currency={currency}
          label={t('row.value', { name: label })}
          set={(value) => set({ ...row, value })}
        />
        <button
          type="button"
          class="quiet condition-remove"
          aria-label={t('row.remove', { name: label })}
          title={t('row.remove', { name: label })}
          onClick={() => model.removeRow(at)}
        >
          ✕
        </button>
      </div>
      {histogram ? (
        <ValueSlider
          histogram={histogram}
          op={row.op}
          value={row.value}
          unit={unit}
          label={`${label} ${t(`op.${row.op}`)} ${amountText(row.value, unit, language.value)}`}
          move={(value) => set({ ...row, value })}
        />
      ) : (
        <p class="no-histogram muted small">{t('row.no_histogram')}</p>
      )}
      <div class="condition-foot">
        {field && <FormChoice row={row} field={field} setForm={setForm} setYears={setYears} />}
        <CountLine
          counts={passed === null ? null : { passed, failed, not_testable: untestable }}
          showUntestable={() => actions.showUntestable(at)}
        />
      </div>
    </li>
  )
}
