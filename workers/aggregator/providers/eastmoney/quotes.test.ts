import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { caseContext, caseQuery, recordedBody } from '../test/case.ts'
import { readKlines } from './bars.ts'
import { CN, HK, klines, list, listRow, QUOTED_AT } from './fakes.fixture.ts'
import { eastmoney } from './index.ts'
import { capability, caseOf, figures, play } from './playing.fixture.ts'
import { multiplesOf, quoteOf, readSnapshot } from './snapshot.ts'
import { isMainland, secids, symbolOf } from './symbols.ts'

describe('symbols', () => {
  test('only six digits with an exchange are a mainland symbol', () => {
    expect(['600519.SH', '000001.SZ', '920185.BJ'].every(isMainland)).toBe(true)
    expect(['A20211.SZ', '600519', '600519.SS', '60051.SH'].some(isMainland)).toBe(false)
  })
  test('ids there and back; the market number tells Shanghai, the code tells Beijing from Shenzhen', () => {
    for (const symbol of ['600519.SH', '000001.SZ', '920185.BJ', '900901.SH', '201872.SZ']) {
      const [number = '', code = ''] = secids('CN', symbol)[0]?.split('.') ?? []
      expect(symbolOf(number, code)).toEqual({ market: 'CN', symbol })
    }
    expect(secids('HK', '00700')).toEqual(['116.00700'])
    expect(secids('US', 'BRK.B')).toEqual(['105.BRK_B', '106.BRK_B', '107.BRK_B'])
    expect(symbolOf(106, 'BRK_B')).toEqual({ market: 'US', symbol: 'BRK.B' })
    expect(symbolOf(0, '430047')).toEqual({ market: 'CN', symbol: '920047.BJ' })
    for (const [number, code] of [
      [0, 'A20211'],
      [90, 'BK0001'],
      [100, 'HSI'],
      [1, '000001'],
      [0, '399001'],
      [0, '899050'],
    ] as const)
      expect(symbolOf(number, code)).toBeNull()
  })
})

const HK_QUOTE = 'eastmoney/quote_116.00700_2026-08-07.json'
const fieldsOf = (path: string) =>
  z.object({ data: z.record(z.string(), z.unknown()) }).parse(JSON.parse(recordedBody(path))).data

describe('quotes', () => {
  test('00700 as recorded, without fltt: prices are integers of thousandths, ratios of hundredths', async () => {
    const { subject, items } = await play('multiples', 'HK')
    expect(subject).toEqual({ symbol: '00700', name: '腾讯控股', currency: null })
    expect(figures(items[0]?.item.figures ?? [])).toEqual({
      price: '478.8 HKD/share',
      market_cap: '4348807144693.2 HKD',
      float_market_cap: '4348807144693.2 HKD',
      pe_ttm: '16.54 x',
      pb: '3.42 x',
    })
    // f86, the time, was not asked for in the recording.
    const read = readSnapshot({ ...fieldsOf(HK_QUOTE), f86: 1786090080 })
    expect(read.ok && quoteOf(read.data)).toMatchObject({
      data: {
        price: '478.8',
        currency: 'HKD',
        previous_close: '479.2',
        high: '483.2',
        low: '475.4',
        open: '479',
        change: '-0.4',
        change_fraction: '-0.0008',
        volume: '16319939',
        turnover: '7803757312',
        quoted_at: QUOTED_AT,
        delay: { kind: 'delayed', minutes: null },
      },
    })
    expect(
      read.ok && quoteOf({ ...read.data, data: { ...read.data.data, f86: null } }),
    ).toMatchObject({
      reason: 'malformed',
      detail: expect.stringContaining('f86'),
    })
  })
  test('an A-share answer without fltt comes to the same as one with it', async () => {
    const plain = z
      .object({ data: z.record(z.string(), z.unknown()) })
      .parse(JSON.parse(caseOf('quote', 'CN').answers[0]?.body() ?? '')).data
    const hundredfold = [
      'f43',
      'f44',
      'f45',
      'f46',
      'f60',
      'f163',
      'f164',
      'f167',
      'f169',
      'f170',
    ].map((f): [string, number] => [f, Math.round(Number(plain[f]) * 100)])
    const scaled = { ...plain, ...Object.fromEntries(hundredfold), f59: undefined }
    const [one, other, byChange] = [plain, scaled, { ...scaled, f84: 0 }].map((fields) =>
      readSnapshot(fields),
    )
    if (!one?.ok || !other?.ok || !byChange?.ok) throw new Error('unread')
    expect(quoteOf(one.data)).toMatchObject({
      data: {
        price: '11.11',
        previous_close: '11.01',
        change: '0.1',
        change_fraction: '0.0091',
        volume: '111100',
      },
    })
    expect(quoteOf(other.data)).toEqual(quoteOf(one.data))
    expect(quoteOf(byChange.data)).toEqual(quoteOf(one.data))
    expect(multiplesOf(other.data)).toEqual(multiplesOf(one.data))
  })
  test('volume in shares is told from lots by turnover; one that is neither is not given', () => {
    const base = { f57: '688256', f58: 'x', f107: 1, f43: 10, f86: 1786090080, f48: 111000 }
    const volumes = [111, 11100, 5].map((f47) => {
      const read = readSnapshot({ ...base, f47 })
      const quote = read.ok ? quoteOf(read.data) : read
      return quote.ok ? quote.data.volume : quote.reason
    })
    expect(volumes).toEqual(['11100', '11100', null])
  })
  test('every call asks for unscaled numbers', async () => {
    for (const market of ['CN', 'HK', 'US']) {
      const { sent, items } = await play('quote', market)
      expect(new URL(sent[0]?.url ?? '').searchParams.get('fltt')).toBe('2')
      expect(sent).toHaveLength(1)
      expect(items[0]?.known_at).toBe(QUOTED_AT)
    }
  })
  test('a figure of 0 is none', async () => {
    expect(figures((await play('multiples', 'CN')).items[0]?.item.figures ?? [])).toMatchObject({
      pe_static: '22.22 x',
      pe_ttm: '21.11 x',
      pb: '3.33 x',
    })
    const { items } = await play('multiples', 'HK', {
      symbol: HK.symbol,
      answers: caseOf('quote', 'HK').answers,
    })
    expect(figures(items[0]?.item.figures ?? [])).not.toHaveProperty('pe_static')
  })
  test('counts are of the day of the quote', async () => {
    const { items } = await play('shares', 'CN')
    expect(items[0]?.item.date).toBe('2026-08-07')
    expect(figures(items[0]?.item.figures ?? [])).toEqual({
      shares_outstanding: '111111111 shares',
      float_shares: '99999999 shares',
    })
  })
  const batch = async (market: 'CN' | 'US', symbols: string[], body: string) => {
    const { context, sent } = caseContext({
      answers: [{ match: 'ulist.np/get', body: () => body }],
    })
    const quotes = await eastmoney.datasets.quote?.batch?.fetch(market, symbols, context)
    return { quotes, ids: sent.map(({ url }) => new URL(url).searchParams.get('secids')) }
  }
  test('a batch is one call, and a row that cannot be read costs the others nothing', async () => {
    const body = list(
      listRow('688999', 1, '甲'),
      listRow('000001', 0, '乙', { f2: '-' }),
      listRow('688888', 1, '丙'),
    )
    const { quotes, ids } = await batch('CN', ['688999.SH', '000001.SZ'], body)
    expect(quotes?.ok && [...quotes.data.keys()]).toEqual(['688999.SH'])
    expect(ids).toEqual(['1.688999,0.000001'])
  })
  test('a US batch asks for each exchange; rows may come by position', async () => {
    const body = JSON.stringify({
      rc: 0,
      data: { total: 1, diff: { 0: listRow('BRK_B', 106, 'x') } },
    })
    const { quotes, ids } = await batch('US', ['BRK.B'], body)
    expect(quotes?.ok && quotes.data.get('BRK.B')).toMatchObject({
      price: '111.1',
      currency: 'USD',
    })
    expect(ids).toEqual(['105.BRK_B,106.BRK_B,107.BRK_B'])
  })
  test('an unknown id is not found', async () => {
    const { context } = caseContext({
      answers: [{ match: 'stock/get', body: () => '{"rc":102,"data":null}' }],
    })
    expect(
      await capability('quote').fetch(caseQuery(caseOf('quote', 'CN')), context),
    ).toMatchObject({ reason: 'not_found' })
  })
})

describe('bars', () => {
  test('open, close, high, low in that order; A-share volume in lots', async () => {
    const { items, sent } = await play('bars', 'CN')
    expect(items.map(({ item }) => item.adjustment)).toEqual(['raw', 'subtractive'])
    expect(items[0]?.item.bars[1]).toEqual({
      date: '2026-08-07',
      open: '11.01',
      high: '11.33',
      low: '10.99',
      close: '11.11',
      volume: '111100',
      turnover: '1234321',
    })
    expect(sent.map(({ url }) => new URL(url).searchParams.get('fqt'))).toEqual(['0', '1'])
    expect((await play('bars', 'HK')).items[0]?.item).toMatchObject({
      currency: 'HKD',
      bars: [{}, { volume: '1111' }],
    })
  })
  test('the exchange of a US share is asked for once and remembered', async () => {
    const { sent, context } = await play('bars', 'US')
    expect(sent).toHaveLength(3)
    expect(new URL(sent[1]?.url ?? '').searchParams.get('secid')).toBe('105.ZZZZ')
    await capability('bars').fetch(caseQuery(caseOf('bars', 'US')), context)
    expect(sent).toHaveLength(5)
  })
  test('adjusted prices at or below zero, and all before them, are left out', async () => {
    const body = klines(CN.code, 1, CN.name)
    const negative = body.replace('2026-08-06,11.00,11.01', '2026-08-06,-0.11,-0.10')
    const { items } = await play('bars', 'CN', {
      answers: [
        { match: 'fqt=0', body: () => body },
        { match: 'fqt=1', body: () => negative },
      ],
    })
    expect(items.map(({ item }) => item.bars.map(({ date }) => date))).toEqual([
      ['2026-08-06', '2026-08-07'],
      ['2026-08-07'],
    ])
  })
  test.each([
    ['lots', 100, '100000'],
    ['shares', 1, '1000'],
    ['neither: yuan beside a price in dollars', 700, null],
  ])(
    'mainland bars are in %s when their turnover says so, both series alike',
    async (_, factor, volume) => {
      const at = (price: number) =>
        klines(CN.code, 1, CN.name).replace(
          /"2026-08-06.*?"(?=,)/,
          JSON.stringify(`2026-08-06,11,${price},11,11,1000,${1_000 * 11 * factor}`),
        )
      const newest = (body: string) =>
        body.replace(
          /"2026-08-07.*?"(?=])/,
          JSON.stringify(`2026-08-07,11,11,11,11,1000,${1_000 * 11 * factor}`),
        )
      const { items } = await play('bars', 'CN', {
        answers: [
          { match: 'fqt=0', body: () => newest(at(11)) },
          { match: 'fqt=1', body: () => newest(at(5)) },
        ],
      })
      expect(items.map(({ item }) => item.bars.map((bar) => bar.volume))).toEqual([
        [volume, volume],
        [volume, volume],
      ])
    },
  )
  test('an unknown id has no bars', () => {
    expect(readKlines({ rc: 102, data: null }, 'CN', 'CNY')).toEqual({ ok: true, data: null })
  })
})
