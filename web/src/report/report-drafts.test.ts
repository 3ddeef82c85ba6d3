import { expect, test } from 'vitest'
import type { DraftEvent, Report, ReportEvent, Section } from '#shared/contracts/orchestrator.ts'
import { MADE_AT as at, reportMade, sectionMade } from './report.fixture.ts'
import { draftsAfter, NO_DRAFTS, type ReportDrafts, settled } from './report-drafts.ts'

const section = (module: string, status: Section['status']): Section => sectionMade(module, status)
const report = (status: Report['status'], ...sections: Section[]): Report =>
  reportMade({ status, sections })
const text = (module: string, from: number, piece: string, attempt = 1): DraftEvent => ({
  type: 'text',
  module,
  attempt,
  round: 1,
  from,
  text: piece,
})
const module = (id: string, status: Section['status']): ReportEvent => ({
  type: 'module',
  seq: 1,
  at,
  module: id,
  names: { en: id, zh: id },
  status,
  reason: null,
})
const both = report('running', section('profile', 'running'), section('risks', 'running'))
const after = (of: Report, ...events: ReportEvent[]): ReportDrafts =>
  events.reduce((drafts, event) => draftsAfter(drafts, event, of), NO_DRAFTS)
const textsOf = ({ texts }: ReportDrafts) =>
  Object.fromEntries([...texts].map(([id, draft]) => [id, draft.text]))

test('drafts grow beside each other, and a piece that is told again changes nothing', () => {
  const pieces = [text('profile', 0, 'Reve'), text('risks', 0, 'Debt'), text('profile', 4, 'nue')]
  expect(textsOf(after(both, ...pieces))).toEqual({ profile: 'Revenue', risks: 'Debt' })
  expect(textsOf(after(both, ...pieces, text('profile', 0, 'Revenue')))).toEqual({
    profile: 'Revenue',
    risks: 'Debt',
  })
})

test('a piece leaves the drafts of the others the same objects', () => {
  const one = after(both, text('profile', 0, 'Revenue'), text('risks', 0, 'Debt'))
  const two = draftsAfter(one, text('risks', 4, ' rose'), both)
  expect(two.texts.get('profile')).toBe(one.texts.get('profile'))
})

test('a draft stays after its module is complete, until the checked text is read', () => {
  const ended = report('running', { ...section('profile', 'complete'), text: null })
  const drafts = after(ended, text('profile', 0, 'Revenue'), module('profile', 'complete'))
  expect(textsOf(drafts)).toEqual({ profile: 'Revenue' })
  const read = settled(drafts, report('running', section('profile', 'complete')))
  expect(textsOf(read)).toEqual({})
  expect(read.gone.size).toBe(0)
  expect(settled(read, report('running', section('profile', 'complete')))).toBe(read)
})

test.each([
  ['a failed module', report('running', section('profile', 'failed'))],
  ['a skipped one', report('running', section('profile', 'skipped'))],
  ['a cancelled report', report('cancelled', section('profile', 'running'))],
  ['a failed report', report('failed', section('profile', 'running'))],
])('the draft of %s is taken away and said to be', (_, ended) => {
  const drafts = settled(after(both, text('profile', 0, 'Half')), ended)
  expect([...drafts.texts]).toEqual([])
  expect([...drafts.gone]).toEqual(['profile'])
  // Also where it had been taken away for another try before.
  const dropped = after(both, text('profile', 0, 'Half'), text('profile', 0, ''))
  expect(textsOf(dropped)).toEqual({ profile: '' })
  expect([...settled(dropped, ended).gone]).toEqual(['profile'])
  // A late piece brings nothing back.
  expect(textsOf(draftsAfter(drafts, text('profile', 0, 'Half'), ended))).toEqual({})
})

test('nothing is said of what nobody has seen', () => {
  expect(settled(NO_DRAFTS, report('running', section('profile', 'failed')))).toBe(NO_DRAFTS)
})

test('another try begins anew', () => {
  const events = [
    text('profile', 0, 'Half'),
    module('profile', 'running'),
    text('profile', 0, 'Whole', 2),
  ]
  expect(textsOf(after(both, ...events.slice(0, 2)))).toEqual({})
  expect(textsOf(after(both, ...events))).toEqual({ profile: 'Whole' })
})
