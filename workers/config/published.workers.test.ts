/**
 * Configuration from KV, read with the client that every Worker uses: what the store publishes,
 * what a reader gets when KV is empty, outdated, broken or unreachable, and what each read costs.
 */
import { reset, runDurableObjectAlarm } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CURRENT_KEY, VALUE_PREFIX, valueKey } from '#shared/configuration/published.ts'
import { type ConfigurationEnv, NAME_MEMORY_MS, readPublished } from '#shared/configuration/read.ts'
import { configContract } from '#shared/contracts/config.ts'
import { createClient, type HttpFetcher } from '#shared/http/client.ts'
import { CONFIG_VERSION_HEADER, SeenConfigVersion } from '#shared/http/config-version.ts'
import { configStore } from './env.ts'

const service: HttpFetcher = { fetch: (request) => exports.default.fetch(request) }
const client = () =>
  createClient(configContract, service, { requestId: 'test-request-1', service: 'config-service' })

/** Writes the longest age of a price, and answers the version of the whole. */
const write = async (max_age_seconds: number): Promise<number> => {
  const read = await client().call('getSystem', {})
  if (!read.ok) throw new Error(read.detail)
  const { version, value } = read.data
  const answer = await client().call('putSystem', {
    body: {
      expected_version: version,
      value: { ...value, quotes: { ...value.quotes, max_age_seconds } },
    },
  })
  if (!answer.ok) throw new Error(answer.detail)
  return answer.data.config_version
}

/** A Worker that reads, with its calls counted. KV may be made to lag, fail or hang. */
const reader = (kv: (key: string) => Promise<unknown> | null = () => null) => {
  const calls = { kv: 0, store: 0 }
  const get = (key: string, options: { type?: 'json'; cacheTtl: number }) => {
    calls.kv++
    return (
      kv(key) ?? (options.type === 'json' ? env.CONFIG_KV.get(key, 'json') : env.CONFIG_KV.get(key))
    )
  }
  const bindings = {
    CONFIG_KV: { get } as ConfigurationEnv['CONFIG_KV'],
    CONFIG: {
      fetch: (request: Request) => {
        calls.store++
        return service.fetch(request)
      },
    },
  }
  const maxAge = async (wanted?: number) => {
    const read = await readPublished(bindings, 'test-request-2', wanted)
    if (!read.ok) throw new Error(read.detail)
    return read.data.config.system.quotes.max_age_seconds
  }
  return { calls, bindings, maxAge }
}
const keys = async () =>
  (await env.CONFIG_KV.list({ prefix: VALUE_PREFIX })).keys.map(({ name }) => name)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(async () => {
  vi.useRealTimers()
  await reset()
})
/** As if this isolate had forgotten the name: the next read asks KV. */
const later = (ms = NAME_MEMORY_MS) => vi.setSystemTime(Date.now() + ms)

describe('a reader', () => {
  it('reads from KV: the name and the value once, then nothing for a while, then the name alone, and never the store', async () => {
    await write(5)
    const { calls, maxAge } = reader()
    expect(await maxAge()).toBe(5)
    expect(calls).toEqual({ kv: 2, store: 0 })
    later(NAME_MEMORY_MS - 1)
    for (let i = 0; i < 3; i++) expect(await maxAge()).toBe(5)
    expect(calls).toEqual({ kv: 2, store: 0 })
    for (let i = 0; i < 3; i++) {
      later()
      expect(await maxAge()).toBe(5)
    }
    expect(calls).toEqual({ kv: 5, store: 0 })
  })
  it('sees the next version when its name is there and the last one was read a while ago', async () => {
    const { maxAge } = reader()
    for (const age of [5, 6, 7, 6]) {
      await write(age)
      later()
      expect(await maxAge()).toBe(age)
    }
  })
  it('who wrote goes past what is remembered, and everybody here sees it then', async () => {
    await write(15)
    const { calls, maxAge } = reader()
    expect(await maxAge()).toBe(15)
    const version = await write(16)
    expect(await maxAge()).toBe(15)
    expect(await maxAge(version)).toBe(16)
    expect(await maxAge()).toBe(16)
    expect(calls).toEqual({ kv: 4, store: 0 })
  })
  it('whose clock is set back remembers nothing', async () => {
    await write(25)
    const { calls, maxAge } = reader()
    await maxAge()
    later(-60_000)
    await maxAge()
    expect(calls.kv).toBe(3)
  })
  it('keeps the newer name when an older one comes in after it', async () => {
    await write(5)
    const old = await env.CONFIG_KV.get(CURRENT_KEY)
    const version = await write(6)
    let answer: (name: string | null) => void = () => {}
    const slow = new Promise((resolve) => {
      answer = resolve
    })
    let names = 0
    const { maxAge } = reader((key) => (key === CURRENT_KEY && ++names === 1 ? slow : null))
    const first = maxAge()
    expect(await maxAge(version)).toBe(6)
    answer(old)
    expect(await first).toBe(5)
    expect(await maxAge()).toBe(6)
  })
  it('has the watchlist beside the rest', async () => {
    const value = [{ market: 'US' as const, symbol: 'NVDA' }]
    await client().call('putWatchlist', { body: { expected_version: 0, value } })
    expect(await readPublished(reader().bindings, 'test-request-2')).toMatchObject({
      ok: true,
      data: { watchlist: value },
    })
  })
  it('is served by the store while KV is empty, and by KV from then on', async () => {
    const { calls, maxAge } = reader()
    const shipped = await maxAge()
    expect(calls).toEqual({ kv: 1, store: 1 })
    await runDurableObjectAlarm(configStore(env))
    await expect.poll(() => env.CONFIG_KV.get(CURRENT_KEY)).toMatch(/^v0-/)
    expect(await maxAge()).toBe(shipped)
    expect(calls.store).toBe(1)
  })
  it('sees its own write at once though KV is behind, and others see what KV has', async () => {
    await write(5)
    const old = await env.CONFIG_KV.get(CURRENT_KEY)
    const version = await write(6)
    const behind = reader((key) => (key === CURRENT_KEY ? Promise.resolve(old) : null))
    expect([await behind.maxAge(version), behind.calls.store]).toEqual([6, 1])
    expect([await behind.maxAge(), behind.calls.store]).toEqual([5, 1])
  })
  it.each([
    ['fails', () => Promise.reject(new Error('KV is away'))],
    ['does not answer', () => new Promise(() => {})],
    [
      'names a value that is gone',
      (key: string) => (key === CURRENT_KEY ? Promise.resolve('v9-00') : null),
    ],
    [
      'holds a value of another form',
      (key: string) => (key === CURRENT_KEY ? null : Promise.resolve({ config: 1 })),
    ],
    ['holds no name of ours', () => Promise.resolve('17')],
  ])('is served by the store when KV %s', async (_, kv) => {
    await write(8)
    const { calls, maxAge } = reader(kv)
    expect([await maxAge(), calls.store]).toEqual([8, 1])
  })
})

describe('the store', () => {
  it('tells a writer its version in a header too', async () => {
    const answer = await client().raw('putPrompt', {
      params: { id: 'profile' },
      body: { expected_version: 0, value: 'On {company}:\n{figures}' },
    })
    expect(answer.headers.get(CONFIG_VERSION_HEADER)).toBe('1')
    const seen = new SeenConfigVersion()
    expect(seen.headers()).toEqual({})
    seen.note(answer.headers)
    seen.note(new Headers())
    expect(seen.headers()).toEqual({ [CONFIG_VERSION_HEADER]: '1' })
  })
  it('publishes a write before it answers, and again when that failed', async () => {
    const version = await write(3)
    const name = await env.CONFIG_KV.get(CURRENT_KEY)
    expect(name).toMatch(new RegExp(`^v${version}-`))
    await env.CONFIG_KV.delete(CURRENT_KEY)
    expect(await runDurableObjectAlarm(configStore(env))).toBe(true)
    expect(await env.CONFIG_KV.get(CURRENT_KEY)).toBe(name)
  })
  it('keeps the newest and the one before it, and removes what is older', async () => {
    const names: string[] = []
    for (const age of [1, 2, 3, 4]) {
      await write(age)
      names.push(valueKey(String(await env.CONFIG_KV.get(CURRENT_KEY))))
    }
    expect(new Set(await keys())).toEqual(new Set(names.slice(-2)))
  })
  it('gives the newest name the last word when many write at once', async () => {
    const writes = ['one', 'two', 'three', 'four'].map((id) =>
      client().call('putPrompt', {
        params: { id },
        body: { expected_version: 0, value: 'On {company}:\n{figures}' },
      }),
    )
    const versions = (await Promise.all(writes)).map((a) => (a.ok ? a.data.config_version : 0))
    expect(versions.toSorted()).toEqual([1, 2, 3, 4])
    expect(await env.CONFIG_KV.get(CURRENT_KEY)).toMatch(/^v4-/)
  })
  it('publishes what was never published when the cron trigger asks', async () => {
    expect(await client().call('publishConfiguration', { body: {} })).toMatchObject({
      ok: true,
      data: { version: 0 },
    })
    await runDurableObjectAlarm(configStore(env))
    await expect.poll(() => env.CONFIG_KV.get(CURRENT_KEY)).toMatch(/^v0-/)
  })
})

describe('history', () => {
  const history = async (query: { limit?: number; before?: number } = {}) => {
    const answer = await client().call('getHistory', { params: { key: 'system' }, query })
    if (!answer.ok) throw new Error(answer.detail)
    return answer.data.versions.map(({ version }) => version)
  }
  it('has every version, newest first, by pages', async () => {
    for (const age of [1, 2, 3]) await write(age)
    expect(await history()).toEqual([3, 2, 1])
    expect(await history({ limit: 2 })).toEqual([3, 2])
    expect(await history({ limit: 2, before: 2 })).toEqual([1])
    expect(
      await client().call('getHistory', { params: { key: 'system' }, query: { limit: 101 } }),
    ).toMatchObject({ ok: false, reason: 'invalid_request' })
  })
  it('reads any version as it was', async () => {
    for (const age of [1, 2]) await write(age)
    const version = (version: number) =>
      client().call('getHistoryVersion', { params: { key: 'system', version } })
    expect(await version(1)).toMatchObject({
      ok: true,
      data: { version: 1, config_version: 1, value: { quotes: { max_age_seconds: 1 } } },
    })
    expect(await version(3)).toMatchObject({ ok: false, reason: 'config_not_found' })
  })
  it('knows a prompt by its whole key, and no document that cannot be', async () => {
    await client().call('putPrompt', {
      params: { id: 'profile' },
      body: { expected_version: 0, value: 'On {company}:\n{figures}' },
    })
    expect(await client().call('getHistory', { params: { key: 'prompts/profile' } })).toMatchObject(
      { ok: true, data: { versions: [{ version: 1 }] } },
    )
    for (const key of ['nothing', 'prompts/', 'constructor'])
      expect(await client().call('getHistory', { params: { key } })).toMatchObject({
        ok: false,
        reason: 'config_not_found',
      })
  })
})
