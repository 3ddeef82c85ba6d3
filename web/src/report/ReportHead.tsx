/** The head of a report: company, state, analyst, as-of day, and the actions. */
import type { Report } from '#shared/contracts/orchestrator.ts'
import { exportPath } from '../api.ts'
import { companyPath, reportComparisonPath, reportPath } from '../router.ts'
import { namesOf } from '../ui/CompanyName.tsx'
import { timeOf } from '../ui/words.ts'
import { hasEnded } from './report-progress.ts'
import { t } from './strings/index.ts'

interface ReportHeadProps {
  report: Report
  cancelling: boolean
  cancel: () => void
  startingAgain: boolean
  again: () => void
}

export const ReportHead = ({
  report,
  cancelling,
  cancel,
  startingAgain,
  again,
}: ReportHeadProps) => {
  const names = report.instrument
    ? namesOf(report.instrument)
    : { first: `${report.market}:${report.symbol}`, others: [] }
  const ended = hasEnded(report.status)
  return (
    <div class="report-head">
      <div class="company-head">
        <h1>
          {names.first}
          {names.others.slice(0, 1).map(({ lang, name }) => (
            <span class="also" lang={lang} key={lang}>
              {name}
            </span>
          ))}
        </h1>
        <ul class="traits">
          <li class="code">{report.instrument?.id ?? `${report.market}:${report.symbol}`}</li>
          <li>
            <span class={`state state-${report.status}`}>{t(`status.${report.status}`)}</span>
          </li>
          <li>
            {report.completed_at
              ? t('report.created', { time: timeOf(report.completed_at) })
              : t('report.started', { time: timeOf(report.created_at) })}
          </li>
          {report.as_of && <li>{t('report.as_of', { date: report.as_of })}</li>}
          {report.inputs_of !== null && (
            <li>
              <a href={reportPath(report.inputs_of)}>{t('report.inputs_of')}</a>
            </li>
          )}
        </ul>
      </div>
      <div class="report-actions">
        <a
          class="button"
          href={companyPath({
            market: report.market,
            symbol: report.symbol,
            as_of: report.as_of?.slice(0, 10) ?? null,
          })}
        >
          {t('report.company')}
        </a>
        {/* Last, so that a second click on “Write report” does not land on it. */}
        {!ended && (
          <button type="button" class="button" disabled={cancelling} onClick={cancel}>
            {cancelling ? t('report.cancelling') : t('report.cancel')}
          </button>
        )}
        {ended && (
          <>
            {report.instrument && (
              <>
                <a class="button" href={reportComparisonPath(report.id, report.inputs_of)}>
                  {t('report.compare')}
                </a>
                <button
                  type="button"
                  class="button"
                  disabled={startingAgain}
                  title={t('report.again_note')}
                  onClick={again}
                >
                  {startingAgain ? t('report.again_starting') : t('report.again')}
                </button>
              </>
            )}
            <button type="button" class="button" onClick={() => print()}>
              {t('report.print')}
            </button>
            <a
              class="button"
              href={exportPath(report.id)}
              download={`${report.market}-${report.symbol}.md`}
            >
              {t('report.export')}
            </a>
          </>
        )}
      </div>
    </div>
  )
}
