/**
 * Versions of the configuration in workerd: who wrote what, what a second administrator is told,
 * the way back, and all documents as one file.
 */
import { evictDurableObject, reset, runInDurableObject } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { afterEach, describe, expect, it } from 'vitest'
import { configContract, type ExportedConfiguration } from '#shared/contracts/config.ts'
import type { Result } from '#shared/contracts/problem.ts'
import { createClient } from '#shared/http/client.ts'
import { PRINCIPAL_HEADER } from '#shared/http/principal.ts'
import { CURRENT_KEY } from '#shared/configuration/published.ts'
import { configStore } from './env.ts'

const client = () =>
  createClient(
    configContract,
    { fetch: (request) => exports.default.fetch(request) },
    { requestId: 'test-request-1', service: 'config-service' },
  )
const dataOf = <T>(answer: Result<T>): T => {
  if (!answer.ok) throw new Error(`${answer.reason}: ${answer.detail}`)
  return answer.data
}
const by = (author: string) => ({ [PRINCIPAL_HEADER]: author })

const systemNow = async () => dataOf(await client().call('getSystem', {}))
/** Writes the longest age of a price over a version. */
const putAge = async (expected_version: number, max_age_seconds: number, author = 'ada') => {
  const { value } = await systemNow()
  return client().call('putSystem', {
    body: { expected_version, value: { ...value, quotes: { ...value.quotes, max_age_seconds } } },
    headers: by(author),
  })
}
const putPrompt = async (id: string, value: string) =>
  dataOf(
    await client().call('putPrompt', {
      params: { id },
      body: { value },
      headers: { ...by('ada'), 'if-match': `"${await promptVersion(id)}"` },
    }),
  )
const promptVersion = async (id: string): Promise<number> => {
  const answer = await client().call('getPrompt', { params: { id } })
  return answer.ok ? answer.data.version : 0
}
const rollBack = (key: string, version: number, expected_version: number) =>
  client().call('rollBack', {
    params: { key, version },
    body: { expected_version },
    headers: by('grace'),
  })
const PROMPT = 'On {company}:\n{figures}'

afterEach(() => reset())

describe('two administrators at once', () => {
  it('one is told what the other wrote, and nothing of it is lost', async () => {
    const shipped = (await systemNow()).value.quotes.max_age_seconds
    dataOf(await putAge(0, 5, 'ada'))
    const second = await putAge(0, 9, 'grace')
    expect(second).toMatchObject({
      ok: false,
      reason: 'version_conflict',
      conflicts: [
        {
          document: 'system',
          expected_version: 0,
          current_version: 1,
          author: 'ada',
          updated_at: expect.any(String),
          changes: [{ path: 'quotes.max_age_seconds', before: String(shipped), after: '5' }],
          changes_left_out: 0,
        },
      ],
    })
    expect((await systemNow()).value.quotes.max_age_seconds).toBe(5)
  })
  it('exactly one of both wins, and the other one is answered 412', async () => {
    const { value } = await systemNow()
    const answers = await Promise.all(
      [5, 6].map((max_age_seconds) =>
        client().raw('putSystem', {
          body: {
            expected_version: 0,
            value: { ...value, quotes: { ...value.quotes, max_age_seconds } },
          },
        }),
      ),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412])
    expect((await systemNow()).version).toBe(1)
  })
  it('is told all changes since what was read, by the newest author', async () => {
    dataOf(await putAge(0, 5, 'ada'))
    dataOf(await putAge(1, 6, 'grace'))
    dataOf(await putAge(2, 7, 'linus'))
    expect(await putAge(1, 8)).toMatchObject({
      conflicts: [
        {
          expected_version: 1,
          current_version: 3,
          author: 'linus',
          changes: [{ path: 'quotes.max_age_seconds', before: '5', after: '7' }],
        },
      ],
    })
  })
  it('a version that never was is a conflict too', async () => {
    expect(await putAge(7, 5)).toMatchObject({
      reason: 'version_conflict',
      conflicts: [{ expected_version: 7, current_version: 0, author: null }],
    })
  })
})

describe('the version that is replaced', () => {
  const put = (headers: Record<string, string>, expected_version?: number) =>
    client().raw('putPrompt', {
      params: { id: 'profile' },
      body: { value: PROMPT, ...(expected_version !== undefined && { expected_version }) },
      headers,
    })
  it('is the ETag of what was read, and the answer has the next one', async () => {
    const read = await client().raw('getPrompt', { params: { id: 'profile' } })
    expect(read.headers.get('etag')).toBe('"0"')
    const written = await put({ 'if-match': '"0"' })
    expect([written.status, written.headers.get('etag')]).toEqual([200, '"1"'])
    expect((await put({ 'if-match': '"0"' })).status).toBe(412)
  })
  it('must be named', async () => {
    expect((await put({})).status).toBe(428)
    expect((await put({ 'if-match': '"0"' }, 1)).status).toBe(422)
    expect(await promptVersion('profile')).toBe(0)
  })
})

describe('history', () => {
  it('says who wrote each version and what it changed', async () => {
    const shipped = (await systemNow()).value.quotes.max_age_seconds
    dataOf(await putAge(0, 5, 'ada'))
    dataOf(await putAge(1, 6, 'grace'))
    const { versions } = dataOf(await client().call('getHistory', { params: { key: 'system' } }))
    expect(versions).toMatchObject([
      { version: 2, author: 'grace', origin: 'write', rolled_back_to: null },
      { version: 1, author: 'ada', origin: 'write', rolled_back_to: null },
    ])
    const compared = async (version: number, against?: number) =>
      dataOf(
        await client().call('getHistoryVersion', {
          params: { key: 'system', version },
          query: { against },
        }),
      )
    const path = 'quotes.max_age_seconds'
    expect(await compared(2)).toMatchObject({
      against: 1,
      changes: [{ path, before: '5', after: '6' }],
    })
    expect(await compared(2, 0)).toMatchObject({
      against: 0,
      changes: [{ path, before: String(shipped), after: '6' }],
    })
    expect(
      await client().call('getHistoryVersion', {
        params: { key: 'system', version: 2 },
        query: { against: 9 },
      }),
    ).toMatchObject({ reason: 'config_not_found' })
  })
  it('names nobody where the gateway names nobody', async () => {
    const { value } = await systemNow()
    dataOf(await client().call('putSystem', { body: { expected_version: 0, value } }))
    const { versions } = dataOf(await client().call('getHistory', { params: { key: 'system' } }))
    expect(versions).toMatchObject([{ author: null }])
  })
  it('of a store of an earlier release is read, and goes on with authors', async () => {
    await runInDurableObject(configStore(env), (_, state) => {
      const { sql } = state.storage
      for (const column of ['author', 'origin', 'rolled_back_to'])
        sql.exec(`ALTER TABLE history DROP COLUMN ${column}`)
      const row = ['prompts/profile', 1, '2026-11-01T00:00:00.000Z', JSON.stringify(PROMPT)]
      sql.exec('INSERT INTO documents (key, version, updated_at, json) VALUES (?, ?, ?, ?)', ...row)
      sql.exec(
        'INSERT INTO history (config_version, key, version, updated_at, json) VALUES (1, ?, ?, ?, ?)',
        ...row,
      )
    })
    await evictDurableObject(configStore(env))
    await putPrompt('profile', `${PROMPT}\n`)
    const history = await client().call('getHistory', { params: { key: 'prompts/profile' } })
    expect(dataOf(history).versions).toMatchObject([
      { version: 2, author: 'ada' },
      { version: 1, author: null, origin: 'write' },
    ])
  })
})

describe('a rollback', () => {
  it('is a new version that equals the old one, in force at once', async () => {
    dataOf(await putAge(0, 5))
    dataOf(await putAge(1, 6))
    const back = dataOf(await rollBack('system', 1, 2))
    expect(back).toMatchObject({
      version: 3,
      config_version: 3,
      value: { quotes: { max_age_seconds: 5 } },
    })
    expect((await systemNow()).value.quotes.max_age_seconds).toBe(5)
    expect(await env.CONFIG_KV.get(CURRENT_KEY)).toMatch(/^v3-/)
    const { versions } = dataOf(await client().call('getHistory', { params: { key: 'system' } }))
    expect(versions[0]).toMatchObject({
      version: 3,
      author: 'grace',
      origin: 'rollback',
      rolled_back_to: 1,
    })
    const [same] = await Promise.all([
      client().call('getHistoryVersion', {
        params: { key: 'system', version: 3 },
        query: { against: 1 },
      }),
    ])
    expect(dataOf(same).changes).toEqual([])
  })
  it('to 0 has the shipped document again', async () => {
    const shipped = (await systemNow()).value
    dataOf(await putAge(0, 5))
    dataOf(await rollBack('system', 0, 1))
    expect(await systemNow()).toMatchObject({ version: 2, value: shipped })
  })
  it('is refused where it could not work any more, with the place', async () => {
    await putPrompt('second', PROMPT)
    const { value } = dataOf(await client().call('getModules', {}))
    const putModules = async (expected_version: number, prompt: string) =>
      dataOf(
        await client().call('putModules', {
          body: {
            expected_version,
            value: value.map((m, at) => (at === 0 ? { ...m, prompt } : m)),
          },
        }),
      )
    await putModules(0, 'second')
    await putModules(1, 'profile')
    // As a release would leave it that no longer has the prompt.
    await runInDurableObject(configStore(env), (_, state) => {
      state.storage.sql.exec("DELETE FROM documents WHERE key = 'prompts/second'")
    })
    expect(await rollBack('analysis-modules', 1, 2)).toMatchObject({
      ok: false,
      reason: 'module_graph_invalid',
      errors: [{ path: 'analysis-modules.0.prompt', reason: 'prompt_unknown' }],
    })
    expect(dataOf(await client().call('getModules', {})).version).toBe(2)
  })
  it('is refused where today’s form cannot read the old version', async () => {
    dataOf(await putAge(0, 5))
    dataOf(await putAge(1, 6))
    await runInDurableObject(configStore(env), (_, state) => {
      state.storage.sql.exec(`UPDATE history SET json = '{"quotes":7}' WHERE version = 1`)
    })
    expect(await rollBack('system', 1, 2)).toMatchObject({
      ok: false,
      reason: 'invalid_request',
      errors: [{ path: 'system.quotes' }],
    })
    expect((await systemNow()).version).toBe(2)
  })
  it('over a version that is not the newest is told what was written meanwhile', async () => {
    dataOf(await putAge(0, 5))
    dataOf(await putAge(1, 6, 'linus'))
    expect(await rollBack('system', 1, 1)).toMatchObject({
      reason: 'version_conflict',
      conflicts: [{ current_version: 2, author: 'linus' }],
    })
  })
  it.each([
    ['system', 3],
    ['prompts/second', 0],
    ['nothing', 1],
  ])('of %s to version %d, which there is not, is refused', async (key, version) => {
    expect(await rollBack(key, version, 0)).toMatchObject({
      ok: false,
      reason: 'config_not_found',
    })
  })
})

describe('the list of prompts', () => {
  it('has all of them with version, author and who uses them', async () => {
    await putPrompt('second', PROMPT)
    await putPrompt('profile', PROMPT)
    const { prompts } = dataOf(await client().call('listPrompts', {}))
    const of = (id: string) => prompts.find((prompt) => prompt.id === id)
    expect(of('valuation')).toEqual({
      id: 'valuation',
      version: 0,
      updated_at: null,
      author: null,
      is_shipped: true,
      used_by: ['valuation'],
    })
    expect(of('profile')).toMatchObject({ version: 1, author: 'ada', is_shipped: true })
    expect(of('second')).toMatchObject({ version: 1, is_shipped: false, used_by: [] })
    expect(new Set(prompts.map(({ id }) => id)).size).toBe(prompts.length)
  })
})

describe('export and import', () => {
  const exported = async () => dataOf(await client().call('exportConfiguration', {}))
  const importFile = (
    file: ExportedConfiguration,
    options: { dry_run?: boolean; expected_config_version?: number } = {},
  ) => client().call('importConfiguration', { body: { file, ...options }, headers: by('grace') })
  /** The file with one document changed. */
  const having = (
    file: ExportedConfiguration,
    key: string,
    change: (value: unknown) => unknown,
  ): ExportedConfiguration => ({
    ...file,
    documents: file.documents.map((document) =>
      document.key === key ? { ...document, value: change(document.value) } : document,
    ),
  })
  const withAge = (max_age_seconds: number) => (value: unknown) => {
    const system = value as { quotes: object }
    return { ...system, quotes: { ...system.quotes, max_age_seconds } }
  }
  const countOfVersions = () =>
    runInDurableObject(
      configStore(env),
      (_, state) => state.storage.sql.exec('SELECT key FROM history').toArray().length,
    )

  it('has every document in force, and changes nothing where it came from', async () => {
    await putPrompt('second', PROMPT)
    const file = await exported()
    const keys = file.documents.map(({ key }) => key)
    for (const key of ['system', 'analysis-modules', 'data-sources', 'watchlist'])
      expect(keys).toContain(key)
    expect(keys).toContain('prompts/valuation')
    expect(file.documents.find(({ key }) => key === 'prompts/second')).toMatchObject({
      version: 1,
      author: 'ada',
      value: PROMPT,
    })
    const again = dataOf(await importFile(file, { expected_config_version: file.config_version }))
    expect(again).toMatchObject({ config_version: 1, changed: [] })
    expect(again.unchanged.toSorted()).toEqual(keys.toSorted())
    expect(await countOfVersions()).toBe(1)
  })
  it('brings another system to the same configuration', async () => {
    dataOf(await putAge(0, 5))
    await putPrompt('second', PROMPT)
    const file = await exported()
    await reset()
    const done = dataOf(await importFile(file, { expected_config_version: 0 }))
    expect(done.changed.map(({ document }) => document).toSorted()).toEqual([
      'prompts/second',
      'system',
    ])
    const after = await exported()
    const values = ({ documents }: ExportedConfiguration) =>
      Object.fromEntries(documents.map(({ key, value }) => [key, value]))
    expect(values(after)).toEqual(values(file))
    const { versions } = dataOf(await client().call('getHistory', { params: { key: 'system' } }))
    expect(versions).toMatchObject([{ version: 1, author: 'grace', origin: 'import' }])
    expect(await env.CONFIG_KV.get(CURRENT_KEY)).toMatch(/^v2-/)
  })
  it('tells in a dry run what would change, and writes nothing', async () => {
    const file = having(await exported(), 'system', withAge(7))
    const shipped = (await systemNow()).value.quotes.max_age_seconds
    expect(dataOf(await importFile(file, { dry_run: true }))).toMatchObject({
      dry_run: true,
      config_version: 0,
      changed: [
        {
          document: 'system',
          from_version: 0,
          changes: [{ path: 'quotes.max_age_seconds', before: String(shipped), after: '7' }],
        },
      ],
    })
    expect(await countOfVersions()).toBe(0)
  })
  it('takes what works only together, whatever its order in the file', async () => {
    await putPrompt('second', PROMPT)
    const file = having(await exported(), 'analysis-modules', (value) =>
      (value as object[]).map((module, at) =>
        at === 0 ? { ...module, prompt: 'second' } : module,
      ),
    )
    await reset()
    const reversed = { ...file, documents: file.documents.toReversed() }
    expect(dataOf(await importFile(reversed, { expected_config_version: 0 })).changed).toHaveLength(
      2,
    )
  })
  it('writes all of a file or nothing, and names each fault by its place', async () => {
    const file = await exported()
    const at = (key: string) => file.documents.findIndex((document) => document.key === key)
    const bad = having(
      having(having(file, 'system', withAge(7)), 'prompts/profile', () => 'About {ceo}'),
      'watchlist',
      () => [{ market: 'CN', symbol: 'sh600519' }],
    )
    const refused = await importFile(bad, { expected_config_version: 0 })
    expect(refused).toMatchObject({ ok: false, reason: 'invalid_request' })
    const paths = refused.ok ? [] : (refused.errors ?? []).map(({ path }) => path)
    expect(paths).toContain(`body.file.documents.${at('prompts/profile')}.value`)
    expect(paths).toContain(`body.file.documents.${at('watchlist')}.value.0.symbol`)
    expect(await countOfVersions()).toBe(0)
  })
  it.each([
    ['an unknown document', { key: 'nothing' }, '0.key'],
    ['a prompt of a bad id', { key: 'prompts/Über' }, '0.key'],
    ['a document of another form', { key: 'system', value: { quotes: 7 } }, '0.value.quotes'],
  ])('refuses %s', async (_, change, place) => {
    const file = await exported()
    const [first] = file.documents
    if (!first) throw new Error('the file is empty')
    const documents = [{ ...first, ...change }]
    const refused = await importFile({ ...file, documents }, { expected_config_version: 0 })
    expect(refused).toMatchObject({ errors: [{ path: `body.file.documents.${place}` }] })
  })
  it('refuses a document that stands in the file twice, and a file of another form', async () => {
    const file = await exported()
    const twice = { ...file, documents: file.documents.slice(0, 1).flatMap((one) => [one, one]) }
    expect(await importFile(twice, { dry_run: true })).toMatchObject({
      errors: [{ path: 'body.file.documents.1.key', reason: 'duplicate' }],
    })
    const other = { ...file, form: 'configuration-2' } as unknown as ExportedConfiguration
    expect(await importFile(other, { dry_run: true })).toMatchObject({ reason: 'invalid_request' })
  })
  it('over a configuration that changed meanwhile is told what, and by whom', async () => {
    const file = having(await exported(), 'prompts/profile', () => PROMPT)
    dataOf(await putAge(0, 5, 'linus'))
    expect(await importFile(file, { expected_config_version: 0 })).toMatchObject({
      ok: false,
      reason: 'version_conflict',
      conflicts: [{ document: 'system', expected_version: 0, current_version: 1, author: 'linus' }],
    })
    expect(await importFile(file)).toMatchObject({ reason: 'version_required' })
    expect(await promptVersion('profile')).toBe(0)
  })
})
