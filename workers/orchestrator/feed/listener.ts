/**
 * One reader of a feed. Events of the log are few and wait for the reader. Of drafts, it is given
 * what it lacks whenever it has read all that was sent, so a slow reader gets fewer and longer
 * pieces, and nothing is kept for it.
 */
import type { DraftEvent } from '#shared/contracts/orchestrator.ts'
import type { DraftPlace, Drafts } from './drafts.ts'
import { toServerSentEvent } from './event-log.ts'

const encoder = new TextEncoder()

export class FeedListener {
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>
  readonly #drafts: Drafts
  readonly #gone: (listener: FeedListener) => void
  readonly #places = new Map<string, DraftPlace>()
  /** Writes that the reader has not taken yet. */
  #pending = 0
  #closed = false

  /** `gone` is called when the reader has left. */
  constructor(
    writer: WritableStreamDefaultWriter<Uint8Array>,
    drafts: Drafts,
    gone: (listener: FeedListener) => void,
  ) {
    this.#writer = writer
    this.#drafts = drafts
    this.#gone = gone
  }

  /** Sends what must reach the reader. */
  send(text: string): void {
    // The write is never awaited: a slow reader must not delay the report or the other readers.
    this.#pending += 1
    this.#writer.write(encoder.encode(text)).then(
      () => {
        this.#pending -= 1
        this.offer()
      },
      () => this.#gone(this),
    )
  }

  /** Sends what the reader lacks of the drafts, unless it is still reading. */
  offer(): void {
    if (this.#pending > 0 || this.#closed) return
    const lacking = this.#drafts.lacking(this.#places)
    if (lacking.length === 0) return
    for (const event of lacking) this.#places.set(event.module, placeAfter(event))
    this.send(lacking.map(toServerSentEvent).join(''))
  }

  /** Keeps the connection open, unless something is on its way anyhow. */
  beat(): void {
    if (this.#pending === 0) this.send(': still here\n\n')
  }

  close(): void {
    this.#closed = true
    this.#writer.close().catch(() => {}) // The reader left first.
  }
}

const placeAfter = ({ attempt, round, from, text }: DraftEvent): DraftPlace => ({
  attempt,
  round,
  length: from + text.length,
})
