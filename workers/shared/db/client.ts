/**
 * The database, through one of two clients that are never used together: `pg` through Hyperdrive,
 * or Neon's serverless driver when `NEON_DATABASE_URL` is set. Each invocation has one client,
 * which is opened on first use and closed after the response. The binding has query caching
 * disabled, because the data that is read here must be fresh.
 */
import { Client as NeonClient, neonConfig } from '@neondatabase/serverless'
import { DrizzleQueryError } from 'drizzle-orm'
import { drizzle as drizzleNeon } from 'drizzle-orm/neon-serverless'
import { drizzle as drizzlePg, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { fail, type Failure, type Result } from '../contracts/problem.ts'
import * as schema from './schema/index.ts'
import { within } from '../within.ts'

export type Database = NodePgDatabase<typeof schema>

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
/**
 * Longest time in milliseconds to close a connection. A database that has stalled never answers.
 */
const END_TIMEOUT_MS = 1_000

interface Connection {
  db: Database
  end(): Promise<void>
}

const connectPg = async (url: string, query_timeout: number): Promise<Connection> => {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout,
  })
  // When the connection is lost, the query in flight rejects by itself.
  client.on('error', () => {}) // A loss after use must not take the isolate down.
  await client.connect()
  return { db: drizzlePg(client, { schema }), end: () => client.end() }
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
  return { db: drizzleNeon(client, { schema }) as unknown as Database, end: () => client.end() }
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

const endOf = async (connection: Connection): Promise<void> => {
  await within(END_TIMEOUT_MS, () => connection.end().catch(() => {}))
}

/**
 * Runs `work` with its own database connection. If the database cannot be reached, or does not
 * answer a statement within `statement_ms`, the result is the failure `database_unavailable`. Any
 * other database error is a bug and is thrown without its message.
 */
export const withDatabase = async <T>(
  env: DatabaseEnv,
  work: (db: Database) => Promise<Result<T>>,
  statement_ms = STATEMENT_TIMEOUT_MS,
): Promise<Result<T>> => {
  let connection: Connection | undefined
  try {
    connection = env.NEON_DATABASE_URL
      ? await connectNeon(env.NEON_DATABASE_URL, statement_ms, env.NEON_LOCAL_PROXY)
      : await connectPg(env.HYPERDRIVE.connectionString, statement_ms)
    return await work(connection.db)
  } catch (error) {
    return databaseFailure(error, connection === undefined)
  } finally {
    if (connection) await endOf(connection)
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
