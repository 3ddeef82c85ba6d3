/**
 * Stands in for Cloudflare's API: it keeps namespaces, Hyperdrive configurations and Workers, and
 * refuses a Worker whose bindings do not exist, as the platform does. `fake-wrangler.fixture.ts`
 * uploads to it.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { WorkerConfig } from './worker-config.ts'

export const TOKEN = 'cloudflare-token-canary'
export const ACCOUNT = 'a'.repeat(32)

export interface Upload {
  args: string[]
  config: WorkerConfig
  secrets: Record<string, string>
}

interface StoredHyperdrive {
  id: string
  name: string
  origin: Record<string, unknown>
  caching: { disabled?: boolean }
}

type Answer = { status?: number; result: unknown } | { status: number; error: string }

export class StandIn {
  readonly namespaces: { id: string; title: string }[] = []
  readonly hyperdrives: StoredHyperdrive[] = []
  /** Names of the secrets of each Worker. */
  readonly scripts = new Map<string, Set<string>>()
  readonly uploads: Upload[] = []
  /** What was asked, as `GET /path`, without the reads of what there is. */
  readonly changes: string[] = []
  /** A request that is answered with a failure, as `POST /storage`. */
  broken = /^$/
  /** A Worker whose upload fails. */
  refused = ''
  healthy = true
  accounts = [{ id: ACCOUNT, name: 'Account of the test' }]

  #missing(config: WorkerConfig): string | null {
    const scripts = [
      ...(config.services ?? []).map(({ service }) => service),
      ...(config.durable_objects?.bindings ?? []).flatMap(({ script_name }) => script_name ?? []),
      ...(config.tail_consumers ?? []).map(({ service }) => service),
    ].filter((name) => name !== config.name)
    const noScript = scripts.find((name) => !this.scripts.has(name))
    if (noScript) return `Worker ${noScript} does not exist`
    const noKv = config.kv_namespaces?.find(({ id }) => !this.namespaces.some((n) => n.id === id))
    if (noKv) return `KV namespace ${noKv.id} does not exist`
    const noDatabase = config.hyperdrive?.find(
      ({ id }) => !this.hyperdrives.some((h) => h.id === id),
    )
    return noDatabase ? `Hyperdrive ${noDatabase.id} does not exist` : null
  }

  #upload(upload: Upload): Answer {
    const { config, secrets } = upload
    if (config.name === this.refused) return { status: 400, error: 'the upload is refused' }
    const missing = this.#missing(config)
    if (missing) return { status: 400, error: missing }
    this.uploads.push(upload)
    const held = this.scripts.get(config.name) ?? new Set()
    for (const name of Object.keys(secrets)) held.add(name)
    this.scripts.set(config.name, held)
    return { result: { version_id: `version-${this.uploads.length}` } }
  }

  answer(method: string, path: string, body: unknown): Answer {
    if (this.broken.test(`${method} ${path}`)) return { status: 500, error: 'out of order' }
    if (method !== 'GET') this.changes.push(`${method} ${path}`)
    const [, own = ''] = /^\/accounts\/\w+(\/.*)$/.exec(path) ?? []
    const id = `${this.changes.length}`.padStart(32, '0')
    switch (`${method} ${own || path}`) {
      case 'GET /accounts':
        return { result: this.accounts }
      case 'GET /workers/subdomain':
        return { result: { subdomain: 'of-the-test' } }
      case 'GET /workers/scripts':
        return { result: [...this.scripts.keys()].map((name) => ({ id: name })) }
      case 'GET /storage/kv/namespaces':
        return { result: this.namespaces }
      case 'POST /storage/kv/namespaces': {
        const made = { id, ...(body as { title: string }) }
        this.namespaces.push(made)
        return { result: made }
      }
      case 'GET /hyperdrive/configs':
        return { result: this.hyperdrives.map(withoutPassword) }
      case 'POST /hyperdrive/configs': {
        const made = { id, ...(body as Omit<StoredHyperdrive, 'id'>) }
        this.hyperdrives.push(made)
        return { result: withoutPassword(made) }
      }
      case 'POST /fake/upload':
        return this.#upload(body as Upload)
    }
    const secretsOf = /^\/workers\/scripts\/([\w-]+)\/secrets$/.exec(own)?.[1]
    if (secretsOf)
      return {
        result: [...(this.scripts.get(secretsOf) ?? [])].map((name) => ({
          name,
          type: 'secret_text',
        })),
      }
    const changed = this.hyperdrives.find((one) => own === `/hyperdrive/configs/${one.id}`)
    if (changed && method === 'PATCH') {
      Object.assign(changed, body)
      return { result: withoutPassword(changed) }
    }
    return { status: 404, error: `no such path: ${method} ${path}` }
  }
}

const withoutPassword = ({ origin: { password, ...origin }, ...rest }: StoredHyperdrive) => ({
  ...rest,
  origin,
})

/** Serves it on a free port of this machine; `/healthz` is that of the gateway. */
export const serveStandIn = async (
  standIn: StandIn,
): Promise<{ url: string; close(): Promise<void> }> => {
  const server = createServer(async (request, response) => {
    const path = (request.url ?? '').replace(/\?.*/, '')
    const send = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    if (path === '/healthz')
      return standIn.healthy
        ? send(200, { status: 'ok', services: { 'config-service': { status: 'ok' } } })
        : send(503, {
            status: 'degraded',
            services: { 'data-aggregator': { status: 'degraded', reason: 'database_unavailable' } },
          })
    if (request.headers.authorization !== `Bearer ${TOKEN}`)
      return send(403, {
        success: false,
        errors: [{ code: 10000, message: 'Authentication error' }],
      })
    const sent = await text(request)
    const answer = standIn.answer(request.method ?? '', path, sent ? JSON.parse(sent) : undefined)
    if ('error' in answer)
      return send(answer.status, { success: false, errors: [{ code: 1, message: answer.error }] })
    send(answer.status ?? 200, { success: true, errors: [], result: answer.result })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
