/**
 * The offer of a report in which sections are missing because a model's quota or the money for it
 * is used up. The rule analyst, which costs nothing, writes the missing sections; the others stay.
 */
import type { Report, Section } from '#shared/contracts/orchestrator.ts'
import { hasEnded } from './report-progress.ts'
import { t } from './strings/index.ts'

const SPENT: ReadonlySet<string> = new Set(['model_quota_exhausted', 'model_cap_reached'])

/**
 * Whether the section was not written because a model's quota or the money for it is used up. This
 * may be so of the section's own model or of its fallback.
 */
export const isSpent = ({
  status,
  reason,
  fallback,
}: Pick<Section, 'status' | 'reason' | 'fallback'>): boolean =>
  (status === 'failed' || status === 'skipped') &&
  [reason, fallback?.reason].some((why) => why && SPENT.has(why))

/**
 * Whether the offer is shown: the report has ended, its inputs were stored, and at least one
 * section is missing for that reason.
 */
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
