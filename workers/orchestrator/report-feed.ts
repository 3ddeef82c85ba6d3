/**
 * The progress of one report as server-sent events: a stored log of events, the drafts of what is
 * being written, and the listeners. The feed is best effort: the database holds the true state of
 * the report, and a lost log is rebuilt from it. Drafts are held in memory; a run that still writes
 * sends its own again.
 */
import { DurableObject } from 'cloudflare:workers'
import type { ProgressEvent } from '#shared/contracts/orchestrator.ts'
import type { Env } from './env.ts'
import { streamedPieces } from './feed/draft-stream.ts'
import { Drafts } from './feed/drafts.ts'
import { append, isEnd, type NewEvent, toServerSentEvent } from './feed/event-log.ts'
import { FeedListener } from './feed/listener.ts'

/**
 * Milliseconds between comments on an idle stream. Proxies close a connection that is silent for
 * half a minute or more.
 */
const HEARTBEAT_MS = 15_000

export class ReportFeed extends DurableObject<Env> {
  readonly #sql: SqlStorage
  readonly #drafts = new Drafts()
  /** The newest stream of each module's draft. */
  readonly #streams = new Map<string, ReadableStream<Uint8Array>>()
  readonly #listeners = new Set<FeedListener>()
  #heartbeat: ReturnType<typeof setInterval> | undefined

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    this.#sql = ctx.storage.sql
    this.#sql.exec(
      'CREATE TABLE IF NOT EXISTS events (seq INTEGER PRIMARY KEY, json TEXT NOT NULL) STRICT',
    )
    this.#drafts.note(this.#since(0))
  }

  /** Appends the events in order and sends them to every listener. */
  publish(events: NewEvent[]): void {
    const appended = append(this.#since(0).at(-1) ?? null, events, new Date().toISOString())
    for (const event of appended)
      this.#sql.exec(
        'INSERT INTO events (seq, json) VALUES (?, ?)',
        event.seq,
        JSON.stringify(event),
      )
    this.#drafts.note(appended)
    for (const listener of this.#listeners) this.#send(listener, appended)
  }

  /**
   * Takes in the draft of a try of a module while it is written. One that is cut is taken away.
   * Returns whether another stream of it would be taken in.
   */
  async takeDraft(
    module: string,
    attempt: number,
    pieces: ReadableStream<Uint8Array>,
  ): Promise<boolean> {
    this.#streams.set(module, pieces)
    try {
      for await (const piece of streamedPieces(pieces)) {
        if (!this.#drafts.write(module, { attempt, ...piece })) return false
        this.#offer()
      }
    } catch {
      if (this.#streams.get(module) === pieces) {
        this.#drafts.drop(module, attempt)
        this.#offer()
      }
    } finally {
      if (this.#streams.get(module) === pieces) this.#streams.delete(module)
    }
    return true
  }

  /**
   * Streams the events after number `after` and the drafts as they are, then what comes later until
   * the report ends. Null when the report has ended and no event follows. `known` fills the log if
   * it is empty.
   */
  subscribe(after: number, known: NewEvent[]): ReadableStream<Uint8Array> | null {
    if (this.#since(0).length === 0) this.publish(known)
    const missed = this.#since(after)
    if (after > 0 && missed.length === 0 && this.#since(0).some(isEnd)) return null
    const { readable, writable } = new IdentityTransformStream()
    const listener = new FeedListener(writable.getWriter(), this.#drafts, (one) => this.#drop(one))
    this.#listeners.add(listener)
    this.#heartbeat ??= setInterval(() => this.#beat(), HEARTBEAT_MS)
    listener.send(': open\n\n')
    this.#send(listener, missed)
    return readable
  }

  #since(after: number): ProgressEvent[] {
    const rows = this.#sql.exec<{ json: string }>(
      'SELECT json FROM events WHERE seq > ? ORDER BY seq',
      after,
    )
    return rows.toArray().map(({ json }) => JSON.parse(json) as ProgressEvent)
  }

  #send(listener: FeedListener, events: readonly ProgressEvent[]): void {
    if (events.length) listener.send(events.map(toServerSentEvent).join(''))
    if (events.some(isEnd)) {
      listener.close()
      this.#drop(listener)
    }
  }

  #offer(): void {
    for (const listener of this.#listeners) listener.offer()
  }

  #beat(): void {
    for (const listener of this.#listeners) listener.beat()
  }

  #drop(listener: FeedListener): void {
    this.#listeners.delete(listener)
    if (this.#listeners.size > 0) return
    clearInterval(this.#heartbeat)
    this.#heartbeat = undefined
  }
}
