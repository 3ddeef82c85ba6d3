import { expect, test } from 'vitest'
import { companyPath, reportPath, routeOf } from './router.ts'

test.each([
  ['/', '', { page: 'home' }],
  [
    '/company/US/AAPL',
    '',
    { page: 'company', market: 'US', symbol: 'AAPL', as_of: null, currency: null },
  ],
  [
    '/company/us/BRK.B/',
    '?as_of=2024-03-01',
    { page: 'company', market: 'US', symbol: 'BRK.B', as_of: '2024-03-01', currency: null },
  ],
  [
    '/company/CN/600519.SH',
    '',
    { page: 'company', market: 'CN', symbol: '600519.SH', as_of: null, currency: null },
  ],
  [
    '/company/HK/00700',
    '?currency=USD',
    { page: 'company', market: 'HK', symbol: '00700', as_of: null, currency: 'USD' },
  ],
  ['/data-sources', '', { page: 'data_sources' }],
  ['/data-sources/x', '', { page: 'not_found', path: '/data-sources/x' }],
  ['/reports/rep_abc12345', '', { page: 'report', id: 'rep_abc12345' }],
  ['/company/US', '', { page: 'not_found', path: '/company/US' }],
  ['/reports/a/b', '', { page: 'not_found', path: '/reports/a/b' }],
  [
    '/company/US/%E0%A4%A',
    '',
    { page: 'company', market: 'US', symbol: '%E0%A4%A', as_of: null, currency: null },
  ],
] as const)('%s%s leads to its page', (path, query, route) => {
  expect(routeOf(path, query)).toEqual(route)
})

test('a path made for a company or a report leads back to it', () => {
  const made = new URL(companyPath('HK', '00700', '2024-01-31', 'EUR'), 'http://page')
  expect(routeOf(made.pathname, made.search)).toEqual({
    page: 'company',
    market: 'HK',
    symbol: '00700',
    as_of: '2024-01-31',
    currency: 'EUR',
  })
  expect(routeOf(reportPath('rep_abc12345'))).toEqual({ page: 'report', id: 'rep_abc12345' })
  const odd = new URL(companyPath('US', 'A/B?c'), 'http://page')
  expect(routeOf(odd.pathname, odd.search)).toEqual({
    page: 'company',
    market: 'US',
    symbol: 'A/B?c',
    as_of: null,
    currency: null,
  })
})
