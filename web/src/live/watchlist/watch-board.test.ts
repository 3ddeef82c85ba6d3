import { expect, test } from 'vitest'
import { testBeat } from '../feed/beat.fixture.ts'
import { PAINT_MS } from '../feed/live-quote.ts'
import { createLiveSignal } from '../feed/live-signal.ts'
import { liveQuote } from '../feed/quotes.fixture.ts'
import { testService } from '../feed/service.fixture.ts'
import { createWatchBoard } from './watch-board.ts'

test('a price counts each second and goes in its own moment, without a word from anybody', async () => {
  const beat = testBeat()
  const price = createLiveSignal(3, beat)
  const seen: string[] = []
  price.view.subscribe(({ status, age }) => void seen.push(`${beat.now()} ${status} ${age}`))
  await beat.pass(500)
  price.take({ type: 'answered', sent: 300, quote: liveQuote({ age_seconds: 0.5 }), problem: null })
  await beat.pass(3_500)
  expect(seen).toEqual([
    '0 missing null',
    '500 fresh 0',
    '800 fresh 1',
    '1800 fresh 2',
    `${2_800 - PAINT_MS} expired 3`,
    '2800 expired 3',
    '3800 expired 4',
  ])
  price.rest()
  expect(beat.waiting()).toBe(0)
})

test('a list is asked for and watched in one, and each price of it ends by itself', async () => {
  const beat = testBeat()
  const { service, ports } = testService()
  const both = createWatchBoard(['US:AAPL', 'JP:7203'], 30, ports, beat)
  const stop = both.start()
  await beat.pass(100)
  expect(service).toMatchObject({ reads: 1, watches: 1 })
  both.prices.get('JP:7203')?.take({ type: 'quote', quote: liveQuote({ observed: 1 }) })
  stop()
  both.prices.get('JP:7203')?.take({
    type: 'answered',
    sent: beat.now() - 20_000,
    quote: liveQuote({ observed: 20_000 }),
    problem: null,
  })
  await beat.pass(15_000)
  expect([...both.prices].map(([name, { view }]) => [name, view.value.status])).toEqual([
    ['US:AAPL', 'fresh'],
    ['JP:7203', 'expired'],
  ])
  expect(service.reads).toBe(1)
  both.rest()
  expect(beat.waiting()).toBe(0)
})
