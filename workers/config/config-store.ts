/**
 * The single writer of the configuration: one object, SQLite, a version a document, one over all,
 * and the whole history. It is the authority; KV holds published copies for readers that bear an
 * old one.
 */
import { DurableObject } from 'cloudflare:workers'
import { logger } from '#shared/log.ts'
import { DEFAULTS } from './defaults.ts'
import {
  decideWrite,
  type DocumentKey,
  type ProposedWrite,
  snapshotOf,
  type StoredDocument,
  type WriteOutcome,
} from './documents.ts'
import type { Env } from './env.ts'

/** Everything that is stored, at one version of the whole. */
export interface StoredConfig {
  version: number
  documents: StoredDocument[]
}

export class ConfigStore extends DurableObject<Env> {
  readonly #sql: SqlStorage

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    this.#sql = ctx.storage.sql
    this.#sql.exec(`CREATE TABLE IF NOT EXISTS documents (
      key TEXT PRIMARY KEY, version INTEGER NOT NULL, updated_at TEXT NOT NULL, json TEXT NOT NULL) STRICT`)
    this.#sql.exec(`CREATE TABLE IF NOT EXISTS history (
      config_version INTEGER PRIMARY KEY, key TEXT NOT NULL, version INTEGER NOT NULL, updated_at TEXT NOT NULL, json TEXT NOT NULL,
      UNIQUE (key, version)) STRICT`)
  }

  /** All written documents in one call. */
  read(): StoredConfig {
    const [latest] = this.#sql
      .exec<{ version: number }>('SELECT coalesce(max(config_version), 0) AS version FROM history')
      .toArray()
    const rows = this.#sql.exec<{ key: string; version: number; updated_at: string; json: string }>(
      'SELECT key, version, updated_at, json FROM documents',
    )
    return {
      version: latest?.version ?? 0,
      documents: rows.toArray().map((row) => ({ ...row, key: row.key as DocumentKey })),
    }
  }

  /** Compare-and-set. No await between reading and writing: the whole is one transaction. */
  write(proposed: ProposedWrite): WriteOutcome {
    const { version, documents } = this.read()
    const outcome = decideWrite(documents, DEFAULTS, proposed, new Date().toISOString())
    if (!outcome.ok) return outcome
    const { key, version: documentVersion, updated_at, json } = outcome.document
    this.#sql.exec(
      'INSERT OR REPLACE INTO documents (key, version, updated_at, json) VALUES (?, ?, ?, ?)',
      key,
      documentVersion,
      updated_at,
      json,
    )
    this.#sql.exec(
      'INSERT INTO history (config_version, key, version, updated_at, json) VALUES (?, ?, ?, ?, ?)',
      version + 1,
      key,
      documentVersion,
      updated_at,
      json,
    )
    // An alarm is stored with the write and repeated until it succeeds: a publication is never
    // lost, nor two at once.
    this.ctx.waitUntil(this.ctx.storage.setAlarm(Date.now()))
    return outcome
  }

  /**
   * Publishes the newest configuration to KV: the copy of this version first, then the name of the
   * newest.
   */
  override async alarm(): Promise<void> {
    const { version, documents } = this.read()
    await this.env.CONFIG_KV.put(
      `config:v${version}`,
      JSON.stringify(snapshotOf(version, documents, DEFAULTS)),
    )
    await this.env.CONFIG_KV.put('config:current', String(version))
    logger('config-service').info('config.published', { version })
  }
}
