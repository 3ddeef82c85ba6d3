import { describe, expect, it } from 'vitest'
import { MARKETS } from './names.ts'
import { BEIJING_CODES } from './symbol-bj.ts'
import {
  companySymbol,
  guess,
  parseInstrumentId,
  parseMarket,
  parseSymbol,
  splitInstrumentId,
} from './symbol.ts'

describe('parseSymbol', () => {
  it.each([
    ['CN', '600519', '600519.SH'],
    ['CN', 'sh600519', '600519.SH'],
    ['CN', 'SH.600519', '600519.SH'],
    ['CN', '600519.SS', '600519.SH'],
    ['CN', '600519.sh', '600519.SH'],
    ['CN', '６００５１９', '600519.SH'],
    ['CN', 'CN:600519.SH', '600519.SH'],
    ['CN', '688256', '688256.SH'],
    ['CN', '900901', '900901.SH'],
    ['CN', '000001', '000001.SZ'],
    ['CN', '200002', '200002.SZ'],
    ['CN', '300750.XSHE', '300750.SZ'],
    ['CN', '920185', '920185.BJ'],
    ['CN', 'bj430047', '920047.BJ'],
    ['CN', '835185', '920185.BJ'],
    ['CN', '831305.BJ', '920405.BJ'],
    ['CN', '201872', '201872.SZ'],
    ['CN', 'sz200002', '200002.SZ'],
    ['CN', '689009', '689009.SH'],
    ['HK', '700', '00700'],
    ['HK', '0700.HK', '00700'],
    ['HK', 'hk00700', '00700'],
    ['HK', 'rt_hk00700', '00700'],
    ['HK', '89988', '89988'],
    ['HK', '80700.HK', '80700'],
    ['HK', '87001', '87001'],
    ['US', 'aapl', 'AAPL'],
    ['US', 'BRK.B', 'BRK.B'],
    ['US', 'brk-b', 'BRK.B'],
    ['US', 'BRK/B', 'BRK.B'],
    ['US', 'AAPL.US', 'AAPL'],
    ['US', 'gb_aapl', 'AAPL'],
    ['US', 'NE-WTA', 'NE.WTA'],
    ['JP', '7203', '7203'],
    ['JP', '7203.T', '7203'],
    ['JP', '72030', '7203'],
    ['JP', '130A', '130A'],
    ['JP', '130a.t', '130A'],
    ['JP', '130A0', '130A'],
    ['JP', '2A3C', '2A3C'],
    ['JP', '25935', '25935'],
    ['JP', '94346.T', '94346'],
  ] as const)('%s %s is %s', (market, text, symbol) => {
    expect(parseSymbol(market, text)).toEqual({ ok: true, data: symbol })
  })

  it.each([
    ['CN', '600519.SZ'],
    ['CN', 'sz600519'],
    ['CN', '920185.SZ'],
    ['CN', '60051'],
    ['CN', '510300'],
    ['CN', '399001'],
    ['CN', 'sz399001'],
    ['CN', '899050'],
    ['CN', 'bj899050'],
    ['CN', '000001.SH'],
    ['CN', 'sh000300'],
    ['CN', '880001'],
    ['CN', '999999'],
    ['CN', '395001'],
    ['CN', '159915'],
    ['CN', '113050'],
    ['CN', '123120'],
    ['CN', '204001'],
    ['CN', '080001'],
    ['CN', '036001'],
    ['CN', '400001'],
    ['CN', '832317'],
    ['CN', '820002'],
    ['CN', '730001'],
    ['CN', 'A20211.SZ'],
    ['HK', '0'],
    ['HK', '700700'],
    ['HK', '04246'],
    ['HK', '05012'],
    ['HK', '12345'],
    ['HK', '27001'],
    ['HK', '60001'],
    ['HK', '84404'],
    ['HK', '99999'],
    ['HK', 'AAPL'],
    ['US', '600519'],
    ['US', 'TOOLONG'],
    ['US', "A'; drop table facts; --"],
    ['US', ' '],
    ['JP', '0203'],
    ['JP', '720'],
    ['JP', '72031'],
    ['JP', '720355'],
    ['JP', '13OA'],
    ['JP', '1B3A'],
  ] as const)('%s %s is refused', (market, text) => {
    expect(parseSymbol(market, text)).toMatchObject({ ok: false, reason: 'malformed_symbol' })
  })

  it('reads its own answers', () => {
    for (const [market, symbol] of [
      ['CN', '600519.SH'],
      ['HK', '00700'],
      ['US', 'BRK.B'],
      ['JP', '130A'],
    ] as const)
      expect(parseSymbol(market, symbol)).toEqual({ ok: true, data: symbol })
  })
})

describe('companySymbol', () => {
  it.each([
    ['HK', '80700', '00700'],
    ['HK', '89988', '09988'],
    ['HK', '87001', '87001'],
    ['HK', '00700', '00700'],
    ['JP', '25935', '2593'],
    ['JP', '94346', '9434'],
    ['JP', '130A', '130A'],
    ['CN', '200002.SZ', '200002.SZ'],
    ['US', 'BRK.B', 'BRK.B'],
  ] as const)('%s %s reports as %s', (market, symbol, company) => {
    expect(companySymbol(market, symbol)).toBe(company)
  })
})

describe('Beijing codes', () => {
  it('lead each of the 248 companies to a new code of its own, which keeps the last two digits', () => {
    expect(BEIJING_CODES.size).toBe(248)
    expect(new Set(BEIJING_CODES.values()).size).toBe(248)
    for (const [old, now] of BEIJING_CODES) {
      expect(now).toMatch(/^920\d{3}$/)
      expect(now.slice(4)).toBe(old.slice(4))
      expect(parseSymbol('CN', old)).toEqual({ ok: true, data: `${now}.BJ` })
      expect(parseSymbol('CN', `${now}.BJ`)).toEqual({ ok: true, data: `${now}.BJ` })
    }
  })
})

describe('parseMarket', () => {
  it('takes any case and refuses the rest', () => {
    for (const market of MARKETS)
      expect(parseMarket(market.toLowerCase())).toEqual({ ok: true, data: market })
    expect(parseMarket('UK')).toMatchObject({ ok: false, reason: 'unknown_market' })
    expect(parseMarket('')).toMatchObject({ ok: false, reason: 'unknown_market' })
  })
})

describe('guess', () => {
  it.each([
    ['600519', ['CN:600519.SH']],
    ['sh600519', ['CN:600519.SH']],
    ['700', ['HK:00700']],
    ['7203', ['HK:07203', 'JP:7203']],
    ['7203.T', ['JP:7203']],
    ['brk-b', ['US:BRK.B']],
    ['JP:7203', ['JP:7203']],
    ['130A', ['JP:130A']],
    ['贵州茅台', []],
    ['Apple Inc.', []],
  ])('%s may be %j', (text, ids) => {
    expect(guess(text)).toEqual(ids)
  })

  it('stays within the market asked for', () => {
    expect(guess('7203', ['JP'])).toEqual(['JP:7203'])
  })
})

describe('an instrument in one text', () => {
  it('is market and symbol in any spelling, and is taken apart again', () => {
    expect(parseInstrumentId('us:brk-b')).toEqual({ ok: true, data: 'US:BRK.B' })
    expect(parseInstrumentId('CN:sh600519')).toEqual({ ok: true, data: 'CN:600519.SH' })
    expect(splitInstrumentId('CN:600519.SH')).toEqual({ market: 'CN', symbol: '600519.SH' })
  })
  it.each([
    ['AAPL', 'malformed_symbol'],
    ['XX:AAPL', 'unknown_market'],
    ['JP:toyota', 'malformed_symbol'],
    ['', 'malformed_symbol'],
  ])('%s is %s', (text, reason) => {
    expect(parseInstrumentId(text)).toMatchObject({ ok: false, reason })
  })
})
