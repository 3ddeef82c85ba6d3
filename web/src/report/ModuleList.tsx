/**
 * The modules of a report with the state of each. The list is also the report's table of contents.
 */
import type { Section } from '#shared/contracts/orchestrator.ts'
import { titleOf } from '../ui/reasons.ts'
import { nameIn } from '../ui/strings/strings-of.ts'
import { t } from './strings/index.ts'

const MARKS: Record<Section['status'], string> = {
  pending: '○',
  running: '◐',
  complete: '●',
  failed: '✕',
  skipped: '–',
}

export const ModuleList = ({ sections }: { sections: readonly Section[] }) => (
  <ol class="modules">
    {sections.map((section) => (
      <li key={section.module} class={`module module-${section.status}`}>
        <a href={`#section-${section.module}`}>
          <span class="module-mark" aria-hidden="true">
            {MARKS[section.status]}
          </span>
          <span>{nameIn(section.names, section.module)}</span>
          <span class="module-state">{t(`module.${section.status}`)}</span>
        </a>
        {section.reason && (
          <p class="module-reason" title={section.detail ?? undefined}>
            {titleOf(section.reason)}
          </p>
        )}
      </li>
    ))}
  </ol>
)
