/**
 * The comparison for a read of financials: the same SQL statement alone, with the same driver and
 * as many clients.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { companyStatement } from '../../aggregator/facts/read.ts'
import { type Load, repeat } from './load.ts'

/**
 * Starts an embedded database in its own process. `folder` has its data; an empty name means in
 * memory.
 */
export const startDatabase = async (
  folder: string,
): Promise<{ url: string; stop(): Promise<void> }> => {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('database-process.ts', import.meta.url)), folder],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const exit = once(child, 'exit')
  return {
    url: line.toString().trim(),
    async stop() {
      child.kill('SIGTERM')
      await exit
    },
  }
}

/**
 * Queries per second. The driver parses the result and nothing more is done with it. Each query
 * opens its own connection, as a Worker does.
 */
export const bareQuery = async (
  url: string,
  instrument: string,
  clients: number,
  seconds: number,
): Promise<Load> => {
  const statement = companyStatement({ instrument, asOf: new Date(), years: 10, chain: ['sec'] })
  return repeat(
    async () => {
      const connection = new pg.Client({ connectionString: url })
      await connection.connect()
      const { rows } = await drizzle(connection).execute(statement)
      await connection.end()
      if (rows.length !== 1) throw new Error('the statement gave no row')
    },
    clients,
    seconds,
  )
}
