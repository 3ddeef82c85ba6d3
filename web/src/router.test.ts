import { expect, test } from 'vitest'
import { isPagePath } from '#shared/page-paths.ts'
import {
  COMPANY_TABS,
  companyPath,
  placeOf,
  reportComparisonPath,
  reportPath,
  routeOf,
  screenPath,
} from './router.ts'

test.each([
  ['/', '', { page: 'home' }],
  [
    '/company/US/AAPL',
    '',
    { page: 'company', market: 'US', symbol: 'AAPL', tab: 'overview', as_of: null, currency: null },
  ],
  [
    '/company/us/BRK.B/',
    '?as_of=2024-03-01',
    {
      page: 'company',
      market: 'US',
      symbol: 'BRK.B',
      tab: 'overview',
      as_of: '2024-03-01',
      currency: null,
    },
  ],
  [
    '/company/CN/600519.SH',
    '',
    {
      page: 'company',
      market: 'CN',
      symbol: '600519.SH',
      tab: 'overview',
      as_of: null,
      currency: null,
    },
  ],
  [
    '/company/HK/00700',
    '?currency=USD',
    {
      page: 'company',
      market: 'HK',
      symbol: '00700',
      tab: 'overview',
      as_of: null,
      currency: 'USD',
    },
  ],
  ['/data-sources', '', { page: 'data_sources' }],
  ['/data-sources/x', '', { page: 'not_found', path: '/data-sources/x' }],
  ['/reports/rep_abc12345', '', { page: 'report', id: 'rep_abc12345' }],
  [
    '/reports/rep_abc12345/compare',
    '',
    { page: 'report_comparison', id: 'rep_abc12345', other: null },
  ],
  [
    '/reports/rep_abc12345/compare/rep_old12345',
    '',
    { page: 'report_comparison', id: 'rep_abc12345', other: 'rep_old12345' },
  ],
  ['/reports/a/compare/b/c', '', { page: 'not_found', path: '/reports/a/compare/b/c' }],
  ['/company/US', '', { page: 'not_found', path: '/company/US' }],
  ['/reports/a/b', '', { page: 'not_found', path: '/reports/a/b' }],
  [
    '/company/US/%E0%A4%A',
    '',
    {
      page: 'company',
      market: 'US',
      symbol: '%E0%A4%A',
      tab: 'overview',
      as_of: null,
      currency: null,
    },
  ],
] as const)('%s%s leads to its page', (path, query, route) => {
  expect(routeOf(path, query)).toEqual(route)
})

test('a path made for a company or a report leads back to it', () => {
  const place = { market: 'HK', symbol: '00700', as_of: '2024-01-31', currency: 'EUR' }
  const made = new URL(companyPath(place), 'http://page')
  expect(routeOf(made.pathname, made.search)).toEqual({
    page: 'company',
    tab: 'overview',
    ...place,
  })
  expect(routeOf(reportPath('rep_abc12345'))).toEqual({ page: 'report', id: 'rep_abc12345' })
  for (const other of [null, 'rep_old12345'])
    expect(routeOf(reportComparisonPath('rep_abc12345', other))).toEqual({
      page: 'report_comparison',
      id: 'rep_abc12345',
      other,
    })
  const odd = new URL(companyPath({ market: 'US', symbol: 'A/B?c' }), 'http://page')
  expect(routeOf(odd.pathname, odd.search)).toEqual({
    page: 'company',
    market: 'US',
    symbol: 'A/B?c',
    tab: 'overview',
    as_of: null,
    currency: null,
  })
})

test.each(COMPANY_TABS)('the tab %s has an address of its own', (tab) => {
  const paths = COMPANY_TABS.map((name) => companyPath({ market: 'US', symbol: 'AAPL', tab: name }))
  expect(new Set(paths).size).toBe(COMPANY_TABS.length)
  const made = companyPath({ market: 'US', symbol: 'AAPL', tab, as_of: '2024-01-31' })
  const { pathname, search } = new URL(made, 'http://page')
  expect(routeOf(pathname, search)).toEqual({
    page: 'company',
    market: 'US',
    symbol: 'AAPL',
    tab,
    as_of: '2024-01-31',
    currency: null,
  })
})

test('the plain address of a company is its overview, whose address has no other spelling', () => {
  expect(companyPath({ market: 'US', symbol: 'AAPL' })).toBe('/company/US/AAPL')
  expect(companyPath({ market: 'US', symbol: 'AAPL', tab: 'cash_flow' })).toBe(
    '/company/US/AAPL/cash-flow',
  )
})

test.each(['nothing', 'overview', 'cash_flow', 'Market', 'toString', 'market/x'])(
  'no tab is called %s',
  (tab) => {
    const path = `/company/US/AAPL/${tab}`
    expect(routeOf(path)).toEqual({ page: 'not_found', path })
  },
)

test('a change of tab is no change of place, another company is', () => {
  expect(placeOf(routeOf('/company/US/AAPL/market'))).toBe(placeOf(routeOf('/company/US/AAPL')))
  expect(placeOf(routeOf('/company/US/NVDA'))).not.toBe(placeOf(routeOf('/company/US/AAPL')))
  expect(placeOf(routeOf('/reports/a'))).not.toBe(placeOf(routeOf('/reports/b')))
})

test('every address of the page is one that the gateway answers with it', () => {
  for (const path of [
    '/',
    '/company/US/BRK.B',
    '/company/US/AAPL/market',
    '/data-sources',
    '/reports/rep_12345678',
    '/reports/rep_12345678/compare',
    '/reports/rep_12345678/compare/rep_87654321',
  ])
    expect([isPagePath(path), routeOf(path).page === 'not_found']).toEqual([true, false])
  for (const path of [
    '/metrics',
    '/company/US',
    '/company/US/AAPL/nothing',
    '/reports',
    '/reports/rep_12345678/other',
    '/reports/rep_12345678/compare/rep_87654321/x',
    '/index.php',
  ])
    expect([isPagePath(path), routeOf(path).page === 'not_found']).toEqual([false, true])
})

const NO_SCREEN = { text: '', markets: [], as_of: null, columns: null, sort: null }

test.each([
  ['/screen', NO_SCREEN],
  ['/screen?q=roe+%3E%3D+15%25', { ...NO_SCREEN, text: 'roe >= 15%' }],
  [
    '/screen?markets=CN%2CUS&as_of=2010-06-30&column=avg%28roe%2C+5y%29&column=roe&sort=-roe',
    {
      text: '',
      markets: ['CN', 'US'],
      as_of: '2010-06-30',
      columns: ['avg(roe, 5y)', 'roe'],
      sort: { column: 'roe', direction: 'desc' },
    },
  ],
  ['/screen?column=', { ...NO_SCREEN, columns: [] }],
  ['/screen?sort=roe', { ...NO_SCREEN, sort: { column: 'roe', direction: 'asc' } }],
] as const)('%s names a screen, and is written so again', (address, place) => {
  const [path = '', query] = address.split('?')
  expect(routeOf(path, query === undefined ? '' : `?${query}`)).toEqual({
    page: 'screen',
    ...place,
  })
  expect(screenPath({ ...place })).toBe(address)
  expect(isPagePath(path)).toBe(true)
})

test('markets that do not exist are left out of a screen, and there is no page under it', () => {
  expect(routeOf('/screen', '?markets=XX,US')).toMatchObject({ markets: ['US'] })
  expect(routeOf('/screen/x').page).toBe('not_found')
  expect(isPagePath('/screen/x')).toBe(false)
})
