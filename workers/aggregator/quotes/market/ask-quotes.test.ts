/**
 * Asking the chain for many quotes: in batches, each provider only for what the one before did not
 * give, and within its budget.
 */
import { describe, expect, it } from 'vitest'
import type { ProviderId } from '#shared/names.ts'
import { dataSources, openDeps, providerNamed } from '../../chain/deps.fixture.ts'
import type { Provider, ProviderFailure, ProviderResult } from '../../model/provider.ts'
import { askQuotes, type AskRules, CALLS_AT_ONCE } from './ask-quotes.ts'
import type { Quote } from '../freshness.ts'
import { Semaphore } from './semaphore.ts'
import { liveQuote } from '../quotes.fixture.ts'

const NOW = new Date('2026-11-24T15:00:00.000Z')
const timeout: ProviderFailure = { ok: false, reason: 'timeout', detail: 'no answer within 5 s' }

/** A provider of these quotes, which notes what it was asked for. */
const provider = (
  id: ProviderId,
  size: number | null,
  give: (symbols: readonly string[]) => ProviderResult<Map<string, Quote>>,
) => {
  const calls: string[][] = []
  const answer = (symbols: readonly string[]) => {
    calls.push([...symbols])
    return Promise.resolve(give(symbols))
  }
  const made: Provider = providerNamed(id, {
    quote: {
      markets: ['US'],
      calls: 1,
      async fetch({ symbol }) {
        const given = await answer([symbol])
        if (!given.ok) return given
        const item = given.data.get(symbol)
        if (!item) return { ok: false, reason: 'not_found', detail: `${id} does not know it` }
        const placed = {
          key: item.quoted_at,
          item,
          known_at: item.quoted_at,
          source_url: 'https://example.com/',
          source: null,
        }
        return {
          ok: true,
          data: {
            subject: { symbol, name: null, currency: item.currency },
            items: [placed],
            sources: [],
          },
        }
      },
      ...(size !== null && { batch: { size, fetch: (_, symbols) => answer(symbols) } }),
    },
  })
  return { made, calls }
}
const all = (symbols: readonly string[]): ProviderResult<Map<string, Quote>> => ({
  ok: true,
  data: new Map(symbols.map((s) => [s, liveQuote()])),
})
const none = (): ProviderResult<Map<string, Quote>> => ({ ok: true, data: new Map() })

const asking = (
  symbols: string[],
  providers: { made: Provider }[],
  change: Partial<AskRules['deps']> = {},
) =>
  askQuotes(symbols, {
    market: 'US',
    chain: providers.map(({ made }) => made.id),
    sources: dataSources({}),
    reserve: 0.5,
    semaphore: new Semaphore(CALLS_AT_ONCE),
    deps: { ...openDeps(() => NOW), providers: providers.map(({ made }) => made), ...change },
  })
const symbols = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    String.fromCharCode(65 + Math.floor(i / 26), 65 + (i % 26)),
  )

describe('quotes of many instruments', () => {
  it('take a call a batch, and say who gave each and when it was asked', async () => {
    const tencent = provider('tencent', 60, all)
    const { outcomes, tallies } = await asking(symbols(150), [tencent])
    expect(tencent.calls.map((call) => call.length)).toEqual([60, 60, 30])
    expect(tallies).toEqual([
      { provider: 'tencent', calls: 3, served: 150, held: 0, failure: null },
    ])
    expect(outcomes.get('AA')).toEqual({
      ok: true,
      quote: liveQuote(),
      source: 'tencent',
      asked_at: NOW.getTime(),
    })
  })
  it('a provider is asked for what those before it did not give, and only that', async () => {
    const tencent = provider('tencent', 60, (asked) => all(asked.filter((s) => s !== 'AB')))
    const yahoo = provider('yahoo', 50, all)
    const { outcomes } = await asking(symbols(3), [tencent, yahoo])
    expect(yahoo.calls).toEqual([['AB']])
    expect(outcomes.get('AB')).toMatchObject({ ok: true, source: 'yahoo' })
  })
  it('a failing batch costs the other batches nothing, and its instruments go to the next', async () => {
    const tencent = provider('tencent', 2, (asked) => (asked.includes('AA') ? timeout : all(asked)))
    const yahoo = provider('yahoo', 50, all)
    const { outcomes, tallies } = await asking(symbols(4), [tencent, yahoo])
    expect([...outcomes.values()].map((o) => o.ok && o.source)).toEqual([
      'tencent',
      'tencent',
      'yahoo',
      'yahoo',
    ])
    expect(tallies[0]).toMatchObject({
      provider: 'tencent',
      calls: 2,
      served: 2,
      failure: { reason: 'timeout' },
    })
  })
  it('one that cannot be right is not taken and costs the others of its batch nothing', async () => {
    const bad = [
      liveQuote({ currency: 'JPY' }),
      liveQuote({ price: '-1' }),
      liveQuote({ price: '0' }),
    ]
    const tencent = provider('tencent', 60, (asked) => ({
      ok: true,
      data: new Map(asked.map((s, i) => [s, bad[i] ?? liveQuote()])),
    }))
    const { outcomes } = await asking(symbols(4), [tencent])
    expect([...outcomes].map(([symbol, o]) => [symbol, o.ok || o.reason])).toEqual([
      ['AD', true],
      ['AA', 'malformed'],
      ['AB', 'malformed'],
      ['AC', 'malformed'],
    ])
  })
  it('what every provider lacks is not found; what one failed at has its reason', async () => {
    const lacking = await asking(
      ['ZZ', 'ZY'],
      [provider('tencent', 60, none), provider('yahoo', 50, none)],
    )
    expect(lacking.outcomes.get('ZZ')).toMatchObject({ ok: false, reason: 'not_found' })
    const failing = await asking(
      ['ZZ', 'ZY'],
      [provider('tencent', 60, none), provider('yahoo', 50, () => timeout)],
    )
    expect(failing.outcomes.get('ZZ')).toEqual({
      ok: false,
      reason: 'timeout',
      detail: 'no answer within 5 s',
    })
  })
  it('without a provider that can be asked there is nothing, with why', async () => {
    expect((await asking(['AA'], [])).outcomes.get('AA')).toMatchObject({
      ok: false,
      reason: 'no_data',
    })
  })
  it('a provider without a batch form is asked for a few, the rest go to the next', async () => {
    const finnhub = provider('finnhub', null, all)
    const yahoo = provider('yahoo', 50, all)
    const { outcomes } = await asking(symbols(25), [finnhub, yahoo])
    expect(finnhub.calls).toHaveLength(10)
    expect(yahoo.calls[0]).toHaveLength(15)
    expect([...outcomes.values()].every(({ ok }) => ok)).toBe(true)
  })
  it('what it was not asked for is not said to be unknown', async () => {
    const { outcomes } = await asking(symbols(12), [provider('finnhub', null, all)])
    const reasons = [...outcomes.values()].flatMap((outcome) =>
      outcome.ok ? [] : [outcome.reason],
    )
    expect(reasons).toEqual(['not_asked', 'not_asked'])
  })
  it('a batch form that is not in the plan is not tried again', async () => {
    const fmp = provider('fmp', 50, (asked) =>
      asked.length > 1 ? { ok: false, reason: 'plan', detail: 'paid' } : all(asked),
    )
    const deps = openDeps(() => NOW)
    await asking(symbols(2), [fmp], deps)
    expect((await asking(symbols(2), [fmp], deps)).outcomes.get('AA')).toMatchObject({ ok: true })
    expect(fmp.calls.map((call) => call.length)).toEqual([2, 1, 1])
  })
  it('once a gate holds a call back, the provider is left and the next is asked; the gate is told what to leave', async () => {
    const tencent = provider('tencent', 1, all)
    const yahoo = provider('yahoo', 50, all)
    const entered: [string, number, number | undefined][] = []
    const { gate } = openDeps(() => NOW)
    const { outcomes, tallies } = await asking(symbols(40), [tencent, yahoo], {
      gate: {
        ...gate,
        async enter(of, calls, reserve) {
          entered.push([of.id, calls, reserve])
          const used = entered.filter(([id]) => id === 'tencent').length
          return of.id === 'tencent' && used > 8
            ? { go: false, why: 'budget', wait_ms: 60_000, reason: 'rate_limit' }
            : { go: true }
        },
      },
    })
    expect(entered.every(([, calls, reserve]) => calls === 1 && reserve === 0.5)).toBe(true)
    expect(tencent.calls.length).toBeLessThanOrEqual(8)
    expect(tallies[0]?.held).toBeGreaterThan(0)
    expect([...outcomes.values()].every(({ ok }) => ok)).toBe(true)
  })
  it('a keyless provider whose batch form is refused is asked one by one from then on, and is not shut for it', async () => {
    const yahoo = provider('yahoo', 50, (asked) =>
      asked.length > 1 ? { ok: false, reason: 'auth', detail: 'no cookie' } : all(asked),
    )
    const deps = openDeps(() => NOW)
    const left: (string | null)[] = []
    const gate = {
      ...deps.gate,
      leave: async (_: Provider, report: { reason: string | null }) =>
        void left.push(report.reason),
    }
    expect((await asking(symbols(3), [yahoo], { ...deps, gate })).outcomes.get('AA')).toMatchObject(
      { ok: false, reason: 'plan' },
    )
    expect(left).toEqual(['plan'])
    expect((await asking(symbols(3), [yahoo], { ...deps, gate })).outcomes.get('AA')).toMatchObject(
      { ok: true },
    )
    expect(yahoo.calls.map((call) => call.length)).toEqual([3, 1, 1, 1])
  })
})
