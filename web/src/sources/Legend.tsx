/** The meaning of the signs in the matrix, with the number of cells of the market for each. */
import type { Proof } from '#shared/contracts/data-sources.ts'
import { PROOFS } from './sources.ts'
import { t } from './strings/index.ts'

/** The signs differ by shape and not only by colour: full, half, empty. */
export const ProofSign = ({ proof }: { proof: Proof }) => (
  <span class={`proof proof-${proof}`} aria-hidden="true" />
)

export const Legend = ({ counts }: { counts: Record<Proof, number> }) => (
  <ul class="legend">
    {PROOFS.map((proof) => (
      <li key={proof}>
        <ProofSign proof={proof} /> <strong>{t(`proof.${proof}`)}</strong>{' '}
        <span class="count">{counts[proof]}</span>
        <span class="muted small">{t(`proof.${proof}_note`)}</span>
      </li>
    ))}
  </ul>
)
