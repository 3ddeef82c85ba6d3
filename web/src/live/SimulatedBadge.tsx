/** Marks a price that was made up by the simulated exchange. The mark is loud on purpose. */
import { SIMULATED } from './quote-words.ts'
import { t } from './strings/index.ts'

export const SimulatedBadge = ({ source }: { source: string | undefined }) =>
  source === SIMULATED ? (
    <strong class="simulated-badge" title={t('live.simulated_note')}>
      {t('live.simulated')}
    </strong>
  ) : null
