/**
 * Makes the snapshot of a market on each of these days in a process of its own, whose heap is bounded
 * by the caller as that of a Worker is. Prints a line of JSON a day: seconds, slices, the slowest
 * slice, and the most bytes that were held at the end of a slice.
 */
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { systemSchema } from '#shared/contracts/config-documents.ts'
import systemJson from '../../../config/system.json' with { type: 'json' }
import { snapshotOf } from '../../aggregator/screens/snapshot.ts'

const [url = '', ...days] = process.argv.slice(2)
const RECIPE = {
  version: 'bench',
  version_at: null,
  config_version: 1,
  chain: ['sec'],
  askable: ['sec'],
  assumptions: systemSchema.parse(systemJson).valuation,
  tolerance: 0.02,
}

export interface SnapshotTimes {
  day: string
  companies: number
  ms: number
  cpuMs: number
  calls: number
  slowestMs: number
  heap: number
}

const client = new pg.Client({ connectionString: url })
await client.connect()
const db = drizzle(client)
for (const day of days) {
  const began = performance.now()
  const cpu = process.cpuUsage()
  const times = { calls: 0, slowestMs: 0, heap: 0, companies: 0 }
  for (;;) {
    const from = performance.now()
    const made = await snapshotOf(db, {
      market: 'US',
      day,
      recipe: RECIPE,
      now: () => new Date(),
      // One slice a call.
      until: 0,
    })
    times.calls += 1
    times.slowestMs = Math.max(times.slowestMs, performance.now() - from)
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    times.heap = Math.max(times.heap, heapUsed + arrayBuffers)
    if (!made.ok) throw new Error(made.detail)
    if (!('manifest' in made.data)) continue
    times.companies = made.data.manifest.companies.rows
    break
  }
  const { user, system } = process.cpuUsage(cpu)
  const ms = performance.now() - began
  console.log(
    JSON.stringify({ day, ms, cpuMs: (user + system) / 1000, ...times } satisfies SnapshotTimes),
  )
}
await client.end()
