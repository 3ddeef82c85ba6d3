/** The figures that something rests on, each with its period; many of them in short. */
import type { FigureIndex } from '#shared/book/figure-index.ts'
import { language } from '../../preferences.ts'
import { ProsePartView } from '../prose/ProsePartView.tsx'
import { t } from '../strings/index.ts'
import { periodText } from './rating-words.ts'

/** Most figures that are shown one by one. */
const MOST_SHOWN = 3

export const CitedFigures = ({
  tokens,
  figures,
}: {
  tokens: readonly string[]
  figures: FigureIndex | null
}) => {
  const shown = tokens.length > MOST_SHOWN ? tokens.slice(-MOST_SHOWN) : tokens
  return (
    <span class="cited-figures">
      {shown.map((token) => (
        <span key={token} class="cited-figure">
          <ProsePartView
            part={{ kind: 'figure', token }}
            figures={figures}
            language={language.value}
          />{' '}
          <small class="muted">{periodText(token)}</small>
        </span>
      ))}
      {tokens.length > shown.length && (
        <small class="muted">{t('rating.more', { count: tokens.length - shown.length })}</small>
      )}
    </span>
  )
}
