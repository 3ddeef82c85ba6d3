/** The same system with the serverless driver of Neon instead of Hyperdrive. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SentFinancials } from '#shared/contracts/facts.ts'
import { apiClient } from '../dev/api-client.ts'
import { applyMigrations, type LocalDatabase, openEmbedded } from '../dev/database.ts'
import { freePort } from '../dev/ports.ts'
import { type StackProcess, startStackProcess } from '../dev/stack-process.ts'
import { checkOut } from './checkout.ts'
import { type NeonProxy, startNeonProxy } from './neon-proxy.ts'

const checkout = checkOut({ built: true })
let database: LocalDatabase
let proxy: NeonProxy
let stack: StackProcess
beforeAll(async () => {
  database = await openEmbedded(null)
  await applyMigrations(database.url)
  proxy = await startNeonProxy(database.url)
  stack = await startStackProcess({
    root: checkout.root,
    env: {
      PORT: String(await freePort(9400)),
      DATA_DIR: '',
      DATABASE_URL: '',
      NEON_DATABASE_URL: 'postgres://postgres:none@neon.test/postgres',
      NEON_LOCAL_PROXY: proxy.address,
    },
  })
})
afterAll(async () => {
  await stack?.kill()
  await proxy?.close()
  await database?.close()
  checkout.remove()
})

test('facts are stored and read, and a report completes, over WebSocket; without it the database is named', async () => {
  const read = async () =>
    fetch(`${stack.url}/api/financials/US/MRVL`, {
      headers: { authorization: `Bearer ${stack.token}` },
    })
  const financials = (await (await read()).json()) as SentFinancials
  expect(financials.facts.length).toBeGreaterThan(500)
  const api = apiClient(stack)
  const { id } = await api.createReport({ market: 'US', symbol: 'MRVL', model: 'builtin' })
  for await (const event of api.events(id))
    if (event.type === 'report' && event.status === 'complete') break
  expect((await api.report(id)).status).toBe('complete')
  expect(proxy.connections()).toBeGreaterThan(3)

  await proxy.close()
  const unreachable = await read()
  expect([unreachable.status, ((await unreachable.json()) as { reason: string }).reason]).toEqual([
    503,
    'database_unavailable',
  ])
})
