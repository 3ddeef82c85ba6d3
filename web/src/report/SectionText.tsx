/**
 * The text of a section: the checked one, or as long as there is none the draft, which grows while
 * the model writes. Nothing of a draft is announced; the section is busy meanwhile.
 */
import type { ReadonlySignal } from '@preact/signals'
import { useComputed } from '@preact/signals'
import type { FigureIndex } from '#shared/book/figure-index.ts'
import type { Section } from '#shared/contracts/orchestrator.ts'
import { shownOf } from '#shared/drafts.ts'
import type { Language } from '#shared/names.ts'
import { lazily } from '../ui/lazily.tsx'
import type { ReportDrafts } from './report-drafts.ts'
import { t } from './strings/index.ts'

const Prose = lazily(
  () => import('./prose/Prose.tsx').then((m) => m.Prose),
  <div class="loading-bars" aria-hidden="true" />,
)

export const SectionText = ({
  section,
  drafts,
  figures,
  language,
}: {
  section: Section
  drafts: ReadonlySignal<ReportDrafts>
  figures: FigureIndex | null
  language: Language
}) => {
  const { module, text, findings } = section
  // Only this section is shown anew when its own draft grows.
  const draft = useComputed(() => drafts.value.texts.get(module)).value
  const shown = text ?? shownOf(draft?.text ?? '')
  const isDraft = text === null
  const isAgain = draft !== undefined && (draft.attempt > 1 || draft.round > 1)
  return (
    <>
      {isDraft && draft && (
        <p class="draft-note">
          {draft.text === ''
            ? t('report.draft_dropped')
            : t(isAgain ? 'report.draft_again' : 'report.draft')}
        </p>
      )}
      {isDraft && shown === '' ? (
        <div class="loading-bars" role="status" aria-label={t(`module.${section.status}`)}>
          <span />
          <span />
          <span />
        </div>
      ) : (
        <div class={isDraft ? 'draft' : undefined}>
          <Prose
            text={shown}
            figures={figures}
            language={language}
            findings={findings}
            provisional={isDraft}
          />
        </div>
      )}
    </>
  )
}
