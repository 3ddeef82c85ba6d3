/**
 * One object an instrument, the only place where the freshness of its price is decided. A storage shell: what it decides is in
 * cell.ts. What it takes in stays in its outbox until Postgres has confirmed it, so that a database outage loses nothing and
 * delays no read. Callers pass durations, never their own clock's times.
 */
import { DurableObject } from 'cloudflare:workers'
import { withDatabase } from '#shared/db/client.ts'
import { ok } from '#shared/contracts/problem.ts'
import { logger } from '#shared/log.ts'
import type { Env } from '../env.ts'
import { accept, type Cell, confirm, EMPTY, keyOf, type Observed, type Quote, type Reading, type ReadRule, read, unconfirmed } from './cell.ts'
import { rowOf, storeQuotes } from './quote-store.ts'

export interface Taking {
  quote: Quote
  source: string
  /** Milliseconds since the provider was asked; 0 for a quote that was pushed. */
  elapsed_ms: number
  asked: boolean
}

export interface Taken {
  outcome: 'stored' | 'unchanged' | 'older' | 'refused'
  reason: string | null
  detail: string | null
  /** What is to reach the database, with its key; null when there is nothing. */
  pending: { key: string; observed: Observed } | null
}

/** Rows of one flush. */
const FLUSH_ROWS = 500
/** The writer stores its batch itself; the object comes after it only with what was left. */
const FLUSH_AFTER_MS = 5_000
const FLUSH_AGAIN_MS = 15_000

export class QuoteCell extends DurableObject<Env> {
  #cell: Cell | null = null

  #load(): Cell {
    if (this.#cell) return this.#cell
    this.ctx.storage.sql.exec('create table if not exists outbox (key text primary key, observed text not null)')
    const outbox = new Map(
      this.ctx.storage.sql
        .exec<{ key: string; observed: string }>('select key, observed from outbox')
        .toArray()
        .map(({ key, observed }) => [key, JSON.parse(observed) as Observed]),
    )
    this.#cell = { ...EMPTY, ...this.ctx.storage.kv.get<Omit<Cell, 'outbox'>>('cell'), outbox }
    return this.#cell
  }

  /** Writes what changed. Synchronous, so that all of it is kept or nothing. */
  #keep(next: Cell): void {
    const before = this.#load()
    for (const [key, observed] of next.outbox)
      if (!before.outbox.has(key)) this.ctx.storage.sql.exec('insert or replace into outbox values (?, ?)', key, JSON.stringify(observed))
    for (const key of before.outbox.keys()) if (!next.outbox.has(key)) this.ctx.storage.sql.exec('delete from outbox where key = ?', key)
    const { outbox: _, ...rest } = next
    this.ctx.storage.kv.put('cell', rest)
    this.#cell = next
  }

  /** `instrument` is this object's name; it is kept for the flush, which nobody calls. */
  async take(instrument: string, takings: readonly Taking[]): Promise<Taken[]> {
    const now = Date.now()
    this.ctx.storage.kv.put('instrument', instrument)
    let cell = this.#load()
    const taken = takings.map(({ quote, source, elapsed_ms, asked }): Taken => {
      const observed: Observed = { quote, source, observed_at: now - Math.max(0, elapsed_ms), asked }
      const result = accept(cell, observed, now)
      cell = result.cell
      if (result.outcome === 'refused') return { outcome: 'refused', reason: result.reason, detail: result.detail, pending: null }
      const pending = result.outcome === 'unchanged' ? null : { key: keyOf(observed), observed }
      return { outcome: result.outcome, reason: null, detail: null, pending }
    })
    this.#keep(cell)
    if (cell.outbox.size > 0 && (await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(now + FLUSH_AFTER_MS)
    return taken
  }

  /** Calls nobody and changes nothing. */
  look(rule: ReadRule): Reading {
    return read(this.#load(), rule, Date.now())
  }

  /** The database has these. */
  stored(keys: readonly string[]): void {
    this.#keep(confirm(this.#load(), keys))
  }

  override async alarm(): Promise<void> {
    const rows = unconfirmed(this.#load(), FLUSH_ROWS)
    const instrument = this.ctx.storage.kv.get<string>('instrument')
    if (rows.length === 0 || instrument === undefined) return
    const written = await withDatabase(this.env, async (db) =>
      ok(
        await storeQuotes(
          db,
          rows.map((observed) => rowOf(instrument, observed)),
        ),
      ),
    )
    if (written.ok) this.stored(rows.map(keyOf))
    else logger('data-aggregator').warn('quotes.flush_failed', { instrument, rows: rows.length, reason: written.reason })
    if (this.#load().outbox.size > 0) await this.ctx.storage.setAlarm(Date.now() + (written.ok ? 0 : FLUSH_AGAIN_MS))
  }
}
