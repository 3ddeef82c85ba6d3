/**
 * A line under the source: how many checks were made and how many figures are flagged. Opens to the
 * list of both.
 */
import type { FigureIndex } from '#shared/book/figure-index.ts'
import { useSignal } from '@preact/signals'
import { lazily } from '../ui/lazily.tsx'
import { grouped } from '../ui/words.ts'
import { checksCount } from './quality.ts'
import { t } from './strings/index.ts'

const FlaggedFigures = lazily(
  () => import('./FlaggedFigures.tsx').then((m) => m.FlaggedFigures),
  null,
)

export const ChecksLine = ({ figures }: { figures: FigureIndex }) => {
  const opened = useSignal(false)
  const count = checksCount(figures)
  if (!count) return null
  return (
    <details
      class="checks"
      onToggle={(event) => {
        if (event.currentTarget.open) opened.value = true
      }}
    >
      <summary>
        {t('source.checks', { count: grouped(count.made) })}
        <span class={count.flagged > 0 ? 'flagged-count' : undefined}>
          {t(
            count.flagged === 0
              ? 'source.flagged_none'
              : count.flagged === 1
                ? 'source.flagged_one'
                : 'source.flagged',
            { count: grouped(count.flagged) },
          )}
        </span>
      </summary>
      {opened.value && <FlaggedFigures figures={figures} />}
    </details>
  )
}
