/**
 * In the provenance block: how many checks were made and how many figures are flagged, and whether
 * another source agrees.
 */
import { useSignal } from '@preact/signals'
import type { FigureBook } from './figure-index.ts'
import { checksCount } from './quality.ts'
import { grouped } from '../ui/words.ts'
import { t } from './strings/index.ts'
import { lazily } from '../ui/lazily.tsx'

const FlaggedFigures = lazily(
  () => import('./FlaggedFigures.tsx').then((m) => m.FlaggedFigures),
  null,
)

export const ChecksLine = ({ book }: { book: FigureBook }) => {
  const opened = useSignal(false)
  const count = checksCount(book.financials)
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
      {opened.value && <FlaggedFigures book={book} />}
    </details>
  )
}
