/** A condition on what a company is: its industry, exchange, kind, currency or market. */
import { useSignal } from '@preact/signals'
import type { TextField } from '#shared/screen/ast.ts'
import type { ListRow } from '../model/rows.ts'
import { t } from '../strings/index.ts'
import { textValue } from '../strings/text-values.ts'
import { type Counts, CountLine } from './CountLine.tsx'

export interface Choice {
  value: string
  companies: number
}

/** Values that are offered without a search. */
const MOST_OFFERED = 60

export const ListRowView = ({
  row,
  choices,
  counts,
  set,
  showUntestable,
  remove,
}: {
  row: ListRow
  choices: readonly Choice[]
  counts: Counts | null
  set: (row: ListRow) => void
  showUntestable: () => void
  remove: () => void
}) => {
  const typed = useSignal('')
  const name = t(`text_field.${row.field}`)
  const chosen = new Set(row.values)
  const wish = typed.value.trim().toLowerCase()
  const words = (value: string) => textValue(row.field, value)
  const offered = choices.filter(
    ({ value }) => !chosen.has(value) && (wish === '' || words(value).toLowerCase().includes(wish)),
  )
  const toggle = (value: string) => {
    const values = chosen.has(value)
      ? row.values.filter((one) => one !== value)
      : [...row.values, value]
    if (values.length > 0) set({ ...row, values })
    else remove()
  }
  return (
    <li class="condition">
      <div class="condition-line">
        <strong class="condition-name">{name}</strong>
        <select
          class="condition-op condition-op-words"
          aria-label={t('row.op', { name })}
          value={row.negated ? 'not' : 'in'}
          onChange={(event) => set({ ...row, negated: event.currentTarget.value === 'not' })}
        >
          <option value="in">{t('list.in')}</option>
          <option value="not">{t('list.not_in')}</option>
        </select>
        <button
          type="button"
          class="quiet condition-remove"
          aria-label={t('row.remove', { name })}
          title={t('row.remove', { name })}
          onClick={remove}
        >
          ✕
        </button>
      </div>
      <div class="chips">
        {row.values.map((value) => (
          <button
            type="button"
            key={value}
            aria-pressed="true"
            title={t('list.leave_out')}
            onClick={() => toggle(value)}
          >
            {words(value)} <span aria-hidden="true">✕</span>
          </button>
        ))}
      </div>
      <details class="list-more" open={row.values.length === 0}>
        <summary>{t('list.add')}</summary>
        <input
          type="text"
          class="chooser-search"
          aria-label={t('list.search', { name })}
          placeholder={t('list.search', { name })}
          value={typed.value}
          onInput={(event) => {
            typed.value = event.currentTarget.value
          }}
        />
        <div class="chips list-offered">
          {offered.slice(0, MOST_OFFERED).map(({ value, companies }) => (
            <button type="button" key={value} aria-pressed="false" onClick={() => toggle(value)}>
              {words(value)} <span class="chip-count">{companies}</span>
            </button>
          ))}
        </div>
        {offered.length > MOST_OFFERED && (
          <p class="muted small">{t('list.more', { count: offered.length - MOST_OFFERED })}</p>
        )}
      </details>
      <div class="condition-foot">
        <CountLine counts={counts} showUntestable={showUntestable} />
      </div>
    </li>
  )
}

export const TEXT_FIELDS_OFFERED: readonly TextField[] = [
  'industry',
  'kind',
  'exchange',
  'currency',
]
