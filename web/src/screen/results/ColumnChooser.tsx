/** Which columns the list has, and in which order. */
import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { FieldChooser } from '../conditions/FieldChooser.tsx'
import { parseExpression } from '../model/engine.ts'
import { labelOf } from '../model/labels.ts'
import { MOST_COLUMNS, moved } from '../model/column-list.ts'
import type { ScreenModel } from '../model/screen-model.ts'
import { t } from '../strings/index.ts'

export const ColumnChooser = ({ model, close }: { model: ScreenModel; close: () => void }) => {
  const dialog = useRef<HTMLDialogElement>(null)
  const adding = useSignal(false)
  const typed = useSignal('')
  useEffect(() => dialog.current?.showModal(), [])
  const fields = model.fields.value ?? []
  const columns = model.shownColumns.value
  const set = (next: readonly string[]) => model.chooseColumns(next)
  const isFull = columns.length >= MOST_COLUMNS
  const nameOf = (column: string): string => {
    const of = parseExpression(column, fields)
    return of ? labelOf(of, fields) : column
  }
  const wish = typed.value.trim()
  const canAdd = wish !== '' && parseExpression(wish, fields) !== null && !columns.includes(wish)
  const addTyped = () => {
    if (!canAdd || isFull) return
    set([...columns, wish])
    typed.value = ''
  }
  return (
    <dialog class="chooser" ref={dialog} aria-labelledby="columns-title" onClose={close}>
      <div class="chooser-head">
        <h2 id="columns-title">{t('columns.title')}</h2>
        <button type="button" class="quiet" onClick={close} aria-label={t('screen.close')}>
          ✕
        </button>
      </div>
      <ol class="column-list">
        {columns.map((column, position) => {
          const name = nameOf(column)
          return (
            <li key={column}>
              <span class="column-name">
                {name} {name !== column && <code>{column}</code>}
              </span>
              <button
                type="button"
                class="quiet"
                disabled={position === 0}
                aria-label={t('columns.up', { name })}
                onClick={() => set(moved(columns, position, -1))}
              >
                ↑
              </button>
              <button
                type="button"
                class="quiet"
                disabled={position === columns.length - 1}
                aria-label={t('columns.down', { name })}
                onClick={() => set(moved(columns, position, 1))}
              >
                ↓
              </button>
              <button
                type="button"
                class="quiet"
                aria-label={t('columns.remove', { name })}
                onClick={() => set(columns.filter((one) => one !== column))}
              >
                ✕
              </button>
            </li>
          )
        })}
      </ol>
      {isFull && <p class="notice small">{t('columns.full', { count: MOST_COLUMNS })}</p>}
      <div class="screen-buttons">
        <button
          type="button"
          class="button button-main"
          disabled={isFull}
          onClick={() => {
            adding.value = true
          }}
        >
          {t('columns.add')}
        </button>
        <button
          type="button"
          class="button"
          disabled={model.columns.value === null}
          onClick={() => model.chooseColumns(null)}
        >
          {t('columns.reset')}
        </button>
      </div>
      <form
        class="column-expression"
        onSubmit={(event) => {
          event.preventDefault()
          addTyped()
        }}
      >
        <label for="column-expression">{t('columns.expression')}</label>
        <div class="sentence-line">
          <input
            id="column-expression"
            type="text"
            class="screen-text-input"
            spellcheck={false}
            placeholder="avg(roe, 5y)"
            value={typed.value}
            aria-invalid={wish !== '' && !canAdd}
            onInput={(event) => {
              typed.value = event.currentTarget.value
            }}
          />
          <button type="submit" class="button" disabled={!canAdd || isFull}>
            {t('columns.add_expression')}
          </button>
        </div>
      </form>
      {adding.value && (
        <FieldChooser
          title={t('columns.add')}
          fields={fields.filter(({ id }) => !columns.includes(id))}
          coverageOf={model.coverage.value}
          choose={({ id }) => {
            adding.value = false
            set([...columns, id])
          }}
          close={() => {
            adding.value = false
          }}
        />
      )}
    </dialog>
  )
}
