/**
 * What a deployment asks Cloudflare's REST API: the account, KV, Hyperdrive, which Workers there
 * are and which secrets they have. Failures are thrown as DeployError.
 */
import { z } from 'zod'
import { DeployError } from './deploy-error.ts'

export const CLOUDFLARE_API = 'https://api.cloudflare.com/client/v4'
/** Longest time for one answer, in milliseconds. */
const TIMEOUT_MS = 30_000
const PAGE_SIZE = 100

const answerSchema = z.object({
  success: z.boolean(),
  errors: z.array(z.object({ code: z.number(), message: z.string() })).default([]),
  result: z.unknown().optional(),
})

const named = z.object({ id: z.string(), name: z.string() })
const namespaceSchema = z.object({ id: z.string(), title: z.string() })
const scriptSchema = z.object({ id: z.string() })
const secretSchema = z.object({ name: z.string() })
const subdomainSchema = z.object({ subdomain: z.string() })
const hyperdriveSchema = z.object({
  id: z.string(),
  name: z.string(),
  origin: z.object({
    host: z.string().optional(),
    port: z.number().optional(),
    database: z.string(),
    user: z.string(),
  }),
  caching: z.object({ disabled: z.boolean().optional() }).optional(),
})

export type Hyperdrive = z.infer<typeof hyperdriveSchema>
export type KvNamespace = z.infer<typeof namespaceSchema>

export interface DatabaseOrigin {
  scheme: 'postgres'
  host: string
  port: number
  database: string
  user: string
  password: string
}

/** The parts of a database's address that Hyperdrive is told. */
export const originOf = (address: string): DatabaseOrigin => {
  const url = new URL(address)
  return {
    scheme: 'postgres',
    host: url.hostname,
    port: Number(url.port || 5432),
    database: decodeURIComponent(url.pathname.slice(1)) || 'postgres',
    user: decodeURIComponent(url.username) || 'postgres',
    password: decodeURIComponent(url.password),
  }
}

export class Cloudflare {
  readonly #base: string
  readonly #token: string

  constructor(token: string, base = CLOUDFLARE_API) {
    this.#token = token
    this.#base = base
  }

  async #ask<T>(schema: z.ZodType<T>, method: string, path: string, body?: unknown): Promise<T> {
    const what = `${method} ${path}`
    const response = await fetch(`${this.#base}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((error: unknown) => {
      const reason = error instanceof Error ? (error.cause ?? error) : error
      throw new DeployError(`Cloudflare's API cannot be reached (${what}): ${reason}`)
    })
    const answer = answerSchema.safeParse(await response.json().catch(() => null))
    if (!answer.success)
      throw new DeployError(
        `Cloudflare's API answered ${response.status} to ${what}, no JSON of it`,
      )
    if (!response.ok || !answer.data.success) {
      const errors = answer.data.errors.map(({ code, message }) => `${message} (${code})`)
      throw new DeployError(
        `Cloudflare's API answered ${response.status} to ${what}: ${errors.join('; ')}`,
      )
    }
    const result = schema.safeParse(answer.data.result)
    if (!result.success) throw new DeployError(`Cloudflare's API answered ${what} in another form`)
    return result.data
  }

  /** All pages of a list. */
  async #all<T>(schema: z.ZodType<T>, path: string): Promise<T[]> {
    const found: T[] = []
    for (let page = 1; ; page++) {
      const some = await this.#ask(
        z.array(schema),
        'GET',
        `${path}?page=${page}&per_page=${PAGE_SIZE}`,
      )
      found.push(...some)
      if (some.length < PAGE_SIZE) return found
    }
  }

  accounts(): Promise<{ id: string; name: string }[]> {
    return this.#all(named, '/accounts')
  }

  /** The name under workers.dev that the account's Workers are reached by. */
  async subdomain(account: string): Promise<string> {
    const path = `/accounts/${account}/workers/subdomain`
    return (await this.#ask(subdomainSchema, 'GET', path)).subdomain
  }

  /** Names of the Workers that the account has. */
  async scripts(account: string): Promise<Set<string>> {
    const path = `/accounts/${account}/workers/scripts`
    return new Set((await this.#ask(z.array(scriptSchema), 'GET', path)).map(({ id }) => id))
  }

  /** Names of the secrets that a Worker has. */
  async secrets(account: string, script: string): Promise<Set<string>> {
    const path = `/accounts/${account}/workers/scripts/${script}/secrets`
    return new Set((await this.#ask(z.array(secretSchema), 'GET', path)).map(({ name }) => name))
  }

  namespaces(account: string): Promise<KvNamespace[]> {
    return this.#all(namespaceSchema, `/accounts/${account}/storage/kv/namespaces`)
  }

  async createNamespace(account: string, title: string): Promise<string> {
    const path = `/accounts/${account}/storage/kv/namespaces`
    return (await this.#ask(namespaceSchema, 'POST', path, { title })).id
  }

  hyperdrives(account: string): Promise<Hyperdrive[]> {
    return this.#ask(z.array(hyperdriveSchema), 'GET', `/accounts/${account}/hyperdrive/configs`)
  }

  async createHyperdrive(account: string, name: string, origin: DatabaseOrigin): Promise<string> {
    const body = { name, origin, caching: { disabled: true } }
    const path = `/accounts/${account}/hyperdrive/configs`
    return (await this.#ask(hyperdriveSchema, 'POST', path, body)).id
  }

  async changeHyperdrive(
    account: string,
    id: string,
    change: { origin?: DatabaseOrigin; caching?: { disabled: true } },
  ): Promise<void> {
    await this.#ask(
      hyperdriveSchema,
      'PATCH',
      `/accounts/${account}/hyperdrive/configs/${id}`,
      change,
    )
  }
}
