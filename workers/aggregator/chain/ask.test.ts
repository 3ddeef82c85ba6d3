/**
 * What is stored and shown of one question to a provider has a bound, whatever the provider says.
 */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CUT_MARK, MAX_DETAIL } from '#shared/lengths.ts'
import type { ProviderResult } from '../model/provider.ts'
import { ask } from './ask.ts'
import { openDeps, providerNamed } from './deps.fixture.ts'

const NOW = new Date('2026-11-22T12:00:00.000Z')
const LONG = 'x'.repeat(100_000)

beforeEach(() => {
  vi.spyOn(console, 'info').mockImplementation(() => {})
})
afterEach(() => {
  vi.restoreAllMocks()
})

const asked = (result: ProviderResult<string>) => {
  const { contextOf, gate } = openDeps(() => NOW)
  const provider = providerNamed('sec', {})
  return ask<string>({
    provider,
    dataset: 'news',
    instrument: 'US:AAPL',
    context: contextOf(provider),
    until: NOW.getTime() + 10_000,
    gate,
    recordedOf: () => null,
    fetch: async () => result,
  })
}

test('the words of a failure are cut, as they are stored and as they are shown', async () => {
  const { attempt, fetch } = await asked({ ok: false, reason: 'transient', detail: LONG })
  expect(attempt).toMatchObject({ outcome: 'failed', reason: 'transient' })
  for (const { detail } of [attempt, fetch]) {
    expect(detail).toHaveLength(MAX_DETAIL)
    expect(detail?.endsWith(CUT_MARK)).toBe(true)
  }
})

test('what was left out is counted, named up to a number, and cut', async () => {
  const names = Array.from({ length: 1_000 }, (_, at) => `row ${at}`)
  const many = await asked({ ok: true, data: 'x', unread: names })
  expect(many.attempt).toMatchObject({ outcome: 'served', left_out: 1_000 })
  expect(many.attempt.detail).toMatch(/^could not be read: row 0; .*row 19; and others$/)
  expect(many.fetch).toMatchObject({ left_out: 1_000 })
  const long = await asked({ ok: true, data: 'x', unread: [LONG] })
  expect(long.attempt.detail).toHaveLength(MAX_DETAIL)
  const few = await asked({ ok: true, data: 'x', unread: names.slice(0, 20) })
  expect(few.attempt.detail?.endsWith('row 19')).toBe(true)
  const none = await asked({ ok: true, data: 'x', unread: [] })
  expect(none.attempt).toEqual({ provider: 'sec', outcome: 'served', reason: null, detail: null })
})
