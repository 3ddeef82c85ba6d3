/**
 * The database, through one of two clients that are never used together: `pg` through Hyperdrive,
 * or Neon's serverless driver when `NEON_DATABASE_URL` is set. Each invocation has one client,
 * which is opened on first use and let go with the answer. The binding has query caching
 * disabled, because the data that is read here must be fresh.
 */
import { Client as NeonClient, neonConfig } from '@neondatabase/serverless'
import { DrizzleQueryError } from 'drizzle-orm'
import { drizzle as drizzleNeon } from 'drizzle-orm/neon-serverless'
import { drizzle as drizzlePg, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { fail, type Failure, type Result } from '../contracts/problem.ts'
import { corked } from './corked.ts'

/** Without the relations of the schema, which drizzle would work out anew for every client. */
export type Database = NodePgDatabase

export interface DatabaseEnv {
  HYPERDRIVE: { connectionString: string }
  NEON_DATABASE_URL?: string
  /** host:port of a local stand-in for Neon's proxy; development and tests only. */
  NEON_LOCAL_PROXY?: string
}

/**
 * Longest time for a connection, in milliseconds. A request must fail clearly and not hang on a
 * dead database.
 */
const CONNECT_TIMEOUT_MS = 5_000

/**
 * Longest time for a statement, in milliseconds. The slowest statements (the facts of a large
 * filer, bars from 100,000 quotes) take a tenth of it.
 */
const STATEMENT_TIMEOUT_MS = 20_000
interface Connection {
  db: Database
  end(): Promise<void>
}

const connectPg = async (url: string, query_timeout: number): Promise<Connection> => {
  const client = corked(
    new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout,
    }),
  )
  // When the connection is lost, the query in flight rejects by itself.
  client.on('error', () => {}) // A loss after use must not take the isolate down.
  await client.connect()
  return { db: drizzlePg(client), end: () => client.end() }
}

const connectNeon = async (
  url: string,
  query_timeout: number,
  localProxy: string | undefined,
): Promise<Connection> => {
  if (localProxy) {
    neonConfig.wsProxy = () => `${localProxy}/v2`
    neonConfig.useSecureWebSocket = false
    neonConfig.pipelineTLS = false
    neonConfig.pipelineConnect = false
  }
  const client = new NeonClient({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout,
  })
  client.on('error', () => {})
  await client.connect()
  // Both drivers use the same query builder; only the session differs.
  return { db: drizzleNeon(client) as unknown as Database, end: () => client.end() }
}

const SQLSTATE = /^[0-9A-Z]{5}$/
/** The whole error of both drivers for a statement that took too long; it has no code. */
const STATEMENT_TIMED_OUT = 'Query read timeout'
/**
 * Returns the SQLSTATE or socket code of a driver error. Other messages are not used, because they
 * contain SQL and parameters.
 */
export const databaseErrorCode = (error: unknown): string => {
  for (let e = error, depth = 0; e instanceof Error && depth < 5; e = e.cause, depth++) {
    const code = (e as { code?: unknown }).code
    if (typeof code === 'string') return code
    if (e.message === STATEMENT_TIMED_OUT) return 'STATEMENT_TIMEOUT'
  }
  return 'unknown'
}

/**
 * True for faults of the connection or of the state of the server, which a later try may not meet.
 */
const isUnavailable = (code: string): boolean => !SQLSTATE.test(code) || /^(08|53|57|58)/.test(code)

const connect = (env: DatabaseEnv, statement_ms: number): Promise<Connection> =>
  env.NEON_DATABASE_URL
    ? connectNeon(env.NEON_DATABASE_URL, statement_ms, env.NEON_LOCAL_PROXY)
    : connectPg(env.HYPERDRIVE.connectionString, statement_ms)

/**
 * Closes a connection without waiting for it. The answer is already there, and a database that
 * hangs would never confirm.
 */
const letGo = (connection: Connection): void => {
  connection.end().catch(() => {})
}

/**
 * Connections of one invocation that wait for their next user, where one statement follows the
 * other closely. Each has one user at a time.
 */
export class KeptConnections {
  readonly #free: Connection[] = []
  #pauses = 0

  take(): Connection | undefined {
    return this.#free.pop()
  }
  give(connection: Connection): void {
    if (this.#pauses > 0) letGo(connection)
    else this.#free.push(connection)
  }
  letGo(): void {
    for (const connection of this.#free.splice(0)) letGo(connection)
  }
  /** Runs what may take long. No connection is kept meanwhile. */
  async without<T>(work: () => Promise<T>): Promise<T> {
    this.#pauses += 1
    this.letGo()
    try {
      return await work()
    } finally {
      this.#pauses -= 1
    }
  }
}

/**
 * Runs `work` with a database connection that nobody else uses meanwhile: one of `kept`, or a new
 * one. If the database cannot be reached, or does not
 * answer a statement within `statement_ms`, the result is the failure `database_unavailable`. Any
 * other database error is a bug and is thrown without its message.
 */
export const withDatabase = async <T>(
  env: DatabaseEnv,
  work: (db: Database) => Promise<Result<T>>,
  statement_ms = STATEMENT_TIMEOUT_MS,
  kept?: KeptConnections,
): Promise<Result<T>> => {
  let connection: Connection | undefined
  try {
    connection = kept?.take() ?? (await connect(env, statement_ms))
    const result = await work(connection.db)
    if (kept) kept.give(connection)
    else letGo(connection)
    return result
  } catch (error) {
    if (connection) letGo(connection)
    return databaseFailure(error, connection === undefined)
  }
}

const databaseFailure = (error: unknown, connecting: boolean): Failure => {
  const code = databaseErrorCode(error)
  const fromDriver = code !== 'unknown' || error instanceof DrizzleQueryError
  if (connecting || (fromDriver && isUnavailable(code)))
    return fail('database_unavailable', `The database did not answer (${code}).`, {
      retry_after_seconds: 2,
    })
  // The logs show this name for a bug.
  if (fromDriver)
    throw Object.assign(new Error(`database error ${code}`), { name: `DatabaseError ${code}` })
  throw error
}
