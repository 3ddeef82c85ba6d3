/** The companies that were chosen to be compared, and the way to their comparison. */
import { comparePath } from '../../router.ts'
import { toCompare, toggleCompared } from '../model/compare-choice.ts'
import type { ScreenModel } from '../model/screen-model.ts'
import { t } from '../strings/index.ts'

export const CompareTray = ({ model }: { model: ScreenModel }) => {
  const chosen = toCompare.value
  if (chosen.length === 0) return null
  return (
    <section class="compare-tray" aria-label={t('compare.title')}>
      <ul>
        {chosen.map((id) => {
          const name = model.nameOfInstrument(id)
          return (
            <li key={id}>
              {name}
              <button
                type="button"
                class="quiet"
                aria-label={t('compare.remove', { name })}
                title={t('compare.remove', { name })}
                onClick={() => toggleCompared(id)}
              >
                ✕
              </button>
            </li>
          )
        })}
      </ul>
      <a class="button" href={comparePath({ companies: chosen, as_of: model.asOf.value })}>
        {t('compare.open', { count: chosen.length })}
      </a>
    </section>
  )
}
