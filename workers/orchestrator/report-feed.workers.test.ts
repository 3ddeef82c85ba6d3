/** The feed in workerd: replay, resuming by id, live events, and what is kept after an eviction. */
import { evictDurableObject, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it } from 'vitest'
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
})
