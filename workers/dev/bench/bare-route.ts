/**
 * The yardsticks: a bare Hono route in the same runtime with nothing behind it, and one with a
 * single SQL statement behind it.
 */
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { withPassword } from '../database.ts'
import { builtModules } from './built-worker.ts'

const DATE = '2026-11-02'
const script = join(import.meta.dirname, 'bare-worker.ts')

/** `databaseUrl`: of the database that `/newest?instrument=` reads. */
export const startBareRoute = async (
  databaseUrl?: string,
): Promise<{ url: string; stop(): Promise<void> }> => {
  const modules = await builtModules(
    [script, '--name', 'bare', '--compatibility-date', DATE],
    tmpdir(),
  )
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
