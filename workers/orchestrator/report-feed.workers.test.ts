/** The feed in workerd: replay, resuming by id, live events, and what is kept after an eviction. */
import { evictDurableObject, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it } from 'vitest'
import type { ReportEvent } from '#shared/contracts/orchestrator.ts'
import { type Draft, withPiece } from '#shared/drafts.ts'
import type { NewEvent } from './feed/event-log.ts'

const running: NewEvent = { type: 'report', status: 'running', reason: null, detail: null }
const complete: NewEvent = { type: 'report', status: 'complete', reason: null, detail: null }
const profile = (status: 'running' | 'complete'): NewEvent => ({
  type: 'module',
  module: 'profile',
  names: { en: 'Profile', zh: '概况' },
  status,
  reason: null,
})

const feed = (name: string) => env.REPORT_FEED.getByName(name)

/** Ids of the events of a stream that ends. */
const idsOf = async (stream: ReadableStream | null): Promise<number[]> => {
  const text = await new Response(stream).text()
  return [...text.matchAll(/^id: (\d+)$/gm)].map((m) => Number(m[1]))
}

/** A draft as a run sends it. */
const draftOf = (name: string, attempt: number) => {
  const { readable, writable } = new IdentityTransformStream()
  const writer = writable.getWriter()
  const taken = feed(name).takeDraft('profile', attempt, readable)
  return {
    taken,
    write: (from: number, text: string, round = 1) =>
      writer.write(new TextEncoder().encode(`${JSON.stringify({ round, from, text })}\n`)),
    close: () => writer.close(),
    cut: () => writer.abort(new Error('cut')),
  }
}

/** A reader of a stream: each event as `module:status`, or what stands of the draft after it. */
const readerOf = (stream: ReadableStream<Uint8Array> | null) => {
  if (!stream) throw new Error('there is no stream')
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader()
  const told: string[] = []
  let rest = ''
  let draft: Draft | undefined
  const take = (block: string) => {
    const data = /^data: (.*)$/m.exec(block)?.[1]
    if (data === undefined) return
    const event = JSON.parse(data) as ReportEvent
    if (event.type === 'text') {
      draft = withPiece(draft, event)
      told.push(`text:${draft?.text ?? ''}`)
    } else told.push(`${event.type}:${'status' in event ? event.status : ''}`)
  }
  return {
    /** Reads until this was told, or to the end. */
    async until(last: string): Promise<string[]> {
      while (told.at(-1) !== last) {
        const { done, value } = await reader.read()
        if (done) break
        const blocks = (rest + value).split('\n\n')
        rest = blocks.pop() ?? ''
        blocks.forEach(take)
      }
      return told
    },
    leave: () => reader.cancel(),
  }
}

afterEach(() => reset())

describe('ReportFeed', () => {
  it('replays everything and closes when the report has ended', async () => {
    await feed('a').publish([running, profile('running')])
    await feed('a').publish([profile('complete'), complete])
    expect(await idsOf(await feed('a').subscribe(0, []))).toEqual([1, 2, 3, 4])
  })

  it('resumes after the event the reader saw last, and has nothing for who saw the end', async () => {
    await feed('b').publish([running, profile('running'), profile('complete'), complete])
    expect(await idsOf(await feed('b').subscribe(2, []))).toEqual([3, 4])
    expect(await feed('b').subscribe(4, [])).toBeNull()
  })

  it('sends what comes later to every open stream', async () => {
    await feed('c').publish([running])
    const streams = [await feed('c').subscribe(0, []), await feed('c').subscribe(1, [])]
    const read = streams.map(idsOf)
    await feed('c').publish([profile('running')])
    await feed('c').publish([profile('complete'), complete])
    expect(await Promise.all(read)).toEqual([
      [1, 2, 3, 4],
      [2, 3, 4],
    ])
  })

  it('goes on for the others when one reader leaves', async () => {
    await feed('d').publish([running])
    const leaver = await feed('d').subscribe(0, [])
    const stayer = idsOf(await feed('d').subscribe(0, []))
    await leaver?.cancel()
    await feed('d').publish([complete])
    expect(await stayer).toEqual([1, 2])
  })

  it('keeps its events and their numbers when it is evicted', async () => {
    await feed('e').publish([running, profile('running')])
    await evictDurableObject(feed('e'))
    await feed('e').publish([complete])
    expect(await idsOf(await feed('e').subscribe(1, []))).toEqual([2, 3])
  })

  it('fills a lost log with what is known of the report, once', async () => {
    const known = [running, profile('complete'), complete]
    expect(await idsOf(await feed('f').subscribe(0, known))).toEqual([1, 2, 3])
    expect(await idsOf(await feed('f').subscribe(0, known))).toEqual([1, 2, 3])
  })

  it('shows a draft to all while it is written, and to who comes late what there is', async () => {
    await feed('g').publish([running, profile('running')])
    const early = readerOf(await feed('g').subscribe(0, []))
    const draft = draftOf('g', 1)
    await draft.write(0, 'Revenue ')
    await early.until('text:Revenue ')
    await draft.write(8, 'rose.')
    await early.until('text:Revenue rose.')
    const late = readerOf(await feed('g').subscribe(2, []))
    expect(await late.until('text:Revenue rose.')).toEqual(['text:Revenue rose.'])
    await draft.close()
    await draft.taken
    await feed('g').publish([profile('complete'), complete])
    for (const reader of [early, late])
      expect((await reader.until('')).slice(-2)).toEqual(['module:complete', 'report:complete'])
    const over = readerOf(await feed('g').subscribe(0, []))
    expect(await over.until('')).toEqual([
      'report:running',
      'module:running',
      'module:complete',
      'report:complete',
    ])
  })

  it('takes a draft away that is cut, and begins anew with the next try', async () => {
    await feed('h').publish([running, profile('running')])
    const reader = readerOf(await feed('h').subscribe(2, []))
    const first = draftOf('h', 1)
    await first.write(0, 'Half')
    await reader.until('text:Half')
    await first.cut()
    await first.taken
    await reader.until('text:')
    await feed('h').publish([profile('running')])
    const second = draftOf('h', 2)
    await second.write(0, 'Whole')
    expect(await reader.until('text:Whole')).toEqual([
      'text:Half',
      'text:',
      'module:running',
      'text:Whole',
    ])
    await second.write(0, 'Mended', 2)
    await reader.until('text:Mended')
    await second.close()
    await second.taken
    await reader.leave()
  })

  it('wants no draft of what has ended, also after it was evicted', async () => {
    await feed('i').publish([running, profile('running')])
    const draft = draftOf('i', 1)
    await draft.write(0, 'Half')
    await feed('i').publish([profile('complete')])
    await draft.write(4, ' more').catch(() => {})
    await draft.taken
    await evictDurableObject(feed('i'))
    const late = draftOf('i', 1)
    await late.write(0, 'Half').catch(() => {})
    await late.taken
    await feed('i').publish([complete])
    const reader = readerOf(await feed('i').subscribe(3, []))
    expect(await reader.until('')).toEqual(['report:complete'])
  })

  it('is not held up by a reader that reads nothing, and gives it the rest in one piece', async () => {
    await feed('j').publish([running, profile('running')])
    const slow = readerOf(await feed('j').subscribe(2, []))
    const draft = draftOf('j', 1)
    const piece = 'x'.repeat(1_000)
    for (let at = 0; at < 90; at++) await draft.write(at * piece.length, piece)
    await draft.close()
    await draft.taken
    const told = await slow.until(`text:${piece.repeat(90)}`)
    expect(told.at(-1)).toBe(`text:${piece.repeat(90)}`)
    await slow.leave()
  })
})
