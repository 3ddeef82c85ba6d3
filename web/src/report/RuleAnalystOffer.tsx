/**
 * Offered where the quota at a model or the money for it is spent: the rule analyst, who costs
 * nothing, writes what is missing, and what is written stays.
 */
import type { Report, Section } from '#shared/contracts/orchestrator.ts'
import { hasEnded } from './report-progress.ts'
import { t } from './strings/index.ts'

const SPENT: ReadonlySet<string> = new Set(['model_quota_exhausted', 'model_cap_reached'])

/**
 * Whether the section was not written because nothing is left to pay a model from: the one that was
 * asked last, or the one before it.
 */
export const isSpent = ({
  status,
  reason,
  fallback,
}: Pick<Section, 'status' | 'reason' | 'fallback'>): boolean =>
  (status === 'failed' || status === 'skipped') &&
  [reason, fallback?.reason].some((why) => why && SPENT.has(why))

/** Whether the report has ended with its inputs and without a section for that reason. */
export const canOffer = ({ status, instrument, sections }: Report): boolean =>
  hasEnded(status) && instrument !== null && sections.some(isSpent)

export const RuleAnalystOffer = ({ accept, busy }: { accept: () => void; busy: boolean }) => (
  <p class="offer">
    <button type="button" class="button" disabled={busy} onClick={accept}>
      {busy ? t('report.again_starting') : t('report.offer')}
    </button>
    <span class="muted small">{t('report.offer_note')}</span>
  </p>
)
