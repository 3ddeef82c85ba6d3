/**
 * A draft on its way from the run to the feed: lines of JSON in one stream for each try of a
 * module, because a call for each piece would count as a request of its own.
 */
import type { DraftPiece } from '#shared/drafts.ts'

/** A piece as it stands in the stream, which is of one try. */
export type StreamedPiece = Omit<DraftPiece, 'attempt'>

/**
 * Milliseconds in which pieces are joined to one. A first piece waits for less, so that a reader
 * sees at once that a model writes; a rule analyst has written everything by then.
 */
const JOIN_MS = 100
const FIRST_MS = 20
/** How often a stream that broke is opened again. */
const MOST_STREAMS = 4

const encoder = new TextEncoder()

/** Where a stream of pieces goes. */
export interface DraftSink {
  writer: WritableStreamDefaultWriter<Uint8Array>
  /**
   * Settles when the stream has ended, with whether the feed would accept another one. Rejects when
   * the connection is lost.
   */
  ended: Promise<boolean>
}

/** The pieces of a stream. Throws where it was cut. */
export async function* streamedPieces(
  stream: ReadableStream<Uint8Array>,
): AsyncGenerator<StreamedPiece> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield JSON.parse(line) as StreamedPiece
  }
}

/**
 * Sends a draft to the feed while it grows. Nothing here is waited for or fails: one write is on
 * its way at a time, and what comes meanwhile is joined to the next one.
 */
export class DraftWriter {
  readonly #open: () => DraftSink
  #writer: WritableStreamDefaultWriter<Uint8Array> | null = null
  #streams = 0
  #round = 1
  #text = ''
  /** How much of the text was written to the open stream, in UTF-16 code units. */
  #sent = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #isWriting = false
  #isOver = false

  constructor(open: () => DraftSink) {
    this.#open = open
  }

  /**
   * Sends what the text has gained since the last call. With another `round` the text begins anew.
   */
  write(text: string, round: number): void {
    if (round !== this.#round) {
      this.#round = round
      this.#text = ''
      this.#sent = 0
    }
    this.#text += text
    this.#wait()
  }

  /** Ends the stream. A text that nobody goes on with is taken away. */
  end(kept: boolean): void {
    this.#isOver = true
    clearTimeout(this.#timer)
    const ended = kept ? this.#writer?.close() : this.#writer?.abort(new Error('not kept'))
    ended?.catch(() => {})
    this.#writer = null
  }

  #wait(): void {
    if (this.#isOver || this.#isWriting || this.#timer !== undefined) return
    if (this.#sent === this.#text.length) return
    this.#timer = setTimeout(() => void this.#send(), this.#streams === 0 ? FIRST_MS : JOIN_MS)
  }

  async #send(): Promise<void> {
    this.#timer = undefined
    const writer = this.#writer ?? this.#start()
    if (!writer) return
    const piece: StreamedPiece = {
      round: this.#round,
      from: this.#sent,
      text: this.#text.slice(this.#sent),
    }
    this.#sent = this.#text.length
    this.#isWriting = true
    await writer.write(encoder.encode(`${JSON.stringify(piece)}\n`)).catch(() => {})
    this.#isWriting = false
    this.#wait()
  }

  #start(): WritableStreamDefaultWriter<Uint8Array> | null {
    if (this.#streams === MOST_STREAMS) {
      this.#isOver = true
      return null
    }
    this.#streams += 1
    const { writer, ended } = this.#open()
    this.#writer = writer
    this.#sent = 0
    void ended
      .catch(() => true)
      .then((isWanted) => {
        if (this.#writer !== writer) return
        this.#writer = null
        this.#sent = 0
        this.#isOver = !isWanted
        writer.abort().catch(() => {})
        this.#wait()
      })
    return writer
  }
}
