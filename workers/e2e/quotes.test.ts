/**
 * Live prices with the running Workers: a read with a strict age limit, writes that can be repeated
 * without a second effect, the stored quotes and their history, and a database that goes away.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RealTimeQuoteResponse } from '#shared/contracts/quotes.ts'
import type { WriteOutcome } from '#shared/contracts/quote-writes.ts'
import { openEmbedded } from '../dev/database.ts'
import { severable } from './fakes/severed.ts'
import { ADMIN_TOKEN, type HttpAnswer, NOBODY, startSystem, type System } from './harness.ts'

const admin = { authorization: `Bearer ${ADMIN_TOKEN}` }
let system: System
beforeAll(async () => {
  system = await startSystem()
})
afterAll(() => system?.stop())

const write = (body: unknown) => system.post('/api/market-data/quotes', body, admin)
const quote = (symbol: string, secondsAgo: number, change: object = {}) => ({
  market: 'US',
  symbol,
  source: 'test',
  price: '100.50',
  currency: 'USD',
  previous_close: '100',
  quoted_at: new Date(Date.now() - secondsAgo * 1_000).toISOString(),
  ...change,
})
const outcomes = ({ body }: HttpAnswer): WriteOutcome[] =>
  (body as { outcomes: WriteOutcome[] }).outcomes
const realtime = (symbol: string, query = '') =>
  system.get(`/api/financials/US/${symbol}/realtime${query}`)
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('a price is given while it is as fresh as asked for, and gone when it is not', async () => {
  expect(await realtime('AAPL')).toMatchObject({ status: 404, body: { reason: 'quote_missing' } })
  expect(outcomes(await write(quote('AAPL', 0)))).toMatchObject([
    { instrument: 'US:AAPL', outcome: 'stored' },
  ])
  const fresh = await realtime('AAPL', '?max_age_seconds=2')
  expect(fresh).toMatchObject({
    status: 200,
    body: { price: '100.50', change_percent: '0.5', source: 'test', max_age_seconds: 2 },
  })
  expect(fresh.headers.get('cache-control')).toBe('no-store')
  const { age_seconds, expires_in_seconds } = fresh.body as RealTimeQuoteResponse
  expect(age_seconds + expires_in_seconds).toBeCloseTo(2, 6)
  await pause(2_050)
  const expired = await realtime('AAPL', '?max_age_seconds=2')
  expect(expired).toMatchObject({ status: 404, body: { reason: 'quote_expired' } })
  expect(JSON.stringify(expired.body)).not.toContain('100.5')
  expect((await realtime('AAPL', '?max_age_seconds=86400')).status).toBe(200)
})

test('the same quote again changes nothing, an older one is history, and the record says that it is no live price', async () => {
  const first = quote('MSFT', 10)
  await write(first)
  expect(outcomes(await write(first))).toMatchObject([{ outcome: 'unchanged' }])
  expect(outcomes(await write(quote('MSFT', 60, { price: '99' })))).toMatchObject([
    { outcome: 'older' },
  ])
  expect(await system.get('/api/market-data/quotes/MSFT?market=US')).toMatchObject({
    status: 200,
    body: { live: false, quote: { price: '100.50' }, source: 'test' },
  })
  const history = await system.get('/api/market-data/quotes/MSFT/history?market=US&interval=raw')
  expect(history.body).toMatchObject({
    interval: 'raw',
    quotes: [{ price: '99' }, { price: '100.50' }],
    truncated: false,
  })
})

test('another price at an equal exchange time is told as what it is, and the first one stays', async () => {
  const first = quote('IBM', 5)
  await write(first)
  expect(outcomes(await write({ ...first, price: '101' }))).toMatchObject([
    { outcome: 'conflict', reason: 'other_price_on_record' },
  ])
  expect(await realtime('IBM', '?max_age_seconds=60')).toMatchObject({ body: { price: '100.50' } })
})

test('a price outside of its own range is given with a flag', async () => {
  expect(outcomes(await write(quote('ORCL', 1, { high: '100' })))).toMatchObject([
    { outcome: 'stored', flags: ['outside_range'] },
  ])
  expect(await realtime('ORCL', '?max_age_seconds=60')).toMatchObject({
    body: { flags: ['outside_range'] },
  })
  expect(
    await system.get('/api/market-data/realtime?instruments=US:ORCL&max_age_seconds=60'),
  ).toMatchObject({ body: { quotes: [{ quote: { flags: ['outside_range'] } }] } })
})

test('a body in another charset than UTF-8 is refused', async () => {
  const sent = (type: string) =>
    system.post('/api/market-data/quotes', quote('CSCO', 1), { ...admin, 'content-type': type })
  for (const charset of ['latin1', 'utf-16', 'gbk'])
    expect(await sent(`application/json; charset=${charset}`)).toMatchObject({
      status: 415,
      body: { reason: 'unsupported_media_type' },
    })
  expect((await sent('application/json; charset="UTF-8"')).status).toBe(200)
})

test('one bad item in a batch of 1,000 costs the others nothing', async () => {
  const batch = Array.from({ length: 1_000 }, (_, i) =>
    quote('NVDA', 2_000 - i, { price: String(i + 1) }),
  )
  batch[500] = quote('NVDA', 1, { price: '-1' })
  const answer = outcomes(await write({ quotes: batch }))
  expect(
    answer.map(({ outcome }) => outcome).filter((outcome) => outcome === 'stored'),
  ).toHaveLength(999)
  expect(answer[500]).toMatchObject({ outcome: 'refused', reason: 'invalid_request' })
})

test.each([
  ['0', { price: '0' }],
  ['negative', { price: -1 }],
  ['no number', { price: 'many' }],
  ['beyond all doubles', { price: '1e400' }],
  ['from the future', { quoted_at: new Date(Date.now() + 3_600_000).toISOString() }],
  ['in another currency', { currency: 'JPY' }],
  ['of an unknown market', { market: 'XX' }],
  ['of more digits than anybody keeps', { price: '9'.repeat(21) }],
  ["under a provider's name", { source: 'yahoo' }],
])('a price that is %s is refused with its reason', async (_, change) => {
  const [outcome] = outcomes(await write(quote('TSLA', 0, change)))
  expect(outcome).toMatchObject({
    outcome: 'refused',
    reason: expect.any(String),
    detail: expect.any(String),
  })
  expect(await realtime('TSLA', '?max_age_seconds=86400')).toMatchObject({ status: 404 })
})

test.each(['0', '-1', '1.5', '86401', 'soon', ''])(
  'max_age_seconds of "%s" is 422',
  async (value) => {
    expect(await realtime('AAPL', `?max_age_seconds=${value}`)).toMatchObject({
      status: 422,
      body: { reason: 'invalid_request' },
    })
  },
)

test.each([
  ['of no quotes', {}, 'body', 'give one quote'],
  ['that is a list', [quote('AAPL', 0)], 'body', 'give one quote'],
  ['of an empty batch', { quotes: [] }, 'body.quotes', 'at least 1'],
  [
    'of 1,001',
    { quotes: Array.from({ length: 1_001 }, () => quote('AAPL', 0)) },
    'body.quotes',
    'at most 1000',
  ],
  ['of quotes that are no list', { quotes: quote('AAPL', 0) }, 'body.quotes', 'a list of quotes'],
  [
    'of a quote beside quotes',
    { ...quote('AAPL', 0), quotes: [quote('AAPL', 0)] },
    'body',
    'beside quotes',
  ],
])('a write %s is told what is wrong', async (_, body, path, message) => {
  const errors = [{ path, message: expect.stringContaining(message) }]
  expect(await write(body)).toMatchObject({
    status: 422,
    body: { reason: 'invalid_request', errors },
  })
})

test.each([
  ...['from=0000-01-01', 'from=0001-01-01&to=9999-12-31', 'from=1969-12-31'].map((query) => [
    query,
    'query.from',
  ]),
  ...['to=0000-01-01', 'to=9999-12-31&interval=1d', 'to=2201-01-01'].map((query) => [
    query,
    'query.to',
  ]),
  ...['1e3', '0x10', '%205%20', '0', '5001', ''].map((limit) => [`limit=${limit}`, 'query.limit']),
])('a history of %s is refused by name', async (query, path) => {
  const answer = await system.get(`/api/market-data/quotes/AAPL/history?market=US&${query}`)
  expect(answer).toMatchObject({
    status: 422,
    body: {
      reason: 'invalid_request',
      errors: expect.arrayContaining([expect.objectContaining({ path })]),
    },
  })
})

test('a history may reach over all the days there are', async () => {
  for (const interval of ['raw', '1m', '1h', '1d'])
    expect(
      (
        await system.get(
          `/api/market-data/quotes/GOOG/history?market=US&from=1970-01-01&to=2200-12-31&interval=${interval}`,
        )
      ).status,
    ).toBe(200)
  expect((await system.get('/api/market-data/refreshes?limit=1e1')).status).toBe(422)
})

test('other bad requests have their own answers', async () => {
  expect(await system.get('/api/financials/XX/AAPL/realtime')).toMatchObject({
    status: 422,
    body: { reason: 'unknown_market' },
  })
  expect(await realtime('ZZZZQ')).toMatchObject({ status: 404, body: { reason: 'unknown_symbol' } })
  expect(
    await write({ quotes: Array.from({ length: 1_001 }, () => quote('AAPL', 0)) }),
  ).toMatchObject({ status: 422 })
  for (const [headers, status] of [
    [{}, 403],
    [NOBODY, 401],
  ] as const)
    expect((await system.post('/api/market-data/quotes', quote('AAPL', 0), headers)).status).toBe(
      status,
    )
  expect(await system.get('/api/market-data/quotes/GOOG?market=US')).toMatchObject({
    status: 404,
    body: { reason: 'quote_missing' },
  })
})

test('a database that is away delays no read and loses no quote', async () => {
  const database = await openEmbedded(null)
  const second = await startSystem({ database })
  try {
    const port = Number(new URL(database.url).port)
    expect(port).toBeGreaterThan(0)
    await database.close()
    const answer = await second.post('/api/market-data/quotes', quote('AMD', 0), admin)
    expect(outcomes(answer)).toMatchObject([{ outcome: 'stored' }])
    expect(await second.get('/api/financials/US/AMD/realtime?max_age_seconds=30')).toMatchObject({
      status: 200,
      body: { price: '100.50' },
    })
    expect(await second.get('/api/market-data/quotes/AMD?market=US')).toMatchObject({
      status: 503,
      body: { reason: 'database_unavailable' },
    })
  } finally {
    await second.stop()
  }
})

test('a database that stalls holds no answer up for long, and has everything when it is back', async () => {
  const embedded = await openEmbedded(null)
  const database = await severable(embedded)
  const second = await startSystem({ database })
  try {
    await second.get('/api/market-data/quotes/AMD?market=US')
    database.stall(true)
    const began = Date.now()
    const answer = await second.post(
      '/api/market-data/quotes',
      { quotes: [quote('AMD', 0), quote('NVDA', 0)] },
      admin,
    )
    expect(Date.now() - began).toBeLessThan(3_500)
    expect(outcomes(answer)).toMatchObject([{ outcome: 'stored' }, { outcome: 'stored' }])
    expect(await second.get('/api/financials/US/AMD/realtime?max_age_seconds=30')).toMatchObject({
      status: 200,
      body: { price: '100.50' },
    })
    expect(await second.get('/api/market-data/quotes/AMD?market=US')).toMatchObject({
      status: 503,
      body: { reason: 'database_unavailable' },
    })
    database.stall(false)
    await expect
      .poll(async () => (await second.get('/api/market-data/quotes/NVDA?market=US')).status, {
        timeout: 60_000,
        interval: 1_000,
      })
      .toBe(200)
  } finally {
    await second.stop()
    await database.close()
    await embedded.close()
  }
})
