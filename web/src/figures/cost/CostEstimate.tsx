/** What a report may cost, before it is started; and the way on where the caps do not allow it. */
import type { ReportEstimate } from '#shared/contracts/orchestrator.ts'
import { language } from '../../preferences.ts'
import { titleOf } from '../../ui/reasons.ts'
import { t } from '../strings/index.ts'
import { dollars } from '../../ui/dollars.ts'

const costOf = (usd: number | null): string => (usd === null ? t('cost.unknown') : dollars(usd))

export const CostEstimate = ({
  cost,
  busy,
  accept,
  useRules,
  dismiss,
}: {
  cost: ReportEstimate
  busy: boolean
  accept: () => void
  useRules: () => void
  dismiss: () => void
}) => (
  <div class="cost-estimate" role="status">
    {cost.refused !== null ? (
      <p>{t('cost.refused', { reason: titleOf(cost.refused) })}</p>
    ) : (
      <p>
        {t('cost.estimate', {
          most: costOf(cost.most_usd),
          likely: costOf(cost.likely_usd),
          models: [...new Set(cost.modules.map(({ provider }) => provider))].join(', '),
        })}
        {cost.short && ` ${t('cost.short')}`}
        {cost.left_out.length > 0 &&
          ` ${t('cost.left_out', {
            list: cost.left_out
              .map((kind) => t(`exhibit.${kind}`))
              .join(language.value === 'zh' ? '、' : ', '),
          })}`}
      </p>
    )}
    <p class="write-buttons">
      {cost.refused === null && (
        <button type="button" class="button button-main" disabled={busy} onClick={accept}>
          {busy ? t('cost.starting') : t('cost.start')}
        </button>
      )}
      <button type="button" class="button" disabled={busy} onClick={useRules}>
        {t('cost.use_rules')}
      </button>
      <button type="button" class="button quiet" onClick={dismiss}>
        {t('cost.dismiss')}
      </button>
    </p>
  </div>
)
