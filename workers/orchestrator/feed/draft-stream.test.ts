import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type DraftSink, DraftWriter, type StreamedPiece, streamedPieces } from './draft-stream.ts'

const streamOf = (...chunks: Uint8Array[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })
const read = async (stream: ReadableStream<Uint8Array>): Promise<StreamedPiece[]> => {
  const found: StreamedPiece[] = []
  for await (const piece of streamedPieces(stream)) found.push(piece)
  return found
}

test('property: pieces are read whatever the chunks that they come in', async () => {
  const piece = fc.record({ round: fc.nat(3), from: fc.nat(), text: fc.string({ unit: 'binary' }) })
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece, { maxLength: 4 }),
      fc.array(fc.nat(60), { maxLength: 8 }),
      async (pieces, cuts) => {
        const bytes = new TextEncoder().encode(
          pieces.map((one) => `${JSON.stringify(one)}\n`).join(''),
        )
        const chunks: Uint8Array[] = []
        let at = 0
        for (const cut of [...cuts, bytes.length]) {
          chunks.push(bytes.subarray(at, at + cut))
          at += cut
        }
        expect(await read(streamOf(...chunks))).toEqual(pieces)
      },
    ),
    { numRuns: 30 },
  )
})

/** The other side of a writer: what it was sent, and how it may end. */
const otherSide = () => {
  const opened: { sent: StreamedPiece[]; end: PromiseWithResolvers<boolean>; closed: string }[] = []
  let hold: Promise<void> | null = null
  const open = (): DraftSink => {
    const one = { sent: [] as StreamedPiece[], end: Promise.withResolvers<boolean>(), closed: 'no' }
    opened.push(one)
    const stream = new WritableStream<Uint8Array>({
      async write(chunk) {
        for (const line of new TextDecoder().decode(chunk).trim().split('\n'))
          one.sent.push(JSON.parse(line) as StreamedPiece)
        await hold
      },
      close() {
        one.closed = 'closed'
      },
      abort() {
        one.closed = 'aborted'
      },
    })
    return { writer: stream.getWriter(), ended: one.end.promise }
  }
  return {
    opened,
    open,
    /** Keeps what is written from being taken. Returns what lets it go. */
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>()
      hold = promise
      return () => {
        hold = null
        resolve()
      }
    },
  }
}

describe('a writer', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  test('what comes within a moment is one piece, and pieces go on where the last one ended', async () => {
    const side = otherSide()
    const writer = new DraftWriter(side.open)
    for (const text of ['Re', 've', 'nue']) writer.write(text, 1)
    expect(side.opened).toHaveLength(0)
    await vi.advanceTimersByTimeAsync(1_000)
    for (const text of [' was', ' high']) writer.write(text, 1)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(side.opened.map(({ sent }) => sent)).toEqual([
      [
        { round: 1, from: 0, text: 'Revenue' },
        { round: 1, from: 7, text: ' was high' },
      ],
    ])
    writer.end(true)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(side.opened[0]?.closed).toBe('closed')
  })

  test('a text of many small pieces is sent in at most some ten a second', async () => {
    const side = otherSide()
    const writer = new DraftWriter(side.open)
    for (let ms = 0; ms < 10_000; ms += 5) {
      writer.write('ab', 1)
      await vi.advanceTimersByTimeAsync(5)
    }
    await vi.advanceTimersByTimeAsync(1_000)
    const sent = side.opened.flatMap((one) => one.sent)
    expect(sent.length).toBeLessThanOrEqual(102)
    expect(sent.map(({ text }) => text).join('')).toBe('ab'.repeat(2_000))
  })

  test('while one piece is on its way the others are joined, however long it takes', async () => {
    const side = otherSide()
    const letGo = side.hold()
    const writer = new DraftWriter(side.open)
    writer.write('a', 1)
    await vi.advanceTimersByTimeAsync(1_000)
    for (let i = 0; i < 50; i++) {
      writer.write('b', 1)
      await vi.advanceTimersByTimeAsync(1_000)
    }
    expect(side.opened[0]?.sent).toHaveLength(1)
    letGo()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(side.opened[0]?.sent.slice(1)).toEqual([{ round: 1, from: 1, text: 'b'.repeat(50) }])
  })

  test('another round begins anew', async () => {
    const side = otherSide()
    const writer = new DraftWriter(side.open)
    writer.write('First.', 1)
    await vi.advanceTimersByTimeAsync(1_000)
    writer.write('Men', 2)
    writer.write('ded.', 2)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(side.opened[0]?.sent.at(-1)).toEqual({ round: 2, from: 0, text: 'Mended.' })
  })

  test('what ends before its first moment is over opens nothing', async () => {
    const side = otherSide()
    const writer = new DraftWriter(side.open)
    writer.write('All of it.', 1)
    writer.end(true)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(side.opened).toHaveLength(0)
  })

  test('a text that is not kept is cut off, and nothing follows', async () => {
    const side = otherSide()
    const writer = new DraftWriter(side.open)
    writer.write('Half', 1)
    await vi.advanceTimersByTimeAsync(1_000)
    writer.end(false)
    writer.write(' more', 1)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(side.opened).toHaveLength(1)
    expect(side.opened[0]).toMatchObject({ closed: 'aborted', sent: [{ text: 'Half' }] })
  })

  test('a stream that is lost is opened again with the whole text, a few times', async () => {
    const side = otherSide()
    const writer = new DraftWriter(side.open)
    writer.write('One', 1)
    await vi.advanceTimersByTimeAsync(1_000)
    side.opened[0]?.end.reject(new Error('lost'))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(side.opened[1]?.sent).toEqual([{ round: 1, from: 0, text: 'One' }])
    writer.write(' two', 1)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(side.opened[1]?.sent.slice(1)).toEqual([{ round: 1, from: 3, text: ' two' }])
    for (let i = 1; i < 10; i++) {
      side.opened[i]?.end.resolve(true)
      await vi.advanceTimersByTimeAsync(1_000)
    }
    expect(side.opened).toHaveLength(4)
  })

  test('a stream that is no longer wanted is not opened again', async () => {
    const side = otherSide()
    const writer = new DraftWriter(side.open)
    writer.write('One', 1)
    await vi.advanceTimersByTimeAsync(1_000)
    side.opened[0]?.end.resolve(false)
    await vi.advanceTimersByTimeAsync(1_000)
    writer.write(' two', 1)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(side.opened).toHaveLength(1)
    expect(side.opened[0]?.sent).toHaveLength(1)
  })
})
