/** The conditions of the screen as rows, and what adds one. */
import { useSignal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import type { Condition, TextField } from '#shared/screen/ast.ts'
import type { Field } from '#shared/screen/fields.ts'
import { choicesOf } from '../model/choices.ts'
import { printExpression, unitOf } from '../model/engine.ts'
import { localCurrency } from '../model/local-currency.ts'
import type { CompareRow, ConditionRow } from '../model/rows.ts'
import type { ScreenModel } from '../model/screen-model.ts'
import { t } from '../strings/index.ts'
import { CompareRowView, type RowActions } from './CompareRowView.tsx'
import { FieldChooser } from './FieldChooser.tsx'
import { ListRowView, TEXT_FIELDS_OFFERED } from './ListRowView.tsx'
import { TextRowView } from './TextRowView.tsx'

interface ConditionListProps {
  model: ScreenModel
  /** Shows the companies that a condition could not test. */
  showUntestable: (condition: number) => void
}

/** What the chooser is open for: a new condition, or the figure of one that is there. */
type Choosing = { at: number | null }

export const ConditionList = ({ model, showUntestable }: ConditionListProps) => {
  const choosing = useSignal<Choosing | null>(null)
  const fields = model.fields.value ?? []
  const rows = model.rows.value
  const table = model.table.value
  const outcome = model.outcome.value
  /** The counts are of the list that is shown: none while it is of another screen. */
  const countsAt = (at: number) =>
    outcome?.conditions.length === rows.length ? (outcome.conditions[at] ?? null) : null

  const addText = (field: TextField) => {
    const [first] = table ? choicesOf(table.companies, field) : []
    if (first) model.addRow({ kind: 'list', field, values: [first.value], negated: false })
  }
  const chooseField = async (field: Field) => {
    const wish = choosing.value
    choosing.value = null
    if (!wish) return
    if (wish.at === null) await model.addFigure(field)
    else await model.replaceFigure(wish.at, field)
  }

  const actions = useMemo<RowActions>(
    () => ({
      chooseField: (at) => {
        choosing.value = { at }
      },
      showUntestable,
    }),
    [showUntestable],
  )
  const currency = localCurrency(model.tested.value) ?? t('amount.local')
  const compare = (row: CompareRow, at: number) => {
    const counts = countsAt(at)
    return (
      <CompareRowView
        key={`${at} ${printExpression(row.left)}`}
        model={model}
        at={at}
        row={row}
        unit={unitOf(row.left, fields)}
        currency={row.currency ?? currency}
        histogram={model.evaluated(row.left)?.histogram ?? null}
        passed={counts?.passed ?? null}
        failed={counts?.failed ?? 0}
        untestable={counts?.not_testable ?? 0}
        actions={actions}
      />
    )
  }

  const view = (row: ConditionRow, at: number) => {
    if (row.kind === 'compare') return compare(row, at)
    const shared = {
      counts: countsAt(at),
      showUntestable: () => showUntestable(at),
      remove: () => model.removeRow(at),
    }
    return row.kind === 'list' ? (
      <ListRowView
        key={`${at} ${row.field}`}
        row={row}
        choices={table ? choicesOf(table.companies, row.field) : []}
        set={(next) => model.setRow(at, next)}
        {...shared}
      />
    ) : (
      <TextRowView
        key={at}
        condition={row.condition}
        fields={fields}
        set={(condition: Condition) => model.setCondition(at, condition)}
        {...shared}
      />
    )
  }

  return (
    <div class="conditions">
      <h2>{t('conditions.title')}</h2>
      {rows.length === 0 && <p class="empty">{t('conditions.none')}</p>}
      <ul>{rows.map(view)}</ul>
      <div class="screen-buttons">
        <button
          type="button"
          class="button"
          disabled={fields.length === 0}
          onClick={() => {
            choosing.value = { at: null }
          }}
        >
          + {t('conditions.add')}
        </button>
        <select
          class="button add-text"
          aria-label={t('conditions.add_text')}
          value=""
          disabled={!table}
          onChange={(event) => {
            const field = TEXT_FIELDS_OFFERED.find((one) => one === event.currentTarget.value)
            event.currentTarget.value = ''
            if (field) addText(field)
          }}
        >
          <option value="">+ {t('conditions.add_text')}</option>
          {TEXT_FIELDS_OFFERED.map((field) => (
            <option key={field} value={field}>
              {t(`text_field.${field}`)}
            </option>
          ))}
        </select>
      </div>
      {choosing.value && (
        <FieldChooser
          title={t(choosing.value.at === null ? 'conditions.add' : 'chooser.change')}
          fields={fields}
          coverageOf={model.coverage.value}
          choose={(field) => void chooseField(field)}
          close={() => {
            choosing.value = null
          }}
        />
      )}
    </div>
  )
}
