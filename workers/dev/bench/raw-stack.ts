/**
 * Runs the five Workers from their checked-in configurations in one workerd, without wrangler's
 * development proxy. So they can be compared with a bare route in the same runtime.
 */
import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare, type V4WorkerOptions } from 'miniflare'
import { unstable_getMiniflareWorkerOptions, unstable_readConfig } from 'wrangler'
import { withPassword } from '../database.ts'
import { ROOT, WORKER_CONFIGS } from '../paths.ts'
import { builtModules } from './built-worker.ts'

export interface RawStack {
  url: string
  adminToken: string
  stop(): Promise<void>
}

export interface RawOptions {
  databaseUrl: string
  /** Additional bindings of the aggregator. */
  aggregator: Record<string, string>
  /**
   * Whether static assets are served. In a deployment the platform itself serves them; here Workers
   * in front of the gateway do.
   */
  assets: boolean
}

const ADMIN_TOKEN = 'token-of-the-bench'

const workerOf = async (
  config: string,
  { databaseUrl, aggregator, assets }: RawOptions,
): Promise<V4WorkerOptions> => {
  const path = join(ROOT, config)
  const name = String(unstable_readConfig({ config: path }).name)
  const {
    modulesRules: _,
    rootPath: __,
    assets: files,
    hyperdrives,
    bindings,
    ...options
  } = unstable_getMiniflareWorkerOptions(path).workerOptions
  const own = { 'api-gateway': { ADMIN_TOKEN }, 'data-aggregator': aggregator }[name]
  return {
    ...options,
    ...Object(assets && files ? { assets: files } : {}),
    name,
    modules: await builtModules(['-c', config], ROOT),
    hyperdrives: Object.fromEntries(
      Object.keys(hyperdrives ?? {}).map((binding) => [binding, withPassword(databaseUrl)]),
    ),
    bindings: { ...Object(bindings), ...own },
  }
}

export const startRawStack = async (options: RawOptions): Promise<RawStack> => {
  const workers = await Promise.all(WORKER_CONFIGS.map((config) => workerOf(config, options)))
  // The logs are read and dropped, so that logging costs about as much as with a terminal.
  const running = new Miniflare(
    convertV4MiniflareOptions({
      host: '127.0.0.1',
      port: 0,
      handleStructuredLogs: () => {},
      workers,
    }),
  )
  return {
    url: (await running.ready).origin,
    adminToken: ADMIN_TOKEN,
    stop: () => running.dispose(),
  }
}
