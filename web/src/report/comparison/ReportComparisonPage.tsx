/** What changed between two reports of one company, at an address of its own. */
import { useEffect, useMemo } from 'preact/hooks'
import type { ReportSummary } from '#shared/contracts/orchestrator.ts'
import { getReport, getReportFigures, listReportsOf } from '../../api.ts'
import { language } from '../../preferences.ts'
import { navigate, reportComparisonPath, reportPath } from '../../router.ts'
import { namesOf } from '../../ui/CompanyName.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemPanel } from '../../ui/ProblemPanel.tsx'
import { nameIn } from '../../ui/strings/strings-of.ts'
import { listed, timeOf } from '../../ui/words.ts'
import { t } from '../strings/index.ts'
import { createComparisonModel, type ShownComparison } from './comparison-model.ts'
import { ExhibitChanges } from './ExhibitChanges.tsx'
import { FigureChangeTable } from './FigureChangeTable.tsx'
import { isUnchanged, RatingChangesView } from './RatingChangesView.tsx'
import { isSectionChanged, SectionChangeView } from './SectionChangeView.tsx'
import './comparison.css'

const writerOf = ({ model }: ReportSummary): string =>
  model === 'builtin' ? t('report.builtin') : model

const shortText = (report: ReportSummary): string =>
  `${timeOf(report.created_at)} · ${writerOf(report)} · ${t(`status.${report.status}`)}`

const Card = ({ report, title }: { report: ReportSummary; title: string }) => (
  <div class="diff-card">
    <span class="muted small">{title}</span>
    <a href={reportPath(report.id)}>{timeOf(report.created_at)}</a>
    <span class="small">{writerOf(report)}</span>
    {report.as_of && <span class="small">{t('report.as_of', { date: report.as_of })}</span>}
  </div>
)

const Changes = ({ shown }: { shown: ShownComparison }) => {
  const { before, after, comparison } = shown
  const { figures, exhibits, rating, same } = comparison
  const sections = comparison.sections.filter(isSectionChanged)
  const unchanged = comparison.sections.filter((section) => !isSectionChanged(section))
  const hasFigures = figures.rows.length > 0
  const still = [
    isUnchanged(rating) && t('rating.title'),
    !hasFigures && t('diff.figures'),
    exhibits.length === 0 && t('diff.exhibits'),
  ].filter((part) => part !== false)
  return (
    <>
      {same.inputs && <p class="notice">{t('diff.same_inputs')}</p>}
      {!same.language && <p class="notice">{t('diff.other_language')}</p>}
      {!same.configuration && <p class="muted small">{t('diff.other_configuration')}</p>}
      {!isUnchanged(rating) && <RatingChangesView rating={rating} />}
      {hasFigures && (
        <section aria-labelledby="diff-figures" class="diff-part">
          <h2 id="diff-figures">{t('diff.figures')}</h2>
          <FigureChangeTable
            changes={figures}
            sides={{ before: before.figures, after: after.figures }}
            label={t('diff.figures')}
          />
        </section>
      )}
      {exhibits.length > 0 && (
        <ExhibitChanges exhibits={exhibits} before={before.figures} after={after.figures} />
      )}
      {sections.length > 0 && (
        <section aria-labelledby="diff-sections" class="diff-part">
          <h2 id="diff-sections">{t('diff.sections')}</h2>
          {sections.map((section) => (
            <SectionChangeView
              key={section.module}
              section={section}
              before={before}
              after={after}
            />
          ))}
        </section>
      )}
      {still.length + unchanged.length > 0 && (
        <p class="muted">
          {t('diff.unchanged', {
            parts: listed(
              still.concat(unchanged.map(({ names, module }) => nameIn(names, module))),
            ),
          })}
        </p>
      )}
    </>
  )
}

export const ReportComparisonPage = ({ id, other }: { id: string; other: string | null }) => {
  const model = useMemo(
    () => createComparisonModel(id, { getReport, getReportFigures, listReportsOf }),
    [id],
  )
  useEffect(() => void model.want(other), [model, other])
  const report = model.report.value
  const state = model.state.value
  const name = report?.instrument ? namesOf(report.instrument).first : (report?.symbol ?? '')
  useEffect(() => {
    document.title = `${name} ${t('diff.title')} · ${t('app.name')}`
  }, [name, language.value])
  const against = state.state === 'ready' ? state.shown.before.report : null
  const others = model.others.value
  return (
    <div class="report-diff" aria-busy={state.state === 'loading'}>
      <h1>
        {name} <span class="diff-title">{t('diff.title')}</span>
      </h1>
      {report && (
        <div class="diff-cards">
          {against && <Card report={against} title={t('diff.before')} />}
          <Card report={report} title={t('diff.after')} />
          {others.length > 1 && (
            <label class="picker diff-picker">
              <span class="small muted">{t('diff.choose')}</span>
              <select
                value={against?.id ?? ''}
                onChange={(event) =>
                  navigate(reportComparisonPath(id, event.currentTarget.value), { replace: true })
                }
              >
                {others.map((one) => (
                  <option key={one.id} value={one.id}>
                    {shortText(one)}
                  </option>
                ))}
              </select>
            </label>
          )}
        </div>
      )}
      {state.state === 'loading' && <Loading label="report.loading" />}
      {state.state === 'failed' && (
        <ProblemPanel problem={state.problem} retry={() => void model.want(other)} />
      )}
      {state.state === 'alone' && <p class="notice">{t('diff.alone')}</p>}
      {state.state === 'other_company' && <p class="notice">{t('diff.other_company')}</p>}
      {state.state === 'ready' && <Changes shown={state.shown} />}
    </div>
  )
}
