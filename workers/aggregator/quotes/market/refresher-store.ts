/**
 * The stored state of a refresher, each thing in its own row: until when each instrument is watched
 * and when it was last asked for, the running refreshes, and the results of the last ones.
 */
import { DAY_MS } from '#shared/days.ts'
import type { Market } from '#shared/names.ts'
import type { RefreshRun } from '#shared/contracts/quote-refreshes.ts'
import type { Running } from './refresh-plan.ts'
import type { StoredWatch } from './schedule.ts'

/**
 * Number of runs that are kept: about a day with a run every quarter of an hour, or an hour and a
 * half with a run every minute.
 */
const RUNS_KEPT = 100
/**
 * A watch is written again only when it has grown by more than this, because readers renew it
 * often.
 */
const WORTH_WRITING_MS = 30_000
/** Instruments that were neither watched nor answered for this long are forgotten. */
export const FORGET_MS = 7 * DAY_MS
/** Time between two clean-ups, because each one goes through all instruments. */
const TIDY_MS = 600_000

interface RefreshRound {
  /** Epoch milliseconds; 0 when there was none. */
  at: number
  interval_ms: number
}

export class RefresherStore {
  readonly #storage: DurableObjectStorage
  readonly #watchedUntil = new Map<string, number>()
  #running: readonly Running[] | null = null
  #tidiedAt = 0
  #hasTables = false

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage
  }

  get #sql(): SqlStorage {
    const { sql } = this.#storage
    if (this.#hasTables) return sql
    sql.exec('create table if not exists runs (position integer primary key, json text not null)')
    sql.exec('create table if not exists running (id text primary key, json text not null)')
    sql.exec(
      'create table if not exists instruments (symbol text primary key, watched_until integer not null, answered_at integer not null) without rowid',
    )
    // An earlier version kept all of them in one value each; those values are deleted.
    for (const key of ['watched', 'asked', 'running']) this.#storage.kv.delete(key)
    this.#hasTables = true
    return sql
  }

  /** The market this object serves. */
  get market(): Market {
    const market = this.#storage.kv.get<Market>('market')
    if (!market) throw new Error('the refresher has not been told its market')
    return market
  }

  /**
   * Stores the market. An object does not know its own name, so every caller says which market it
   * serves.
   */
  name(market: Market): void {
    if (this.#storage.kv.get<Market>('market') !== market) this.#storage.kv.put('market', market)
  }

  instruments(): StoredWatch[] {
    const kept = this.#sql
      .exec<Record<string, SqlStorageValue> & StoredWatch>(
        'select symbol, watched_until, answered_at from instruments',
      )
      .toArray()
    for (const { symbol, watched_until } of kept) this.#watchedUntil.set(symbol, watched_until)
    return kept
  }

  noteWatched(symbol: string, until: number): void {
    if (Math.abs(until - (this.#watchedUntil.get(symbol) ?? 0)) < WORTH_WRITING_MS) return
    this.#watchedUntil.set(symbol, until)
    this.#sql.exec(
      'insert into instruments values (?, ?, 0) on conflict (symbol) do update set watched_until = excluded.watched_until',
      symbol,
      until,
    )
  }

  /**
   * Stores the time of an answer for instruments that are asked for rarely. Instruments that are
   * due every few seconds are due again after an eviction anyway.
   */
  noteAnswered(symbols: readonly string[], at: number): void {
    for (const symbol of symbols)
      this.#sql.exec(
        'insert into instruments values (?, 0, ?) on conflict (symbol) do update set answered_at = excluded.answered_at',
        symbol,
        at,
      )
  }

  /** Removes what is no longer needed; returns true when a clean-up was due. */
  tidy(now: number): boolean {
    if (Math.abs(now - this.#tidiedAt) < TIDY_MS) return false
    this.#tidiedAt = now
    this.#sql.exec(
      'delete from instruments where watched_until <= ? and answered_at < ?',
      now,
      now - FORGET_MS,
    )
    for (const [symbol, until] of this.#watchedUntil)
      if (until <= now) this.#watchedUntil.delete(symbol)
    return true
  }

  /** When the watched instruments were last asked for, and at what interval. */
  get lastRound(): RefreshRound {
    return this.#storage.kv.get<RefreshRound>('round') ?? { at: 0, interval_ms: 0 }
  }

  set lastRound(round: RefreshRound) {
    this.#storage.kv.put('round', round)
  }

  /** The running and the waiting refreshes, in the order in which they came. */
  get running(): readonly Running[] {
    this.#running ??= this.#sql
      .exec<{ json: string }>('select json from running order by rowid')
      .toArray()
      .map(({ json }) => JSON.parse(json) as Running)
    return this.#running
  }

  keepRunning(running: Running): void {
    this.#running = null
    this.#sql.exec(
      'insert into running (id, json) values (?, ?) on conflict (id) do update set json = excluded.json',
      running.run.id,
      JSON.stringify(running),
    )
  }

  /** Stores a run that has ended. */
  file(run: RefreshRun): void {
    this.#running = null
    this.#sql.exec('delete from running where id = ?', run.id)
    this.#sql.exec('insert into runs (json) values (?)', JSON.stringify(run))
    this.#sql.exec(
      'delete from runs where position <= (select max(position) from runs) - ?',
      RUNS_KEPT,
    )
  }

  /** Returns the runs, newest first; running ones come before those that have ended. */
  runs(limit: number): RefreshRun[] {
    const ended = this.#sql
      .exec<{ json: string }>('select json from runs order by position desc limit ?', limit)
      .toArray()
    return [
      ...this.running.map(({ run }) => run).reverse(),
      ...ended.map(({ json }) => JSON.parse(json) as RefreshRun),
    ].slice(0, limit)
  }
}
