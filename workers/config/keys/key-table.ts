/**
 * The table of keys in the configuration's object. It holds envelopes alone: the object that stores
 * them cannot open them, and what is replaced or removed is not kept.
 */
import type { Envelope } from './envelope.ts'

/** A key as it is stored. */
export interface KeyRow extends Envelope {
  name: string
  last_four: string | null
  fingerprint: string
  set_at: string
  author: string | null
}

const COLUMNS =
  'name, last_four, fingerprint, set_at, author, kek, wrapped_key, wrapped_iv, value, value_iv'

export class KeyTable {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
    this.#sql.exec(`CREATE TABLE IF NOT EXISTS run_time_keys (
      name TEXT PRIMARY KEY, last_four TEXT, fingerprint TEXT NOT NULL, set_at TEXT NOT NULL, author TEXT,
      kek TEXT NOT NULL, wrapped_key TEXT NOT NULL, wrapped_iv TEXT NOT NULL, value TEXT NOT NULL, value_iv TEXT NOT NULL) STRICT`)
  }

  all(): KeyRow[] {
    const rows = this.#sql.exec(`SELECT ${COLUMNS} FROM run_time_keys ORDER BY name`)
    return rows.toArray() as unknown as KeyRow[]
  }

  put(row: KeyRow): void {
    this.#sql.exec(
      `INSERT OR REPLACE INTO run_time_keys (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      row.name,
      row.last_four,
      row.fingerprint,
      row.set_at,
      row.author,
      row.kek,
      row.wrapped_key,
      row.wrapped_iv,
      row.value,
      row.value_iv,
    )
  }

  /** Puts an envelope in the place of another one. False when that one is not there any more. */
  replace(name: string, former: Pick<Envelope, 'wrapped_key'>, envelope: Envelope): boolean {
    const { rowsWritten } = this.#sql.exec(
      `UPDATE run_time_keys SET kek = ?, wrapped_key = ?, wrapped_iv = ?
       WHERE name = ? AND wrapped_key = ?`,
      envelope.kek,
      envelope.wrapped_key,
      envelope.wrapped_iv,
      name,
      former.wrapped_key,
    )
    return rowsWritten > 0
  }

  remove(name: string): boolean {
    return this.#sql.exec('DELETE FROM run_time_keys WHERE name = ?', name).rowsWritten > 0
  }
}
