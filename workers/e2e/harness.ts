/**
 * Runs the five Workers and the log collector from their checked-in configurations, with the
 * database of the test. They can call only 127.0.0.1 and no other host.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createTestHarness, type TestHarness } from 'wrangler'
import type { Target } from '../dev/access-token.ts'
import { applyMigrations, type LocalDatabase, openEmbedded, withPassword } from '../dev/database.ts'
import { ROOT } from '../dev/paths.ts'
import { SMALL_HEAPS, UNOBSERVED } from '../dev/wrangler-process.ts'
import { SeenConfigVersion } from '#shared/http/config-version.ts'
import { type Description, undescribed } from './described.ts'

export interface System extends Target {
  database: LocalDatabase
  harness: TestHarness
  /**
   * Headers for a request past these methods: the token of a writer, and what makes it see this
   * test's own configuration.
   */
  headers(): Record<string, string>
  /** Asks with the token of a writer, unless the headers name another `authorization`. */
  get(path: string, headers?: Record<string, string>): Promise<HttpAnswer>
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<HttpAnswer>
  put(path: string, body: unknown, headers?: Record<string, string>): Promise<HttpAnswer>
  /** Problems that were answered and of which the description of the API says nothing. */
  undescribed: string[]
  /** Changes a document of the configuration with the rights of the administrator. */
  configure<T>(
    document: 'system' | 'data-sources' | 'watchlist',
    change: (value: T) => T,
  ): Promise<void>
  stop(): Promise<void>
}

export interface HttpAnswer {
  status: number
  headers: Headers
  /** The parsed JSON, or the text when it is no JSON. */
  body: unknown
}

export interface SystemOptions {
  secrets?: {
    gateway?: Record<string, string>
    aggregator?: Record<string, string>
    analysis?: Record<string, string>
    orchestrator?: Record<string, string>
    config?: Record<string, string>
    logs?: Record<string, string>
  }
  /** A database that already exists. Default: an embedded one in memory. */
  database?: LocalDatabase
  /** The checkout whose Workers run. Default: this one. */
  root?: string
}

const LOG_COLLECTOR = 'workers/logs/wrangler.toml'

export const ADMIN_TOKEN = 'admin-token-of-the-tests'
const ADMIN = { authorization: `Bearer ${ADMIN_TOKEN}` }
/** Headers of a caller who shows no token. */
export const NOBODY = { authorization: '' }

const outbound = globalThis.fetch
/**
 * The harness sends the Workers' outbound calls through this process. A call to any other host
 * fails in the same way as without a network.
 */
const onlyLoopback: typeof fetch = (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input)
  if (['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)) return outbound(input, init)
  return Promise.reject(new TypeError(`no network in tests: ${url.hostname}`))
}

const answer = async (response: Response): Promise<HttpAnswer> => {
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? JSON.parse(text) : text,
  }
}

/** A new token of a writer. */
const makeToken = async (origin: string): Promise<string> => {
  const response = await outbound(`${origin}/api/access/tokens`, {
    method: 'POST',
    headers: { ...ADMIN, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'the test', scopes: ['writer'] }),
  })
  // Workers of an earlier commit, which a test starts beside today's, ask for none.
  if (response.status === 404) return ''
  const { token } = (await response.json()) as { token: string }
  return token
}

export const startSystem = async (options: SystemOptions = {}): Promise<System> => {
  globalThis.fetch = onlyLoopback
  const database = options.database ?? (await openEmbedded(null))
  await applyMigrations(database.url)
  process.env.CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE = withPassword(database.url)
  Object.assign(process.env, SMALL_HEAPS, UNOBSERVED)
  const { secrets = {} } = options
  const {
    gateway,
    aggregator = {},
    analysis = {},
    orchestrator = {},
    config = {},
    logs = {},
  } = secrets
  const { root = ROOT } = options
  const harness = createTestHarness({
    root,
    workers: [
      {
        configPath: 'wrangler.toml',
        secrets: { ADMIN_TOKEN, FRONT_TOKEN: '', OPEN_ACCESS: '', ...gateway },
      },
      { configPath: 'workers/config/wrangler.toml', secrets: config },
      { configPath: 'workers/aggregator/wrangler.toml', secrets: aggregator },
      {
        configPath: 'workers/analysis/wrangler.toml',
        secrets: { GEMINI_API_KEY: '', ...analysis },
      },
      { configPath: 'workers/orchestrator/wrangler.toml', secrets: orchestrator },
      // A former checkout may not have it.
      ...(existsSync(join(root, LOG_COLLECTOR))
        ? [{ configPath: LOG_COLLECTOR, secrets: logs }]
        : []),
    ],
  })
  const { url } = await harness.listen()
  const origin = url.origin
  // A test sees its own writes of the configuration at once, as every client of ours does.
  const seen = new SeenConfigVersion()
  const token = await makeToken(origin)
  const own = () => ({ ...seen.headers(), authorization: `Bearer ${token}` })
  const untold: string[] = []
  let described: Description | undefined
  const send = async (
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<HttpAnswer> => {
    const sent = new Headers({
      ...own(),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    })
    if (sent.get('authorization') === NOBODY.authorization) sent.delete('authorization')
    const response = await outbound(`${origin}${path}`, {
      method,
      headers: sent,
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(60_000),
    })
    seen.note(response.headers)
    const said = await answer(response)
    if (!response.ok) {
      described ??= (await (await outbound(`${origin}/openapi.json`)).json()) as Description
      const found = undescribed(described, method, path, said.status, said.body)
      if (found) untold.push(found)
    }
    return said
  }
  const get: System['get'] = (path, headers) => send('GET', path, undefined, headers)
  const put: System['put'] = (path, body, headers) => send('PUT', path, body, headers)
  return {
    url: origin,
    token,
    undescribed: untold,
    database,
    harness,
    headers: own,
    get,
    put,
    post: (path, body, headers) => send('POST', path, body, headers),
    async configure<T>(document: string, change: (value: T) => T) {
      const path = `/api/config/${document}`
      const { version, value } = (await get(path)).body as { version: number; value: T }
      const written = await put(path, { expected_version: version, value: change(value) }, ADMIN)
      if (written.status !== 200)
        throw new Error(`${path} answered ${written.status}: ${JSON.stringify(written.body)}`)
    },
    async stop() {
      await harness.close()
      if (!options.database) await database.close()
      globalThis.fetch = outbound
    },
  }
}
