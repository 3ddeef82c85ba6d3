import { expect, test } from 'vitest'
import type { ModuleConfig } from '#shared/contracts/config-documents.ts'
import { fail, ok } from '#shared/contracts/problem.ts'
import { configuration } from '#shared/configuration/configuration.fixture.ts'
import { AS_OF, records } from './collected.fixture.ts'
import { collect, exhibitsOfSection, exhibitsWanted, stepsFor } from './collect.ts'

const { modules } = configuration()
const reading = (...reads: NonNullable<ModuleConfig['reads']>) => ({
  modules: modules.map((module) => ({ ...module, reads })),
})

test('the shipped modules read market figures and valuation', () => {
  expect(exhibitsWanted({ modules })).toEqual(expect.arrayContaining(['market', 'valuation']))
})

test('what no module reads is not collected, and what two read is collected once', () => {
  expect(exhibitsWanted({ modules: modules.map(({ reads: _, ...module }) => module) })).toEqual([])
  expect(exhibitsWanted(reading())).toEqual([])
  expect(exhibitsWanted(reading({ exhibit: 'valuation' }))).toEqual(['valuation'])
})

test('a section outside of a report rests on what it reads, and its rating on what a report has', () => {
  const [first] = modules
  if (!first) throw new Error('modules are shipped')
  const all = reading({ exhibit: 'market' }, { exhibit: 'peers' }, { exhibit: 'news' })
  const of = (...names: string[]) =>
    exhibitsOfSection({ ...first, reads: names.map((exhibit) => ({ exhibit })) }, all)
  expect(of()).toEqual([])
  expect(of('news')).toEqual(['news'])
  expect(of('rating')).toEqual(['market', 'peers'])
  expect(of('rating', 'market', 'holders')).toEqual(['market', 'peers', 'holders'])
  expect(exhibitsOfSection({ ...first, reads: [{ exhibit: 'rating' }] }, reading())).toEqual([])
})

test('market and valuation rest on one price and are one step; every other kind is its own', () => {
  const kinds = ['market', 'valuation', 'news', 'filings'].map((exhibit) => ({ exhibit }))
  expect(stepsFor(reading(...kinds))).toEqual([
    { step: 'price', kinds: ['market', 'valuation'] },
    { step: 'news', kinds: ['news'] },
    { step: 'filings', kinds: ['filings'] },
  ])
})

const subject = { market: 'US', symbol: 'TEST', as_of: null, book: 'b', read_at: AS_OF }
type Call = [string, { query: Record<string, unknown> }]

const collected = (config: { modules: ModuleConfig[] }, answer: (name: string) => unknown) => {
  const calls: Call[] = []
  const aggregator = {
    call: async (name: string, input: Call[1]) => {
      calls.push([name, input])
      return answer(name)
    },
  } as unknown as Parameters<typeof collect>[0]['aggregator']
  const kinds = exhibitsWanted(config)
  const wait = async () => {}
  return collect({ kinds, config, subject, aggregator, wait, requestId: 'r' }).then((made) => ({
    made,
    calls,
  }))
}

test('the price is asked once for both; what fails is absent, and what is broken too', async () => {
  const config = reading({ exhibit: 'market' }, { exhibit: 'valuation' }, { exhibit: 'holders' })
  const { made, calls } = await collected(config, (name) => {
    if (name === 'getHolders') throw new Error('a bug')
    return fail('providers_failed', 'nobody answered')
  })
  expect(calls.map(([name]) => name)).toEqual(['getValuation', 'getHolders'])
  expect(made.map(({ kind, result }) => [kind, result.ok ? 'ok' : result.reason])).toEqual([
    ['market', 'providers_failed'],
    ['valuation', 'providers_failed'],
    ['holders', 'internal_error'],
  ])
})

test('passages are read as far back as the widest reader asks', async () => {
  const config = {
    modules: modules.slice(0, 2).map((module, place) => ({
      ...module,
      reads: [{ exhibit: 'news', days: place === 0 ? 10 : 60, limit: 5 - place }],
    })),
  }
  const item = {
    title: 'T',
    url: 'https://example.com/t',
    published_at: '2026-11-01T00:00:00.000Z',
    publisher: null,
    summary: null,
  }
  const { made, calls } = await collected(config, () =>
    ok({ instrument: { id: 'US:TEST' }, items: records([item]) }),
  )
  expect(calls[0]?.[1].query).toMatchObject({ from: '2026-09-29', limit: 500 })
  expect(made[0]?.result).toMatchObject({ ok: true, data: { passages: [{ id: 'n1' }] } })
})
