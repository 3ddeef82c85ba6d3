import { expect, test } from 'vitest'
import { COSTLY } from './middleware/rate-limit.ts'
import { PUBLIC_ROUTES, type PublicRoute, serviceUrl } from './public-routes.ts'

const routeOf = (operation: string): PublicRoute => {
  const route = PUBLIC_ROUTES.find((r) => r.operation === operation)
  if (!route) throw new Error(`${operation} is not public`)
  return route
}

test.each([
  {
    operation: 'getFinancials',
    params: { market: 'US', symbol: 'BRK.B' },
    search: 'years=5',
    path: '/api/v1/financials/BRK.B?years=5&market=US',
  },
  {
    operation: 'getFinancials',
    params: { market: 'US', symbol: 'A/B?c' },
    search: 'market=JP',
    path: '/api/v1/financials/A%2FB%3Fc?market=US',
  },
  {
    operation: 'getPrompt',
    params: { id: 'profile' },
    search: '',
    path: '/api/v1/prompts/profile',
  },
  {
    operation: 'searchInstruments',
    params: {},
    search: 'query=%E8%8C%85%E5%8F%B0',
    path: '/api/v1/instruments?query=%E8%8C%85%E5%8F%B0',
  },
  {
    operation: 'getReportEvents',
    params: { id: 'rep_12345678' },
    search: '',
    path: '/api/v1/reports/rep_12345678/events',
  },
])('$operation goes to $path', ({ operation, params, search, path }) => {
  const url = serviceUrl(routeOf(operation), params, new URLSearchParams(search))
  expect(url.pathname + url.search).toBe(path)
})

test('what costs money is limited under the names of public routes', () => {
  const operations = PUBLIC_ROUTES.map((r) => r.operation)
  expect([...COSTLY].filter((name) => !operations.includes(name))).toEqual([])
})

test('what the services keep to themselves is not public', () => {
  const operations = PUBLIC_ROUTES.map((r) => r.operation)
  expect(operations).not.toContain('resumeReports')
  expect(operations).not.toContain('getSnapshot')
})

test('every write of the configuration needs the administrator', () => {
  const writes = PUBLIC_ROUTES.filter(
    (r) => r.service.name === 'config-service' && r.route.method !== 'GET',
  )
  expect(writes.map((r) => r.operation)).toEqual([
    'putSystem',
    'putModules',
    'putDataSources',
    'putWatchlist',
    'putPrompt',
    'rollBack',
    'importConfiguration',
    'setKey',
    'removeKey',
    'rotateKeyEncryption',
  ])
  expect(writes.every((r) => r.route.access === 'admin')).toBe(true)
})
