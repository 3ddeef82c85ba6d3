/**
 * A share that is suspended is `empty`, a fault of a price is `malformed`: only that one counts.
 */
import { expect, test } from 'vitest'
import { CLOSED, type Breaker, report } from '../limits/breaker.ts'
import { multiplesOf, quoteOf, readSnapshot } from './eastmoney/snapshot.ts'
import { readQuoteLine as sinaLine } from './sina/quote-line.ts'
import { readQuoteLine as tencentLine } from './tencent/quote-line.ts'

const eastmoney = (f43: unknown) => {
  const read = readSnapshot({
    f43,
    f57: '600000',
    f58: '样本股份',
    f59: 2,
    f60: 10,
    f84: 1e9,
    f86: 1_795_744_800,
    f107: 1,
    f116: '-',
  })
  return read.ok ? quoteOf(read.data) : read
}
const tencent = (price: string) =>
  tencentLine(
    'CN',
    'sh600000',
    Array.from({ length: 88 }, () => '0')
      .with(2, '600000')
      .with(3, price)
      .with(30, '20261127150003')
      .with(82, 'CNY'),
  )
const sina = (price: string) =>
  sinaLine(
    'CN',
    'sh600000',
    Array.from({ length: 33 }, () => '0')
      .with(3, price)
      .with(30, '2026-11-27')
      .with(31, '15:00:00'),
  )

test.each([
  ['eastmoney', eastmoney, '-'],
  ['eastmoney', eastmoney, 0],
  ['tencent', tencent, '-'],
  ['tencent', tencent, '--'],
  ['tencent', tencent, '0.00'],
  ['sina', sina, '-'],
  ['sina', sina, '0.000'],
] as [string, (price: never) => unknown, unknown][])(
  '%s: a price of %j is a halt, which no breaker counts',
  (_, read, price) => {
    const answer = read(price as never)
    expect(answer).toMatchObject({ ok: false, reason: 'empty' })
    let breaker: Breaker = CLOSED
    for (let call = 0; call < 50; call++)
      breaker = report(breaker, { reason: 'empty' }, { failures: 3, open_seconds: 60 }, call)
    expect(breaker.open_until).toBe(0)
  },
)

test.each([
  ['eastmoney', eastmoney, null],
  ['eastmoney', eastmoney, 'many'],
  ['tencent', tencent, ''],
  ['tencent', tencent, 'many'],
  ['sina', sina, 'many'],
] as [string, (price: never) => unknown, unknown][])(
  '%s: a price of %j is a fault of the answer',
  (_, read, price) => {
    expect(read(price as never)).toMatchObject({ ok: false, reason: 'malformed' })
  },
)

test('the market figures of a halted share have no price', () => {
  const read = readSnapshot({ f43: '-', f57: '600000', f107: 1, f84: 1e9 })
  expect(read.ok && multiplesOf(read.data)).toEqual([])
})
