import { expect, test } from 'vitest'
import { intradayLine, type MinuteBar } from './intraday.ts'

const bar = (minute: number, source: string, price: string): MinuteBar => {
  const at = (second: number) =>
    `2026-11-24T15:${String(minute).padStart(2, '0')}:${String(second).padStart(2, '0')}.000Z`
  const prices = {
    open: price,
    high: String(Number(price) + 1),
    low: String(Number(price) - 1),
    close: price,
  }
  return {
    start: at(0),
    source,
    currency: 'USD',
    ...prices,
    volume: null,
    opened_at: at(5),
    closed_at: at(50),
  }
}

test('only the source of the newest price is drawn, from its first to its last', () => {
  const line = intradayLine([
    bar(1, 'yahoo', '10'),
    bar(2, 'finnhub', '99'),
    bar(3, 'finnhub', '98'),
    bar(4, 'yahoo', '12'),
  ])
  expect(line).toMatchObject({
    source: 'yahoo',
    low: '9',
    high: '13',
    from: '2026-11-24T15:01:05.000Z',
    to: '2026-11-24T15:04:50.000Z',
  })
  expect(line?.bars.map(({ close }) => close)).toEqual(['10', '12'])
})

test('prices in another currency are not of the same line, and no bars are no line', () => {
  expect(
    intradayLine([bar(1, 'yahoo', '10'), { ...bar(2, 'yahoo', '9'), currency: 'HKD' }])?.bars,
  ).toHaveLength(1)
  expect(intradayLine([])).toBeNull()
})
