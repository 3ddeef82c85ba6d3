/**
 * A cell in the storage of its object. The cell is read once. Only changes are written, and they
 * are written synchronously, so that a change is kept as a whole or not at all.
 */
import { type Cell, EMPTY, type Observed } from '../freshness.ts'

/** The part that is stored as one value; the outbox is a separate table. */
type StoredCell = Omit<Cell, 'outbox'>

const keptOf = ({ newest, clock_behind, peers, failure }: Cell): StoredCell => ({
  newest,
  clock_behind,
  peers,
  failure,
})
const FIELDS = [
  'newest',
  'clock_behind',
  'peers',
  'failure',
] as const satisfies readonly (keyof StoredCell)[]

/** The form stored by an earlier version, whose peers were bare keys without a price. */
type Stored = Partial<Omit<StoredCell, 'peers'>> & {
  peers?: readonly (StoredCell['peers'][number] | string)[]
}

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
    const stored = this.#storage.kv.get<Stored>('cell') ?? {}
    const peers = (stored.peers ?? []).filter((peer) => typeof peer !== 'string')
    this.#cell = {
      ...keptOf({ ...EMPTY, ...stored, peers }),
      outbox,
    }
    return this.#cell
  }

  /** Reading an instrument that was never seen leaves nothing in its storage. */
  #rows(): { key: string; observed: string }[] {
    const [table] = this.#storage.sql.exec("select 1 from sqlite_master where name = 'outbox'")
    return table
      ? this.#storage.sql
          .exec<{ key: string; observed: string }>('select key, observed from outbox')
          .toArray()
      : []
  }

  /**
   * MARKET:SYMBOL, needed for alarms and sockets, which do not carry it. Null until a caller has
   * passed it.
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
    if (FIELDS.some((field) => next[field] !== before[field]))
      this.#storage.kv.put('cell', keptOf(next))
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
