import { afterEach, describe, expect, test } from 'vitest'
import { language } from '../preferences.ts'
import type { LiveView } from './feed/live-quote.ts'
import {
  ageWords,
  behindWords,
  changeWords,
  delayWords,
  directionOf,
  percentWords,
  placedTime,
  priceWords,
  shortWhy,
  whyWords,
} from './quote-words.ts'

afterEach(() => {
  language.value = 'en'
})

test.each([
  ['189.3', 'USD', '189.30'],
  ['1462.35', 'CNY', '1,462.35'],
  ['0.0345', 'HKD', '0.0345'],
  ['2815.5', 'JPY', '2,815.5'],
  ['2815', 'JPY', '2,815'],
])('%s %s is written %s', (price, currency, text) => {
  expect(priceWords(price, currency)).toBe(text)
})

test('a change bears its sign in figures too', () => {
  expect([
    changeWords('1.33', 'USD'),
    changeWords('-1.33', 'USD'),
    changeWords('0', 'USD'),
  ]).toEqual(['+1.33', '−1.33', '0.00'])
  expect([percentWords('0.7075'), percentWords('-12')]).toEqual(['+0.71%', '−12.00%'])
  expect([
    directionOf({ change: null, change_percent: '-1' }),
    directionOf({ change: null, change_percent: null }),
  ]).toEqual(['down', null])
})

test('ages are in seconds as long as these tell anything', () => {
  expect([4, 119, 185, 7_800].map(ageWords)).toEqual(['4 s', '119 s', '3 min 5 s', '2 h 10 min'])
})

test('the exchange time is that of its place', () => {
  const shape = { dateStyle: 'medium', timeStyle: 'medium' } as const
  expect(placedTime('2026-11-24T21:00:04.000Z', 'US', shape)).toBe(
    '24 Nov 2026, 16:00:04, New York time',
  )
  expect(placedTime('2026-11-24T21:00:04.000Z', 'JP', shape)).toBe(
    '25 Nov 2026, 06:00:04, Tokyo time',
  )
})

test('every delay is in words', () => {
  expect(delayWords({ kind: 'realtime' })).toBe('real time')
  expect(delayWords({ kind: 'delayed', minutes: 15 })).toBe('delayed 15 min')
  expect(delayWords({ kind: 'delayed', minutes: null })).toContain('does not say')
  expect(delayWords({ kind: 'end_of_day' }, true)).toBe('end of day')
})

describe('why there is no price', () => {
  const view = (more: Partial<LiveView>): LiveView => ({
    status: 'expired',
    age: 47,
    why: { reason: 'quote_expired', detail: '' },
    behind: null,
    ...more,
  })

  test.each([
    [view({}), 'The newest price is 47 s old; at most 30 s are shown.', 'last price 47 s old'],
    [view({ age: null }), 'The newest price is older than the 30 s that are shown.', 'too old'],
    [
      view({ why: { reason: 'offline', detail: '' } }),
      'The service could not be reached.',
      'not reachable',
    ],
    [view({ why: { reason: 'rate_limited', detail: '' } }), 'rate limited', 'rate limited'],
  ])('is a sentence, and a few words', (given, sentence, short) => {
    expect([whyWords(given, 30), shortWhy(given, 30)]).toEqual([sentence, short])
  })

  test('what stands behind it is said in words, of a provider too', () => {
    expect(behindWords(view({ behind: { reason: 'offline', detail: '' } }))).toBe(
      'The service could not be reached.',
    )
    expect(behindWords(view({ behind: { reason: 'timeout', detail: 'yahoo' } }))).toBe(
      'The last refresh failed: it did not answer in time — yahoo',
    )
    expect(
      behindWords(view({ why: { reason: 'rate_limited', detail: 'Too many requests.' } })),
    ).toBe('Too many requests.')
  })

  test('what the service says is not said twice', () => {
    const detail =
      'The newest quote of CN:600519.SH is 45.2 s old; at most 30 s were asked for. The last refresh failed: timeout.'
    expect(behindWords(view({ why: { reason: 'quote_expired', detail } }))).toBe(
      'The last refresh failed: timeout.',
    )
    expect(
      behindWords(
        view({
          why: { reason: 'quote_missing', detail: 'No quote of US:AAPL has been taken in.' },
        }),
      ),
    ).toBe('')
  })

  test('is in Chinese for a Chinese reader', () => {
    language.value = 'zh'
    expect(whyWords(view({}), 30)).toBe('最新价格已有 47 秒，最多显示 30 秒内的价格。')
  })
})
