import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FoundInstrument } from '#shared/datasets/instrument.ts'
import type { ProviderId } from '#shared/names.ts'
import { dataSources, openDeps, providerNamed } from './deps.fixture.ts'
import type { ProviderResult } from '../model/provider.ts'
import { searchMarket } from './instrument-search.ts'

const found = (symbol: string): ProviderResult<FoundInstrument[]> => ({
  ok: true,
  data: [{ market: 'CN', symbol, name: symbol, names: {}, exchange: null, identifiers: {} }],
})
const sources = dataSources({ CN: { instrument: ['eastmoney', 'cninfo', 'yahoo'] } })
const hang = () => new Promise<never>(() => {})
const later = <T>(ms: number, value: T) =>
  new Promise<T>((resolve) => setTimeout(() => resolve(value), ms))

describe('a search', () => {
  let asked: string[]
  beforeEach(() => {
    asked = []
    vi.useFakeTimers({ now: new Date('2026-11-22T12:00:00Z') })
    vi.spyOn(console, 'info').mockImplementation(() => {})
  })
  afterEach(() => vi.useRealTimers())

  const deps = (
    says: Partial<Record<ProviderId, () => Promise<ProviderResult<FoundInstrument[]>>>>,
    singleFlight = openDeps(() => new Date()).singleFlight,
  ) => ({
    ...openDeps(() => new Date()),
    singleFlight,
    providers: (['eastmoney', 'cninfo', 'yahoo'] as const).map((id) =>
      providerNamed(id, {
        instrument: {
          markets: ['CN'],
          calls: 1,
          fetch() {
            asked.push(id)
            return says[id]?.() ?? Promise.resolve({ ok: true, data: [] })
          },
        },
      }),
    ),
  })
  const run = async (says: Parameters<typeof deps>[0]) => {
    const began = Date.now()
    const running = searchMarket('CN', '招行', sources, deps(says))
    await vi.runAllTimersAsync()
    const { found: instruments, attempts } = await running
    return {
      ids: instruments.map(({ id }) => id),
      attempts: attempts.map((a) => `${a.provider} ${a.reason ?? a.outcome}`),
      ms: Date.now() - began,
    }
  }

  it('asks one after the other, and nobody after one that found something', async () => {
    expect(await run({ cninfo: async () => found('600036.SH') })).toMatchObject({
      ids: ['CN:600036.SH'],
      attempts: ['eastmoney served', 'cninfo served'],
    })
    expect(asked).toEqual(['eastmoney', 'cninfo'])
  })
  it('does not wait for one that hangs before it asks the next', async () => {
    const { ids, attempts } = await run({ eastmoney: hang, cninfo: async () => found('600036.SH') })
    expect({ ids, attempts }).toEqual({
      ids: ['CN:600036.SH'],
      attempts: ['eastmoney timeout', 'cninfo served'],
    })
  })
  it('takes the answer of one that is slow when the next has nothing', async () => {
    expect(await run({ eastmoney: () => later(1_500, found('600036.SH')) })).toMatchObject({
      ids: ['CN:600036.SH'],
    })
    expect(asked).toEqual(['eastmoney', 'cninfo', 'yahoo'])
  })
  it('is over in time when all hang, and says who did not answer', async () => {
    const { ids, attempts, ms } = await run({ eastmoney: hang, cninfo: hang, yahoo: hang })
    expect({ ids, attempts }).toEqual({
      ids: [],
      attempts: ['eastmoney timeout', 'cninfo timeout', 'yahoo timeout'],
    })
    expect(ms).toBeLessThanOrEqual(3_000)
  })
  it('refuses a find that is not of the market, and goes on', async () => {
    expect(
      await run({ eastmoney: async () => found('AAPL'), cninfo: async () => found('600036.SH') }),
    ).toMatchObject({ ids: ['CN:600036.SH'] })
  })
  it('is made once for all who search for the same at once', async () => {
    const flights = new Map<string, Promise<unknown>>()
    const singleFlight = (async (
      instrument: string,
      flight: string,
      work: () => Promise<unknown>,
    ) => {
      const key = `${instrument} ${flight}`
      const led = !flights.has(key)
      const value = flights.get(key) ?? work()
      flights.set(key, value)
      return { led, value: await value }
    }) as ReturnType<typeof openDeps>['singleFlight']
    const shared = deps({ eastmoney: () => later(100, found('600036.SH')) }, singleFlight)
    const running = Promise.all(
      ['招行', ' 招行', '招行'].map((text) => searchMarket('CN', text, sources, shared)),
    )
    await vi.runAllTimersAsync()
    for (const { found: instruments } of await running) expect(instruments).toHaveLength(1)
    expect(asked).toEqual(['eastmoney'])
  })
})
