/**
 * The single writer of the configuration: one object over SQLite. It keeps a version for each
 * document, one version for the whole configuration, and the full history. It publishes each
 * version to KV, from which all readers read.
 */
import { DurableObject } from 'cloudflare:workers'
import { changesBetween } from '#shared/configuration/changes.ts'
import {
  CURRENT_KEY,
  nameOf,
  type Published,
  VALUE_PREFIX,
  valueKey,
  versionOf,
} from '#shared/configuration/published.ts'
import {
  type ConfigChanges,
  type ConfigConflict,
  VERSION_ORIGINS,
} from '#shared/contracts/config-changes.ts'
import type { ImportedDocument } from '#shared/contracts/config.ts'
import { logger } from '#shared/log.ts'
import { within } from '#shared/within.ts'
import { DEFAULTS } from './defaults.ts'
import {
  decideWrite,
  type DocumentKey,
  keysInForce,
  parseWritten,
  type ProposedWrite,
  publishedOf,
  shippedValue,
  type StoredDocument,
  valueInForce,
  versionIn,
  type WriteFault,
} from './documents.ts'
import type { Env } from './env.ts'
import { decideImport, type FileDocument } from './import.ts'
import type { Envelope } from './keys/envelope.ts'
import { type KeyRow, KeyTable } from './keys/key-table.ts'
import { decideRollback } from './rollback.ts'

/** Who wrote a version, and how it came about. */
interface Authorship {
  author: string | null
  origin: (typeof VERSION_ORIGINS)[number]
  rolled_back_to: number | null
}

/** A document with who wrote it. */
export type AuthoredDocument = StoredDocument & Authorship

/** All stored documents at one version of the whole configuration. */
export interface StoredConfig {
  version: number
  documents: AuthoredDocument[]
}

/** One written version of a document. */
export interface HistoryEntry extends AuthoredDocument {
  config_version: number
}

/** A version of a document beside an older one. */
export interface ComparedVersion {
  entry: HistoryEntry
  against: number
  changes: ConfigChanges
}

export type StoreRefusal =
  | { ok: false; reason: 'version_conflict'; conflicts: ConfigConflict[] }
  | { ok: false; reason: 'config_not_found' }
  | { ok: false; reason: 'module_graph_invalid' | 'invalid_request'; errors: WriteFault[] }
export type StoreOutcome =
  | StoreRefusal
  | { ok: true; document: StoredDocument; config_version: number }

interface ProposedRollback {
  key: DocumentKey
  /** The version that is to be in force again; 0 for the shipped document. */
  version: number
  expected_version: number
}

interface ProposedImport {
  documents: FileDocument[]
  dry_run: boolean
  /** Null where none is needed: for a dry run. */
  expected_config_version: number | null
}

export type ImportOutcome =
  | StoreRefusal
  | { ok: true; config_version: number; changed: ImportedDocument[]; unchanged: DocumentKey[] }

/** The columns of a version beside its key. */
type VersionRow = Omit<HistoryEntry, 'key' | 'origin'> & { origin: string }

const VERSION_COLUMNS =
  "config_version, version, updated_at, json, author, coalesce(origin, 'write') AS origin, rolled_back_to"

const originOf = (text: string): Authorship['origin'] =>
  VERSION_ORIGINS.find((origin) => origin === text) ?? 'write'

/**
 * Milliseconds that a writer waits for its write to reach KV. After that the alarm publishes it.
 */
const PUBLISH_WAIT_MS = 2_000
/** Milliseconds between two checks of KV by one object, however many readers ask for a check. */
const LOOK_EVERY_MS = 30_000

/** What a document has that was never written. */
const SHIPPED = {
  version: 0,
  updated_at: '',
  author: null,
  origin: 'write',
  rolled_back_to: null,
} as const

const parsedAs = (key: DocumentKey, json: string): unknown => parseWritten({ key, json })

const unreadable = (key: DocumentKey): void =>
  logger('config-service').error('config.unreadable', { key })

export class ConfigStore extends DurableObject<Env> {
  readonly #sql: SqlStorage
  readonly #keys: KeyTable
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
    this.#addColumns()
    this.#keys = new KeyTable(this.#sql)
  }

  /** A store of an earlier release has no authors. Its versions keep none. */
  #addColumns(): void {
    const columns = this.#sql.exec<{ name: string }>('PRAGMA table_info(history)').toArray()
    const names = new Set(columns.map(({ name }) => name))
    for (const [name, type] of [
      ['author', 'TEXT'],
      ['origin', 'TEXT'],
      ['rolled_back_to', 'INTEGER'],
    ] as const)
      if (!names.has(name)) this.#sql.exec(`ALTER TABLE history ADD COLUMN ${name} ${type}`)
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
    return this.#whole()
  }

  /** Checks KV unless it was checked recently. Returns the version of the whole configuration. */
  async ensurePublished(): Promise<number> {
    await this.#publishSoon()
    return this.version()
  }

  /** Compare-and-set. The code reads, decides and writes without an await in between. */
  async write(proposed: ProposedWrite, author: string | null): Promise<StoreOutcome> {
    const { documents } = this.#read()
    const outcome = decideWrite(documents, DEFAULTS, proposed, new Date().toISOString())
    if (!outcome.ok)
      return outcome.reason === 'version_conflict' ? this.#conflictOf(proposed) : outcome
    const { document } = outcome
    const made = { author, origin: 'write', rolled_back_to: null } as const
    const config_version = this.#append({ ...document, ...made })
    await this.#publishNow()
    return { ok: true, document, config_version }
  }

  /** Writes a new version that equals an earlier one, if that works by the rules of today. */
  async rollBack(
    { key, version, expected_version }: ProposedRollback,
    author: string | null,
  ): Promise<StoreOutcome> {
    const { documents } = this.#read()
    const json = this.#jsonAt(key, version)
    if (json === null) return { ok: false, reason: 'config_not_found' }
    const current = versionIn(documents, key)
    if (current !== expected_version) return this.#conflictOf({ key, expected_version })
    const decision = decideRollback(documents, DEFAULTS, { key, json })
    if (!decision.ok) return decision
    const updated_at = new Date().toISOString()
    const document: StoredDocument = { key, version: current + 1, updated_at, json }
    const made = { author, origin: 'rollback', rolled_back_to: version } as const
    const config_version = this.#append({ ...document, ...made })
    await this.#publishNow()
    return { ok: true, document, config_version }
  }

  /**
   * Writes every document of a file that differs, all of them or none; a dry run writes nothing.
   */
  async importAll(
    { documents: file, dry_run, expected_config_version }: ProposedImport,
    author: string | null,
  ): Promise<ImportOutcome> {
    const { version, documents } = this.#read()
    if (expected_config_version !== null && expected_config_version !== version)
      return {
        ok: false,
        reason: 'version_conflict',
        conflicts: this.#conflictsSince(expected_config_version, documents),
      }
    const decision = decideImport(documents, DEFAULTS, file)
    if (!decision.ok) return decision
    const { writes, changed, unchanged } = decision
    if (dry_run || writes.length === 0)
      return { ok: true, config_version: version, changed, unchanged }
    const updated_at = new Date().toISOString()
    const made = { author, origin: 'import', rolled_back_to: null } as const
    const config_version = this.ctx.storage.transactionSync(() =>
      writes.reduce((_, { key, json }) => {
        const next = versionIn(documents, key) + 1
        return this.#append({ key, json, version: next, updated_at, ...made })
      }, version),
    )
    await this.#publishNow()
    return { ok: true, config_version, changed, unchanged }
  }

  /** All documents in force, each with its value. */
  exported(): StoredConfig {
    const { version, documents } = this.#read()
    return {
      version,
      documents: keysInForce(documents, DEFAULTS).map((key) => {
        const json = JSON.stringify(valueInForce(documents, DEFAULTS, key))
        const written = documents.find((d) => d.key === key)
        return written ? { ...written, json } : { ...SHIPPED, key, json }
      }),
    }
  }

  /** The documents that were written at least once. */
  written(): StoredConfig {
    return this.#read()
  }

  /**
   * Returns the written versions of a document, newest first; only versions below `before` if
   * given.
   */
  history(key: DocumentKey, limit: number, before: number | null): HistoryEntry[] {
    return this.#sql
      .exec<VersionRow>(
        `SELECT ${VERSION_COLUMNS} FROM history
         WHERE key = ? AND version < coalesce(?, version + 1) ORDER BY version DESC LIMIT ?`,
        key,
        before,
        limit,
      )
      .toArray()
      .map((row) => ({ ...row, key, origin: originOf(row.origin) }))
  }

  /** A version beside an older one; null when one of the two does not exist. */
  compared(key: DocumentKey, version: number, against: number): ComparedVersion | null {
    const [entry] = this.history(key, 1, version + 1)
    if (entry?.version !== version) return null
    const before = this.#jsonAt(key, against)
    // A prompt that does not ship began with its first version.
    if (before === null && against !== 0) return null
    return {
      entry,
      against,
      changes: changesBetween(
        before === null ? undefined : parsedAs(key, before),
        parsedAs(key, entry.json),
      ),
    }
  }

  /** The keys that are set at run time, encrypted. */
  keys(): KeyRow[] {
    return this.#keys.all()
  }

  /** Puts a key in the place of the one before. Returns the version of the whole configuration. */
  async putKey(row: KeyRow): Promise<number> {
    const { name, last_four, fingerprint, set_at, author } = row
    this.#keys.put(row)
    return this.#keyChanged(name, { last_four, fingerprint }, { updated_at: set_at, author })
  }

  /** Null when there is no such key. */
  async removeKey(name: string, author: string | null): Promise<number | null> {
    if (!this.#keys.remove(name)) return null
    return this.#keyChanged(name, null, { updated_at: new Date().toISOString(), author })
  }

  /** Puts an envelope in the place of another one, if the key was not set again meanwhile. */
  replaceEnvelope(name: string, former: Envelope, envelope: Envelope): boolean {
    return this.#keys.replace(name, former, envelope)
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
    const rows = this.#sql.exec<VersionRow & { key: string }>(
      `SELECT key, ${VERSION_COLUMNS} FROM history
       WHERE (key, version) IN (SELECT key, version FROM documents)`,
    )
    return {
      version: this.version(),
      documents: rows.toArray().map(({ config_version: _, ...row }) => ({
        ...row,
        key: row.key as DocumentKey,
        origin: originOf(row.origin),
      })),
    }
  }

  /** What is published: documents, watchlist, and the names of keys. */
  #whole(): Published {
    const { version, documents } = this.#read()
    const keys = this.#keys.all().map(({ name }) => name)
    return publishedOf(version, documents, DEFAULTS, unreadable, keys)
  }

  /** A document as it was at a version, 0 as shipped; null when there is no such version. */
  #jsonAt(key: DocumentKey, version: number): string | null {
    if (version === 0) return JSON.stringify(shippedValue(DEFAULTS, key)) ?? null
    const [entry] = this.history(key, 1, version + 1)
    return entry?.version === version ? entry.json : null
  }

  /** What others wrote since a version that a writer read. */
  #conflictOf({ key, expected_version }: Pick<ProposedWrite, 'key' | 'expected_version'>): {
    ok: false
    reason: 'version_conflict'
    conflicts: ConfigConflict[]
  } {
    const [newest] = this.history(key, 1, null)
    const before = this.#jsonAt(key, expected_version)
    const after = newest?.json ?? this.#jsonAt(key, 0)
    const read = (json: string | null) => (json === null ? undefined : parsedAs(key, json))
    const conflict: ConfigConflict = {
      document: key,
      expected_version,
      current_version: newest?.version ?? 0,
      author: newest?.author ?? null,
      updated_at: newest?.updated_at ?? null,
      ...changesBetween(read(before), read(after)),
    }
    return { ok: false, reason: 'version_conflict', conflicts: [conflict] }
  }

  /** What others wrote since a version of the whole configuration, document by document. */
  #conflictsSince(version: number, documents: readonly StoredDocument[]): ConfigConflict[] {
    const before = new Map(
      this.#sql
        .exec<{ key: string; version: number }>(
          'SELECT key, max(version) AS version FROM history WHERE config_version <= ? GROUP BY key',
          version,
        )
        .toArray()
        .map((row) => [row.key, row.version]),
    )
    return documents.flatMap(({ key, version: current }) => {
      const expected_version = before.get(key) ?? 0
      return expected_version === current
        ? []
        : this.#conflictOf({ key, expected_version }).conflicts
    })
  }

  /** Notes that a key was set or removed, without its value, and publishes the names of keys. */
  async #keyChanged(
    name: string,
    told: Pick<KeyRow, 'last_four' | 'fingerprint'> | null,
    made: { updated_at: string; author: string | null },
  ): Promise<number> {
    const key = `keys/${name}`
    const [newest] = this.#sql
      .exec<{ version: number }>(
        'SELECT coalesce(max(version), 0) AS version FROM history WHERE key = ?',
        key,
      )
      .toArray()
    const config_version = this.#note(key, {
      ...made,
      version: (newest?.version ?? 0) + 1,
      json: JSON.stringify(told),
      origin: 'write',
      rolled_back_to: null,
    })
    await this.#publishNow()
    return config_version
  }

  /** Stores a version and puts it in force. Returns the version of the whole configuration. */
  #append(document: AuthoredDocument): number {
    const { key, ...made } = document
    this.#sql.exec(
      'INSERT OR REPLACE INTO documents (key, version, updated_at, json) VALUES (?, ?, ?, ?)',
      key,
      made.version,
      made.updated_at,
      made.json,
    )
    return this.#note(key, made)
  }

  /** Adds a line to the history. Returns the version of the whole configuration. */
  #note(key: string, made: Omit<AuthoredDocument, 'key'>): number {
    const config_version = this.version() + 1
    this.#sql.exec(
      `INSERT INTO history (config_version, key, version, updated_at, json, author, origin, rolled_back_to)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      config_version,
      key,
      made.version,
      made.updated_at,
      made.json,
      made.author,
      made.origin,
      made.rolled_back_to,
    )
    return config_version
  }

  /**
   * The alarm is stored together with the write and repeats until it succeeds, so no publication is
   * lost.
   */
  async #publishNow(): Promise<void> {
    await this.ctx.storage.setAlarm(Date.now() + PUBLISH_WAIT_MS)
    await within(PUBLISH_WAIT_MS, () => this.#publish().catch(() => {}))
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
    const published = this.#whole()
    const { version } = published.config
    const json = JSON.stringify(published)
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
