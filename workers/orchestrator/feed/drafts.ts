/**
 * The drafts of a report: of each module that is being written, the text so far. They are held in
 * memory alone, since the report itself keeps only checked texts. Pure.
 */
import { MAX_SECTION_TEXT } from '#shared/contracts/analysis.ts'
import type { DraftEvent, ModuleStatus } from '#shared/contracts/orchestrator.ts'
import {
  type Draft,
  type DraftId,
  type DraftPiece,
  isSameDraft,
  withPiece,
} from '#shared/drafts.ts'
import { isEnd, type NewEvent } from './event-log.ts'

/** How far a reader has the draft of a module. */
export interface DraftPlace extends DraftId {
  length: number
}

const ENDED: ReadonlySet<ModuleStatus> = new Set(['complete', 'failed', 'skipped'])

const isOlder = (a: DraftId, b: DraftId): boolean =>
  a.attempt < b.attempt || (a.attempt === b.attempt && a.round < b.round)

export class Drafts {
  readonly #drafts = new Map<string, Draft>()
  /** Modules that have ended: nothing is written of them any more. */
  readonly #ended = new Set<string>()
  #reportEnded = false

  /** Takes in events of the report. A module that begins or ends has no draft. */
  note(events: readonly NewEvent[]): void {
    for (const event of events) {
      if (isEnd(event)) {
        this.#reportEnded = true
        this.#drafts.clear()
      } else if (event.type === 'module') {
        this.#drafts.delete(event.module)
        if (ENDED.has(event.status)) this.#ended.add(event.module)
        else this.#ended.delete(event.module)
      }
    }
  }

  /** False when nothing more is wanted: the module or the report has ended, or is tried anew. */
  write(module: string, piece: DraftPiece): boolean {
    if (this.#reportEnded || this.#ended.has(module)) return false
    const known = this.#drafts.get(module)
    if (known && isOlder(piece, known)) return false
    if (piece.from + piece.text.length > MAX_SECTION_TEXT) return true
    const draft = withPiece(known, piece)
    if (draft) this.#drafts.set(module, draft)
    return true
  }

  /** Takes away what was written in a try that nobody goes on with. */
  drop(module: string, attempt: number): void {
    const draft = this.#drafts.get(module)
    if (draft?.attempt === attempt) this.#drafts.set(module, { ...draft, text: '' })
  }

  /** What a reader lacks who has this much of each module. */
  lacking(places: ReadonlyMap<string, DraftPlace>): DraftEvent[] {
    const events: DraftEvent[] = []
    for (const [module, { text, ...id }] of this.#drafts) {
      const place = places.get(module)
      const length = place && isSameDraft(place, id) ? place.length : 0
      if (length === text.length) continue
      const from = length < text.length ? length : 0
      events.push({ type: 'text', module, ...id, from, text: text.slice(from) })
    }
    return events
  }
}
