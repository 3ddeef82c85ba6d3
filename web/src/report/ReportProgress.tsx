/**
 * How far a report is, whether it is followed live, and how many of its numbers could not be
 * verified.
 */
import type { Report } from '#shared/contracts/orchestrator.ts'
import { grouped, providerName } from '../ui/words.ts'
import type { Following } from './report.ts'
import { hasEnded, progressOf, type ReadyInputs } from './report-progress.ts'
import { t } from './strings/index.ts'

export const ReportProgress = ({
  report,
  inputs,
  following,
}: {
  report: Report
  inputs: ReadyInputs | null
  following: Following
}) => {
  const { done, total, unverified } = progressOf(report)
  const ended = hasEnded(report.status)
  return (
    <div class="progress" role="status">
      <h2>{t('report.modules')}</h2>
      {!ended && (
        <>
          <progress
            value={done}
            max={Math.max(total, 1)}
            aria-label={t('report.progress', { done, total })}
          />
          <p class="small">
            {total > 0 ? t('report.progress', { done, total }) : t('report.inputs_reading')}
            {following === 'live' && <span class="live"> {t('report.live')}</span>}
          </p>
          {following === 'polling' && <p class="small muted">{t('report.polling')}</p>}
        </>
      )}
      {inputs && (
        <p class="small muted">
          {t('report.inputs_ready', {
            facts: grouped(inputs.facts),
            derived: grouped(inputs.derived),
            provider: providerName(inputs.provider),
          })}
        </p>
      )}
      {report.status === 'complete' && (
        <p class={unverified > 0 ? 'small warn' : 'small muted'}>
          {unverified === 0
            ? t('report.unverified_none')
            : t(unverified === 1 ? 'report.unverified_one' : 'report.unverified', {
                count: unverified,
              })}
        </p>
      )}
    </div>
  )
}
