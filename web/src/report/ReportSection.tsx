/** The section of one module: its text, or its state while there is none. */
import type { FigureIndex } from '#shared/book/figure-index.ts'
import type { Language } from '#shared/names.ts'
import type { Section } from '#shared/contracts/orchestrator.ts'
import type { ComponentChild } from 'preact'
import { lazily } from '../ui/lazily.tsx'
import { titleOf } from '../ui/reasons.ts'
import { nameIn } from '../ui/strings/strings-of.ts'
import { t } from './strings/index.ts'

const Prose = lazily(
  () => import('./prose/Prose.tsx').then((m) => m.Prose),
  <div class="loading-bars" aria-hidden="true" />,
)

export const ReportSection = ({
  section,
  figures,
  language,
  offer,
}: {
  section: Section
  figures: FigureIndex | null
  language: Language
  /** Stands beside what was not written. */
  offer?: ComponentChild
}) => (
  <section
    class="report-section"
    id={`section-${section.module}`}
    aria-labelledby={`title-${section.module}`}
    aria-busy={section.status === 'running'}
  >
    <h2 id={`title-${section.module}`}>
      {nameIn(section.names, section.module)}
      {section.usage?.provider === 'builtin' && (
        <span class="badge badge-quiet">{t('report.builtin')}</span>
      )}
      {section.usage && section.usage.provider !== 'builtin' && (
        <span class="badge badge-quiet">{section.usage.model}</span>
      )}
    </h2>
    {section.reused && (
      <p class="muted" title={section.reused.report}>
        {t('report.reused', { day: section.reused.written_at.slice(0, 10) })}
      </p>
    )}
    {section.text !== null ? (
      <Prose
        text={section.text}
        figures={figures}
        language={language}
        findings={section.findings}
      />
    ) : section.status === 'failed' || section.status === 'skipped' ? (
      <>
        <p class="notice">
          {t(`module.${section.status}`)}
          {section.reason && `: ${titleOf(section.reason)}`}
          {section.detail && <span class="muted"> {section.detail}</span>}
        </p>
        {offer}
      </>
    ) : (
      <div class="loading-bars" role="status" aria-label={t(`module.${section.status}`)}>
        <span />
        <span />
        <span />
      </div>
    )}
  </section>
)
