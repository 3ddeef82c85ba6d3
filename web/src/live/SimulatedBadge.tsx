/** Loud, and the same word in every language: this price is of no market. */
import { SIMULATED } from './quote-words.ts'
import { l } from './strings/index.ts'

export const SimulatedBadge = ({ source }: { source: string | undefined }) =>
  source === SIMULATED ? (
    <strong class="simulated-badge" title={l('live.simulated_note')}>
      {l('live.simulated')}
    </strong>
  ) : null
