import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { totalReturn } from './total-return.ts'

type Action = ItemOf<'actions'>

const dividend = (ex_date: string, amount: string, over: Partial<Action> = {}): Action =>
  ({
    kind: 'dividend',
    ex_date,
    amount,
    unit: 'CNY/share',
    split_adjusted: false,
    announced_on: null,
    record_date: null,
    pay_date: null,
    plan: null,
    ...over,
  }) as Action
const split = (ex_date: string, ratio: string): Action => ({
  kind: 'split',
  ex_date,
  ratio,
  announced_on: null,
  plan: null,
})
const series = (closes: Record<string, string>): ItemOf<'bars'> => ({
  adjustment: 'raw',
  currency: 'CNY',
  bars: Object.entries(closes).map(([date, close]) => ({
    date,
    open: close,
    high: close,
    low: null,
    close,
    volume: '1000',
    turnover: null,
  })),
})
const closes = (given: ItemOf<'bars'> | null): string[] | undefined =>
  given?.bars.map(({ close }) => close)

test('a dividend is a ratio: from 100 to 400 with a dividend of 60 the return is fourfold, not 8.5-fold', () => {
  const read = totalReturn(
    series({ '2020-01-02': '100', '2026-11-27': '340' }),
    [dividend('2026-11-27', '60')],
    'eastmoney',
  )
  expect(closes(read)).toEqual(['85', '340'])
  expect(read).toMatchObject({
    adjustment: 'total_return',
    computed: { from: 'raw', actions_by: 'eastmoney', dividends: 1, splits: 0 },
  })
  expect(read?.bars[0]).toMatchObject({ open: '85', low: null, volume: '1000' })
})

test.each([
  ['a split alone', [split('2026-01-03', '2')], ['50', '50']],
  [
    'a split and a dividend of the old share on one day',
    [split('2026-01-03', '2'), dividend('2026-01-03', '25')],
    ['40', '50'],
  ],
  [
    'an amount that is already divided by the split',
    [split('2026-01-03', '2'), dividend('2026-01-03', '12.5', { split_adjusted: true })],
    ['40', '50'],
  ],
  [
    'a dividend of the new share while trading is halted',
    [split('2026-01-02', '2'), dividend('2026-01-03', '12.5')],
    ['40', '50'],
  ],
  [
    'actions outside of the bars',
    [dividend('2026-01-01', '9'), split('2026-02-01', '3')],
    ['100', '50'],
  ],
  ['no action', [], ['100', '50']],
] as const)('%s', (_, actions, expected) => {
  expect(
    closes(totalReturn(series({ '2026-01-01': '100', '2026-01-05': '50' }), actions, 'p')),
  ).toEqual(expected)
})

test('a dividend in another currency leaves no true series; one outside of the bars does not matter', () => {
  const foreign = (day: string) => [dividend(day, '1', { unit: 'HKD/share' })]
  const given = series({ '2026-01-01': '100', '2026-01-05': '50' })
  expect(totalReturn(given, foreign('2026-01-03'), 'p')).toBeNull()
  expect(totalReturn(given, foreign('2025-12-31'), 'p')).not.toBeNull()
})

test('a distribution within the bars whose words could not be read leaves no true series', () => {
  const given = series({ '2026-01-01': '100', '2026-01-05': '50' })
  const unread = {
    kind: 'unread',
    ex_date: '2026-01-03',
    announced_on: null,
    plan: '供股',
  } as const
  expect(totalReturn(given, [unread], 'p')).toBeNull()
})

test('the return is the product of the daily returns with dividends, and prices stay above zero', () => {
  const price = fc.integer({ min: 1, max: 1000 })
  const day = fc.record({ close: price, paid: fc.option(fc.integer({ min: 1, max: 5000 })) })
  fc.assert(
    fc.property(fc.array(day, { minLength: 2, maxLength: 20 }), (days) => {
      const dates = days.map((_, at) => `2026-01-${String(at + 1).padStart(2, '0')}`)
      const given = series(
        Object.fromEntries(days.map(({ close }, at) => [dates[at] ?? '', String(close)])),
      )
      const actions = days.flatMap(({ paid }, at) =>
        paid === null ? [] : [dividend(dates[at] ?? '', String(paid))],
      )
      const read = totalReturn(given, actions, 'p')
      const grown = Number(read?.bars.at(-1)?.close) / Number(read?.bars[0]?.close)
      const daily = days.slice(1).reduce((product, { close, paid }, at) => {
        return (product * (close + (paid ?? 0))) / (days[at]?.close ?? Number.NaN)
      }, 1)
      if (Number(read?.bars[0]?.close) > 0.01) expect(grown / daily).toBeCloseTo(1, 3)
      expect(read?.bars.every(({ close }) => Number(close) >= 0)).toBe(true)
    }),
  )
})
