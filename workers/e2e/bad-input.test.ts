/** Each kind of bad input is answered with its own clear problem, and never with status 500. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lintDescription, runClient } from './api-client.ts'
import { ADMIN_TOKEN, type HttpAnswer, NOBODY, startSystem, type System } from './harness.ts'

let system: System
beforeAll(async () => {
  system = await startSystem()
})
afterAll(() => system?.stop())

const expectProblem = (answer: HttpAnswer, status: number, reason: string): void => {
  expect(answer).toMatchObject({
    status,
    body: { reason, status, request_id: expect.any(String), detail: expect.any(String) },
  })
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
}

test.each([
  ['an unknown symbol', '/api/financials/US/ZZZZZ', 404, 'unknown_symbol'],
  [
    'an unknown symbol of a market with recordings only',
    '/api/financials/CN/600000999',
    422,
    'malformed_symbol',
  ],
  ['a company that nobody could be asked for', '/api/financials/HK/09999', 502, 'providers_failed'],
  ['an unknown market', '/api/financials/XX/AAPL', 422, 'unknown_market'],
  [
    'a malformed symbol',
    `/api/financials/JP/${encodeURIComponent("';drop table")}`,
    422,
    'malformed_symbol',
  ],
  [
    'an as_of that is not a date',
    '/api/financials/US/AAPL?as_of=yesterday',
    422,
    'invalid_request',
  ],
  ['years out of range', '/api/financials/US/AAPL?years=0', 422, 'invalid_request'],
  ['an unknown query parameter', '/api/financials/US/AAPL?colour=red', 422, 'invalid_request'],
  [
    'an as_of before anything was filed',
    '/api/financials/US/AAPL?as_of=1999-01-01',
    404,
    'no_data',
  ],
  ['an as_of in the year 0', '/api/financials/US/AAPL?as_of=0000-01-01', 404, 'no_data'],
  [
    'an as_of that an offset takes into the year 0',
    '/api/financials/US/AAPL?as_of=0001-01-01T00:00:00%2B14:00',
    404,
    'no_data',
  ],
  [
    'a query parameter given twice',
    '/api/financials/US/AAPL?years=5&years=6',
    422,
    'invalid_request',
  ],
  ['bytes that are no UTF-8', '/api/financials/US/%ff', 422, 'malformed_symbol'],
  ['U+0000 in a search', '/api/instruments?query=a%00b', 422, 'invalid_request'],
  ['an empty search', '/api/instruments?query=', 422, 'invalid_request'],
  ['a report that is not there', '/api/reports/rep_00000000000000', 404, 'report_not_found'],
  ['a report id of the wrong form', '/api/reports/1', 422, 'invalid_request'],
  ['a route that is not there', '/api/nothing', 404, 'route_not_found'],
])('GET %s', async (_, path, status, reason) => {
  expectProblem(await system.get(path), status, reason)
})

test.each([
  ['half a JSON', '{"market":"US",', 400, 'malformed_json'],
  ['a wrong type', { market: 'US', symbol: 7 }, 422, 'invalid_request'],
  ['an unknown field', { market: 'US', symbol: 'AAPL', colour: 'red' }, 422, 'invalid_request'],
  ['an array', [1, 2], 422, 'invalid_request'],
  ['null', 'null', 422, 'invalid_request'],
  ['half a surrogate pair', '{"market":"US","symbol":"\\ud800"}', 422, 'invalid_request'],
  ['U+0000', '{"market":"US","symbol":"A\\u0000"}', 422, 'invalid_request'],
  [
    'arrays in arrays without end',
    `{"market":"US","symbol":${'['.repeat(400_000)}${']'.repeat(400_000)}}`,
    422,
    'invalid_request',
  ],
  ['an unknown market', { market: 'XX', symbol: 'AAPL' }, 422, 'unknown_market'],
  ['a body over 1 MB', { market: 'US', symbol: 'A'.repeat(1_100_000) }, 413, 'body_too_large'],
])('POST /api/reports with %s', async (_, body, status, reason) => {
  expectProblem(await system.post('/api/reports', body), status, reason)
})

test('a body that is not JSON by its type is refused', async () => {
  expectProblem(
    await system.post('/api/reports', 'market=US', {
      'content-type': 'application/x-www-form-urlencoded',
    }),
    415,
    'unsupported_media_type',
  )
})

test('a body that is packed is refused', async () => {
  expectProblem(
    await system.post('/api/reports', '{}', { 'content-encoding': 'gzip' }),
    415,
    'unsupported_media_type',
  )
})

test('a method that the route does not take is refused with the ones it takes', async () => {
  const answer = await system.put('/api/reports', {})
  expectProblem(answer, 405, 'method_not_allowed')
  expect(answer.headers.get('allow')).toContain('POST')
})

test('the analysis refuses a request that does not fit', async () => {
  expectProblem(await system.post('/api/analyze', { module: 'profile' }), 422, 'invalid_request')
})

test('changing the configuration needs the token, a known version and a graph that can run', async () => {
  const current = await system.get('/api/config/analysis-modules')
  const { version, value } = current.body as {
    version: number
    value: { id: string; needs: string[] }[]
  }
  const path = '/api/config/analysis-modules'
  for (const [headers, status, reason] of [
    [NOBODY, 401, 'sign_in_required'],
    [{ authorization: 'Bearer of-somebody' }, 401, 'unauthorized'],
    [{}, 403, 'scope_missing'],
  ] as const)
    expectProblem(
      await system.put(path, { expected_version: version, value }, headers),
      status,
      reason,
    )
  const admin = { authorization: `Bearer ${ADMIN_TOKEN}` }
  const circular = value.map((m) => (m.id === 'profile' ? { ...m, needs: ['conclusion'] } : m))
  const refused = await system.put(
    '/api/config/analysis-modules',
    { expected_version: version, value: circular },
    admin,
  )
  expectProblem(refused, 422, 'module_graph_invalid')
  expect(JSON.stringify(refused.body)).toContain('conclusion')
  expectProblem(
    await system.put(
      '/api/config/analysis-modules',
      { expected_version: version + 1, value },
      admin,
    ),
    412,
    'version_conflict',
  )
  expectProblem(
    await system.put('/api/config/analysis-modules', { value }, admin),
    428,
    'version_required',
  )
})

test('a prompt that no report could store is refused', async () => {
  const admin = { authorization: `Bearer ${ADMIN_TOKEN}` }
  for (const text of ['\u0000', '\ud800'])
    expectProblem(
      await system.put(
        '/api/config/prompts/profile',
        { expected_version: 0, value: `About {company}${text}` },
        admin,
      ),
      422,
      'invalid_request',
    )
})

test('each service answers its own health through the gateway, and the contract is published', async () => {
  expect(await system.get('/healthz')).toMatchObject({ status: 200 })
  const { body } = await system.get('/openapi.json')
  expect(Object.keys((body as { paths: object }).paths)).toEqual(
    expect.arrayContaining([
      '/api/financials/{market}/{symbol}',
      '/api/reports',
      '/api/config/system',
      '/api/analyze',
    ]),
  )
})

test('a client made from the description is compiled, and is told what the description says', async () => {
  const { body } = await system.get('/openapi.json')
  expect(await runClient(body, system)).toEqual({
    fields: expect.any(Number),
    company: 'unknown_symbol',
    screen: ['roe'],
    started: 'unknown_market',
  })
})

test('the recommended rules of a linter find nothing in the description', async () => {
  const { body } = await system.get('/openapi.json')
  expect(lintDescription(body)).toEqual([])
  const { servers: _, ...lacking } = body as Record<string, unknown>
  expect(lintDescription(lacking)).toEqual(['no-empty-servers #/openapi: Servers must be present.'])
})

test('every problem that was answered here is described', () => {
  expect(system.undescribed).toEqual([])
})
