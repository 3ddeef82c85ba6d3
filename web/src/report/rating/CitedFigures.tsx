/**
 * The figures that something rests on, each with its period; many of them in short. `named`: with
 * the name of each, where nothing beside them says what they are.
 */
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
  named = false,
}: {
  tokens: readonly string[]
  figures: FigureIndex | null
  named?: boolean
}) => {
  const shown = tokens.length > MOST_SHOWN ? tokens.slice(-MOST_SHOWN) : tokens
  return (
    <span class="cited-figures">
      {shown.map((token) => (
        <span key={token} class="cited-figure">
          {named && (
            <small class="muted">{figures?.get(token)?.label[language.value] ?? ''} </small>
          )}
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
