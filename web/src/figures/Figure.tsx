/**
 * A number that opens its origin, and the dash that stands where there is none, with its reason.
 */
import type { ComponentChildren } from 'preact'
import type { FigureEntry } from '#shared/figures.ts'
import type { FigureBook } from './figure-index.ts'
import { exactValue } from '../ui/numbers.ts'
import { openOrigin } from './open-origin.ts'
import { isFlagged } from './quality.ts'
import type { Missing } from './tables/tables.ts'
import { nameIn } from '../ui/strings/strings-of.ts'
import { t, tCode } from './strings/index.ts'

export const FigureButton = ({
  entry,
  book,
  children,
}: {
  entry: FigureEntry
  book: FigureBook
  children: ComponentChildren
}) => {
  const flagged = isFlagged(entry)
  const classes = [
    'figure',
    entry.origin.kind === 'derived' && 'figure-derived',
    flagged && 'figure-flagged',
  ]
    .filter(Boolean)
    .join(' ')
  return (
    <button
      type="button"
      class={classes}
      title={`${nameIn(entry.label, entry.name)} · ${entry.period} · ${exactValue(entry.value)} ${entry.unit}${flagged ? ` · ${t('quality.flagged')}` : ''}`}
      onClick={() => openOrigin({ kind: 'figure', entry, book })}
    >
      {children}
      {flagged && <span class="hidden"> ({t('quality.flagged')})</span>}
    </button>
  )
}

export const MissingButton = ({ missing, book }: { missing: Missing; book: FigureBook }) => {
  const reason = tCode('absent', missing.reason)
  return (
    <button
      type="button"
      class="figure figure-missing"
      title={missing.detail ? `${reason}: ${missing.detail}` : reason}
      aria-label={`${missing.period}: ${reason}`}
      onClick={() => openOrigin({ kind: 'missing', missing, book })}
    >
      —
    </button>
  )
}
