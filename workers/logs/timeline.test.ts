import { expect, test } from 'vitest'
import { MOST_IN_TIMELINE } from '#shared/contracts/logs.ts'
import { logLine } from './log-lines.fixture.ts'
import { timelineOf } from './timeline.ts'

const at = (ms: number) => new Date(Date.UTC(2026, 11, 1, 12) + ms).toISOString()

test('lines stand where they began, within the spans of their callers', () => {
  const timeline = timelineOf([
    logLine({
      at: at(40),
      duration_ms: 20,
      worker: 'data-aggregator',
      event: 'provider.asked',
      provider: 'sec',
      span: 'c-1',
      parent: 'b-1',
    }),
    logLine({ at: at(41), duration_ms: null, worker: 'data-aggregator', parent: 'b-1' }),
    logLine({ at: at(50), duration_ms: 35, worker: 'data-aggregator', span: 'b-1', parent: 'a-1' }),
    logLine({ at: at(55), duration_ms: 50, span: 'a-1' }),
  ])
  expect(timeline).toMatchObject({
    started_at: at(5),
    duration_ms: 50,
    workers: ['api-gateway', 'data-aggregator'],
    providers: ['sec'],
    cut: false,
  })
  expect(
    timeline.entries.map(({ span, offset_ms, depth, started_at }) => [
      span,
      offset_ms,
      depth,
      started_at,
    ]),
  ).toEqual([
    ['a-1', 0, 0, at(5)],
    ['b-1', 10, 1, at(15)],
    ['c-1', 15, 2, at(20)],
    [null, 36, 2, at(41)],
  ])
})

test('spans that name each other end somewhere', () => {
  const { entries } = timelineOf([
    logLine({ span: 'a-1', parent: 'b-1' }),
    logLine({ span: 'b-1', parent: 'a-1' }),
    logLine({ span: 'c-1', parent: 'c-1' }),
  ])
  expect(entries).toHaveLength(3)
})

test('of nothing there is an empty one, and of too much it says so', () => {
  expect(timelineOf([])).toMatchObject({ started_at: null, entries: [] })
  const many = timelineOf(Array.from({ length: MOST_IN_TIMELINE + 1 }, () => logLine()))
  expect([many.cut, many.entries.length]).toEqual([true, MOST_IN_TIMELINE])
})
