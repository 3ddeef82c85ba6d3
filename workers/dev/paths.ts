/** Where things are in a checkout. */
import { join, resolve } from 'node:path'

export const ROOT = join(import.meta.dirname, '../..')
/** Database, Workers' state and logs between runs. Ignored by git; delete it to begin anew. */
export const DATA_DIR = process.env.DATA_DIR || join(ROOT, '.data')
/**
 * The same for starts with simulated quotes: none of those prices may be found among the ordinary
 * data.
 */
export const SIMULATED_DATA_DIR = `${resolve(DATA_DIR)}-simulated`
export const MIGRATIONS = join(ROOT, 'migrations')

/**
 * The five Workers, gateway first: wrangler serves the first and reaches the others by bindings.
 */
export const WORKER_CONFIGS = [
  'wrangler.toml',
  'workers/config/wrangler.toml',
  'workers/aggregator/wrangler.toml',
  'workers/analysis/wrangler.toml',
  'workers/orchestrator/wrangler.toml',
]
