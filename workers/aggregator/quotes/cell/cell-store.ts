/**
 * A cell in its object's storage: read once, written as far as it changed, synchronously, so that
 * all of a change is kept or nothing.
 */
import { type Cell, EMPTY, type Observed } from '../freshness.ts'

/** What is kept in one value. A refresh under way ends with the object that waits for it. */
type Kept = Omit<Cell, 'outbox' | 'refreshing_since' | 'refreshed_at'>

const KEPT = [
  'newest',
  'peers',
  'watched_until',
  'interval_ms',
  'failure',
] as const satisfies readonly (keyof Kept)[]

export class CellStore {
  readonly #storage: DurableObjectStorage
  #cell: Cell | null = null
  #instrument: string | null = null

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage
  }

  get cell(): Cell {
    if (this.#cell) return this.#cell
    const outbox = new Map(
      this.#rows().map(({ key, observed }) => [key, JSON.parse(observed) as Observed]),
    )
    this.#cell = { ...EMPTY, ...this.#storage.kv.get<Kept>('cell'), outbox }
    return this.#cell
  }

  /** A read of an instrument that was never heard of leaves nothing in its storage. */
  #rows(): { key: string; observed: string }[] {
    const [table] = this.#storage.sql.exec("select 1 from sqlite_master where name = 'outbox'")
    return table
      ? this.#storage.sql
          .exec<{ key: string; observed: string }>('select key, observed from outbox')
          .toArray()
      : []
  }

  /**
   * MARKET:SYMBOL, for what no caller asks for: alarms and sockets. Null while nobody has told it.
   */
  get instrument(): string | null {
    this.#instrument ??= this.#storage.kv.get<string>('instrument') ?? null
    return this.#instrument
  }

  name(instrument: string): void {
    if (this.instrument === instrument) return
    this.#storage.kv.put('instrument', instrument)
    this.#instrument = instrument
  }

  keep(next: Cell): void {
    const before = this.cell
    if (before.outbox !== next.outbox) this.#keepOutbox(before, next)
    const { outbox: _, refreshing_since: __, refreshed_at: ___, ...kept } = next
    if (KEPT.some((field) => next[field] !== before[field]))
      this.#storage.kv.put('cell', kept satisfies Kept)
    this.#cell = next
  }

  #keepOutbox(before: Cell, next: Cell): void {
    this.#storage.sql.exec(
      'create table if not exists outbox (key text primary key, observed text not null)',
    )
    for (const [key, observed] of next.outbox)
      if (!before.outbox.has(key))
        this.#storage.sql.exec(
          'insert or replace into outbox values (?, ?)',
          key,
          JSON.stringify(observed),
        )
    for (const key of before.outbox.keys())
      if (!next.outbox.has(key)) this.#storage.sql.exec('delete from outbox where key = ?', key)
  }
}
