/**
 * The decisions about the sockets of a cell, with sockets that only record what is done to them.
 */
import { describe, expect, it } from 'vitest'
import type { FreshnessRule } from '#shared/quote-cells.ts'
import { answerClose, closeSilent, hear, heardUntil, SILENT_MS, sayTo } from './sockets.ts'

const T0 = Date.parse('2026-11-24T15:00:00.000Z')
const RULE: FreshnessRule = { max_age_seconds: 30 }

interface RecordedSocket {
  socket: WebSocket
  sent: unknown[]
  closed: (number | string | undefined)[][]
  heard(): number
}

const socketOf = ({
  heard = T0,
  readyState = WebSocket.OPEN,
  breaks = false,
}: {
  heard?: number
  readyState?: number
  breaks?: boolean
} = {}): RecordedSocket => {
  let reader = { rule: RULE, heard }
  const sent: unknown[] = []
  const closed: (number | string | undefined)[][] = []
  const socket = {
    readyState,
    deserializeAttachment: () => reader,
    serializeAttachment: (next: typeof reader) => {
      reader = next
    },
    send: (message: string) => {
      if (breaks) throw new Error('closed')
      sent.push(JSON.parse(message))
    },
    close: (...given: (number | string | undefined)[]) => {
      if (breaks) throw new Error('closed')
      closed.push(given)
    },
  }
  return { socket: socket as unknown as WebSocket, sent, closed, heard: () => reader.heard }
}

const stateOf = (...sockets: RecordedSocket[]) =>
  ({ getWebSockets: () => sockets.map(({ socket }) => socket) }) as unknown as DurableObjectState

describe('a message of a reader', () => {
  it('that asks for the time is answered with its own id and the time of the cell', () => {
    const { socket, sent, closed } = socketOf()
    expect(hear(socket, '{"time": 7.5}', T0 + 5_000)).toBe(true)
    expect(sent).toEqual([{ type: 'time', id: 7.5, now: '2026-11-24T15:00:05.000Z' }])
    expect(closed).toEqual([])
  })

  it.each([
    [4_999, false, T0],
    [5_000, true, T0 + 5_000],
    // The clock was set back, so how long ago is not known.
    [-1, true, T0 - 1],
  ])('%i ms after the last is recorded: %s', (after, recorded, heard) => {
    const one = socketOf()
    expect(hear(one.socket, '{"time":1}', T0 + after)).toBe(recorded)
    expect([one.sent.length, one.heard()]).toEqual([1, heard])
  })

  const question = (characters: number) => `{"time":1${' '.repeat(characters - 10)}}`
  it.each([
    ['of 100 characters', question(100), null],
    ['of 101 characters', question(101), 1009],
    ['of 101 bytes', new ArrayBuffer(101), 1009],
    ['of 100 bytes', new ArrayBuffer(100), 1003],
    ['without a time', '{}', 1003],
    ['with more than a time', '{"time":1,"more":2}', 1003],
    ['with a time in text', '{"time":"1"}', 1003],
    ['that is no JSON', 'time', 1003],
    ['that is empty', '', 1003],
  ])('%s: closed with %s', (_, message, code) => {
    const { socket, sent, closed, heard } = socketOf()
    expect(hear(socket, message, T0 + 9_000)).toBe(code === null)
    expect(closed).toEqual(code === null ? [] : [[code, 'only {"time": id} is taken']])
    expect([sent.length, heard()]).toEqual(code === null ? [1, T0 + 9_000] : [0, T0])
  })
})

describe('sockets as a watch', () => {
  it('watch until the last reader would be silent, and not without one', () => {
    expect(heardUntil(stateOf(), T0)).toBe(0)
    const sockets = [socketOf({ heard: T0 - 10_000 }), socketOf({ heard: T0 - 60_000 })]
    expect(heardUntil(stateOf(...sockets), T0)).toBe(T0 - 10_000 + SILENT_MS)
  })

  it.each([WebSocket.CONNECTING, WebSocket.CLOSING, WebSocket.CLOSED])(
    'do not watch in the state %i, and are not closed again',
    (readyState) => {
      const one = socketOf({ readyState, heard: T0 - 10 * SILENT_MS })
      expect(heardUntil(stateOf(one), T0)).toBe(0)
      closeSilent(stateOf(one), T0)
      expect(one.closed).toEqual([])
    },
  )

  it('have their whole time from now when the clock was set back', () => {
    const one = socketOf({ heard: T0 })
    const back = T0 - 3_600_000
    expect(heardUntil(stateOf(one), back)).toBe(back + SILENT_MS)
    closeSilent(stateOf(one), back)
    expect([one.closed, one.heard()]).toEqual([[], back])
    closeSilent(stateOf(one), back + SILENT_MS)
    expect(one.closed).toHaveLength(1)
  })

  it.each([
    [SILENT_MS - 1, []],
    [SILENT_MS, [[1001, 'not heard for too long']]],
  ])('are closed after %i ms of silence: %j', (after, closed) => {
    const one = socketOf()
    closeSilent(stateOf(one), T0 + after)
    expect([one.closed, one.heard()]).toEqual([closed, T0])
  })
})

describe('a close that the reader began', () => {
  it.each([
    [1000, 1000],
    [1001, 1001],
    [4999, 4999],
    [1005, 1000],
    [1006, 1000],
    [1015, 1000],
  ])('with %i is answered with %i', (code, answer) => {
    const one = socketOf({ readyState: WebSocket.CLOSING })
    answerClose(one.socket, code)
    expect(one.closed).toEqual([[answer]])
  })

  it('is not answered when it is over, and a close that fails is the end too', () => {
    const over = socketOf({ readyState: WebSocket.CLOSED })
    answerClose(over.socket, 1000)
    expect(over.closed).toEqual([])
    expect(() => answerClose(socketOf({ breaks: true }).socket, 1000)).not.toThrow()
  })
})

it('each reader is told by its own rule, also behind one that has gone', () => {
  const [gone, here] = [socketOf({ breaks: true }), socketOf()]
  const rules: FreshnessRule[] = []
  sayTo([gone.socket, here.socket], (rule) => {
    rules.push(rule)
    return { type: 'failed', reason: 'timeout', detail: 'no answer' }
  })
  expect(rules).toEqual([RULE, RULE])
  expect(here.sent).toEqual([{ type: 'failed', reason: 'timeout', detail: 'no answer' }])
})
