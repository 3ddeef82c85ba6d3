/** The section of one module: its text, or its state while there is none. */
import { isOfRules } from '#shared/model-kinds.ts'
import type { ReadonlySignal } from '@preact/signals'
import type { FigureIndex } from '#shared/book/figure-index.ts'
import type { Language } from '#shared/names.ts'
import type { Section } from '#shared/contracts/orchestrator.ts'
import type { ComponentChild } from 'preact'
import { titleOf } from '../ui/reasons.ts'
import { nameIn } from '../ui/strings/strings-of.ts'
import { FallbackNote } from './FallbackNote.tsx'
import type { ReportDrafts } from './report-drafts.ts'
import { SectionText } from './SectionText.tsx'
import { t } from './strings/index.ts'

const isBusy = ({ status, text }: Section): boolean =>
  text === null && (status === 'running' || status === 'complete')

export const ReportSection = ({
  section,
  drafts,
  figures,
  language,
  offer,
}: {
  section: Section
  drafts: ReadonlySignal<ReportDrafts>
  figures: FigureIndex | null
  language: Language
  /** Stands beside what was not written. */
  offer?: ComponentChild
}) => (
  <section
    class="report-section"
    id={`section-${section.module}`}
    aria-labelledby={`title-${section.module}`}
    aria-busy={isBusy(section)}
  >
    <h2 id={`title-${section.module}`}>
      {nameIn(section.names, section.module)}
      {isOfRules(section.usage?.provider) && (
        <span class="badge badge-quiet">{t('report.builtin')}</span>
      )}
      {section.usage && !isOfRules(section.usage.provider) && (
        <span class="badge badge-quiet">{section.usage.model}</span>
      )}
    </h2>
    {section.fallback && <FallbackNote fallback={section.fallback} usage={section.usage} />}
    {section.reused && (
      <p class="muted" title={section.reused.report}>
        {t('report.reused', { day: section.reused.written_at.slice(0, 10) })}
      </p>
    )}
    {section.status === 'failed' || section.status === 'skipped' ? (
      <>
        <p class="notice">
          {t(`module.${section.status}`)}
          {section.reason && `: ${titleOf(section.reason)}`}
          {section.detail && <span class="muted"> {section.detail}</span>}
          {drafts.value.gone.has(section.module) && ` ${t('report.draft_gone')}`}
        </p>
        {offer}
      </>
    ) : (
      <SectionText section={section} drafts={drafts} figures={figures} language={language} />
    )}
  </section>
)
