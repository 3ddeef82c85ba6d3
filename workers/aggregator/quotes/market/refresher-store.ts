/**
 * What a refresher keeps: who is watched until when, when each instrument was last asked for, the
 * refresh under way, and what the last ones did.
 */
import type { RefreshRun } from '#shared/contracts/quotes.ts'
import type { Running } from './refresh-plan.ts'

/**
 * Runs that are kept: about a day of one a quarter of an hour, an hour and a half of one a minute.
 */
const RUNS_KEPT = 100
/**
 * A watch is written down again only when it was extended by more than this: its cell renews it
 * with every refresh.
 */
const WORTH_WRITING_MS = 30_000
/** Instruments that were not asked for so long are forgotten. */
const FORGET_MS = 7 * 86_400_000

export class RefresherStore {
  readonly #storage: DurableObjectStorage
  #asked: Map<string, number> | null = null
  #watched: Map<string, number> | null = null

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage
  }

  get asked(): Map<string, number> {
    this.#asked ??= this.#storage.kv.get<Map<string, number>>('asked') ?? new Map()
    return this.#asked
  }

  /**
   * `kept`: of use after an eviction; what a watched cell has asked for is due again in seconds
   * anyway.
   */
  noteAsked(symbols: Iterable<string>, now: number, kept: boolean): void {
    for (const symbol of symbols) this.asked.set(symbol, now)
    if (!kept) return
    for (const [symbol, at] of this.asked) if (now - at > FORGET_MS) this.asked.delete(symbol)
    this.#storage.kv.put('asked', this.asked)
  }

  get #leases(): Map<string, number> {
    this.#watched ??= this.#storage.kv.get<Map<string, number>>('watched') ?? new Map()
    return this.#watched
  }

  noteWatched(symbol: string, until: number, now: number): void {
    const known = this.#leases.get(symbol) ?? 0
    if (until - known < WORTH_WRITING_MS) return
    for (const [other, end] of this.#leases) if (end <= now) this.#leases.delete(other)
    this.#leases.set(symbol, until)
    this.#storage.kv.put('watched', this.#leases)
  }

  watched(now: number): string[] {
    return [...this.#leases].filter(([, until]) => until > now).map(([symbol]) => symbol)
  }

  /** Refreshes under way and waiting, first come first. */
  get running(): Running[] {
    return this.#storage.kv.get<Running[]>('running') ?? []
  }

  set running(running: Running[]) {
    this.#storage.kv.put('running', running)
  }

  #table(): SqlStorage {
    this.#storage.sql.exec(
      'create table if not exists runs (position integer primary key, json text not null)',
    )
    return this.#storage.sql
  }

  /** Files a run that has ended. */
  file(run: RefreshRun): void {
    const sql = this.#table()
    sql.exec('insert into runs (json) values (?)', JSON.stringify(run))
    sql.exec('delete from runs where position <= (select max(position) from runs) - ?', RUNS_KEPT)
  }

  /** Newest first; those under way before those that have ended. */
  runs(limit: number): RefreshRun[] {
    const ended = this.#table()
      .exec<{ json: string }>('select json from runs order by position desc limit ?', limit)
      .toArray()
    return [
      ...this.running.map(({ run }) => run).reverse(),
      ...ended.map(({ json }) => JSON.parse(json) as RefreshRun),
    ].slice(0, limit)
  }
}
