/** What the report cost, which configuration it ran with, and its seal. */
import { isOfRules } from '#shared/model-kinds.ts'
import type { Report } from '#shared/contracts/orchestrator.ts'
import { dollars } from '../ui/dollars.ts'
import { t } from './strings/index.ts'
import { usageByModel } from './usage.ts'

export const ReportFoot = ({ report }: { report: Report }) => (
  <footer class="report-foot">
    {usageByModel(report.sections).map((usage) => (
      <p key={usage.model}>
        <strong>{isOfRules(usage.provider) ? t('report.builtin') : usage.model}</strong>
        {!isOfRules(usage.provider) && (
          <>
            {' · '}
            {t(usage.calls === 1 ? 'report.usage_one' : 'report.usage', {
              calls: usage.calls,
              input: usage.input_tokens,
              output: usage.output_tokens,
            })}
            {' · '}
            {t('report.cost')}{' '}
            {usage.cost_usd === null ? t('report.cost_unknown') : dollars(usage.cost_usd)}
          </>
        )}
      </p>
    ))}
    {report.config_version !== null && (
      <p>{t('report.config', { version: report.config_version })}</p>
    )}
    {report.seal && (
      <p title={t('report.seal_note')}>
        {t('report.seal')} <code class="seal">{report.seal}</code>
      </p>
    )}
    <p>{t('report.disclaimer')}</p>
  </footer>
)
