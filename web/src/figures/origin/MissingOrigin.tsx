/** Why there is no figure. */

import { type FigureIndex, termOf } from '#shared/book/figure-index.ts'
import { language } from '../../preferences.ts'
import { NamedLine } from '../../ui/NamedLine.tsx'
import type { FigureGap } from '../figure-index.ts'
import { gapDetail } from '../gap-detail.ts'
import { t, tCode } from '../strings/index.ts'

export const MissingOrigin = ({
  missing,
  figures,
}: {
  missing: FigureGap
  figures: FigureIndex
}) => {
  const detail = gapDetail(missing, language.value)
  const term = termOf(figures.about, missing.name)
  return (
    <>
      <p class="exact">
        <strong>—</strong> <span>{t('origin.absent')}</span>
      </p>
      <dl class="lines">
        <NamedLine name={t('origin.why')}>{tCode('absent', missing.reason)}</NamedLine>
        {detail && <NamedLine name={t('origin.detail')}>{detail}</NamedLine>}
      </dl>
      {term && (
        <p class="muted">{language.value === 'zh' ? term.definition_zh : term.definition}</p>
      )}
    </>
  )
}
