import { describe, expect, test } from 'vitest'
import { caseContext, caseQuery, gbk, recordedText } from '../test/case.ts'
import type { ItemDataset } from '#shared/names.ts'
import type { ItemsCapability } from '../../model/provider.ts'
import { barsVolume, readKlines } from './bars.ts'
import { tencentCases, usLine } from './cases.fixture.ts'
import { tencentCode } from './client.ts'
import { tencent } from './index.ts'
import { fieldsByCode, readQuoteLine } from './quote-line.ts'

const play = async <D extends ItemDataset & ('quote' | 'multiples' | 'shares' | 'bars')>(
  dataset: D,
  market: string,
) => {
  const given = tencentCases.find((c) => c.dataset === dataset && c.market === market)
  if (!given) throw new Error('no such case')
  const { context, sent } = caseContext(given)
  const capability = tencent.datasets[dataset] as ItemsCapability<D> | undefined
  const answer = await capability?.fetch(caseQuery(given), context)
  if (!answer?.ok) throw new Error(answer?.detail)
  return { ...answer.data, sent }
}

describe('as recorded', () => {
  test('A-share volume is in lots and turnover in ten thousand yuan: 600519 on 2026-04-02', async () => {
    const { subject, items } = await play('quote', 'CN')
    expect(subject).toEqual({ symbol: '600519.SH', name: '贵州茅台', currency: 'CNY' })
    expect(items[0]?.item).toMatchObject({
      price: '1459.88',
      previous_close: '1459.44',
      volume: '2106400',
      turnover: '3071810000',
      change: '0.44',
      change_fraction: '0.0003',
      quoted_at: '2026-04-02T08:14:01.000Z',
      delay: { kind: 'realtime' },
    })
  })
  test('Hong Kong volume is in shares, and the free feed may be late: 00700 on 2026-08-07', async () => {
    const { subject, items } = await play('quote', 'HK')
    expect(subject).toEqual({ symbol: '00700', name: '腾讯控股', currency: 'HKD' })
    expect(items[0]?.item).toMatchObject({
      price: '478.8',
      previous_close: '479.2',
      high: '483.2',
      low: '475.4',
      volume: '16319939',
      turnover: '7803757295.25',
      quoted_at: '2026-08-07T08:08:23.000Z',
      delay: { kind: 'delayed', minutes: null },
    })
  })
  test('US times are Eastern: AAPL on 2026-08-07', async () => {
    const { subject, items } = await play('quote', 'US')
    expect(subject).toMatchObject({ symbol: 'AAPL', currency: 'USD' })
    expect(items[0]?.item).toMatchObject({
      price: '313.33',
      volume: '34437191',
      turnover: null,
      quoted_at: '2026-08-07T20:00:01.000Z',
    })
  })
  test('market value in hundred millions is price times shares', async () => {
    const figures = Object.fromEntries(
      (await play('multiples', 'HK')).items[0]?.item.figures.map((f) => [
        f.concept,
        `${f.value} ${f.unit}`,
      ]) ?? [],
    )
    expect(figures).toMatchObject({
      market_cap: '4348807140000 HKD',
      pb: '3.46 x',
      pe_ttm: '16.33 x',
      pe_static: '17.47 x',
      pe_dynamic: '16.52 x',
      dividend_yield_ttm: '0.0111 ratio',
      shares_outstanding: '9082721689 shares',
    })
    const cn = Object.fromEntries(
      (await play('multiples', 'CN')).items[0]?.item.figures.map((f) => [f.concept, f.value]) ?? [],
    )
    expect(cn).toMatchObject({
      market_cap: '1828164000000',
      pe_ttm: '20.31',
      pe_static: '21.2',
      pe_dynamic: '21.22',
      pb: '8.05',
      shares_outstanding: '1252270215',
    })
  })
  test('share counts are those of the line, on the day of its price', async () => {
    expect((await play('shares', 'HK')).items).toMatchObject([
      {
        key: '2026-08-07',
        item: {
          date: '2026-08-07',
          figures: [
            {
              concept: 'shares_outstanding',
              value: '9082721689',
              unit: 'shares',
              provider_field: '69',
            },
            { concept: 'float_shares', value: '9082721689', unit: 'shares', provider_field: '70' },
          ],
        },
      },
    ])
    expect((await play('shares', 'CN')).items[0]?.item).toMatchObject({
      date: '2026-04-02',
      figures: [{ value: '1252270215' }, { value: '1252270215' }],
    })
  })
  test('bars are open, close, high, low in that order; HK under `day`, A-shares under `qfqday`', async () => {
    const cn = await play('bars', 'CN')
    expect(cn.items.map(({ item }) => item.adjustment)).toEqual(['raw', 'subtractive'])
    expect(cn.items[1]?.item.bars.at(-1)).toEqual({
      date: '2026-08-07',
      open: '1308.66',
      high: '1315.28',
      low: '1301',
      close: '1309.22',
      volume: '2497600',
      turnover: null,
    })
    const hk = await play('bars', 'HK')
    expect(hk.items[0]?.item).toMatchObject({ adjustment: 'raw', currency: 'HKD' })
    expect(hk.items[0]?.item.bars[0]).toMatchObject({
      date: '2026-08-03',
      open: '482',
      close: '490.4',
      volume: '38649910',
    })
    expect((await play('bars', 'US')).sent.map(({ url }) => url).at(-1)).toContain('usAAPL.OQ')
  })
  test('the older, shorter line of 2017 is read too', () => {
    const [[code, fields] = ['', []]] = [
      ...fieldsByCode(recordedText('tencent/quote_sh600519_2017-02-21.txt')),
    ]
    const line = readQuoteLine('CN', code, fields)
    expect(line.ok && line.data.quote).toMatchObject({
      price: '358.74',
      volume: '2770500',
      turnover: '994110000',
      quoted_at: '2017-02-21T07:05:53.000Z',
    })
    expect(line.ok && line.data.multiples.map((f) => f.concept)).toEqual([
      'pe_ttm',
      'pb',
      'float_market_cap',
      'market_cap',
    ])
  })
  test('a batch is one call, and a line that cannot be read costs the others nothing', async () => {
    const line = recordedText('tencent/quote_sh600519_2026-04-02.txt')
    const { context, sent } = caseContext({
      answers: [
        {
          match: 'qt.gtimg.cn',
          body: () => line + line.replaceAll('600519', '600000').replace('~1459.88~', '~~'),
          encode: gbk,
        },
      ],
    })
    const quotes = await tencent.datasets.quote?.batch?.fetch(
      'CN',
      ['600519.SH', '600000.SH', '600001.SH'],
      context,
    )
    expect(quotes?.ok && [...quotes.data.keys()]).toEqual(['600519.SH'])
    expect(sent).toHaveLength(1)
  })
})

/** An A-share line of no company. */
const aLine = (code: string, fields: Record<number, string>): string => {
  const usual: Record<number, string> = {
    0: '1',
    1: '样本',
    2: code.slice(2),
    3: '10.00',
    4: '9.90',
    5: '9.95',
    6: '1000',
    30: '20260402150000',
    37: '100',
  }
  return `v_${code}="${Array.from({ length: 88 }, (_, at) => ({ ...usual, ...fields })[at] ?? '').join('~')}";`
}
const readA = (code: string, fields: Record<number, string>) => {
  const line = readQuoteLine('CN', code, fieldsByCode(aLine(code, fields)).get(code) ?? [])
  if (!line.ok) throw new Error(line.detail)
  return line.data
}

describe('codes', () => {
  test.each([
    ['CN', '600519.SH', 'sh600519'],
    ['CN', '000001.SZ', 'sz000001'],
    ['CN', '920185.BJ', 'bj920185'],
    ['HK', '00700', 'hk00700'],
    ['US', 'AAPL', 'usAAPL'],
    ['US', 'BRK.B', 'usBRK.B'],
  ] as const)('%s %s is %s', (market, symbol, code) => {
    expect(tencentCode(market, symbol)).toBe(code)
  })
  test('a line of Beijing is about a symbol of Beijing', () => {
    expect(readA('bj920185', { 82: 'CNY' }).subject).toEqual({
      symbol: '920185.BJ',
      name: '样本',
      currency: 'CNY',
    })
  })
  test('a class of shares keeps its own dot: usBRK.B is BRK.B.N, whose bars stand under usBRK.B.N', async () => {
    const row = ['2026-09-30', '501.43', '497.95', '502.12', '497.95', '7050909']
    const { context, sent } = caseContext({
      answers: [
        {
          match: /q=usBRK\.B$|q=usBRK\.B /,
          body: () => usLine('usBRK.B', { 2: 'BRK.B.N' }),
          encode: gbk,
        },
        {
          match: 'fqkline',
          body: () => JSON.stringify({ code: 0, msg: '', data: { 'usBRK.B.N': { day: [row] } } }),
        },
      ],
    })
    const bars = await tencent.datasets.bars?.fetch(
      caseQuery({ market: 'US', symbol: 'BRK.B' }),
      context,
    )
    expect(bars?.ok && bars.data.subject.symbol).toBe('BRK.B')
    expect(bars?.ok && bars.data.items[0]?.item.bars).toMatchObject([
      { close: '497.95', volume: '7050909' },
    ])
    expect(sent[1]?.url).toContain('param=usBRK.B.N,day,')
  })
})

describe('volume is in shares or in lots, told by turnover and price', () => {
  test.each([
    ['a main board line in lots', 'sh600000', { 6: '1000', 37: '100' }, '100000'],
    ['a STAR line in shares', 'sh688256', { 6: '100000', 37: '100' }, '100000'],
    ['a Beijing line in lots', 'bj920185', { 6: '1000', 37: '100' }, '100000'],
    [
      'a main board line that has come to count shares',
      'sh600000',
      { 6: '100000', 37: '100' },
      '100000',
    ],
    ['neither', 'sh600000', { 6: '7', 37: '100' }, null],
    ['STAR without turnover', 'sh688256', { 6: '100000', 37: '' }, '100000'],
    ['a lot without turnover', 'sh600000', { 6: '1000', 37: '' }, '100000'],
  ])('%s', (_, code, fields, volume) => {
    expect(readA(code, fields).quote.volume).toBe(volume)
  })
  test.each([
    ['a STAR share whose bars are in lots', 'sh688256', '165598', '16559805', '手'],
    ['a STAR share whose bars are in shares', 'sh688256', '16559805', '16559805', '股'],
    ['a STAR share, read while it trades', 'sh688256', '165598', '16700000', '手'],
    ['a STAR share without a bar of the day', 'sh688256', null, '16559805', null],
    ['a STAR share that is halted', 'sh688256', '0', '0', null],
    ['a STAR share without a volume', 'sh689009', '165598', null, null],
    ['a main board share without a bar of the day', 'sh600519', null, '2497600', '手'],
    ['a ChiNext share', 'sz300750', '24976', '2497600', '手'],
    ['a Beijing share', 'bj920185', '24976', '2497600', '手'],
    ['a Beijing share whose bars are in shares', 'bj920185', '2497600', '2497600', '股'],
    ['a B share', 'sz200002', '24976', '2497600', '手'],
    ['a Hong Kong share', 'hk00700', '16319939', '16319939', '股'],
    ['a Hong Kong fund without a bar of the day', 'hk02800', null, '1', '股'],
    ['a US share', 'usAAPL.OQ', '34437191', '34437191', '股'],
  ] as const)('%s', (_, code, volume, traded, unit) => {
    const day = '2026-06-03'
    const bar = ['2026-06-02', '10', '10', '10', '10', '77']
    const json = {
      code: 0,
      data: { [code]: { day: [bar, ...(volume ? [[day, '10', '10', '10', '10', volume]] : [])] } },
    }
    const found = barsVolume({ code, day, traded }, json)
    expect(found === 'ones' ? '股' : found).toBe(unit)
  })
  test('a bar is given in shares, or without a volume where its unit is not known', () => {
    const json = {
      code: 0,
      data: { sh688256: { day: [['2026-04-02', '10', '10', '10', '10', '100000']] } },
    }
    const read = (volumeIn: '股' | '手' | null) =>
      readKlines({ code: 'sh688256', currency: 'CNY', adjustment: 'raw', volumeIn }, json)
    expect(
      [read('股'), read('手'), read(null)].map((r) => r.ok && r.data?.bars[0]?.volume),
    ).toEqual(['100000', '10000000', null])
  })
})

test('B shares are quoted in dollars and Hong Kong dollars, and their values of companies are not taken', () => {
  const shanghai = readA('sh900901', {
    39: '11',
    44: '12',
    45: '13',
    46: '1.4',
    67: '15',
    82: 'USD',
  })
  expect(shanghai.quote.currency).toBe('USD')
  expect(shanghai.multiples).toEqual([
    { concept: 'high_52w', value: '15', unit: 'USD/share', provider_field: '67' },
  ])
  expect(readA('sz200002', {}).quote.currency).toBe('HKD')
})

test.each([
  ['16.00', '15.00'],
  ['14.00', '14.50'],
  ['0', '0'],
])(
  'Hong Kong: the trailing price to earnings (%s) moves with an interim report, the fiscal year’s stands still',
  (trailing, dynamic) => {
    const given = recordedText('tencent/quote_hk00700_2026-08-07.txt').split('~')
    const fields = given.with(39, '20.00').with(57, trailing).with(71, dynamic)
    const line = readQuoteLine('HK', 'hk00700', fields)
    const figures = new Map(line.ok ? line.data.multiples.map((f) => [f.concept, f.value]) : [])
    const known = (text: string) => (text === '0' ? undefined : String(Number(text)))
    expect(figures.get('pe_static')).toBe('20')
    expect(figures.get('pe_ttm')).toBe(known(trailing))
    expect(figures.get('pe_dynamic')).toBe(known(dynamic))
    expect(figures.has('pe_forward')).toBe(false)
  },
)

test('before the first price a quote is empty, not zero', () => {
  expect(
    readQuoteLine(
      'CN',
      'sh600000',
      fieldsByCode(aLine('sh600000', { 3: '0.00' })).get('sh600000') ?? [],
    ),
  ).toMatchObject({ ok: false, reason: 'empty' })
})

test('US market figures: values in hundred millions of dollars, the yield in percent', async () => {
  const { items } = await play('multiples', 'US')
  expect(
    Object.fromEntries(
      items[0]?.item.figures.map((f) => [f.concept, `${f.value} ${f.unit}`]) ?? [],
    ),
  ).toEqual({
    price: '111.1 USD/share',
    pe_ttm: '11.11 x',
    pe_static: '12.12 x',
    pb: '2.22 x',
    market_cap: '111100000000 USD',
    float_market_cap: '55550000000 USD',
    dividend_yield_ttm: '0.0333 ratio',
    high_52w: '133.3 USD/share',
    low_52w: '88.8 USD/share',
    shares_outstanding: '1000000000 shares',
  })
})

test('bars adjusted below zero are left out; an empty list of instruments is no bars', () => {
  const day = (date: string, price: string) => [date, price, price, price, price, '1']
  const json = {
    data: { sh600519: { qfqday: [day('2001-08-27', '-3.5'), day('2026-08-07', '1309.22')] } },
  }
  const asked = {
    code: 'sh600519',
    currency: 'CNY',
    adjustment: 'subtractive',
    volumeIn: '手',
  } as const
  const read = readKlines(asked, json)
  expect(read.ok && read.data?.bars.map((bar) => bar.date)).toEqual(['2026-08-07'])
  expect(readKlines(asked, { code: 0, data: [] })).toEqual({ ok: true, data: null })
})

test.each([
  ['an empty body is a limit passed', '', 'rate_limit'],
  [
    'a code is a question that was not understood',
    '{"code":11,"msg":"param error"}',
    'bad_request',
  ],
])('%s', async (_, body, reason) => {
  const { context } = caseContext({ answers: [{ match: 'qt.gtimg.cn', body: () => body }] })
  expect(
    await tencent.datasets.quote?.fetch(caseQuery({ market: 'CN', symbol: '600519.SH' }), context),
  ).toMatchObject({ ok: false, reason })
})
