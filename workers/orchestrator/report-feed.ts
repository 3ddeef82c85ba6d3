/**
 * The progress of one report as server-sent events: a stored log of events, and the listeners. The
 * feed is best effort: the database holds the true state of the report, and a lost log is rebuilt
 * from it.
 */
import { DurableObject } from 'cloudflare:workers'
import type { ProgressEvent } from '#shared/contracts/orchestrator.ts'
import type { Env } from './env.ts'
import { append, isEnd, type NewEvent, toServerSentEvent } from './feed/event-log.ts'

/**
 * Milliseconds between comments on an idle stream. Proxies close a connection that is silent for
 * half a minute or more.
 */
const HEARTBEAT_MS = 15_000

const encoder = new TextEncoder()

export class ReportFeed extends DurableObject<Env> {
  readonly #sql: SqlStorage
  readonly #listeners = new Set<WritableStreamDefaultWriter<Uint8Array>>()
  #heartbeat: ReturnType<typeof setInterval> | undefined

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    this.#sql = ctx.storage.sql
    this.#sql.exec(
      'CREATE TABLE IF NOT EXISTS events (seq INTEGER PRIMARY KEY, json TEXT NOT NULL) STRICT',
    )
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
    for (const listener of this.#listeners) this.#send(listener, appended)
  }

  /**
   * Streams the events after number `after`, then later ones until the report ends. Null when the
   * report has ended and no event follows. `known` fills the log if it is empty.
   */
  subscribe(after: number, known: NewEvent[]): ReadableStream<Uint8Array> | null {
    if (this.#since(0).length === 0) this.publish(known)
    const missed = this.#since(after)
    if (after > 0 && missed.length === 0 && this.#since(0).some(isEnd)) return null
    const { readable, writable } = new IdentityTransformStream()
    const writer = writable.getWriter()
    this.#listeners.add(writer)
    this.#heartbeat ??= setInterval(() => this.#beat(), HEARTBEAT_MS)
    this.#write(writer, ': open\n\n')
    this.#send(writer, missed)
    return readable
  }

  #since(after: number): ProgressEvent[] {
    const rows = this.#sql.exec<{ json: string }>(
      'SELECT json FROM events WHERE seq > ? ORDER BY seq',
      after,
    )
    return rows.toArray().map(({ json }) => JSON.parse(json) as ProgressEvent)
  }

  #send(listener: WritableStreamDefaultWriter<Uint8Array>, events: readonly ProgressEvent[]): void {
    if (events.length) this.#write(listener, events.map(toServerSentEvent).join(''))
    if (events.some(isEnd)) {
      listener.close().catch(() => {}) // The reader left first.
      this.#drop(listener)
    }
  }

  /** The write is never awaited: a slow reader must not delay the report or the other readers. */
  #write(listener: WritableStreamDefaultWriter<Uint8Array>, text: string): void {
    listener.write(encoder.encode(text)).catch(() => this.#drop(listener))
  }

  #beat(): void {
    for (const listener of this.#listeners) this.#write(listener, ': still here\n\n')
  }

  #drop(listener: WritableStreamDefaultWriter<Uint8Array>): void {
    this.#listeners.delete(listener)
    if (this.#listeners.size > 0) return
    clearInterval(this.#heartbeat)
    this.#heartbeat = undefined
  }
}
