/** What a snapshot says of its sources: which ship with the project, and of which day each is. */
import { expect, test } from 'vitest'
import { shippedMarketDay, shippedUniverse } from './shipped-universes.ts'
import { sourcesOf } from './sources.ts'

const DAY = { day: '2026-11-30', asOf: new Date('2026-12-01T04:59:59.999Z'), isNow: true }
const list = (batch: string, day: string) => ({
  market: 'US' as const,
  source: 'nasdaq',
  batch,
  day,
  rows: 5_477,
})
const told = (...given: Parameters<typeof sourcesOf>) =>
  sourcesOf(...given).map(({ kind, day, recorded }) => `${kind} ${day} ${recorded}`)

test('lists and prices that ship are told as recorded, others are not', () => {
  const shipped = shippedMarketDay('US')?.about
  if (!shipped) throw new Error('no prices ship')
  const priceDay = { ...shipped, rows: 5_000 }
  const { day } = shippedUniverse('US').about
  expect(told({ day: DAY, batches: [], lists: [list('shipped', day)], priceDay })).toEqual([
    `universe ${day} true`,
    `prices ${shipped.day} true`,
  ])
  const brought = { ...priceDay, day: '2026-11-27' }
  const lists = [list('2026-11-28', '2026-11-28')]
  expect(told({ day: DAY, batches: [], lists, priceDay: brought })).toEqual([
    'universe 2026-11-28 false',
    'prices 2026-11-27 false',
  ])
})

test('several lists of one source are counted, and the newest is named', () => {
  const lists = [list('2010q1', '2010-03-31'), list('2010q2', '2010-06-30')]
  const [source] = sourcesOf({ day: DAY, batches: [], lists, priceDay: null })
  expect(source?.note.en).toBe('2 lists of companies, the newest with 5477 rows as of 2010-06-30')
})
