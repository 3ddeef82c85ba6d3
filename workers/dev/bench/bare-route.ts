/**
 * The routes that others are compared with: a bare Hono route in the same runtime that does nothing
 * else, and one that runs a single SQL statement.
 */
import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { withPassword } from '../database.ts'
import { builtModules } from './built-worker.ts'

const DATE = '2026-11-02'
const CONFIG = join(import.meta.dirname, 'wrangler.toml')

/** `databaseUrl` is the database that `/newest?instrument=` reads. */
export const startBareRoute = async (
  databaseUrl?: string,
): Promise<{ url: string; stop(): Promise<void> }> => {
  const modules = await builtModules(['-c', CONFIG], import.meta.dirname)
  const worker = new Miniflare(
    convertV4MiniflareOptions({
      host: '127.0.0.1',
      port: 0,
      name: 'bare',
      compatibilityDate: DATE,
      modules,
      ...(databaseUrl !== undefined && { hyperdrives: { HYPERDRIVE: withPassword(databaseUrl) } }),
    }),
  )
  return { url: (await worker.ready).href, stop: () => worker.dispose() }
}
