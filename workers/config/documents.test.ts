import { describe, expect, it, vi } from 'vitest'
import { dataSourcesSchema, modulesSchema, systemSchema } from '#shared/contracts/config.ts'
import modules from '../../config/analysis-modules.json' with { type: 'json' }
import dataSources from '../../config/data-sources.json' with { type: 'json' }
import system from '../../config/system.json' with { type: 'json' }
import type { Defaults } from './defaults.ts'
import { decideWrite, type DocumentKey, snapshotOf } from './documents.ts'

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
        { path: 'body.value.3.symbol' },
      ],
    })
  })
})
