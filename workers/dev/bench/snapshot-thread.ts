/**
 * Makes the snapshot of a market on a day in a thread of its own, whose heap is bounded by the
 * caller as that of a Worker is. It calls as the service does, again and again until the manifest
 * is there, and posts how long that took.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { systemSchema } from '#shared/contracts/config-documents.ts'
import systemJson from '../../../config/system.json' with { type: 'json' }
import { snapshotOf } from '../../aggregator/screens/snapshot.ts'

const RECIPE = {
  version: 'bench',
  version_at: null,
  config_version: 1,
  chain: ['sec'],
  askable: ['sec'],
  assumptions: systemSchema.parse(systemJson).valuation,
  tolerance: 0.02,
}

/** As long as the service begins slices in one call, in ms. */
const CALL_MS = 4_000

export interface SnapshotWish {
  url: string
  day: string
}

export interface SnapshotTimes {
  companies: number
  ms: number
  calls: number
  slowestMs: number
}

/** What the thread says: how far it is, then how long all took. */
export type SnapshotMessage =
  | { kind: 'progress'; done: number; of: number }
  | { kind: 'done'; times: SnapshotTimes }

const { url, day } = workerData as SnapshotWish
const say = (message: SnapshotMessage): void => parentPort?.postMessage(message)

const client = new pg.Client({ connectionString: url })
await client.connect()
const db = drizzle(client)
const began = performance.now()
const times = { calls: 0, slowestMs: 0, companies: 0 }
let before = -1
for (;;) {
  const from = performance.now()
  const made = await snapshotOf(db, {
    market: 'US',
    day,
    recipe: RECIPE,
    now: () => new Date(),
    until: Date.now() + CALL_MS,
  })
  times.calls += 1
  times.slowestMs = Math.max(times.slowestMs, performance.now() - from)
  if (!made.ok) throw new Error(made.detail)
  if ('manifest' in made.data) {
    times.companies = made.data.manifest.companies.rows
    break
  }
  const { done, of } = made.data.progress
  if (done <= before) throw new Error(`the making of ${day} stands still at ${done} of ${of}`)
  before = done
  say({ kind: 'progress', done, of })
}
say({ kind: 'done', times: { ms: performance.now() - began, ...times } })
await client.end()
