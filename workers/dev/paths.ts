/** Paths in a checkout. */
import { globSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const ROOT = join(import.meta.dirname, '../..')
/**
 * The folder that keeps the database, the Workers' state and the logs between runs. Git ignores it.
 * Delete it to begin with empty data.
 */
export const DATA_DIR = process.env.DATA_DIR || join(ROOT, '.data')
/**
 * The data folder for starts with simulated quotes. It is separate, so that no simulated price gets
 * into the ordinary data.
 */
export const SIMULATED_DATA_DIR = `${resolve(DATA_DIR)}-simulated`
export const MIGRATIONS = join(ROOT, 'migrations')

/** The folder of the configurations that were deployed, by environment. Git ignores it. */
export const DEPLOY_DIR = join(ROOT, '.deploy')

/**
 * The configurations of all Workers, the gateway first: wrangler serves the first one, which
 * reaches the others through bindings.
 */
export const WORKER_CONFIGS = [
  'wrangler.toml',
  ...globSync('workers/*/wrangler.toml', { cwd: ROOT }).sort(),
]
