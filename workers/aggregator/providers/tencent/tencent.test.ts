import { describe, expect, test } from 'vitest'
import { caseContext, caseQuery, gbk, hasRecordings, recordedText } from '../case.ts'
import type { ItemDataset } from '#shared/contracts/datasets.ts'
import { tencentCases } from './cases.ts'
import { tencent } from './index.ts'
import { fieldsByCode, readQuoteLine } from './quote-line.ts'

const play = async <D extends ItemDataset & ('quote' | 'multiples' | 'bars')>(dataset: D, market: string) => {
  const given = tencentCases.find((c) => c.dataset === dataset && c.market === market)
  if (!given) throw new Error('no such case')
  const { context, sent } = caseContext(given)
  const answer = await tencent.datasets[dataset]?.fetch(caseQuery(given), context)
  if (!answer?.ok) throw new Error(answer?.detail)
  return { ...answer.data, sent }
}

describe.skipIf(!hasRecordings)('as recorded', () => {
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
      ...{ price: '478.8', previous_close: '479.2', high: '483.2', low: '475.4', volume: '16319939', turnover: '7803757295.25' },
      ...{ quoted_at: '2026-08-07T08:08:23.000Z', delay: { kind: 'delayed', minutes: null } },
    })
  })
  test('US times are Eastern: AAPL on 2026-08-07', async () => {
    const { subject, items } = await play('quote', 'US')
    expect(subject).toMatchObject({ symbol: 'AAPL', currency: 'USD' })
    expect(items[0]?.item).toMatchObject({ price: '313.33', volume: '34437191', turnover: null, quoted_at: '2026-08-07T20:00:01.000Z' })
  })
  test('market value in hundred millions is price times shares', async () => {
    const figures = Object.fromEntries((await play('multiples', 'HK')).items[0]?.item.figures.map((f) => [f.concept, `${f.value} ${f.unit}`]) ?? [])
    expect(figures).toMatchObject({
      market_cap: '4348807140000 HKD',
      pb: '3.46 x',
      pe_ttm: '17.47 x',
      dividend_yield_ttm: '0.0111 ratio',
      shares_outstanding: '9082721689 shares',
    })
    const cn = Object.fromEntries((await play('multiples', 'CN')).items[0]?.item.figures.map((f) => [f.concept, f.value]) ?? [])
    expect(cn).toMatchObject({ market_cap: '1828164000000', pe_ttm: '20.31', pb: '8.05', shares_outstanding: '1252270215' })
  })
  test('bars are open, close, high, low in that order; HK under `day`, A-shares under `qfqday`', async () => {
    const cn = await play('bars', 'CN')
    expect(cn.items.map(({ item }) => item.adjustment)).toEqual(['raw', 'total_return'])
    expect(cn.items[1]?.item.bars.at(-1)).toEqual({
      ...{ date: '2026-08-07', open: '1308.66', high: '1315.28', low: '1301', close: '1309.22', volume: '2497600', turnover: null },
    })
    const hk = await play('bars', 'HK')
    expect(hk.items[0]?.item).toMatchObject({ adjustment: 'raw', currency: 'HKD' })
    expect(hk.items[0]?.item.bars[0]).toMatchObject({ date: '2026-08-03', open: '482', close: '490.4', volume: '38649910' })
    expect((await play('bars', 'US')).sent.map(({ url }) => url).at(-1)).toContain('usAAPL.OQ')
  })
  test('the older, shorter line of 2017 is read too', () => {
    const [[code, fields] = ['', []]] = [...fieldsByCode(recordedText('tencent/quote_sh600519_2017-02-21.txt'))]
    const line = readQuoteLine('CN', code, fields)
    expect(line.ok && line.data.quote).toMatchObject({ price: '358.74', volume: '2770500', turnover: '994110000', quoted_at: '2017-02-21T07:05:53.000Z' })
    expect(line.ok && line.data.multiples.map((f) => f.concept)).toEqual(['pe_ttm', 'pb', 'float_market_cap', 'market_cap'])
  })
  test('a batch is one call, and a line that cannot be read costs the others nothing', async () => {
    const line = recordedText('tencent/quote_sh600519_2026-04-02.txt')
    const { context, sent } = caseContext({
      answers: [{ match: 'qt.gtimg.cn', body: () => line + line.replaceAll('600519', '600000').replace('~1459.88~', '~~'), encode: gbk }],
    })
    const quotes = await tencent.datasets.quote?.batch?.fetch('CN', ['600519.SH', '600000.SH', '600001.SH'], context)
    expect(quotes?.ok && [...quotes.data.keys()]).toEqual(['600519.SH'])
    expect(sent).toHaveLength(1)
  })
})
