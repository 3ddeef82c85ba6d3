/**
 * Sessions, tokens and sign-in links over SQLite. A secret is known here by its digest alone, and
 * is looked up by it, so the time of an answer says nothing of a secret.
 */
import type { KeptPrincipal, Principal, Scope } from '#shared/contracts/access.ts'
import { randomText } from './secrets.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** How long a sign-in link can be used. */
const LINK_MS = 10 * MINUTE_MS
/** How long a session lasts. */
export const SESSION_DAYS = 30
/** How often at most the time of the last use is written. */
const USED_EVERY_MS = MINUTE_MS
/** How long what has ended is still told, and a used link is known as used. */
const KEPT_MS = 30 * DAY_MS
/** Tokens in force at once, and sessions; a further session ends the one used longest ago. */
export const MOST_TOKENS = 200
export const MOST_SESSIONS = 200

export type SecretStanding =
  | { state: 'valid'; principal: Principal }
  | { state: 'unknown' | 'expired' | 'revoked' }

export type Redeemed =
  | { state: 'redeemed'; principal: Principal }
  | { state: 'unknown' | 'used' | 'expired' }

interface NewPrincipal {
  digest: string
  name: string
  scopes: readonly Scope[]
  made_by: string
}

interface PrincipalRow {
  id: string
  kind: 'session' | 'token'
  name: string
  scopes: string
  made_at: number
  made_by: string
  expires_at: number | null
  used_at: number | null
  revoked_at: number | null
}

interface LinkRow {
  name: string
  scope: Scope
  made_by: string
  expires_at: number
  used_at: number | null
}

const COLUMNS = 'id, kind, name, scopes, made_at, made_by, expires_at, used_at, revoked_at'
const IN_FORCE = 'revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)'

const instantOf = (at: number): string => new Date(at).toISOString()
const instantOrNull = (at: number | null): string | null => (at === null ? null : instantOf(at))

const principalOf = ({ kind, id, name, scopes, expires_at }: PrincipalRow): Principal => ({
  kind,
  id,
  name,
  scopes: scopes.split(' ') as Scope[],
  expires_at: instantOrNull(expires_at),
})

const keptOf = (row: PrincipalRow): KeptPrincipal => ({
  ...principalOf(row),
  made_at: instantOf(row.made_at),
  made_by: row.made_by,
  used_at: instantOrNull(row.used_at),
  revoked_at: instantOrNull(row.revoked_at),
})

export class PrincipalStore {
  readonly #sql: SqlStorage
  readonly #now: () => number

  constructor(sql: SqlStorage, now: () => number = Date.now) {
    this.#sql = sql
    this.#now = now
    sql.exec(`CREATE TABLE IF NOT EXISTS principals (
      id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, scopes TEXT NOT NULL, digest TEXT NOT NULL UNIQUE,
      made_at INTEGER NOT NULL, made_by TEXT NOT NULL, expires_at INTEGER, used_at INTEGER, revoked_at INTEGER) STRICT`)
    sql.exec(`CREATE TABLE IF NOT EXISTS sign_in_links (
      digest TEXT PRIMARY KEY, name TEXT NOT NULL, scope TEXT NOT NULL, made_by TEXT NOT NULL,
      expires_at INTEGER NOT NULL, used_at INTEGER) STRICT`)
  }

  #rows(where: string, ...values: (string | number)[]): PrincipalRow[] {
    const rows = this.#sql.exec(`SELECT ${COLUMNS} FROM principals WHERE ${where}`, ...values)
    return rows.toArray() as unknown as PrincipalRow[]
  }

  #inForce(kind: PrincipalRow['kind'], now: number): PrincipalRow[] {
    const order = 'ORDER BY coalesce(used_at, made_at), made_at'
    return this.#rows(`kind = ? AND ${IN_FORCE} ${order}`, kind, now)
  }

  #prune(now: number): void {
    const before = now - KEPT_MS
    this.#sql.exec('DELETE FROM principals WHERE revoked_at < ? OR expires_at < ?', before, before)
    this.#sql.exec('DELETE FROM sign_in_links WHERE expires_at < ?', before)
  }

  #add(
    kind: PrincipalRow['kind'],
    { digest, name, scopes, made_by }: NewPrincipal,
    expires_at: number | null,
  ): PrincipalRow {
    const row: PrincipalRow = {
      id: `${kind}_${randomText(16)}`,
      kind,
      name,
      scopes: [...new Set(scopes)].join(' '),
      made_at: this.#now(),
      made_by,
      expires_at,
      used_at: null,
      revoked_at: null,
    }
    this.#sql.exec(
      `INSERT INTO principals (id, kind, name, scopes, digest, made_at, made_by, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      row.id,
      row.kind,
      row.name,
      row.scopes,
      digest,
      row.made_at,
      row.made_by,
      row.expires_at,
    )
    return row
  }

  /** What the secret with this digest is worth now. Notes the use of a valid one. */
  check(kind: PrincipalRow['kind'], digest: string): SecretStanding {
    const now = this.#now()
    const [row] = this.#rows('digest = ? AND kind = ?', digest, kind)
    if (!row) return { state: 'unknown' }
    if (row.revoked_at !== null) return { state: 'revoked' }
    if (row.expires_at !== null && row.expires_at <= now) return { state: 'expired' }
    if (row.used_at === null || now - row.used_at >= USED_EVERY_MS)
      this.#sql.exec('UPDATE principals SET used_at = ? WHERE id = ?', now, row.id)
    return { state: 'valid', principal: principalOf(row) }
  }

  /** Null where as many tokens as can be kept are in force. */
  addToken(token: NewPrincipal, seconds: number | null): KeptPrincipal | null {
    const now = this.#now()
    this.#prune(now)
    if (this.#inForce('token', now).length >= MOST_TOKENS) return null
    return keptOf(this.#add('token', token, seconds === null ? null : now + seconds * 1_000))
  }

  /** Returns the instant until which the link can be used. */
  addLink(digest: string, link: { name: string; scope: Scope; made_by: string }): string {
    const now = this.#now()
    this.#prune(now)
    const expires_at = now + LINK_MS
    this.#sql.exec(
      'INSERT INTO sign_in_links (digest, name, scope, made_by, expires_at) VALUES (?, ?, ?, ?, ?)',
      digest,
      link.name,
      link.scope,
      link.made_by,
      expires_at,
    )
    return instantOf(expires_at)
  }

  /** Uses the link of this code once, and begins the session with this digest. */
  redeem(code: string, session: string): Redeemed {
    const now = this.#now()
    const found = this.#sql.exec(
      'SELECT name, scope, made_by, expires_at, used_at FROM sign_in_links WHERE digest = ?',
      code,
    )
    const [link] = found.toArray() as unknown as LinkRow[]
    if (!link) return { state: 'unknown' }
    if (link.used_at !== null) return { state: 'used' }
    if (link.expires_at <= now) return { state: 'expired' }
    this.#sql.exec('UPDATE sign_in_links SET used_at = ? WHERE digest = ?', now, code)
    const sessions = this.#inForce('session', now)
    const tooMany = Math.max(0, sessions.length + 1 - MOST_SESSIONS)
    for (const { id } of sessions.slice(0, tooMany)) this.revoke(id)
    const { name, scope, made_by } = link
    const row = this.#add(
      'session',
      { digest: session, name, scopes: [scope], made_by },
      now + SESSION_DAYS * DAY_MS,
    )
    return { state: 'redeemed', principal: principalOf(row) }
  }

  /** The newest first. */
  list(): KeptPrincipal[] {
    this.#prune(this.#now())
    return this.#rows('1 = 1 ORDER BY made_at DESC, id LIMIT 1000').map(keptOf)
  }

  /** Null when there is no such principal. One that has been revoked stays so. */
  revoke(id: string): KeptPrincipal | null {
    this.#sql.exec(
      'UPDATE principals SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL',
      this.#now(),
      id,
    )
    const [row] = this.#rows('id = ?', id)
    return row ? keptOf(row) : null
  }
}
