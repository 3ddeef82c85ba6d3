import { describe, expect, it, test, vi } from 'vitest'
import {
  dataSourcesSchema,
  modulesSchema,
  systemSchema,
} from '#shared/contracts/config-documents.ts'
import modules from '../../config/analysis-modules.json' with { type: 'json' }
import dataSources from '../../config/data-sources.json' with { type: 'json' }
import system from '../../config/system.json' with { type: 'json' }
import type { Defaults } from './defaults.ts'
import {
  decideWrite,
  type DocumentKey,
  parseDocumentKey,
  snapshotOf,
  type StoredDocument,
} from './documents.ts'

const defaults: Defaults = {
  system: systemSchema.parse(system),
  modules: modulesSchema.parse(modules),
  data_sources: dataSourcesSchema.parse(dataSources),
  prompts: {},
  watchlist: [],
}
const written = (value: unknown) => [
  {
    key: 'data-sources' as DocumentKey,
    version: 1,
    updated_at: '2026-11-22T12:00:00.000Z',
    json: JSON.stringify(value),
  },
]

describe('a document that was written before', () => {
  it('is in force as it is, with what it leaves out on purpose', () => {
    const { news: _, ...us } = defaults.data_sources.chains.US
    const value = { ...defaults.data_sources, chains: { ...defaults.data_sources.chains, US: us } }
    expect(snapshotOf(1, written(value), defaults).data_sources).toEqual(value)
  })
  it('keeps what it says and has settings that came later as they are shipped', () => {
    const chains = {
      CN: { statements: ['recorded'] },
      HK: { statements: ['recorded'] },
      US: { statements: ['recorded'] },
      JP: { statements: ['recorded'] },
    }
    const unreadable = vi.fn()
    const { data_sources } = snapshotOf(
      1,
      written({ chains, freshness_seconds: { statements: 60 }, retry_failed_after_seconds: 5 }),
      defaults,
      unreadable,
    )
    expect(data_sources).toEqual({
      ...defaults.data_sources,
      chains: Object.fromEntries(
        Object.entries(defaults.data_sources.chains).map(([market, of]) => [
          market,
          { ...of, statements: ['recorded'] },
        ]),
      ),
      freshness_seconds: { ...defaults.data_sources.freshness_seconds, statements: 60 },
      retry_failed_after_seconds: 5,
    })
    expect(unreadable).not.toHaveBeenCalled()
  })
  it('gives way to what is shipped when it cannot be read, and is reported', () => {
    const unreadable = vi.fn()
    const snapshot = snapshotOf(
      1,
      written({ chains: { US: { statements: ['a provider of the past'] } } }),
      defaults,
      unreadable,
    )
    expect(snapshot.data_sources).toEqual(defaults.data_sources)
    expect(unreadable).toHaveBeenCalledWith('data-sources')
  })
})

describe('a watchlist', () => {
  const write = (value: unknown) =>
    decideWrite(
      [],
      defaults,
      { key: 'watchlist', expected_version: 0, json: JSON.stringify(value) },
      '2026-11-22T12:00:00.000Z',
    )
  it('holds canonical symbols, each once', () => {
    expect(write([{ market: 'CN', symbol: '600519.SH' }])).toMatchObject({ ok: true })
    expect(
      write([
        { market: 'CN', symbol: 'sh600519' },
        { market: 'US', symbol: 'AAPL' },
        { market: 'US', symbol: 'AAPL' },
        { market: 'JP', symbol: 'toyota' },
      ]),
    ).toMatchObject({
      ok: false,
      reason: 'invalid_request',
      errors: [
        { path: 'body.value.0.symbol', message: 'write 600519.SH' },
        { path: 'body.value.2.symbol', message: 'US:AAPL stands in the list twice' },
        { path: 'body.value.3.symbol', message: expect.stringContaining('toyota') },
      ],
    })
  })
})

describe('a write', () => {
  const now = '2026-11-22T12:00:00.000Z'
  const decide = (
    key: DocumentKey,
    value: unknown,
    { version = 0, stored = [] }: { version?: number; stored?: StoredDocument[] } = {},
  ) =>
    decideWrite(
      stored,
      {
        ...defaults,
        prompts: Object.fromEntries(defaults.modules.map(({ prompt }) => [prompt, '{figures}'])),
      },
      { key, expected_version: version, json: JSON.stringify(value) },
      now,
    )
  const at = (key: DocumentKey, version: number, value: unknown): StoredDocument => ({
    key,
    version,
    updated_at: now,
    json: JSON.stringify(value),
  })
  const few = { ...defaults.data_sources, retry_failed_after_seconds: 61 }
  /** Every module waits for one that does not exist. */
  const badModules = defaults.modules.map((module) => ({ ...module, needs: ['nobody'] }))

  it.each([
    ['a default by its number 0', 0, [], true],
    ['a default by another number', 1, [], false],
    ['the version that was read', 3, [at('data-sources', 3, few)], true],
    ['an older version than the stored one', 2, [at('data-sources', 3, few)], false],
    ['a newer version than the stored one', 4, [at('data-sources', 3, few)], false],
    ['the number of another document', 3, [at('watchlist', 3, [])], false],
  ])('over %s', (_, version, stored, taken) => {
    const current = stored.find(({ key }) => key === 'data-sources')?.version ?? 0
    expect(decide('data-sources', few, { version, stored })).toMatchObject(
      taken
        ? { ok: true, document: { version: current + 1, updated_at: now } }
        : { ok: false, reason: 'version_conflict', current_version: current },
    )
  })

  it('of a graph that cannot run is refused as that, with paths in the graph', () => {
    const refused = decide('analysis-modules', badModules)
    expect(refused).toMatchObject({ ok: false, reason: 'module_graph_invalid' })
    if (refused.ok || !('errors' in refused)) throw new Error('it was taken')
    expect(refused.errors.map(({ path }) => path)).toEqual(
      defaults.modules.map((_, at) => `${at}.needs.0`),
    )
  })

  it('of another document is refused with paths in the body', () => {
    const refused = decide('system', {
      ...defaults.system,
      models: { ...defaults.system.models, default: 'nobody' },
    })
    expect(refused).toMatchObject({ ok: false, reason: 'invalid_request' })
    if (refused.ok || !('errors' in refused)) throw new Error('it was taken')
    expect(refused.errors[0]?.path).toMatch(/^body\.value\./)
  })

  it('is refused for what it breaks in another document, which is named', () => {
    const { list, ...models } = defaults.system.models
    const [first] = defaults.modules
    const used = list.find(({ id }) => id !== models.default)
    if (!first || !used) throw new Error('nothing to break')
    const stored = [
      at('system', 1, defaults.system),
      at('analysis-modules', 1, [{ ...first, model: used.id }]),
    ]
    const without = { ...models, list: list.filter(({ id }) => id !== used.id) }
    expect(
      decide('system', { ...defaults.system, models: without }, { version: 1, stored }),
    ).toMatchObject({
      ok: false,
      reason: 'invalid_request',
      errors: [{ path: 'analysis-modules.0.model' }],
    })
  })

  it('is told twenty faults at most', () => {
    const twins = Array.from({ length: 25 }, () => ({ market: 'US', symbol: 'AAPL' }))
    const refused = decide('watchlist', twins)
    expect(refused).toMatchObject({ ok: false, errors: { length: 20 } })
  })
})

test('the keys of documents are the four and those of prompts with a name', () => {
  for (const key of ['system', 'analysis-modules', 'data-sources', 'watchlist', 'prompts/news'])
    expect(parseDocumentKey(key)).toBe(key)
  for (const text of ['', 'prompts/', 'prompts', 'news', 'System', 'x/prompts/news'])
    expect(parseDocumentKey(text)).toBeNull()
})

test('a setting that is a list or a value takes the place of the shipped one, whole', () => {
  const { chains: _, ...rest } = defaults.data_sources
  const shipped = defaults.data_sources.chains.US
  const { data_sources } = snapshotOf(1, written({ ...rest, chains: { US: shipped } }), defaults)
  expect(data_sources).toEqual(defaults.data_sources)
})

test('a system document in the older form is read in the current one', () => {
  const gemini = { model: 'm-1', thinking_level: 'low', prices_usd_per_million_tokens: [] }
  const former = { ...defaults.system, models: { default: 'gemini', gemini } }
  const unreadable = vi.fn()
  const stored = written(former).map((document) => ({ ...document, key: 'system' as const }))
  const { system: read } = snapshotOf(1, stored, defaults, unreadable)
  expect(read.models.list).toMatchObject([{ id: 'gemini', model: 'm-1' }, { id: 'builtin' }])
  expect(unreadable).not.toHaveBeenCalled()
})
