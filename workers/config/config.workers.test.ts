/**
 * The config service in workerd: defaults, compare-and-set, what is kept after a restart, and what
 * is refused.
 */
import { evictDurableObject, reset, runInDurableObject } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { afterEach, describe, expect, it } from 'vitest'
import { configContract } from '#shared/contracts/config.ts'
import { createClient } from '#shared/http/client.ts'
import { configStore } from './env.ts'

const client = () =>
  createClient(
    configContract,
    { fetch: (request) => exports.default.fetch(request) },
    { requestId: 'test-request-1', service: 'config-service' },
  )

const systemNow = async () => {
  const answer = await client().call('getSystem', {})
  if (!answer.ok) throw new Error(answer.detail)
  return answer.data
}
const modulesNow = async () => {
  const answer = await client().call('getModules', {})
  if (!answer.ok) throw new Error(answer.detail)
  return answer.data
}

afterEach(() => reset())

describe('defaults', () => {
  it('answers the shipped configuration at version 0 in one snapshot', async () => {
    const answer = await client().call('getSnapshot', {})
    if (!answer.ok) throw new Error(answer.detail)
    const { config } = answer.data
    expect(config.version).toBe(0)
    expect(config.modules.map((m) => m.id)).toEqual([
      'profile',
      'fundamental_analysis',
      'valuation',
      'market',
      'peers',
      'news',
      'ownership',
      'risks',
      'bull_case',
      'bear_case',
      'conclusion',
    ])
    for (const module of config.modules) expect(config.prompts[module.prompt]).toBeTruthy()
    // What a module reads of the rating is in its prompt, and nowhere else.
    for (const { id, prompt, reads = [] } of config.modules)
      expect([id, config.prompts[prompt]?.includes('{rating}')]).toEqual([
        id,
        reads.some(({ exhibit }) => exhibit === 'rating'),
      ])
    // The filings themselves go before every copy of them, and the shipped recording stands in when
    // nobody answers.
    expect(config.data_sources.chains.US?.statements?.at(0)).toBe('sec')
    expect(config.data_sources.chains.US?.statements?.at(-1)).toBe('recorded')
  })

  it('has no prompt of an unknown id, whatever objects inherit', async () => {
    for (const id of ['no-such', 'constructor'])
      expect(await client().call('getPrompt', { params: { id } })).toMatchObject({
        ok: false,
        reason: 'config_not_found',
      })
  })
})

describe('writes', () => {
  it('takes a write at the version that was read, and refuses the second writer', async () => {
    const { value } = await systemNow()
    const first = await client().call('putSystem', {
      body: {
        expected_version: 0,
        value: { ...value, quotes: { ...value.quotes, max_age_seconds: 5 } },
      },
    })
    expect(first).toMatchObject({
      ok: true,
      data: { version: 1, value: { quotes: { max_age_seconds: 5 } } },
    })
    const second = await client().call('putSystem', {
      body: {
        expected_version: 0,
        value: { ...value, quotes: { ...value.quotes, max_age_seconds: 9 } },
      },
    })
    expect(second).toMatchObject({ ok: false, reason: 'version_conflict' })
    expect((await systemNow()).value.quotes.max_age_seconds).toBe(5)
  })

  it('lets exactly one of many simultaneous writers win', async () => {
    const { value } = await systemNow()
    const writes = Array.from({ length: 8 }, (_, i) =>
      client().call('putSystem', {
        body: {
          expected_version: 0,
          value: { ...value, quotes: { ...value.quotes, max_age_seconds: i + 1 } },
        },
      }),
    )
    const answers = await Promise.all(writes)
    expect(answers.filter((a) => a.ok)).toHaveLength(1)
    expect((await systemNow()).version).toBe(1)
  })

  it('refuses a value that does not fit, naming the field', async () => {
    const { value } = await systemNow()
    const answer = await client().call('putSystem', {
      body: {
        expected_version: 0,
        value: { ...value, quotes: { ...value.quotes, max_age_seconds: 0 } },
      },
    })
    expect(answer).toMatchObject({
      ok: false,
      reason: 'invalid_request',
      errors: [{ path: 'body.value.quotes.max_age_seconds' }],
    })
  })

  it('keeps documents, versions and history when the object is evicted', async () => {
    const { value } = await systemNow()
    await client().call('putSystem', {
      body: {
        expected_version: 0,
        value: { ...value, quotes: { ...value.quotes, max_age_seconds: 7 } },
      },
    })
    await client().call('putPrompt', {
      params: { id: 'bull-case' },
      body: { expected_version: 0, value: 'The case for {company}: {figures}' },
    })
    await evictDurableObject(configStore(env))
    expect((await systemNow()).value.quotes.max_age_seconds).toBe(7)
    expect(await client().call('getSnapshot', {})).toMatchObject({
      ok: true,
      data: {
        config: { version: 2, prompts: { 'bull-case': 'The case for {company}: {figures}' } },
      },
    })
    const kept = await runInDurableObject(configStore(env), (_, state) =>
      state.storage.sql
        .exec('SELECT config_version, key FROM history ORDER BY config_version')
        .toArray(),
    )
    expect(kept).toEqual([
      { config_version: 1, key: 'system' },
      { config_version: 2, key: 'prompts/bull-case' },
    ])
  })
})

describe('what cannot run is refused', () => {
  it('names the cycle and where it is', async () => {
    const { value } = await modulesNow()
    const cyclic = value.map((m) => (m.id === 'profile' ? { ...m, needs: ['conclusion'] } : m))
    const answer = await client().call('putModules', {
      body: { expected_version: 0, value: cyclic },
    })
    expect(answer).toMatchObject({
      ok: false,
      reason: 'module_graph_invalid',
      errors: [{ path: '0.needs', message: expect.stringContaining('conclusion') }],
    })
    expect((await modulesNow()).version).toBe(0)
  })

  it('refuses a module whose prompt is not there, and takes it once the prompt is written', async () => {
    const { value } = await modulesNow()
    const more = value.map((m) => (m.id === 'valuation' ? { ...m, prompt: 'valuation-two' } : m))
    expect(
      await client().call('putModules', { body: { expected_version: 0, value: more } }),
    ).toMatchObject({ ok: false, errors: [{ path: '2.prompt' }] })
    await client().call('putPrompt', {
      params: { id: 'valuation-two' },
      body: { expected_version: 0, value: '{figures}' },
    })
    expect(
      await client().call('putModules', { body: { expected_version: 0, value: more } }),
    ).toMatchObject({ ok: true, data: { version: 1 } })
  })

  it('names the placeholder nothing fills', async () => {
    const answer = await client().call('putPrompt', {
      params: { id: 'profile' },
      body: { expected_version: 0, value: 'About {company} and {ceo}: {figures}' },
    })
    expect(answer).toMatchObject({
      ok: false,
      reason: 'invalid_request',
      errors: [
        {
          path: 'body.value',
          reason: 'placeholder_unknown',
          message: expect.stringContaining('{ceo}'),
        },
      ],
    })
  })
})
