/**
 * How a socket of a cell ends: whoever begins the close, the other side answers it, so that the
 * close is clean and the socket no longer counts.
 */
import { env } from 'cloudflare:workers'
import { reset, runInDurableObject } from 'cloudflare:test'
import { afterEach, describe, expect, it } from 'vitest'
import { streamRequest } from '#shared/quote-cells.ts'
import type { QuoteCell } from './quote-cell.ts'
import { closeSilent, hear, heardUntil, SILENT_MS } from './sockets.ts'

const ID = 'US:AAPL'
const cell = () => env.QUOTE_CELL.getByName(ID)
const open = async () => {
  const { webSocket } = await cell().fetch(streamRequest(ID, { max_age_seconds: 30 }))
  if (!webSocket) throw new Error('no socket')
  webSocket.accept()
  const closed = new Promise<CloseEvent>((resolve) =>
    webSocket.addEventListener('close', resolve, { once: true }),
  )
  return { webSocket, closed }
}
const inCell = <T>(look: (state: DurableObjectState) => T) =>
  runInDurableObject(cell(), (_: QuoteCell, state) => look(state))
const sockets = () => inCell((state) => state.getWebSockets().length)
const watchedUntil = () => inCell((state) => heardUntil(state, Date.now()))
const alarm = () => inCell((state) => state.storage.getAlarm())

afterEach(() => reset())

describe('a reader that closes', () => {
  it.each([
    [1000, 'done'],
    [1001, 'away'],
    [1008, 'policy'],
    [3000, 'of a library'],
    [4999, 'of its own'],
  ])('with %i is answered with its own code, and is a watch no more', async (code, reason) => {
    const { webSocket, closed } = await open()
    expect(await sockets()).toBe(1)
    expect(await watchedUntil()).toBeGreaterThan(0)
    webSocket.close(code, reason)
    expect(await closed).toMatchObject({ code, wasClean: true })
    await expect.poll(sockets).toBe(0)
    await expect.poll(alarm).toBeNull()
  })
  it('with no code is answered cleanly', async () => {
    const { webSocket, closed } = await open()
    webSocket.close()
    expect((await closed).wasClean).toBe(true)
    await expect.poll(sockets).toBe(0)
  })
  it('leaves the other readers what they have', async () => {
    const [first, second] = [await open(), await open()]
    first.webSocket.close(1000)
    await first.closed
    await expect.poll(sockets).toBe(1)
    expect(await watchedUntil()).toBeGreaterThan(0)
    second.webSocket.close(1001)
    await second.closed
    await expect.poll(watchedUntil).toBe(0)
  })
})

describe('a reader that is silent', () => {
  it('is told that the cell goes away, and counts no more', async () => {
    const { webSocket, closed } = await open()
    await inCell((state) => closeSilent(state, Date.now() + SILENT_MS - 1_000))
    expect(await sockets()).toBe(1)
    await inCell((state) => {
      const then = Date.now() + SILENT_MS
      closeSilent(state, then)
      expect(heardUntil(state, then)).toBe(0)
    })
    expect(await closed).toMatchObject({ code: 1001 })
    expect(await watchedUntil()).toBe(0)
    webSocket.close()
    await expect.poll(sockets).toBe(0)
  })
  it('has its whole time again when the clock was set back', async () => {
    await open()
    await inCell((state) => {
      const earlier = Date.now() - 86_400_000
      expect(heardUntil(state, earlier)).toBe(earlier + SILENT_MS)
      closeSilent(state, earlier)
      closeSilent(state, earlier + SILENT_MS - 1)
      expect(heardUntil(state, earlier)).toBe(earlier + SILENT_MS)
      closeSilent(state, earlier + SILENT_MS)
      expect(heardUntil(state, earlier)).toBe(0)
    })
  })
})

describe('what a reader may say', () => {
  const NOW = Date.UTC(2100, 0, 1)
  /** What the cell makes of a message: whether it was noted, what it answered, how it closed. */
  const said = async (message: string | ArrayBuffer, at = NOW) => {
    const { webSocket, closed } = await open()
    const answers: unknown[] = []
    webSocket.addEventListener('message', ({ data }) => {
      const answer: unknown = JSON.parse(String(data))
      if (answer instanceof Object && 'type' in answer && answer.type === 'time')
        answers.push(answer)
    })
    const noted = await inCell((state) => {
      const [socket] = state.getWebSockets()
      if (!socket) throw new Error('no socket')
      return hear(socket, message, at)
    })
    return { webSocket, closed, answers, noted }
  }
  const inLength = (length: number) => {
    const text = '{"time":1}'
    return text + ' '.repeat(length - text.length)
  }

  it('the time is told to a question of up to 100 characters', async () => {
    const { answers, noted } = await said(inLength(100))
    expect(noted).toBe(true)
    await expect
      .poll(() => answers)
      .toEqual([{ type: 'time', id: 1, now: new Date(NOW).toISOString() }])
    expect(await sockets()).toBe(1)
  })
  it('a longer one closes the socket as too long, also of bytes', async () => {
    for (const message of [inLength(101), new ArrayBuffer(101)]) {
      const { closed, noted } = await said(message)
      expect(noted).toBe(false)
      expect(await closed).toMatchObject({ code: 1009, reason: 'only {"time": id} is taken' })
      await reset()
    }
  })
  it.each([
    '',
    '{',
    'null',
    '7',
    '{}',
    '{"time":"1"}',
    '{"time":null}',
    '{"time":1,"more":2}',
    '[{"time":1}]',
    new ArrayBuffer(10),
  ])('another message closes it as of a wrong kind: %j', async (message) => {
    const { closed, noted, answers } = await said(message)
    expect(noted).toBe(false)
    expect(await closed).toMatchObject({ code: 1003 })
    expect(answers).toEqual([])
  })
  it('is answered each time, and noted every five seconds', async () => {
    const { answers } = await said('{"time":1}')
    const again = (after: number, id: number) =>
      inCell((state) => {
        const [socket] = state.getWebSockets()
        if (!socket) throw new Error('no socket')
        const noted = hear(socket, JSON.stringify({ time: id }), NOW + after)
        return [noted, heardUntil(state, NOW + after)]
      })
    expect(await again(4_999, 2)).toEqual([false, NOW + SILENT_MS])
    expect(await again(5_000, 3)).toEqual([true, NOW + 5_000 + SILENT_MS])
    await expect.poll(() => answers.length).toBe(3)
  })
})
