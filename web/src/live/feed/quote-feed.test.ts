import { beforeEach, describe, expect, test } from 'vitest'
import { type TestBeat, testBeat } from './beat.fixture.ts'
import type { LiveEvent } from './live-quote.ts'
import { type Feed, startFeed } from './quote-feed.ts'
import { POLL_MS, SLOWEST_POLL_MS } from './quote-polling.ts'
import { EXCHANGE_MS, SILENCE_MS } from './quote-stream.ts'
import { cellTime, liveQuote } from './quotes.fixture.ts'
import { NO_SUCH, testService } from './service.fixture.ts'

let beat: TestBeat
let taken: LiveEvent[]
let feed: Feed
let service: ReturnType<typeof testService>['service']

const start = (set: Partial<typeof service> = {}) => {
  const made = testService()
  service = Object.assign(made.service, set)
  feed = startFeed(
    { market: 'US', symbol: 'AAPL', maxAgeSeconds: 30, take: (event) => void taken.push(event) },
    made.ports,
    beat,
  )
}
/** The socket opens, and every question for the time so far is answered. */
const answerTime = () => {
  const { handlers, asked } = service.socket
  handlers.onMessage({ type: 'time', id: asked.at(-1) ?? 0, now: cellTime(beat.now()) })
}
const standing = async () => {
  await beat.pass(100)
  service.socket.handlers.onOpen()
  answerTime()
}

beforeEach(() => {
  beat = testBeat()
  taken = []
})

describe('with a socket', () => {
  test('the first price is asked for; then the socket brings them, nothing is asked and no lease is taken', async () => {
    start()
    await standing()
    service.socket.handlers.onMessage({ type: 'quote', quote: liveQuote() })
    expect(taken.map(({ type }) => type)).toEqual(['answered', 'connected', 'time', 'quote'])
    await beat.pass(EXCHANGE_MS - 1_000)
    expect(service).toMatchObject({ reads: 1, watches: 0 })
  })

  test('the clock is asked for anew every half minute, and the answer carries when it was asked', async () => {
    start()
    await standing()
    await beat.pass(EXCHANGE_MS + 50)
    answerTime()
    expect(service.socket.asked).toEqual([1, 2])
    expect(taken.at(-1)).toMatchObject({ type: 'time', sent: 100 + EXCHANGE_MS })
  })

  test('an answer to another question than the last is not taken', async () => {
    start()
    await standing()
    const before = taken.length
    service.socket.handlers.onMessage({ type: 'time', id: 1, now: cellTime(0) })
    expect(taken).toHaveLength(before)
  })

  test('one that goes silent is dropped, and prices are asked for', async () => {
    start()
    await standing()
    await beat.pass(EXCHANGE_MS + SILENCE_MS)
    expect(service.socket.closed).toBe(true)
    expect(service.reads).toBe(2)
    service.opened[0]?.handlers.onMessage({ type: 'quote', quote: liveQuote() })
    expect(taken.filter(({ type }) => type === 'quote')).toEqual([])
  })

  test('ten seconds of silence are enough', async () => {
    start()
    await standing()
    await beat.pass(EXCHANGE_MS + 10_000)
    expect(service.socket.closed).toBe(true)
  })

  test('asked whether anybody is there, it asks once', async () => {
    start()
    await standing()
    feed.probe()
    feed.probe()
    expect(service.socket.asked).toEqual([1, 2])
    await beat.pass(SILENCE_MS)
    expect(service.socket.closed).toBe(true)
  })
})

describe('without one', () => {
  test('prices are asked for every few seconds under a lease, renewed at half its time', async () => {
    start()
    await beat.pass(1_000)
    service.socket.handlers.onClose()
    await beat.pass(122_000)
    expect(service.watches).toBe(3)
    expect(service.reads).toBe(1 + Math.floor(123_000 / POLL_MS))
  })

  test('a socket is tried again, later and later', async () => {
    start()
    for (let minute = 0; minute < 20 * 60; minute += 1) {
      await beat.pass(1_000)
      if (!service.socket.closed) service.socket.handlers.onClose()
    }
    expect(service.opened.length).toBeGreaterThan(10)
    expect(service.opened.length).toBeLessThan(20)
  })

  test('a service that is down is asked less often, no socket is tried, and it is back within a round', async () => {
    start({ up: false })
    await beat.pass(60_000)
    expect(service.opened).toEqual([])
    expect(service.reads).toBeLessThan(9)
    expect(taken.at(-1)).toMatchObject({ type: 'unreached', why: { reason: 'offline' } })
    service.up = true
    await beat.pass(SLOWEST_POLL_MS)
    expect(taken.at(-1)).toMatchObject({ type: 'answered' })
    expect(service.opened).toHaveLength(1)
  })
})

test('of what is no instrument it asks once', async () => {
  start({ quote: null, problem: NO_SUCH })
  await beat.pass(60_000)
  expect(service).toMatchObject({ reads: 1, watches: 0, opened: [] })
  expect(beat.waiting()).toBe(0)
})

test.each(['before an answer', 'while it asks', 'on a socket'])(
  'stopped %s, it leaves nothing running',
  async (when) => {
    start()
    if (when === 'while it asks') await beat.pass(5_000)
    if (when === 'on a socket') await standing()
    feed.stop()
    const before = taken.length
    await beat.pass(5 * 60_000)
    expect(beat.waiting()).toBe(0)
    expect(taken).toHaveLength(before)
    expect(service.opened.every(({ closed }) => closed)).toBe(true)
  },
)
