/**
 * Runs the five Workers from their checked-in configurations in one workerd, without wrangler's
 * development proxy. So they can be compared with a bare route in the same runtime.
 */
import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare, type V4WorkerOptions } from 'miniflare'
import { unstable_getMiniflareWorkerOptions, unstable_readConfig } from 'wrangler'
import { withPassword } from '../database.ts'
import { ROOT, WORKER_CONFIGS } from '../paths.ts'
import { SMALL_HEAPS } from '../wrangler-process.ts'
import { builtModules, type BuiltModule } from './built-worker.ts'

/** Open to whoever asks, but for what the administrator alone may do. */
export interface RawStack {
  url: string
  adminToken: string
  stop(): Promise<void>
}

export interface RawOptions {
  databaseUrl: string
  /** Additional bindings of the aggregator. */
  aggregator: Record<string, string>
  /** Additional bindings of the analysis service. */
  analysis?: Record<string, string>
  /**
   * Whether static assets are served. In a deployment the platform itself serves them; here Workers
   * in front of the gateway do.
   */
  assets: boolean
  /** Whether a client may ask as often as it likes, so that its reads can be measured. */
  unlimited?: boolean
  /** Gets every line that a Worker logs. */
  onLog?: (line: string) => void
  /** Whether every call of a Durable Object is logged as `OBJECT_CALL`. */
  countsObjects?: boolean
}

const ADMIN_TOKEN = 'token-of-the-bench'

/** More requests a minute than a bench can make. */
const BOUNDLESS = 100_000_000

const boundless = (limits: V4WorkerOptions['ratelimits'] = {}): V4WorkerOptions['ratelimits'] =>
  Object.fromEntries(
    Object.entries(limits).map(([name, { simple, ...limit }]) => [
      name,
      { ...limit, simple: { ...simple, limit: BOUNDLESS } },
    ]),
  )

/** What a Worker logs for each call of a Durable Object that it makes. */
export const OBJECT_CALL = 'bench.object_call'

/** A Worker before which every namespace of Durable Objects logs the calls of its stubs. */
const COUNTING = `
import worker from './counted-entry.js'
export * from './counted-entry.js'
const stub = (of) => new Proxy(of, { get(target, name) {
  const value = Reflect.get(target, name, target)
  if (typeof value !== 'function') return value
  return (...given) => { console.log('${OBJECT_CALL}'); return target[name](...given) }
} })
const namespace = (of) => new Proxy(of, { get(target, name) {
  const value = Reflect.get(target, name, target)
  if (typeof value !== 'function') return value
  return (...given) => name === 'get' || name === 'getByName' ? stub(target[name](...given)) : target[name](...given)
} })
const counting = (env) => Object.fromEntries(Object.entries(env).map(([name, value]) =>
  [name, value && typeof value.idFromName === 'function' ? namespace(value) : value]))
export default Object.fromEntries(['fetch', 'scheduled', 'tail'].filter((name) => worker[name]).map((name) =>
  [name, (event, env, context) => worker[name](event, counting(env), context)]))
`

const counted = (modules: readonly BuiltModule[], counts: boolean): BuiltModule[] => {
  const [entry, ...others] = modules
  if (!counts || !entry) return [...modules]
  const own: BuiltModule = { type: 'ESModule', path: 'counting.js', contents: COUNTING }
  return [own, { ...entry, path: 'counted-entry.js' }, ...others]
}

const workerOf = async (
  config: string,
  {
    databaseUrl,
    aggregator,
    analysis = {},
    assets,
    unlimited = false,
    countsObjects = false,
  }: RawOptions,
): Promise<V4WorkerOptions> => {
  const path = join(ROOT, config)
  const name = String(unstable_readConfig({ config: path }).name)
  const {
    modulesRules: _,
    rootPath: __,
    assets: files,
    hyperdrives,
    ratelimits,
    bindings,
    ...options
  } = unstable_getMiniflareWorkerOptions(path).workerOptions
  const own = {
    'api-gateway': { ADMIN_TOKEN, FRONT_TOKEN: '', OPEN_ACCESS: 'true' },
    'data-aggregator': aggregator,
    'analysis-service': analysis,
  }[name]
  return {
    ...options,
    ...Object(assets && files ? { assets: files } : {}),
    name,
    modules: counted(await builtModules(['-c', config], ROOT), countsObjects),
    ...Object({ ratelimits: unlimited ? boundless(Object(ratelimits)) : ratelimits }),
    hyperdrives: Object.fromEntries(
      Object.keys(hyperdrives ?? {}).map((binding) => [binding, withPassword(databaseUrl)]),
    ),
    bindings: { ...Object(bindings), ...own },
  }
}

export const startRawStack = async (options: RawOptions): Promise<RawStack> => {
  // The heaps are as `npm start` has them.
  Object.assign(process.env, SMALL_HEAPS)
  const workers = await Promise.all(WORKER_CONFIGS.map((config) => workerOf(config, options)))
  // The logs are read and dropped, so that logging costs about as much as with a terminal.
  const running = new Miniflare(
    convertV4MiniflareOptions({
      host: '127.0.0.1',
      port: 0,
      handleStructuredLogs: ({ message }) => options.onLog?.(message),
      workers,
    }),
  )
  return {
    url: (await running.ready).origin,
    adminToken: ADMIN_TOKEN,
    stop: () => running.dispose(),
  }
}
