/**
 * The refresh of a market through the five Workers, against a stand-in of its provider: the Workers
 * are ended in the middle of a page, and others go on with the same database without asking again
 * for what is stored.
 */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { valuations } from '../aggregator/providers/eastmoney/bulk/cases.fixture.ts'
import { openEmbedded, type LocalDatabase } from '../dev/database.ts'
import { startSystem, type System } from './harness.ts'

const SHARES = 4_600
const PAGE_ROWS = 500
const PAGES = Math.ceil(SHARES / PAGE_ROWS)
/** The first time this page is asked for, nobody answers. */
const CUT_AT = 5
/** A slice, a wait after a call that failed, and slack. */
const LONG_MS = 300_000
const WISH = { market: 'CN', kinds: ['market_day'] }

let server: Server
let database: LocalDatabase
let system: System | undefined
/** Pages in the order in which they were asked for. */
const asked: number[] = []

/** Shares of a whole market on the day that is asked for. */
const rowsOn = (day: string) => {
  const [row = {}] = valuations(day)
  return Array.from({ length: SHARES }, (_, at) => ({
    ...row,
    SECURITY_CODE: String((at < 4_000 ? 600_000 : 300_000) + at),
  }))
}

const start = async (): Promise<System> => {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the stand-in has no port')
  system = await startSystem({
    database,
    secrets: { aggregator: { UPSTREAM_ORIGIN: `http://127.0.0.1:${address.port}` } },
  })
  return system
}

beforeAll(async () => {
  database = await openEmbedded(null)
  server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://127.0.0.1')
    const day = /TRADE_DATE='(\d{4}-\d\d-\d\d)'/.exec(searchParams.get('filter') ?? '')?.[1]
    const page = Number(searchParams.get('pageNumber'))
    if (searchParams.get('reportName') !== 'RPT_VALUEANALYSIS_DET' || day === undefined) {
      response.writeHead(404).end('{}')
      return
    }
    const isFirst = !asked.includes(page)
    asked.push(page)
    if (page === CUT_AT && isFirst) return
    const data = rowsOn(day).slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS)
    response.writeHead(200, { 'content-type': 'application/json' }).end(
      JSON.stringify({
        version: 'invented',
        result: { pages: PAGES, data, count: SHARES },
        success: true,
        message: 'ok',
        code: 0,
      }),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
}, LONG_MS)

afterAll(async () => {
  await system?.stop()
  server?.closeAllConnections()
  server?.close()
  await database?.close()
})

test(
  'a refresh of a market that is cut in the middle goes on without asking for what it has',
  async () => {
    const first = await start()
    // Its answer never comes: the Workers end before.
    const cut = first.post('/api/market-refreshes', WISH).catch(() => null)
    await vi.waitUntil(() => asked.includes(CUT_AT), { timeout: LONG_MS })
    await first.stop()
    await cut
    expect(asked).toEqual([1, 2, 3, 4, 5])

    const second = await start()
    const slice = async () => (await second.post('/api/market-refreshes', WISH)).body
    await expect
      .poll(slice, { timeout: LONG_MS, interval: 500 })
      .toMatchObject({ market: 'CN', done: true, left: 0 })
    expect(asked).toEqual([1, 2, 3, 4, 5, 5, 6, 7, 8, 9, 10])

    const { body } = await second.get('/api/market-refreshes?market=CN')
    const { refreshes } = body as { refreshes: Record<string, unknown>[] }
    expect(refreshes).toHaveLength(1)
    expect(refreshes[0]).toMatchObject({ provider: 'eastmoney', kind: 'market_day', reason: null })
    // A call whose answer never came may have been noted or not, before its Workers ended.
    expect([PAGES, PAGES + 1]).toContain(refreshes[0]?.calls)
    expect(JSON.stringify(body)).toContain(String(SHARES))

    // The same again asks nobody.
    await expect.poll(slice).toMatchObject({ calls: 0, done: true })
    expect(asked).toHaveLength(PAGES + 1)
  },
  LONG_MS,
)
