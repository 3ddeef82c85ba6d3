/** A figure of a provider that opens its origin; a dash where the provider gives none. */
import type { ComponentChildren } from 'preact'
import { openOrigin } from '../../figures/open-origin.ts'
import { type ItemSource, type StatedFigure, statedText, unitOf } from '../../figures/stated.ts'
import { language } from '../../preferences.ts'
import { exactValue } from '../../ui/numbers.ts'
import { tSpelled } from './strings/index.ts'

interface StatedButtonProps {
  concept: string
  value: string | null
  unit: string
  when: string
  source: ItemSource
  label?: string
  field?: string | null
  children?: ComponentChildren
}

export const StatedButton = ({
  concept,
  value,
  unit,
  when,
  source,
  label = tSpelled('concept', concept),
  field = null,
  children,
}: StatedButtonProps) => {
  if (value === null) return <span class="muted">—</span>
  const stated: StatedFigure = { concept, label, when, value, unit, field, source }
  return (
    <button
      type="button"
      class="figure"
      title={[label, when, `${exactValue(value)} ${unitOf(stated)}`.trim()].join(' · ')}
      onClick={() => openOrigin({ kind: 'stated', stated })}
    >
      {children ?? statedText(stated, language.value)}
    </button>
  )
}
