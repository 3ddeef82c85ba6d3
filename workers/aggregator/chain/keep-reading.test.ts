import { expect, it } from 'vitest'
import type { NamedAnswer } from '../model/provider.ts'
import { SESSION_MEMORY } from '../model/tape.ts'
import { openContext } from './deps.fixture.ts'
import { keepReading, MAX_READING_BYTES } from './keep-reading.ts'

const identity = { provider: 'fmp', dataset: 'fx', instrument: 'FX:USD/CNY' } as const
const question = { about: 'rate', market: 'US', query: { from: 'CNY', to: 'USD' } } as const
const heard = (asked: string, bytes: number) => ({
  asked,
  status: 200,
  body: new Uint8Array(bytes),
})

const begun = () => {
  let now = 1_000
  const ticking = () => {
    now += 1_000
    return new Date(now)
  }
  const kept = keepReading(openContext(ticking))
  const { tape } = kept.context
  if (tape?.plays !== false) throw new Error('the tape keeps')
  const reading = () => {
    const result = kept.onto<NamedAnswer>({ ok: true, data: {} }, identity, question)
    return result.ok ? result.data.reading : undefined
  }
  return { ...kept, keep: tape.keep, reading }
}

it('keeps each call once, with its last answer, under a clock that stands', () => {
  const { context, keep, reading } = begun()
  expect(reading()).toBeUndefined()
  keep(heard('GET a', 1))
  keep(heard('GET b', 2))
  keep(heard('GET a', 3))
  expect(context.now()).toEqual(context.now())
  expect(reading()?.askedAt).toEqual(context.now())
  expect(reading()?.heard.map(({ asked, body }) => [asked, body?.length])).toEqual([
    ['GET a', 3],
    ['GET b', 2],
  ])
})

it('keeps a reading up to its largest size, and nothing of a larger one', () => {
  const small = begun()
  small.keep(heard('GET a', MAX_READING_BYTES - 1))
  small.keep(heard('GET b', 1))
  expect(small.reading()?.heard).toHaveLength(2)
  small.keep(heard('GET c', 1))
  expect(small.reading()).toBeUndefined()
  small.keep(heard('GET d', 1))
  expect(small.reading()).toBeUndefined()
})

it('leaves what could not be read of the answer beside its reading', () => {
  const { keep, onto } = begun()
  keep(heard('GET a', 1))
  const unread = ['a report']
  expect(onto<NamedAnswer>({ ok: true, data: {}, unread }, identity, question)).toMatchObject({
    unread,
    data: { reading: { heard: [{ asked: 'GET a' }] } },
  })
})

it('keeps what an adapter recalls, but no session', async () => {
  const { context, keep, reading } = begun()
  await context.memory.put('cik', '320193', 60)
  await context.memory.put(SESSION_MEMORY, 'cookie', 60)
  expect(await context.memory.get('cik')).toBe('320193')
  expect(await context.memory.get(SESSION_MEMORY)).toBe('cookie')
  expect(await context.memory.get('nothing')).toBeNull()
  keep(heard('GET a', 1))
  expect(reading()?.recalled).toEqual({ cik: '320193' })
})

it('adds nothing to a failure', () => {
  const kept = keepReading(openContext(() => new Date()))
  const failure = { ok: false, reason: 'empty', detail: 'nothing' } as const
  expect(kept.onto(failure, identity, question)).toEqual(failure)
})
