/** A condition that the rows cannot show. It is edited as text, and holds when it can be read. */
import { useSignal } from '@preact/signals'
import type { Condition } from '#shared/screen/ast.ts'
import type { Field } from '#shared/screen/fields.ts'
import { language } from '../../preferences.ts'
import { parseCondition, printCondition } from '../model/engine.ts'
import { t } from '../strings/index.ts'
import { type Counts, CountLine } from './CountLine.tsx'

export const TextRowView = ({
  condition,
  fields,
  counts,
  set,
  showUntestable,
  remove,
}: {
  condition: Condition
  fields: readonly Field[]
  counts: Counts | null
  set: (condition: Condition) => void
  showUntestable: () => void
  remove: () => void
}) => {
  const draft = useSignal<string | null>(null)
  const written = printCondition(condition)
  const parsed = draft.value === null ? null : parseCondition(draft.value, fields)
  const problem = parsed && !parsed.ok ? parsed.problem : null
  return (
    <li class="condition">
      <div class="condition-line">
        <textarea
          class="screen-text-input"
          rows={2}
          spellcheck={false}
          aria-label={t('row.text')}
          aria-invalid={problem !== null}
          value={draft.value ?? written}
          onInput={(event) => {
            draft.value = event.currentTarget.value
            const next = parseCondition(event.currentTarget.value, fields)
            if (next.ok) set(next.condition)
          }}
          onBlur={() => {
            if (parsed?.ok !== false) draft.value = null
          }}
        />
        <button
          type="button"
          class="quiet condition-remove"
          aria-label={t('row.remove', { name: written })}
          title={t('row.remove', { name: written })}
          onClick={remove}
        >
          ✕
        </button>
      </div>
      {problem && (
        <p class="fault small" role="status">
          {language.value === 'zh' ? problem.detail_zh : problem.detail}
        </p>
      )}
      <div class="condition-foot">
        <CountLine counts={counts} showUntestable={showUntestable} />
      </div>
    </li>
  )
}
