/** In which order the companies stand, and how many of them are listed. */
import { useSignal } from '@preact/signals'
import { parseExpression, printExpression } from '../model/engine.ts'
import { labelOf } from '../model/labels.ts'
import type { ScreenModel } from '../model/screen-model.ts'
import { t } from '../strings/index.ts'

/** The choice that is no figure. */
const NONE = ''

export const OrderRow = ({ model }: { model: ScreenModel }) => {
  const draft = useSignal<string | null>(null)
  const fields = model.fields.value
  if (!fields) return null
  const screen = model.screen.value
  const { order, limit } = screen
  const by = order ? printExpression(order.by) : NONE
  const offered = [...new Set([...(by === NONE ? [] : [by]), ...model.shownColumns.value])]
  return (
    <div class="order-row">
      <label>
        <span>{t('order.by')}</span>
        <select
          value={by}
          onChange={(event) => {
            const of = parseExpression(event.currentTarget.value, fields)
            model.setScreen({
              ...screen,
              order: of && { by: of, direction: order?.direction ?? 'desc' },
            })
          }}
        >
          <option value={NONE}>{t('order.none')}</option>
          {offered.map((text) => {
            const of = parseExpression(text, fields)
            return (
              <option key={text} value={text}>
                {of ? labelOf(of, fields) : text}
              </option>
            )
          })}
        </select>
      </label>
      {order && (
        <select
          aria-label={t('order.direction')}
          value={order.direction}
          onChange={(event) =>
            model.setScreen({
              ...screen,
              order: {
                ...order,
                direction: event.currentTarget.value === 'asc' ? 'asc' : 'desc',
              },
            })
          }
        >
          <option value="desc">{t('order.desc')}</option>
          <option value="asc">{t('order.asc')}</option>
        </select>
      )}
      <label>
        <span>{t('order.limit')}</span>
        <input
          type="text"
          inputMode="numeric"
          placeholder={t('order.all')}
          value={draft.value ?? (limit === null ? '' : String(limit))}
          onInput={(event) => {
            draft.value = event.currentTarget.value
            const typed = event.currentTarget.value.trim()
            if (typed === '') model.setScreen({ ...screen, limit: null })
            else if (/^[1-9]\d{0,4}$/.test(typed) && Number(typed) <= model.mostRows)
              model.setScreen({ ...screen, limit: Number(typed) })
          }}
          onBlur={() => {
            draft.value = null
          }}
        />
      </label>
    </div>
  )
}
