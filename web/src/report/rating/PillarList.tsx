/** The pillars of the thesis, each with what would break it and where it stands. */
import type { FigureIndex } from '#shared/book/figure-index.ts'
import type { Pillar } from '#shared/contracts/rating.ts'
import { PILLAR_STATE_NAMES, UNTESTED } from '#shared/rating/names.ts'
import { nameIn } from '../../ui/strings/strings-of.ts'
import { t } from '../strings/index.ts'
import { CitedFigures } from './CitedFigures.tsx'
import { falsifierText } from './rating-words.ts'

export const PillarList = ({
  pillars,
  figures,
}: {
  pillars: readonly Pillar[]
  figures: FigureIndex | null
}) => (
  <div class="pillars">
    <h3>{t('rating.thesis')}</h3>
    {pillars.length === 0 ? (
      <p class="muted">{t('rating.no_thesis')}</p>
    ) : (
      <ol>
        {pillars.map(({ test, claim, falsifier, check }) => (
          <li key={test}>
            <p>
              <strong>{nameIn(claim, test)}</strong>{' '}
              <span class={`pillar-state pillar-${check.state}`}>
                {nameIn(PILLAR_STATE_NAMES[check.state], check.state)}
              </span>
            </p>
            <p class="small">
              {falsifierText(falsifier)}{' '}
              {check.token !== null && (
                <span class="muted">
                  {t('rating.now')} <CitedFigures tokens={[check.token]} figures={figures} />
                </span>
              )}
              {check.reason && <span class="muted">{nameIn(UNTESTED[check.reason], '')}</span>}
            </p>
          </li>
        ))}
      </ol>
    )}
  </div>
)
