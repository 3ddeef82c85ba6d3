import { expect, test } from 'vitest'
import { MAX_SECTION_TEXT } from '#shared/contracts/analysis.ts'
import type { DraftEvent, ModuleStatus } from '#shared/contracts/orchestrator.ts'
import { type DraftPlace, Drafts } from './drafts.ts'
import type { NewEvent } from './event-log.ts'

const piece = (from: number, text: string, attempt = 1, round = 1) => ({
  attempt,
  round,
  from,
  text,
})
const module = (status: ModuleStatus, id = 'profile'): NewEvent => ({
  type: 'module',
  module: id,
  names: { en: id, zh: id },
  status,
  reason: null,
})
const none: ReadonlyMap<string, DraftPlace> = new Map()
const told = (drafts: Drafts, places = none) =>
  drafts.lacking(places).map(({ module: id, from, text }: DraftEvent) => [id, from, text])
const at = (length: number, attempt = 1, round = 1) =>
  new Map([['profile', { attempt, round, length }]])

test('a reader is told what it lacks, and who has everything nothing', () => {
  const drafts = new Drafts()
  drafts.write('profile', piece(0, 'Reve'))
  drafts.write('profile', piece(4, 'nue'))
  drafts.write('risks', piece(0, 'Debt'))
  expect(told(drafts)).toEqual([
    ['profile', 0, 'Revenue'],
    ['risks', 0, 'Debt'],
  ])
  expect(told(drafts, at(4))).toEqual([
    ['profile', 4, 'nue'],
    ['risks', 0, 'Debt'],
  ])
  expect(told(drafts, at(7))).toEqual([['risks', 0, 'Debt']])
})

test('another try or round is told from its beginning, and an older one is not wanted', () => {
  const drafts = new Drafts()
  drafts.write('profile', piece(0, 'First text'))
  expect(drafts.write('profile', piece(0, 'Mended', 1, 2))).toBe(true)
  expect(told(drafts, at(10))).toEqual([['profile', 0, 'Mended']])
  expect(drafts.write('profile', piece(10, ' goes on'))).toBe(false)
  expect(drafts.write('profile', piece(0, 'Again', 2))).toBe(true)
  expect(drafts.write('profile', piece(6, ' more', 1, 2))).toBe(false)
  expect(told(drafts, at(6, 1, 2))).toEqual([['profile', 0, 'Again']])
})

test('what is dropped is taken away from those who have it, and only by its own try', () => {
  const drafts = new Drafts()
  drafts.write('profile', piece(0, 'Half', 2))
  drafts.drop('profile', 1)
  expect(told(drafts)).toEqual([['profile', 0, 'Half']])
  drafts.drop('profile', 2)
  expect(told(drafts)).toEqual([])
  expect(told(drafts, at(4, 2))).toEqual([['profile', 0, '']])
})

test.each(['complete', 'failed', 'skipped'] as const)('a module that is %s has no draft', (end) => {
  const drafts = new Drafts()
  drafts.write('profile', piece(0, 'Half'))
  drafts.note([module(end)])
  expect(told(drafts)).toEqual([])
  expect(drafts.write('profile', piece(4, ' more'))).toBe(false)
  expect(drafts.write('risks', piece(0, 'Debt'))).toBe(true)
  // It is written again in a later run.
  drafts.note([module('running')])
  expect(drafts.write('profile', piece(0, 'Anew', 2))).toBe(true)
})

test('a report that has ended has no draft, and takes none', () => {
  const drafts = new Drafts()
  drafts.write('profile', piece(0, 'Half'))
  drafts.note([{ type: 'report', status: 'cancelled', reason: null, detail: null }])
  expect(told(drafts)).toEqual([])
  expect(drafts.write('risks', piece(0, 'Debt'))).toBe(false)
})

test('no draft is longer than a section may be', () => {
  const drafts = new Drafts()
  drafts.write('profile', piece(0, 'x'.repeat(MAX_SECTION_TEXT)))
  expect(drafts.write('profile', piece(MAX_SECTION_TEXT, 'y'))).toBe(true)
  expect(drafts.lacking(none)[0]?.text).toHaveLength(MAX_SECTION_TEXT)
})
