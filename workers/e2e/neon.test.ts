/** The same system through Neon's serverless driver instead of Hyperdrive. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Financials } from '#shared/contracts/facts.ts'
import type { Report, ReportSummary } from '#shared/contracts/orchestrator.ts'
import { apiClient } from '../dev/api-client.ts'
import { type LocalDatabase, openEmbedded } from '../dev/database.ts'
import { startSystem, type System } from './harness.ts'
import { type NeonProxy, startNeonProxy } from './neon-proxy.ts'

let database: LocalDatabase
let proxy: NeonProxy
let system: System
beforeAll(async () => {
  database = await openEmbedded(null)
  proxy = await startNeonProxy(database.url)
  const neon = { NEON_DATABASE_URL: 'postgres://postgres:none@neon.test/postgres', NEON_LOCAL_PROXY: proxy.address }
  system = await startSystem({ database, secrets: { aggregator: neon, orchestrator: neon } })
})
afterAll(async () => {
  await system?.stop()
  await proxy?.close()
  await database?.close()
})

test('facts are stored and read, and a report completes, over the WebSocket road', async () => {
  const { body, status } = await system.get('/api/financials/US/MRVL')
  expect(status, JSON.stringify(body).slice(0, 300)).toBe(200)
  expect((body as Financials).facts.length).toBeGreaterThan(500)
  const created = await system.post('/api/reports', { market: 'US', symbol: 'MRVL', model: 'builtin' })
  const { id } = created.body as ReportSummary
  for await (const event of apiClient(system.url).events(id)) if (event.type === 'report' && event.status === 'complete') break
  expect(((await system.get(`/api/reports/${id}`)).body as Report).status).toBe('complete')
  expect(proxy.connections()).toBeGreaterThan(3)
})
