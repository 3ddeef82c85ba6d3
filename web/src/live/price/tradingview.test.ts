import { expect, test } from 'vitest'
import { tradingViewAddress, tradingViewSymbol } from './tradingview.ts'

test.each([
  ['CN', '600519.SH', 'SSE:600519'],
  ['CN', '000002.SZ', 'SZSE:000002'],
  ['CN', '920047.BJ', 'BSE:920047'],
  ['HK', '00700', 'HKEX:700'],
  ['US', 'BRK.B', 'BRK.B'],
  ['JP', '7203', 'TSE:7203'],
] as const)('%s %s is %s', (market, symbol, name) => {
  expect(tradingViewSymbol(market, symbol)).toBe(name)
})

test('the address says what to show after the #, where it is not sent', () => {
  const url = new URL(
    tradingViewAddress({
      symbol: 'HKEX:700',
      dark: true,
      chinese: true,
      timezone: 'Asia/Hong_Kong',
    }),
  )
  expect(url.origin + url.pathname).toBe(
    'https://www.tradingview-widget.com/embed-widget/advanced-chart/',
  )
  expect(url.search).toBe('?locale=zh_CN')
  expect(JSON.parse(decodeURIComponent(url.hash.slice(1)))).toMatchObject({
    symbol: 'HKEX:700',
    theme: 'dark',
    timezone: 'Asia/Hong_Kong',
  })
})
