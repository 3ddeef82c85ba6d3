/** A number that opens its origin, and the dash that stands where there is none, with its reason. */
import type { ComponentChildren } from 'preact'
import type { FigureEntry } from '#shared/figures.ts'
import type { FigureBook } from '../models/figure-book.ts'
import { exactValue } from '../models/numbers.ts'
import { openOrigin } from '../models/origin.ts'
import type { Missing } from '../models/tables.ts'
import { nameIn, tCode } from '../strings/index.ts'

export const FigureButton = ({ entry, book, children }: { entry: FigureEntry; book: FigureBook; children: ComponentChildren }) => (
  <button
    type="button"
    class={entry.origin.kind === 'derived' ? 'figure figure-derived' : 'figure'}
    title={`${nameIn(entry.label, entry.name)} · ${entry.period} · ${exactValue(entry.value)} ${entry.unit}`}
    onClick={() => openOrigin({ kind: 'figure', entry, book })}
  >
    {children}
  </button>
)

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
