import { describe, expect, test } from 'vitest'
import type { Market } from '#shared/names.ts'
import { CASE_TIME, caseContext, caseQuery } from '../test/case.ts'
import * as fake from './case-answers.fixture.ts'
import { twelvedataCases } from './cases.fixture.ts'
import { twelvedata } from './index.ts'
import { readQuote } from './quote.ts'

const { datasets } = twelvedata
const quoteOf = async (market: Market) => {
  const given = twelvedataCases.find((c) => c.dataset === 'quote' && c.market === market)
  const answer =
    given && (await datasets.quote?.fetch(caseQuery(given), caseContext(given).context))
  if (!answer?.ok) throw new Error(answer?.detail)
  return answer.data
}

describe('quotes', () => {
  const now = CASE_TIME.toISOString()
  test('the time of a closed market is the end of its session, not `timestamp` (1732305600 is 15:00 in New York)', () => {
    const row = {
      symbol: 'AAPL',
      name: 'Apple Inc',
      exchange: 'NASDAQ',
      mic_code: 'XNGS',
      currency: 'USD',
      datetime: '2024-11-22',
      timestamp: 1732305600,
    }
    const quoted = readQuote(
      'US',
      {
        ...row,
        close: '229.87000',
        percent_change: '0.59074',
        volume: '35462000',
        is_market_open: false,
      },
      now,
    )
    expect(quoted.ok && quoted.data.quote).toMatchObject({
      price: '229.87',
      change_fraction: '0.0059074',
      quoted_at: '2024-11-22T21:00:00.000Z',
      delay: { kind: 'realtime' },
    })
    const open = readQuote('US', JSON.parse(fake.quoteAnswer('US', true)), now)
    expect(open.ok && open.data.quote.quoted_at).toBe('2026-11-20T15:00:00.000Z')
  })
  test.each([
    ['CN', '2026-11-20T07:00:00.000Z'],
    ['HK', '2026-11-20T08:00:00.000Z'],
    ['JP', '2026-11-20T06:30:00.000Z'],
  ] as const)(
    '%s closes on its own clock, with a delay that is not stated',
    async (market, quotedAt) => {
      const { subject, items } = await quoteOf(market)
      expect(subject.symbol).toBe(fake.LISTINGS[market].symbol)
      expect(items[0]?.item).toMatchObject({
        quoted_at: quotedAt,
        currency: fake.LISTINGS[market].currency,
        delay: { kind: 'delayed', minutes: null },
      })
    },
  )
  test('a batch is one call; an error for one symbol inside a 200, or a listing elsewhere, costs the others nothing', async () => {
    const good: unknown = JSON.parse(fake.quoteAnswer('US'))
    const answer = {
      ZZZZ: good,
      INVALID: { code: 400, message: '**symbol** not found: INVALID.', status: 'error' },
      NVDA: { ...(typeof good === 'object' && good), symbol: 'NVDA', mic_code: 'XWBO' },
    }
    const { context, sent } = caseContext({
      answers: [{ match: '/quote?symbol=ZZZZ,INVALID,NVDA', body: () => JSON.stringify(answer) }],
    })
    const quotes = await datasets.quote?.batch?.fetch('US', ['ZZZZ', 'INVALID', 'NVDA'], context)
    expect(sent).toHaveLength(1)
    expect(quotes?.ok && quotes.data.get('ZZZZ')?.price).toBe('11.22')
    expect(quotes?.ok && quotes.data.has('NVDA')).toBe(false)
  })
  test('a batch of one is answered flat', async () => {
    const { context } = caseContext({
      answers: [{ match: '/quote?symbol=609999:SSE', body: () => fake.quoteAnswer('CN') }],
    })
    const quotes = await datasets.quote?.batch?.fetch('CN', ['609999.SH'], context)
    expect(quotes?.ok && [...quotes.data.keys()]).toEqual(['609999.SH'])
  })
})
