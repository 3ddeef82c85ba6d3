import { expect, test } from 'vitest'
import { append, type NewEvent, seqAfter, toServerSentEvent } from './event-log.ts'

const at = '2026-11-22T10:00:00.000Z'
const running: NewEvent = { type: 'report', status: 'running', reason: null, detail: null }
const complete: NewEvent = { type: 'report', status: 'complete', reason: null, detail: null }
const profile: NewEvent = {
  type: 'module',
  module: 'profile',
  names: { en: 'Profile', zh: '概况' },
  status: 'complete',
  reason: null,
}

test('events are numbered from 1 and on from the last', () => {
  const first = append(null, [running, profile], at)
  expect(first.map((e) => e.seq)).toEqual([1, 2])
  expect(append(first.at(-1) ?? null, [profile], at).map((e) => e.seq)).toEqual([3])
})

test('nothing follows the end of a report', () => {
  const log = append(null, [running, complete, profile], at)
  expect(log.map((e) => e.type)).toEqual(['report', 'report'])
  expect(append(log.at(-1) ?? null, [running], at)).toEqual([])
})

test('a module that is complete does not end the report', () => {
  expect(append(null, [profile, profile], at)).toHaveLength(2)
})

test('an event is sent with its number, its type and its whole as data', () => {
  const [event] = append(null, [running], at)
  if (!event) throw new Error('nothing was appended')
  const [id, type, data] = toServerSentEvent(event).split('\n')
  expect([id, type]).toEqual(['id: 1', 'event: report'])
  expect(JSON.parse(data?.replace('data: ', '') ?? '')).toEqual({
    type: 'report',
    seq: 1,
    at,
    status: 'running',
    reason: null,
    detail: null,
  })
})

test('a piece of a draft has no number, so that who comes back is told the draft anew', () => {
  const piece = {
    type: 'text',
    module: 'a',
    attempt: 1,
    round: 1,
    from: 0,
    text: 'a\n\nb',
  } as const
  expect(toServerSentEvent(piece)).toBe(`event: text\ndata: ${JSON.stringify(piece)}\n\n`)
})

test.each([
  ['7', 7],
  [null, 0],
  ['', 0],
  ['-1', 0],
  ['x', 0],
  ['1e400', 0],
])('Last-Event-ID %j resumes after %i', (header, seq) => {
  expect(seqAfter(header)).toBe(seq)
})
