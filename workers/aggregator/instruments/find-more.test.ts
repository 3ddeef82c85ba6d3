/**
 * More of what people type, by kinds: former names and brands, both Chinese scripts, kana and
 * kanji, widths and cases, codes with and without their suffix, dots and zeros, receipts beside
 * shares.
 */
import { describe, expect, it } from 'vitest'
import type { Candidate } from '#shared/contracts/aggregator.ts'
import type { Market } from '#shared/names.ts'
import { candidatesOf, catalogueOf, findIn } from '../identity/search.ts'
import { searchFold, searchFoldAll } from '../identity/search-key.ts'
import { aliasesOf } from './aliases.ts'
import { shippedCatalogues } from './catalogue.ts'
import { shippedList } from './shipped-lists.ts'

const search = (text: string, market?: Market): Candidate[] => {
  const catalogues = [catalogueOf([]), ...shippedCatalogues(market)]
  return candidatesOf(catalogues, findIn(catalogues, text, market), 10)
}
const first = (text: string): string => search(text)[0]?.id ?? 'none'

describe('codes as they are written elsewhere', () => {
  it.each([
    ['1211.HK', 'HK:01211'],
    ['01211.hk', 'HK:01211'],
    ['1211.HK ', 'HK:01211'],
    ['５.HK', 'HK:00005'],
    ['5.HK', 'HK:00005'],
    ['00005', 'HK:00005'],
    ['hk.00005', 'HK:00005'],
    ['0388.HK', 'HK:00388'],
    ['9618.hk', 'HK:09618'],
    ['81810', 'HK:01810'],
    ['82318.HK', 'HK:02318'],
    ['002594.SZ', 'CN:002594.SZ'],
    ['002594.sz', 'CN:002594.SZ'],
    ['SZ002594', 'CN:002594.SZ'],
    ['sz.002594', 'CN:002594.SZ'],
    ['601318.SS', 'CN:601318.SH'],
    ['601318.sh', 'CN:601318.SH'],
    ['６０１３１８', 'CN:601318.SH'],
    ['920185.BJ', 'CN:920185.BJ'],
    ['bj920185', 'CN:920185.BJ'],
    ['430047', 'CN:920047.BJ'],
    ['7974.T', 'JP:7974'],
    ['7974.t', 'JP:7974'],
    ['７９７４', 'JP:7974'],
    ['79740', 'JP:7974'],
    ['285A', 'JP:285A'],
    ['285a.T', 'JP:285A'],
    ['25935', 'JP:25935'],
    ['msft', 'US:MSFT'],
    ['MSFT.US', 'US:MSFT'],
    ['$tsla', 'US:TSLA'],
    ['NASDAQ:GOOG', 'US:GOOG'],
    ['BF/B', 'US:BF.B'],
    ['BF-B', 'US:BF.B'],
    ['bfb', 'US:BF.B'],
    ['baba', 'US:BABA'],
    ['TSM', 'US:TSM'],
    ['PDD', 'US:PDD'],
  ])('%s: %s', (text, id) => {
    expect(first(text)).toBe(id)
  })
})

describe('names in every script', () => {
  it.each([
    // Former names and brands.
    ['Google', 'US:GOOGL'],
    ['instagram', 'US:META'],
    ['whatsapp', 'US:META'],
    ['Square', 'US:XYZ'],
    // As Hong Kong marks weighted votes and second listings.
    ['小米集团-W', 'HK:01810'],
    ['小米集团－Ｗ', 'HK:01810'],
    ['百度集团-SW', 'HK:09888'],
    ['京东集团-SW', 'HK:09618'],
    ['网易-S', 'HK:09999'],
    ['名创优品', 'HK:09896'],
    ['渣打集团', 'HK:02888'],
    ['YouTube', 'US:GOOGL'],
    ['iPhone', 'US:AAPL'],
    ['快手', 'HK:01024'],
    ['天猫', 'HK:09988'],
    ['QQ', 'HK:00700'],
    ['プレイステーション', 'JP:6758'],
    ['レクサス', 'JP:7203'],
    // Traditional and simplified.
    ['貴州茅台', 'CN:600519.SH'],
    ['寧德時代', 'CN:300750.SZ'],
    ['招商銀行', 'CN:600036.SH'],
    ['中國平安', 'CN:601318.SH'],
    ['萬科', 'CN:000002.SZ'],
    ['京東方', 'CN:000725.SZ'],
    ['美團', 'HK:03690'],
    ['小米集團', 'HK:01810'],
    ['網易', 'HK:09999'],
    ['友邦保險', 'HK:01299'],
    ['香港交易所', 'HK:00388'],
    ['匯豐控股', 'HK:00005'],
    ['滙丰控股', 'HK:00005'],
    ['特斯拉', 'US:TSLA'],
    ['輝瑞', 'US:PFE'],
    ['奈飛', 'US:NFLX'],
    ['沃爾瑪', 'US:WMT'],
    ['英特爾', 'US:INTC'],
    // Kana and kanji.
    ['にんてんどー', 'JP:7974'],
    ['ニンテンドウ', 'JP:7974'],
    ['とよた', 'JP:7203'],
    ['ほんだ', 'JP:7267'],
    ['ｿﾆｰ', 'JP:6758'],
    ['ｷﾔﾉﾝ', 'JP:7751'],
    ['日産', 'JP:7201'],
    ['日产汽车', 'JP:7201'],
    ['三菱重工', 'JP:7011'],
    ['三井住友', 'JP:8316'],
    ['武田薬品', 'JP:4502'],
    ['武田药品', 'JP:4502'],
    ['東京エレクトロン', 'JP:8035'],
    ['アマゾン', 'US:AMZN'],
    ['テスラ', 'US:TSLA'],
    ['コカ・コーラ', 'US:KO'],
    // Widths, cases, marks.
    ['ＮＶＩＤＩＡ', 'US:NVDA'],
    ['NETFLIX, INC.', 'US:NFLX'],
    ['johnson & johnson', 'US:JNJ'],
    ['Johnson and Johnson', 'US:JNJ'],
    ['lvmuy', 'US:LVMUY'],
    ['TENCENT HOLDINGS LIMITED', 'HK:00700'],
    ['byd company', 'CN:002594.SZ'],
    ['ping an insurance', 'CN:601318.SH'],
    ['Sumitomo Mitsui', 'JP:8316'],
    ['hitachi', 'JP:6501'],
    ['Mitsubishi Heavy', 'JP:7011'],
    ['novo nordisk', 'US:NVO'],
    ['ASML', 'US:ASML'],
  ])('%s: %s', (text, id) => {
    expect(first(text)).toBe(id)
  })
})

describe('shares, their receipts and other listings', () => {
  it.each<[string, Market, string]>([
    ['阿里巴巴', 'HK', 'HK:09988'],
    ['阿里巴巴', 'US', 'US:BABA'],
    ['Sony', 'JP', 'JP:6758'],
    ['Sony', 'US', 'US:SONY'],
    ['丰田', 'US', 'US:TM'],
    ['比亚迪', 'HK', 'HK:01211'],
    ['比亚迪', 'CN', 'CN:002594.SZ'],
    ['BYD', 'HK', 'HK:01211'],
    ['BYD', 'CN', 'CN:002594.SZ'],
    ['中国平安', 'HK', 'HK:02318'],
    ['京东', 'US', 'US:JD'],
    ['百度', 'US', 'US:BIDU'],
  ])('%s in %s: %s', (text, market, id) => {
    expect(search(text, market)[0]?.id).toBe(id)
  })
  it('a fund, a preference share and a receipt say what they are, and no share is hidden by them', () => {
    const kind = (id: string) => search(id.slice(3)).find((one) => one.id === id)?.listing?.kind
    expect(
      ['HK:02800', 'HK:07200', 'HK:00823', 'HK:04621', 'HK:06288', 'HK:04335', 'JP:25935'].map(
        kind,
      ),
    ).toEqual(['fund', 'fund', 'reit', 'preferred', 'receipt', 'receipt', 'preferred'])
    expect(first('intel')).toBe('US:INTC')
    expect(first('fast retailing')).toBe('JP:9983')
  })
  it('what is delisted, only on an older list or no company comes after what is, beside other catalogues too', () => {
    const shipped = shippedCatalogues()
    const standing = (id: string): number =>
      shipped.flatMap((catalogue) => catalogue.standing(id) ?? [])[0] ?? 0
    const { hits } = findIn([catalogueOf([]), ...shipped], 'bank', undefined)
    expect(hits.some(({ id }) => standing(id) < 0)).toBe(true)
    for (const [at, hit] of hits.entries()) {
      const next = hits[at + 1]
      if (next?.rank === hit.rank)
        expect([hit.id, next.id, standing(hit.id) >= standing(next.id)]).toEqual([
          hit.id,
          next.id,
          true,
        ])
    }
  })
})

describe('the index of a market', () => {
  it('has all names folded as one is folded alone', () => {
    for (const market of ['CN', 'HK', 'US', 'JP'] as const) {
      const list = shippedList(market)
      const names = list.symbols.map((_, at) => list.cell('name', at))
      const hand = [...aliasesOf(market).values()].flatMap((alias) => [
        ...(alias.also ?? []),
        ...(alias.former ?? []),
      ])
      const all = [
        ...names.filter((_, at) => at % 7 === 0),
        ...hand,
        '',
        ' ',
        'a\nb',
        'ﾄﾖﾀ\n・',
        "'",
        '&',
      ]
      expect(searchFoldAll(all)).toEqual(all.map(searchFold))
    }
    expect(searchFoldAll([])).toEqual([])
  })
  it('answers a search within its market without the others', () => {
    expect(shippedCatalogues('HK')).toHaveLength(1)
    expect(search('apple', 'HK').every(({ market }) => market === 'HK')).toBe(true)
  })
})
