/** The button that starts a report, with its options beside it. */
import { isOfRules } from '#shared/model-kinds.ts'
import { useEffect, useMemo } from 'preact/hooks'
import { CostEstimate } from '../figures/cost/CostEstimate.tsx'
import { language } from '../preferences.ts'
import { navigate, reportPath } from '../router.ts'
import { ProblemPanel } from '../ui/ProblemPanel.tsx'
import { createReportStart, type ModelOption, modelOptions } from './start-report.ts'
import { t } from './strings/index.ts'

/** Ids are written in small letters; a name on the page begins with a capital. */
const modelName = ({ id, kind }: ModelOption): string => {
  if (kind === null) return t('model.auto')
  return isOfRules(kind) ? t('model.builtin') : id.charAt(0).toUpperCase() + id.slice(1)
}

const modelNote = ({ kind }: ModelOption): string => {
  if (kind === null) return t('model.auto_note')
  return isOfRules(kind) ? t('model.builtin_note') : t('model.keyed_note')
}

/** Id of the rule analyst in the shipped configuration. */
const BUILTIN = 'builtin'

export const WriteReport = ({
  market,
  symbol,
  asOf,
}: {
  market: string
  symbol: string
  asOf: string | null
}) => {
  const report = useMemo(() => createReportStart((id) => navigate(reportPath(id))), [])
  useEffect(() => void report.system.load(), [report])
  const start = () => void report.start({ market, symbol, as_of: asOf }, language.value)
  const asked = report.estimate.value
  const chosenLanguage = report.reportLanguage.value ?? language.value
  return (
    <div class="write">
      <div class="write-buttons">
        <button
          type="button"
          class="button button-main"
          disabled={report.starting.value}
          onClick={start}
        >
          {report.starting.value ? t('company.starting') : t('company.write_report')}
        </button>
        <details class="options">
          <summary class="button">{t('company.options')}</summary>
          <div class="options-panel">
            <fieldset>
              <legend>{t('company.report_language')}</legend>
              {(['en', 'zh'] as const).map((choice) => (
                <label key={choice}>
                  <input
                    type="radio"
                    name="report-language"
                    checked={chosenLanguage === choice}
                    onChange={() => {
                      report.reportLanguage.value = choice
                    }}
                  />
                  <span lang={choice === 'zh' ? 'zh-Hans' : 'en'}>
                    {choice === 'zh' ? '中文' : 'English'}
                  </span>
                </label>
              ))}
            </fieldset>
            <fieldset>
              <legend>{t('company.model')}</legend>
              {modelOptions(report.system.value.value).map((option) => (
                <label key={option.id}>
                  <input
                    type="radio"
                    name="report-model"
                    checked={report.model.value === option.id}
                    onChange={() => {
                      report.model.value = option.id
                    }}
                  />
                  <span>
                    {modelName(option)}
                    <span class="muted small">{modelNote(option)}</span>
                  </span>
                </label>
              ))}
            </fieldset>
          </div>
        </details>
      </div>
      {asked && (
        <CostEstimate
          cost={asked.cost}
          busy={report.starting.value}
          accept={() => void report.accept()}
          useRules={() => {
            report.model.value = BUILTIN
            start()
          }}
          dismiss={report.dismiss}
        />
      )}
      {report.problem.value && <ProblemPanel problem={report.problem.value} retry={start} />}
    </div>
  )
}
