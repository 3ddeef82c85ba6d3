import { expect, test } from 'vitest'
import type { ProgressEvent, Report, Section } from '#shared/contracts/orchestrator.ts'
import { MADE_AT as at, reportMade, sectionMade } from './report.fixture.ts'
import { applyEvent, applyReading, callsForReading, progressOf, viewOf } from './report-progress.ts'

const report = reportMade()
const section = (
  module: string,
  position: number,
  status: Section['status'],
  unverified: string[] = [],
): Section => sectionMade(module, status, { position, unverified })
const module = (
  seq: number,
  name: string,
  status: Section['status'],
  reason: string | null = null,
): ProgressEvent => ({
  type: 'module',
  seq,
  at,
  module: name,
  names: { en: name, zh: name },
  status,
  reason,
})
const ofReport = (seq: number, status: Report['status']): ProgressEvent => ({
  type: 'report',
  seq,
  at,
  status,
  reason: null,
  detail: null,
})

test('modules appear from events and change with them', () => {
  const view = [
    ofReport(0, 'running'),
    module(1, 'profile', 'pending'),
    module(2, 'valuation', 'pending'),
    module(3, 'profile', 'running'),
  ].reduce(applyEvent, viewOf(report))
  expect(view.report.status).toBe('running')
  expect(view.report.sections.map((s) => [s.module, s.status, s.position])).toEqual([
    ['profile', 'running', 0],
    ['valuation', 'pending', 1],
  ])
})

test('an event that was already taken in changes nothing', () => {
  const once = applyEvent(
    applyEvent(viewOf(report), module(1, 'profile', 'running')),
    module(2, 'profile', 'failed', 'model_timeout'),
  )
  expect(applyEvent(once, module(1, 'profile', 'running'))).toBe(once)
  expect(once.report.sections[0]?.reason).toBe('model_timeout')
})

test('an event from before a reading does not undo what the reading brought', () => {
  const read = applyReading(null, {
    ...report,
    status: 'complete',
    sections: [section('profile', 0, 'complete')],
  })
  const late = applyEvent(applyEvent(read, ofReport(5, 'running')), module(6, 'profile', 'running'))
  expect(late.report.status).toBe('complete')
  expect(late.report.sections[0]?.status).toBe('complete')
  expect(late.report.sections[0]?.text).toBe('Text.')
})

test('a reading keeps what only events told, and puts the sections in order', () => {
  const ready: ProgressEvent = {
    type: 'inputs_ready',
    seq: 1,
    at,
    provider: 'recorded',
    recorded: true,
    facts: 10,
    derived: 4,
  }
  const view = applyReading(applyEvent(viewOf(report), ready), {
    ...report,
    sections: [section('b', 1, 'pending'), section('a', 0, 'running')],
  })
  expect(view.progress).toEqual({
    seq: 1,
    inputs_ready: { provider: 'recorded', recorded: true, facts: 10, derived: 4 },
  })
  expect(view.report.sections.map((s) => s.module)).toEqual(['a', 'b'])
})

test.each([
  [module(1, 'a', 'running'), false],
  [module(1, 'a', 'pending'), false],
  [module(1, 'a', 'complete'), true],
  [module(1, 'a', 'failed'), true],
  [module(1, 'a', 'skipped'), true],
  [ofReport(1, 'running'), false],
  [ofReport(1, 'complete'), true],
  [ofReport(1, 'cancelled'), true],
] as const)('%o calls for a reading: %s', (event, expected) => {
  expect(callsForReading(event)).toBe(expected)
})

test('failed and skipped modules count as done, unverified numbers are added up', () => {
  const sections = [
    section('a', 0, 'complete', ['1', '2']),
    section('b', 1, 'failed'),
    section('c', 2, 'skipped'),
    section('d', 3, 'running', ['3']),
  ]
  expect(progressOf({ ...report, sections })).toEqual({ done: 3, total: 4, unverified: 3 })
})

test('a read that began before the newest events takes nothing back that has ended', () => {
  const view = [
    module(1, 'profile', 'complete'),
    module(2, 'valuation', 'failed', 'model_timeout'),
    ofReport(3, 'complete'),
  ].reduce(applyEvent, viewOf(report))
  const late = applyReading(view, {
    ...report,
    status: 'running',
    sections: [
      section('valuation', 1, 'running'),
      section('profile', 0, 'running'),
      section('thesis', 2, 'running'),
    ],
  })
  expect(late.report.status).toBe('complete')
  expect(late.report.sections.map((s) => [s.module, s.status, s.reason])).toEqual([
    ['profile', 'complete', null],
    ['valuation', 'failed', 'model_timeout'],
    ['thesis', 'running', null],
  ])
  const whole = applyReading(late, {
    ...report,
    status: 'complete',
    sections: [section('profile', 0, 'complete')],
  })
  expect(whole.report.sections[0]?.text).toBe('Text.')
})
