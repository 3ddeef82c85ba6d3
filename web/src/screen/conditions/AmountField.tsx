/** The number of a condition: what is typed holds as soon as it is a number. */
import { useSignal } from '@preact/signals'
import { TIMES } from '#shared/format-figure.ts'
import { language } from '../../preferences.ts'
import { type AmountUnit, amountOf, fieldText } from '../model/amounts.ts'
import { t } from '../strings/index.ts'

/** What stands after the field. */
const afterOf = (unit: AmountUnit, currency: string): string => {
  if (unit === 'ratio' || unit === 'per_year') return '%'
  if (unit === 'x') return TIMES[language.value]
  if (unit === 'days') return t('unit.days')
  return unit === 'money' || unit === 'money/share' ? currency : ''
}

export const AmountField = ({
  value,
  unit,
  currency,
  label,
  set,
}: {
  value: number
  unit: AmountUnit
  currency: string
  label: string
  set: (value: number) => void
}) => {
  const draft = useSignal<string | null>(null)
  const text = draft.value ?? fieldText(value, unit, language.value)
  return (
    <span class="amount">
      <input
        type="text"
        inputMode="decimal"
        autocomplete="off"
        aria-label={label}
        aria-invalid={draft.value !== null && amountOf(draft.value, unit) === null}
        value={text}
        onInput={(event) => {
          draft.value = event.currentTarget.value
          const amount = amountOf(event.currentTarget.value, unit)
          if (amount !== null) set(amount)
        }}
        onBlur={() => {
          draft.value = null
        }}
      />
      <span class="amount-after">{afterOf(unit, currency)}</span>
    </span>
  )
}
