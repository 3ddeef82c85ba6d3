/** The risks, the gravest first, each with the figures that show it. */
import type { FigureIndex } from '#shared/book/figure-index.ts'
import type { RankedRisk } from '#shared/contracts/rating.ts'
import { nameIn } from '../../ui/strings/strings-of.ts'
import { t } from '../strings/index.ts'
import { CitedFigures } from './CitedFigures.tsx'

export const RiskList = ({
  risks,
  figures,
}: {
  risks: readonly RankedRisk[]
  figures: FigureIndex | null
}) => (
  <div class="risks">
    <h3>{t('rating.risks')}</h3>
    {risks.length === 0 ? (
      <p class="muted">{t('rating.no_risks')}</p>
    ) : (
      <ol>
        {risks.map(({ id, kind, names, tokens }) => (
          <li key={id} class={`risk-${kind}`}>
            {nameIn(names, id)} <CitedFigures tokens={tokens} figures={figures} named />
          </li>
        ))}
      </ol>
    )}
  </div>
)
