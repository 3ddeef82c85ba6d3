/**
 * Keys that are set at run time, in workerd: what is told of them, what is stored, who gets them,
 * and another key-encryption key.
 */
import { createExecutionContext, reset, runInDurableObject } from 'cloudflare:test'
import { env as bound } from 'cloudflare:workers'
import { afterEach, describe, expect, it } from 'vitest'
import { CURRENT_KEY, valueKey } from '#shared/configuration/published.ts'
import { configContract } from '#shared/contracts/config.ts'
import type { Result } from '#shared/contracts/problem.ts'
import { createClient } from '#shared/http/client.ts'
import { CONFIG_VERSION_HEADER } from '#shared/http/config-version.ts'
import { PRINCIPAL_HEADER } from '#shared/http/principal.ts'
import { app } from '../app.ts'
import { configStore, type Env } from '../env.ts'
import { keyEncryptionKey, open, rewrap, seal } from './envelope.ts'
import { heldKeys } from './key-service.ts'

const [FIRST, SECOND] = ['1'.repeat(64), 'ab'.repeat(32)]
const SECRET = 'canary-key-of-a-provider-4b1e'
const env: Env = { ...bound, KEY_ENCRYPTION_KEY: FIRST }

const client = (of: Env = env) =>
  createClient(
    configContract,
    { fetch: async (request) => app.fetch(request, of, createExecutionContext()) },
    { requestId: 'test-request-1', service: 'config-service' },
  )
const dataOf = <T>(answer: Result<T>): T => {
  if (!answer.ok) throw new Error(`${answer.reason}: ${answer.detail}`)
  return answer.data
}
const set = (name: string, value: string, of: Env = env) =>
  client(of).call('setKey', {
    params: { name },
    body: { value },
    headers: { [PRINCIPAL_HEADER]: 'ada' },
  })
const keyNow = async (name: string, of: Env = env) =>
  dataOf(await client(of).call('listKeys', {})).keys.find((key) => key.name === name)
const held = async (of: Env = env) => dataOf(await heldKeys(of, 'data-aggregator')).keys
const everyRow = () =>
  runInDurableObject(configStore(env), (_, { storage: { sql } }) =>
    ['documents', 'history', 'run_time_keys'].map((table) =>
      JSON.stringify(sql.exec(`SELECT * FROM ${table}`).toArray()),
    ),
  )

afterEach(() => reset())

describe('a key', () => {
  it('is told by name, last four characters, fingerprint, author and time, and never itself', async () => {
    const answer = dataOf(await set('FMP_API_KEY', SECRET))
    expect(answer).toEqual({
      name: 'FMP_API_KEY',
      holder: 'data-aggregator',
      is_set: true,
      last_four: '4b1e',
      fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/),
      set_at: expect.any(String),
      author: 'ada',
      is_readable: true,
    })
    expect(await keyNow('FMP_API_KEY')).toEqual(answer)
    expect(await keyNow('EDINET_API_KEY')).toMatchObject({ is_set: false, last_four: null })
    expect(await keyNow('GEMINI_API_KEY')).toMatchObject({ holder: 'analysis-service' })
    const file = dataOf(await client().call('exportConfiguration', {}))
    const name = await env.CONFIG_KV.get(CURRENT_KEY)
    const published = await env.CONFIG_KV.get(valueKey(String(name)))
    const texts = [JSON.stringify(answer), JSON.stringify(file), String(published)]
    for (const text of [...texts, ...(await everyRow())]) expect(text).not.toContain(SECRET)
  })
  it('of few characters does not tell the last four', async () => {
    expect(dataOf(await set('FMP_API_KEY', 'short-key'))).toMatchObject({ last_four: null })
  })
  it('is named in what is published, and its writer is told the version that has it', async () => {
    const answer = await client().raw('setKey', {
      params: { name: 'FMP_API_KEY' },
      body: { value: SECRET },
    })
    expect(answer.headers.get(CONFIG_VERSION_HEADER)).toBe('1')
    expect(dataOf(await client().call('getSnapshot', {})).keys).toEqual(['FMP_API_KEY'])
    expect(await env.CONFIG_KV.get(CURRENT_KEY)).toMatch(/^v1-/)
  })
  it('that is set again is the new one at once, and of the old one nothing is kept', async () => {
    const first = dataOf(await set('FMP_API_KEY', SECRET))
    const [, , before = ''] = await everyRow()
    const [row] = JSON.parse(before) as { value: string }[]
    const second = dataOf(await set('FMP_API_KEY', `${SECRET}-new`))
    expect(await held()).toEqual({ FMP_API_KEY: `${SECRET}-new` })
    expect(second.fingerprint).not.toBe(first.fingerprint)
    for (const text of await everyRow()) expect(text).not.toContain(String(row?.value))
  })
  it('that is removed is gone, and one that is not there cannot be removed', async () => {
    await set('FMP_API_KEY', SECRET)
    const remove = () => client().call('removeKey', { params: { name: 'FMP_API_KEY' }, body: {} })
    expect(dataOf(await remove())).toMatchObject({ is_set: false })
    expect(await held()).toEqual({})
    expect(dataOf(await client().call('getSnapshot', {})).keys).toEqual([])
    expect(await remove()).toMatchObject({ ok: false, reason: 'key_unknown' })
  })
  it.each([
    ['NOBODYS_API_KEY', SECRET, 'key_unknown'],
    ['fmp', SECRET, 'invalid_request'],
    ['FMP_API_KEY', '', 'invalid_request'],
    ['FMP_API_KEY', '  ', 'invalid_request'],
    ['FMP_API_KEY', 'two\nlines', 'invalid_request'],
  ])('%s of the value %j is refused', async (name, value, reason) => {
    const refused = await set(name, value)
    expect(refused).toMatchObject({ ok: false, reason })
    if (value.trim() !== '') expect(JSON.stringify(refused)).not.toContain(value)
  })
  it.each([undefined, '', 'x'.repeat(64), FIRST.slice(1)])(
    'is not stored where the key-encryption key is %o',
    async (secret) => {
      const without: Env = { ...bound }
      if (secret !== undefined) without.KEY_ENCRYPTION_KEY = secret
      expect(await set('FMP_API_KEY', SECRET, without)).toMatchObject({
        ok: false,
        reason: 'key_encryption_missing',
      })
      expect(dataOf(await client(without).call('listKeys', {})).can_store).toBe(false)
    },
  )
})

describe('who gets keys', () => {
  it('is the Worker that needs them, each its own', async () => {
    await set('FMP_API_KEY', SECRET)
    await set('GEMINI_API_KEY', `${SECRET}-model`)
    expect(await held()).toEqual({ FMP_API_KEY: SECRET })
    expect(dataOf(await heldKeys(env, 'analysis-service')).keys).toEqual({
      GEMINI_API_KEY: `${SECRET}-model`,
    })
  })
  it('is nobody through the routes of the service', async () => {
    await set('FMP_API_KEY', SECRET)
    const answer = await app.fetch(
      new Request('https://config-service.internal/api/v1/held-keys'),
      env,
      createExecutionContext(),
    )
    expect(answer.status).toBe(404)
  })
  it('is nobody where what is stored was changed, or put under another name', async () => {
    await set('FMP_API_KEY', SECRET)
    await set('EDINET_API_KEY', `${SECRET}-other`)
    await runInDurableObject(configStore(env), (_, { storage: { sql } }) => {
      sql.exec(
        `UPDATE run_time_keys SET (wrapped_key, wrapped_iv, value, value_iv) =
           (SELECT wrapped_key, wrapped_iv, value, value_iv FROM run_time_keys WHERE name = 'FMP_API_KEY')
         WHERE name = 'EDINET_API_KEY'`,
      )
    })
    expect(await held()).toEqual({ FMP_API_KEY: SECRET })
  })
})

describe('another key-encryption key', () => {
  const both: Env = { ...bound, KEY_ENCRYPTION_KEY: SECOND, KEY_ENCRYPTION_KEY_FORMER: FIRST }
  const after: Env = { ...bound, KEY_ENCRYPTION_KEY: SECOND }
  const rotate = async (of: Env) =>
    dataOf(await client(of).call('rotateKeyEncryption', { body: {} }))

  it('reads what the former one encrypted, and alone after the rotation', async () => {
    await set('FMP_API_KEY', SECRET)
    expect(await held(both)).toEqual({ FMP_API_KEY: SECRET })
    expect(await rotate(both)).toEqual({ rotated: 1, unreadable: 0 })
    expect(await rotate(both)).toEqual({ rotated: 0, unreadable: 0 })
    expect(await held(after)).toEqual({ FMP_API_KEY: SECRET })
    expect(await held(env)).toEqual({})
  })
  it('without the former one reads nothing, and says so', async () => {
    await set('FMP_API_KEY', SECRET)
    expect(await held(after)).toEqual({})
    expect(await keyNow('FMP_API_KEY', after)).toMatchObject({ is_set: true, is_readable: false })
    expect(await rotate(after)).toEqual({ rotated: 0, unreadable: 1 })
    await set('FMP_API_KEY', `${SECRET}-again`, after)
    expect(await held(after)).toEqual({ FMP_API_KEY: `${SECRET}-again` })
  })
})

describe('an envelope', () => {
  const kekOf = async (secret: string) => {
    const kek = await keyEncryptionKey(secret)
    if (!kek) throw new Error('the secret has another form')
    return kek
  }
  it.each(['k', 'clé 密钥 %2B+/="\\', 'x'.repeat(4_096)])('holds %s', async (value) => {
    const kek = await kekOf(FIRST)
    const sealed = await seal('A_API_KEY', value, kek)
    expect(await open('A_API_KEY', sealed, kek)).toBe(value)
    const other = await kekOf(SECOND)
    const moved = await rewrap('A_API_KEY', sealed, kek, other)
    expect(await open('A_API_KEY', moved, other)).toBe(value)
    expect(moved.value).toBe(sealed.value)
  })
  it('never looks the same twice', async () => {
    const kek = await kekOf(FIRST)
    const [a, b] = await Promise.all([seal('A_TOKEN', SECRET, kek), seal('A_TOKEN', SECRET, kek)])
    expect(a.value).not.toBe(b.value)
    expect(a.wrapped_key).not.toBe(b.wrapped_key)
  })
  it('opens under its own name and its own key-encryption key alone', async () => {
    const [kek, other] = [await kekOf(FIRST), await kekOf(SECOND)]
    const sealed = await seal('A_API_KEY', SECRET, kek)
    await expect(open('B_API_KEY', sealed, kek)).rejects.toThrow()
    await expect(open('A_API_KEY', sealed, other)).rejects.toThrow()
    const last = sealed.value.endsWith('0') ? '1' : '0'
    const changed = { ...sealed, value: `${sealed.value.slice(0, -1)}${last}` }
    await expect(open('A_API_KEY', changed, kek)).rejects.toThrow()
  })
})
