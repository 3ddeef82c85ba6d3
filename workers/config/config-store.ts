/**
 * The single writer of the configuration: one object over SQLite. It keeps a version for each
 * document, one version for the whole configuration, and the full history. It publishes each
 * version to KV, from which all readers read.
 */
import { DurableObject } from 'cloudflare:workers'
import {
  CURRENT_KEY,
  nameOf,
  type Published,
  VALUE_PREFIX,
  valueKey,
  versionOf,
} from '#shared/configuration/published.ts'
import { logger } from '#shared/log.ts'
import { within } from '#shared/within.ts'
import { DEFAULTS } from './defaults.ts'
import {
  decideWrite,
  type DocumentKey,
  type ProposedWrite,
  publishedOf,
  type StoredDocument,
  type DocumentWrite,
} from './documents.ts'
import type { Env } from './env.ts'

/** All stored documents at one version of the whole configuration. */
interface StoredConfig {
  version: number
  documents: StoredDocument[]
}

/** One written version of a document. */
export interface HistoryEntry extends StoredDocument {
  config_version: number
}

export type StoreOutcome =
  | Exclude<DocumentWrite, { ok: true }>
  | { ok: true; document: StoredDocument; config_version: number }

/**
 * Milliseconds that a writer waits for its write to reach KV. After that the alarm publishes it.
 */
const PUBLISH_WAIT_MS = 2_000
/** Milliseconds between two checks of KV by one object, however many readers ask for a check. */
const LOOK_EVERY_MS = 30_000

const unreadable = (key: DocumentKey): void =>
  logger('config-service').error('config.unreadable', { key })

export class ConfigStore extends DurableObject<Env> {
  readonly #sql: SqlStorage
  /** Publications run one after the other, so that an older one never follows a newer one. */
  #publishing: Promise<void> = Promise.resolve()
  #lookedAt = 0

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    this.#sql = ctx.storage.sql
    this.#sql.exec(`CREATE TABLE IF NOT EXISTS documents (
      key TEXT PRIMARY KEY, version INTEGER NOT NULL, updated_at TEXT NOT NULL, json TEXT NOT NULL) STRICT`)
    this.#sql.exec(`CREATE TABLE IF NOT EXISTS history (
      config_version INTEGER PRIMARY KEY, key TEXT NOT NULL, version INTEGER NOT NULL, updated_at TEXT NOT NULL, json TEXT NOT NULL,
      UNIQUE (key, version)) STRICT`)
  }

  /** Returns a document as it was last written; null when it was never written. */
  document(key: DocumentKey): StoredDocument | null {
    const [row] = this.#sql
      .exec<{ version: number; updated_at: string; json: string }>(
        'SELECT version, updated_at, json FROM documents WHERE key = ?',
        key,
      )
      .toArray()
    return row ? { ...row, key } : null
  }

  /** Returns the current configuration, for a reader that KV could not serve. */
  async published(): Promise<Published> {
    await this.#publishSoon()
    const { version, documents } = this.#read()
    return publishedOf(version, documents, DEFAULTS, unreadable)
  }

  /** Checks KV unless it was checked recently. Returns the version of the whole configuration. */
  async ensurePublished(): Promise<number> {
    await this.#publishSoon()
    return this.version()
  }

  /** Compare-and-set. The code reads, decides and writes without an await in between. */
  async write(proposed: ProposedWrite): Promise<StoreOutcome> {
    const { version, documents } = this.#read()
    const outcome = decideWrite(documents, DEFAULTS, proposed, new Date().toISOString())
    if (!outcome.ok) return outcome
    const { document } = outcome
    const config_version = version + 1
    this.#sql.exec(
      'INSERT OR REPLACE INTO documents (key, version, updated_at, json) VALUES (?, ?, ?, ?)',
      document.key,
      document.version,
      document.updated_at,
      document.json,
    )
    this.#sql.exec(
      'INSERT INTO history (config_version, key, version, updated_at, json) VALUES (?, ?, ?, ?, ?)',
      config_version,
      document.key,
      document.version,
      document.updated_at,
      document.json,
    )
    // The alarm is stored together with the write and repeats until it succeeds, so no publication
    // is lost.
    await this.ctx.storage.setAlarm(Date.now() + PUBLISH_WAIT_MS)
    await within(PUBLISH_WAIT_MS, () => this.#publish().catch(() => {}))
    return { ok: true, document, config_version }
  }

  /**
   * Returns the written versions of a document, newest first; only versions below `before` if
   * given.
   */
  history(key: DocumentKey, limit: number, before: number | null): HistoryEntry[] {
    return this.#sql
      .exec<{ config_version: number; version: number; updated_at: string; json: string }>(
        `SELECT config_version, version, updated_at, json FROM history
         WHERE key = ? AND version < coalesce(?, version + 1) ORDER BY version DESC LIMIT ?`,
        key,
        before,
        limit,
      )
      .toArray()
      .map((row) => ({ ...row, key }))
  }

  override async alarm(): Promise<void> {
    await this.#publish()
  }

  /** Returns the version of the whole configuration; 0 when nothing was written yet. */
  version(): number {
    const [latest] = this.#sql
      .exec<{ version: number }>('SELECT coalesce(max(config_version), 0) AS version FROM history')
      .toArray()
    return latest?.version ?? 0
  }

  /** All written documents. */
  #read(): StoredConfig {
    const rows = this.#sql.exec<{ key: string; version: number; updated_at: string; json: string }>(
      'SELECT key, version, updated_at, json FROM documents',
    )
    return {
      version: this.version(),
      documents: rows.toArray().map((row) => ({ ...row, key: row.key as DocumentKey })),
    }
  }

  async #publishSoon(): Promise<void> {
    const now = Date.now()
    if (now - this.#lookedAt < LOOK_EVERY_MS && now >= this.#lookedAt) return
    this.#lookedAt = now
    await this.ctx.storage.setAlarm(now)
  }

  #publish(): Promise<void> {
    const next = this.#publishing.then(() => this.#publishNewest())
    this.#publishing = next.catch(() => {})
    return next
  }

  /**
   * Publishes the value first and then its name. After that it removes all values except the new
   * one and the one before it.
   */
  async #publishNewest(): Promise<void> {
    const { version, documents } = this.#read()
    const json = JSON.stringify(publishedOf(version, documents, DEFAULTS, unreadable))
    const name = await nameOf(version, json)
    const kv = this.env.CONFIG_KV
    const before = await kv.get(CURRENT_KEY)
    if (before === name) return
    await kv.put(valueKey(name), json)
    await kv.put(CURRENT_KEY, name)
    await this.#removeAllBut(before === null ? [name] : [name, before])
    logger('config-service').info('config.published', { version })
  }

  /**
   * The value before the new one stays for a while, for readers whose platform cache still has its
   * name.
   */
  async #removeAllBut(names: readonly string[]): Promise<void> {
    const kept = new Set(names.filter((name) => versionOf(name) >= 0).map(valueKey))
    const { keys } = await this.env.CONFIG_KV.list({ prefix: VALUE_PREFIX })
    const old = keys.map(({ name }) => name).filter((key) => !kept.has(key))
    for (const key of old) await this.env.CONFIG_KV.delete(key)
  }
}
