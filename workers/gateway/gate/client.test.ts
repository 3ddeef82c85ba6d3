import { expect, test } from 'vitest'
import { gateway } from '../gateway.fixture.ts'

/** The clients that a limiter was asked about. */
const counted = () => {
  const keys: string[] = []
  const limit = async ({ key }: { key: string }) => {
    keys.push(key)
    return { success: true }
  }
  return { keys, RATE_LIMIT: { limit } }
}
const from = (address: string) => ({ headers: { 'cf-connecting-ip': address } })

test.each([
  { behind: undefined, keys: ['all', 'all'] },
  { behind: '', keys: ['all', 'all'] },
  { behind: 'true', keys: ['203.0.113.1', '203.0.113.2'] },
])('clients are told apart by the platform alone: BEHIND_CLOUDFLARE=$behind', async (wanted) => {
  const { keys, RATE_LIMIT } = counted()
  const { request } = gateway({ RATE_LIMIT, BEHIND_CLOUDFLARE: wanted.behind })
  await request('/api/reports', from('203.0.113.1'))
  await request('/api/reports', from('203.0.113.2'))
  expect(keys).toEqual(wanted.keys)
})
