/**
 * One part of prose: text, a figure that opens its origin, a number that could not be verified, or
 * the mark of a passage.
 */
import type { FigureIndex } from '#shared/book/figure-index.ts'
import type { Language } from '#shared/names.ts'
import type { FindingReason } from '#shared/finding-reasons.ts'
import type { ProsePart } from '#shared/figure-token.ts'
import { figureInProse } from '#shared/format-figure.ts'
import { FigureButton } from '../../figures/Figure.tsx'
import { nameIn } from '../../ui/strings/strings-of.ts'
import { t } from '../strings/index.ts'
import { UnverifiedMark } from './UnverifiedMark.tsx'

export const ProsePartView = ({
  part,
  figures,
  language,
  reason = null,
}: {
  part: ProsePart
  figures: FigureIndex | null
  language: Language
  /** Why a number is marked; null where that is not known. */
  reason?: FindingReason | null
}) => {
  if (part.kind === 'text') return <>{part.text}</>
  if (part.kind === 'unverified') {
    // A token whose sentence contradicts it is shown with its own name and period.
    const cited = figures?.get(part.text)
    const text = cited
      ? `${figureInProse(cited, language)} (${nameIn(cited.label, cited.name)}, ${cited.period})`
      : part.text
    return <UnverifiedMark text={text} reason={reason} />
  }
  if (part.kind === 'passage') {
    const passage = figures?.passage(part.id)
    return passage ? (
      <a class="passage-mark" href={`#passage-${part.id}`} title={passage.title}>
        [{part.id}]
      </a>
    ) : (
      <code class="token" title={figures ? t('passage.unknown') : undefined}>
        {part.id}
      </code>
    )
  }
  const entry = figures?.get(part.token)
  if (!figures || !entry)
    return (
      <code class="token" title={figures ? t('report.unknown_token') : undefined}>
        {part.token}
      </code>
    )
  return (
    <FigureButton entry={entry} figures={figures}>
      {figureInProse(entry, language)}
    </FigureButton>
  )
}
