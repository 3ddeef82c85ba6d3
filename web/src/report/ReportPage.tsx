/** A report. Its sections appear while it is being written. */
import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { Charts } from '../figures/charts/Charts.tsx'
import { CostEstimate } from '../figures/cost/CostEstimate.tsx'
import { KeyFigures } from '../figures/KeyFigures.tsx'
import { Provenance } from '../figures/Provenance.tsx'
import type { FiguresPart } from '../figures/tables/tables.ts'
import { language } from '../preferences.ts'
import { navigate, reportPath } from '../router.ts'
import { namesOf } from '../ui/CompanyName.tsx'
import { lazily } from '../ui/lazily.tsx'
import { Loading } from '../ui/Loading.tsx'
import { ProblemPanel } from '../ui/ProblemPanel.tsx'
import { titleOf } from '../ui/reasons.ts'
import { ModuleList } from './ModuleList.tsx'
import { ReportFoot } from './ReportFoot.tsx'
import { ReportHead } from './ReportHead.tsx'
import { ReportProgress } from './ReportProgress.tsx'
import { ReportSection } from './ReportSection.tsx'
import { ReportStatements } from './ReportStatements.tsx'
import { canOffer, isSpent, RuleAnalystOffer } from './RuleAnalystOffer.tsx'
import { RatingPanel } from './rating/RatingPanel.tsx'
import { createReportModel } from './report.ts'
import { hasEnded } from './report-progress.ts'
import { t } from './strings/index.ts'

const ReportExhibits = lazily(
  () => import('./exhibits/ReportExhibits.tsx').then((m) => m.ReportExhibits),
  <div class="loading-bars" aria-hidden="true" />,
)

/** Id of the rule analyst in the shipped configuration. */
const BUILTIN = 'builtin'

/** How many charts stand in a report. All of them are on the company's page. */
const CHARTS_IN_REPORT = 4

export const ReportPage = ({ id }: { id: string }) => {
  const model = useMemo(() => createReportModel(id, (made) => navigate(reportPath(made))), [id])
  const part = useSignal<FiguresPart>('income')
  useEffect(() => {
    void model.start()
    return () => model.dispose()
  }, [model])
  const view = model.view.value
  const figures = model.figures.value
  const name = view?.report.instrument
    ? namesOf(view.report.instrument).first
    : (view?.report.symbol ?? '')
  useEffect(() => {
    document.title = `${name} ${t('report.title')} · ${t('app.name')}`
  }, [name, language.value])

  if (!view)
    return model.problem.value ? (
      <ProblemPanel problem={model.problem.value} retry={() => void model.start()} />
    ) : (
      <Loading label="report.loading" />
    )
  const { report, progress } = view
  const asked = model.estimate.value
  const offer = canOffer(report) ? (
    <RuleAnalystOffer
      accept={() => void model.again({ model: BUILTIN, keep_written: true })}
      busy={model.startingAgain.value}
    />
  ) : null
  return (
    <div class="report">
      <ReportHead
        report={report}
        cancelling={model.cancelling.value}
        cancel={() => void model.cancel()}
        startingAgain={model.startingAgain.value}
        again={() => void model.again()}
      />
      {asked && (
        <CostEstimate
          cost={asked.cost}
          busy={model.startingAgain.value}
          accept={() => void model.accept()}
          useRules={() => void model.again({ ...asked.wish, model: BUILTIN })}
          dismiss={model.dismiss}
        />
      )}
      {model.problem.value && <ProblemPanel problem={model.problem.value} />}
      {report.status === 'failed' && (
        <div class="problem" role="alert">
          <h2>{t('report.ended_failed')}</h2>
          <p>
            {report.reason && titleOf(report.reason)}
            {report.detail && ` — ${report.detail}`}
          </p>
          {offer}
        </div>
      )}
      {figures && <Provenance figures={figures} />}
      {model.inputsProblem.value && <p class="notice">{t('report.inputs_failed')}</p>}
      <div class="report-grid">
        <aside class="report-side">
          <ReportProgress
            report={report}
            inputs={progress.inputs_ready}
            following={model.following.value}
          />
          <ModuleList sections={report.sections} />
        </aside>
        <div class="report-main">
          {report.rating && <RatingPanel rating={report.rating} figures={figures} />}
          {figures && <KeyFigures figures={figures} />}
          {report.sections.map((section) => (
            <ReportSection
              key={section.module}
              section={section}
              drafts={model.drafts}
              figures={figures}
              language={report.language}
              offer={isSpent(section) && offer}
            />
          ))}
          {figures && <Charts figures={figures} most={CHARTS_IN_REPORT} />}
          {figures && report.exhibits?.some(({ kind }) => kind !== 'rating') && (
            <ReportExhibits exhibits={report.exhibits} figures={figures} />
          )}
          {figures && <ReportStatements figures={figures} part={part} />}
          {hasEnded(report.status) && <ReportFoot report={report} />}
        </div>
      </div>
    </div>
  )
}
