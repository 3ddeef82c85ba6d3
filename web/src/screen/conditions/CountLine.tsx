/** How many companies one condition keeps, leaves out, and cannot test. */
import { grouped } from '../../ui/words.ts'
import { t } from '../strings/index.ts'

export interface Counts {
  passed: number
  failed: number
  not_testable: number
}

export const CountLine = ({
  counts,
  showUntestable,
}: {
  counts: Counts | null
  showUntestable: () => void
}) => {
  if (!counts) return <p class="counts">{t('counts.coming')}</p>
  const { passed, failed, not_testable: untestable } = counts
  const all = Math.max(1, passed + failed + untestable)
  return (
    <div class="counts">
      <span class="counts-bar" aria-hidden="true">
        <span class="counts-passed" style={{ width: `${(100 * passed) / all}%` }} />
        <span class="counts-failed" style={{ width: `${(100 * failed) / all}%` }} />
      </span>
      <span>
        {t('counts.passed', { count: grouped(passed) })} ·{' '}
        {t('counts.failed', { count: grouped(failed) })}
        {untestable > 0 && (
          <>
            {' · '}
            <button type="button" class="link" onClick={showUntestable}>
              {t('counts.not_testable', { count: grouped(untestable) })}
            </button>
          </>
        )}
      </span>
    </div>
  )
}
