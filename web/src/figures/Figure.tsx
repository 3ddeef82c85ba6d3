/**
 * A number that opens its origin, and the dash that stands where there is none, with its reason.
 */
import type { ComponentChildren } from 'preact'
import type { FigureEntry, FigureIndex } from '#shared/book/figure-index.ts'
import { language } from '../preferences.ts'
import { exactValue } from '../ui/numbers.ts'
import { nameIn } from '../ui/strings/strings-of.ts'
import type { FigureGap } from './figure-index.ts'
import { gapDetail } from './gap-detail.ts'
import { openOrigin } from './open-origin.ts'
import { doubtOf } from './quality.ts'
import { t, tCode } from './strings/index.ts'

export const FigureButton = ({
  entry,
  figures,
  children,
}: {
  entry: FigureEntry
  figures: FigureIndex
  children: ComponentChildren
}) => {
  const doubt = doubtOf(entry)
  const why = doubt && t(doubt === 'failed' ? 'quality.flagged' : 'quality.inherited')
  const classes = [
    'figure',
    entry.origin.kind === 'derived' && 'figure-derived',
    doubt && 'figure-flagged',
    doubt === 'inherited' && 'figure-doubtful',
  ]
    .filter(Boolean)
    .join(' ')
  return (
    <button
      type="button"
      class={classes}
      title={`${nameIn(entry.label, entry.name)} · ${entry.period} · ${exactValue(entry.value)} ${entry.unit}${why ? ` · ${why}` : ''}`}
      onClick={() => openOrigin({ kind: 'figure', entry, figures: figures })}
    >
      {children}
      {why && <span class="hidden"> ({why})</span>}
    </button>
  )
}

export const MissingButton = ({
  missing,
  figures,
}: {
  missing: FigureGap
  figures: FigureIndex
}) => {
  const reason = tCode('absent', missing.reason)
  const detail = gapDetail(missing, language.value)
  return (
    <button
      type="button"
      class="figure figure-missing"
      title={detail ? `${reason}: ${detail}` : reason}
      aria-label={`${missing.period}: ${reason}`}
      onClick={() => openOrigin({ kind: 'missing', missing, figures: figures })}
    >
      —
    </button>
  )
}
