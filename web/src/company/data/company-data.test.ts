import { expect, test } from 'vitest'
import { companyData, isWanted, lookBack } from './company-data.ts'

test('the same wish is the same reading; another day or another start is another', () => {
  const data = companyData('US', 'TEST')
  const now = data.of('news', { asOf: null, limit: 5 })
  expect(data.of('news', { asOf: null, limit: 5 })).toBe(now)
  expect(data.of('news', { asOf: '2026-01-01', limit: 5 })).not.toBe(now)
  expect(data.of('bars', { asOf: null, from: '2025-01-01' })).not.toBe(
    data.of('bars', { asOf: null, from: '2020-01-01' }),
  )
})

test('what was never asked for and what failed is wanted; what is there, on its way, or known not to exist is not', () => {
  const { value, busy } = companyData('US', 'TEST').of('profile', { asOf: null })
  const failed = (reason: 'no_data' | 'offline') => ({
    state: 'failed' as const,
    problem: { reason, title: '', detail: '', status: 404, request_id: null },
  })
  const reading = { value, busy, load: async () => {} }
  expect(isWanted(reading)).toBe(true)
  busy.value = true
  expect(isWanted(reading)).toBe(false)
  busy.value = false
  value.value = failed('offline')
  expect(isWanted(reading)).toBe(true)
  value.value = failed('no_data')
  expect(isWanted(reading)).toBe(false)
})

test('an old market figure is looked for further back than old news', () => {
  expect([lookBack('multiples', '2026-11-24'), lookBack('news', '2026-11-24')]).toEqual([
    '2016-11-24',
    '2025-11-24',
  ])
})
