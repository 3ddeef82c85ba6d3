/**
 * A batch of 1,000 instruments that were never seen before is stored, while reads of others are
 * still answered.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { WriteOutcome } from '#shared/contracts/quote-writes.ts'
import { ADMIN_TOKEN, startSystem, type System } from './harness.ts'

/** Each new object waits for the disk about a dozen times, and a disk may be slow. */
const LONGEST_MS = 240_000
const admin = { authorization: `Bearer ${ADMIN_TOKEN}` }
let system: System
beforeAll(async () => {
  system = await startSystem()
})
afterAll(() => system?.stop())

test(
  '1,000 new instruments at once are all taken in, and others are served meanwhile',
  async () => {
    const quotes = Array.from({ length: 1_000 }, (_, i) => ({
      market: 'JP',
      symbol: String(1_300 + i),
      source: 'test',
      price: '100.5',
      currency: 'JPY',
      quoted_at: new Date().toISOString(),
    }))
    await system.get('/api/financials/US/AAPL/realtime?max_age_seconds=30')
    const began = Date.now()
    let answered = false
    const waits: number[] = []
    const others = async () => {
      while (!answered) {
        const at = Date.now()
        const read = await system.get('/api/financials/US/AAPL/realtime?max_age_seconds=30')
        expect(read.status).toBe(404)
        waits.push(Date.now() - at)
      }
    }
    const reading = others()
    const response = await fetch(`${system.url}/api/market-data/quotes`, {
      method: 'POST',
      headers: { ...admin, 'content-type': 'application/json' },
      body: JSON.stringify({ quotes }),
      signal: AbortSignal.timeout(LONGEST_MS),
    })
    answered = true
    await reading
    const took = Date.now() - began
    console.log(`took ${took} ms; others: ${waits.length} reads, longest ${Math.max(...waits)} ms`)
    expect(response.status).toBe(200)
    const { outcomes } = (await response.json()) as { outcomes: WriteOutcome[] }
    expect(outcomes.filter(({ outcome }) => outcome === 'stored')).toHaveLength(1_000)
  },
  LONGEST_MS,
)
