/** Loud, and the same word in every language: this price is of no market. */
import { SIMULATED } from './quote-words.ts'
import { t } from './strings/index.ts'

export const SimulatedBadge = ({ source }: { source: string | undefined }) =>
  source === SIMULATED ? (
    <strong class="simulated-badge" title={t('live.simulated_note')}>
      {t('live.simulated')}
    </strong>
  ) : null
