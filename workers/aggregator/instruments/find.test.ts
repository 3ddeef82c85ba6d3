/** What people type, and what must be found first, over all shipped lists. */
import { describe, expect, it } from 'vitest'
import type { Candidate } from '#shared/contracts/aggregator.ts'
import { candidatesOf, catalogueOf, findIn, isSettled } from '../identity/search.ts'
import { isWellKnown, shippedCatalogues } from './catalogue.ts'

const LIMIT = 10
// As the route has them: what was read before, here nothing, and the shipped ones.
const catalogues = [catalogueOf([]), ...shippedCatalogues()]
const search = (text: string): Candidate[] =>
  candidatesOf(catalogues, findIn(catalogues, text, undefined), LIMIT)
const ids = (text: string): string[] => search(text).map(({ id }) => id)

describe('the first candidates', () => {
  it.each<[string, string]>([
    // Codes, in every spelling.
    ['9988', 'HK:09988'],
    ['0700', 'HK:00700'],
    ['700', 'HK:00700'],
    ['00700.HK', 'HK:00700'],
    ['0700.hk', 'HK:00700'],
    ['hk00700', 'HK:00700'],
    ['HK:700', 'HK:00700'],
    ['HKEX:700', 'HK:00700'],
    ['700 HK', 'HK:00700'],
    ['700 HK Equity', 'HK:00700'],
    ['１８１０', 'HK:01810'],
    ['80700', 'HK:00700'],
    ['89988', 'HK:09988'],
    ['600519', 'CN:600519.SH'],
    ['SH600519', 'CN:600519.SH'],
    ['sh.600519', 'CN:600519.SH'],
    ['600519.SS', 'CN:600519.SH'],
    ['600519.SH', 'CN:600519.SH'],
    ['６００５１９', 'CN:600519.SH'],
    ['SHA:600519', 'CN:600519.SH'],
    ['600519 CH', 'CN:600519.SH'],
    ['000001', 'CN:000001.SZ'],
    ['sz000001', 'CN:000001.SZ'],
    ['300750', 'CN:300750.SZ'],
    ['688981', 'CN:688981.SH'],
    ['7203', 'JP:7203'],
    ['7203.T', 'JP:7203'],
    ['TYO:7203', 'JP:7203'],
    ['7203 JP', 'JP:7203'],
    ['130A', 'JP:130A'],
    ['130a.t', 'JP:130A'],
    ['AAPL', 'US:AAPL'],
    ['aapl', 'US:AAPL'],
    ['ＡＡＰＬ', 'US:AAPL'],
    ['$AAPL', 'US:AAPL'],
    ['AAPL.US', 'US:AAPL'],
    ['NASDAQ:AAPL', 'US:AAPL'],
    ['AAPL US', 'US:AAPL'],
    ['BRK-B', 'US:BRK.B'],
    ['brk.b', 'US:BRK.B'],
    ['BRK/B', 'US:BRK.B'],
    ['BRKB', 'US:BRK.B'],
    ['brkb', 'US:BRK.B'],
    ['BRK B', 'US:BRK.B'],
    ['NYSE:BRK.B', 'US:BRK.B'],
    ['BRK/A', 'US:BRK.A'],
    ['BRKA', 'US:BRK.A'],
    ['bf.b', 'US:BF.B'],
    ['V', 'US:V'],
    ['MU', 'US:MU'],
    // A code and a name together.
    ['AAPL Apple', 'US:AAPL'],
    ['Apple (AAPL)', 'US:AAPL'],
    ['腾讯控股 00700', 'HK:00700'],
    ['600519 贵州茅台', 'CN:600519.SH'],
    ['トヨタ 7203', 'JP:7203'],
    // Chinese names, short, whole, and in traditional characters.
    ['贵州茅台', 'CN:600519.SH'],
    ['茅台', 'CN:600519.SH'],
    ['貴州茅臺', 'CN:600519.SH'],
    ['贵州茅台酒股份有限公司', 'CN:600519.SH'],
    ['中国平安', 'CN:601318.SH'],
    ['中国平安保险(集团)股份有限公司', 'CN:601318.SH'],
    ['宁德时代', 'CN:300750.SZ'],
    ['宁德时代新能源科技股份有限公司', 'CN:300750.SZ'],
    ['比亚迪', 'CN:002594.SZ'],
    ['比亞迪', 'CN:002594.SZ'],
    ['比亚迪股份有限公司', 'CN:002594.SZ'],
    ['工商银行', 'CN:601398.SH'],
    ['中国工商银行', 'CN:601398.SH'],
    ['中国工商银行股份有限公司', 'CN:601398.SH'],
    ['招商银行', 'CN:600036.SH'],
    ['招行', 'CN:600036.SH'],
    ['平安银行', 'CN:000001.SZ'],
    ['万科', 'CN:000002.SZ'],
    ['万科A', 'CN:000002.SZ'],
    ['万科Ａ', 'CN:000002.SZ'],
    ['京东方', 'CN:000725.SZ'],
    ['五粮液', 'CN:000858.SZ'],
    ['中石油', 'CN:601857.SH'],
    ['中国石油', 'CN:601857.SH'],
    ['格力', 'CN:000651.SZ'],
    ['寒武纪', 'CN:688256.SH'],
    ['海天', 'CN:603288.SH'],
    ['国华', 'CN:000004.SZ'],
    ['腾讯', 'HK:00700'],
    ['騰訊', 'HK:00700'],
    ['腾讯控股', 'HK:00700'],
    ['腾讯控股有限公司', 'HK:00700'],
    ['騰訊控股有限公司', 'HK:00700'],
    ['微信', 'HK:00700'],
    ['阿里巴巴', 'HK:09988'],
    ['阿里', 'HK:09988'],
    ['阿里巴巴集团控股有限公司', 'HK:09988'],
    ['淘宝', 'HK:09988'],
    ['小米', 'HK:01810'],
    ['小米集团', 'HK:01810'],
    ['美团', 'HK:03690'],
    ['京东', 'HK:09618'],
    ['网易', 'HK:09999'],
    ['百度', 'HK:09888'],
    ['港交所', 'HK:00388'],
    ['汇丰', 'HK:00005'],
    ['滙豐', 'HK:00005'],
    ['友邦保险', 'HK:01299'],
    ['泡泡玛特', 'HK:09992'],
    ['领展', 'HK:00823'],
    ['新鸿基地产', 'HK:00016'],
    ['长江和记', 'HK:00001'],
    ['苹果', 'US:AAPL'],
    ['蘋果', 'US:AAPL'],
    ['英伟达', 'US:NVDA'],
    ['輝達', 'US:NVDA'],
    ['微软', 'US:MSFT'],
    ['微軟', 'US:MSFT'],
    ['亚马逊', 'US:AMZN'],
    ['特斯拉', 'US:TSLA'],
    ['台积电', 'US:TSM'],
    ['台積電', 'US:TSM'],
    ['伯克希尔', 'US:BRK.B'],
    ['摩根大通', 'US:JPM'],
    ['高盛', 'US:GS'],
    ['可口可乐', 'US:KO'],
    ['迪士尼', 'US:DIS'],
    ['拼多多', 'US:PDD'],
    ['理想汽车', 'HK:02015'],
    ['丰田', 'JP:7203'],
    ['豐田', 'JP:7203'],
    ['丰田汽车', 'JP:7203'],
    ['索尼', 'JP:6758'],
    ['软银集团', 'JP:9984'],
    ['优衣库', 'JP:9983'],
    ['三菱日联', 'JP:8306'],
    ['东京电子', 'JP:8035'],
    ['松下', 'JP:6752'],
    ['佳能', 'JP:7751'],
    // Japanese names, in kana of either kind and width.
    ['任天堂', 'JP:7974'],
    ['任天堂株式会社', 'JP:7974'],
    ['ニンテンドー', 'JP:7974'],
    ['トヨタ', 'JP:7203'],
    ['トヨタ自動車', 'JP:7203'],
    ['トヨタ自動車株式会社', 'JP:7203'],
    ['ﾄﾖﾀ自動車', 'JP:7203'],
    ['ソニー', 'JP:6758'],
    ['そにー', 'JP:6758'],
    ['株式会社ソニー', 'JP:6758'],
    ['ユニクロ', 'JP:9983'],
    ['ファーストリテイリング', 'JP:9983'],
    ['キヤノン', 'JP:7751'],
    ['キャノン', 'JP:7751'],
    ['ホンダ', 'JP:7267'],
    ['日立', 'JP:6501'],
    ['三菱商事', 'JP:8058'],
    ['みずほ', 'JP:8411'],
    ['ゆうちょ銀行', 'JP:7182'],
    ['アップル', 'US:AAPL'],
    ['エヌビディア', 'US:NVDA'],
    ['マイクロソフト', 'US:MSFT'],
    ['グーグル', 'US:GOOGL'],
    ['テンセント', 'HK:00700'],
    ['アリババ', 'HK:09988'],
    // Latin names, with and without the words for the kind of a company.
    ['Apple', 'US:AAPL'],
    ['apple inc.', 'US:AAPL'],
    ['Apple Inc', 'US:AAPL'],
    ['ＡＰＰＬＥ', 'US:AAPL'],
    ['google', 'US:GOOGL'],
    ['谷歌', 'US:GOOGL'],
    ['Alphabet Inc. Class A', 'US:GOOGL'],
    ['amazon', 'US:AMZN'],
    ['Amazon.com', 'US:AMZN'],
    ['Microsoft Corporation', 'US:MSFT'],
    ['berkshire hathaway', 'US:BRK.B'],
    ['JPMorgan', 'US:JPM'],
    ['jp morgan', 'US:JPM'],
    ['bank of america', 'US:BAC'],
    ['bank america', 'US:BAC'],
    ['coca cola', 'US:KO'],
    ['cocacola', 'US:KO'],
    ['Coca-Cola', 'US:KO'],
    ["McDonald's", 'US:MCD'],
    ['mcdonalds', 'US:MCD'],
    ['at&t', 'US:T'],
    ['AT and T', 'US:T'],
    ['P&G', 'US:PG'],
    ['procter & gamble', 'US:PG'],
    ['Home Depot', 'US:HD'],
    ['the home depot', 'US:HD'],
    ['T-Mobile', 'US:TMUS'],
    ['tmobile', 'US:TMUS'],
    ['visa', 'US:V'],
    ['Nintendo', 'JP:7974'],
    ['Toyota', 'JP:7203'],
    ['Toyota Motor Corporation', 'JP:7203'],
    ['Uniqlo', 'JP:9983'],
    ['SoftBank', 'JP:9984'],
    ['Mitsubishi UFJ', 'JP:8306'],
    ['7-Eleven', 'JP:3382'],
    ['Tencent', 'HK:00700'],
    ['Tencent Holdings Ltd', 'HK:00700'],
    ['alibaba', 'HK:09988'],
    ['xiaomi', 'HK:01810'],
    ['Meituan', 'HK:03690'],
    ['Kweichow Moutai', 'CN:600519.SH'],
    ['moutai', 'CN:600519.SH'],
    ['estée lauder', 'US:EL'],
    // One typo.
    ['amazn', 'US:AMZN'],
    ['mircosoft', 'US:MSFT'],
    ['Nintedo', 'JP:7974'],
    ['netflx', 'US:NFLX'],
    ['贵州毛台', 'CN:600519.SH'],
    // Former names and codes.
    ['facebook', 'US:META'],
    ['FB', 'US:META'],
    ['MicroStrategy', 'US:MSTR'],
    ['日本電産', 'JP:6594'],
    ['国泰君安', 'CN:601211.SH'],
    ['深发展A', 'CN:000001.SZ'],
  ])('%s: %s', (text, first) => {
    expect(ids(text)[0] ?? 'none').toBe(first)
  })

  it.each<[string, string[]]>([
    ['BYD', ['CN:002594.SZ', 'HK:01211', 'US:BYD']],
    ['比亚迪', ['CN:002594.SZ', 'HK:01211']],
    ['阿里巴巴', ['HK:09988', 'US:BABA']],
    ['中国平安', ['CN:601318.SH', 'HK:02318']],
    ['Sony', ['US:SONY', 'JP:6758']],
    ['CATL', ['CN:300750.SZ', 'HK:03750']],
    ['ICBC', ['CN:601398.SH', 'HK:01398']],
    ['SMIC', ['CN:688981.SH', 'HK:00981']],
    ['google', ['US:GOOGL', 'US:GOOG']],
    ['HSBC', ['US:HSBC', 'HK:00005']],
    ['软银', ['JP:9984', 'JP:9434']],
  ])('%s: all of %j', (text, all) => {
    expect(ids(text).slice(0, all.length).toSorted()).toEqual(all.toSorted())
  })
})

describe('a text that is a code in one market and a name in another', () => {
  it.each<[string, string[]]>([
    // The well-known company of that name before the holder of the code, which stays beside it.
    ['BYD', ['CN:002594.SZ', 'HK:01211', 'US:BYD']],
    ['byd', ['CN:002594.SZ', 'HK:01211', 'US:BYD']],
    ['CCB', ['CN:601939.SH', 'HK:00939', 'US:CCB']],
    ['BOC', ['CN:601988.SH', 'HK:03988', 'US:BOC']],
    ['ford', ['US:F', 'US:FORD']],
    // A code of a well-known company stays first.
    ['MU', ['US:MU']],
    ['V', ['US:V']],
    ['HSBC', ['US:HSBC', 'HK:00005']],
    ['Sony', ['US:SONY', 'JP:6758']],
    // The beginning of a name is no whole name.
    ['son', ['US:SON', 'JP:6758']],
    ['ten', ['US:TEN']],
    // A code that names its market, or has digits, means the code.
    ['BYD.US', ['US:BYD']],
    ['NYSE:BYD', ['US:BYD']],
    ['$BYD', ['US:BYD']],
  ])('%s: %j in this order', (text, all) => {
    expect(ids(text).slice(0, all.length)).toEqual(all)
  })
  it.each([
    ['app', 'US:AAPL'],
    ['appl', 'US:AAPL'],
    ['micr', 'US:MSFT'],
    ['net', 'US:NFLX'],
    ['amaz', 'US:AMZN'],
    ['nint', 'JP:7974'],
    ['ten', 'HK:00700'],
    ['toyo', 'JP:7203'],
  ])('%s: %s is among the first three', (text, id) => {
    expect(ids(text).slice(0, 3)).toContain(id)
  })
})

describe('a code that no list has', () => {
  it.each([
    ['9988', 'JP:9988'],
    ['7203', 'HK:07203'],
    ['ZZZZZ', 'US:ZZZZZ'],
    ['09997.HK', 'HK:09997'],
    ['apple', 'US:APPLE'],
    ['920999', 'CN:920999.BJ'],
  ])('%s is offered as the last one, and marked', (text, id) => {
    expect(search(text).at(-1)).toMatchObject({ id, match: 'unknown_symbol', listing: null })
  })
})

describe('what an answer says of a listing', () => {
  const first = (text: string) => search(text)[0]
  it('dates the list that it comes from', () => {
    expect(first('600519')?.listing).toMatchObject({ status: 'listed', as_of: '2026-03-04' })
    expect(first('00700')?.listing).toMatchObject({ status: 'listed', as_of: '2026-03-23' })
    expect(first('7974')?.listing).toMatchObject({ status: 'listed', as_of: '2026-01-31' })
    expect(first('NFLX')?.listing).toMatchObject({ status: 'listed', as_of: '2026-02-13' })
  })
  it('marks a delisted share with its day, and one that only an older list has', () => {
    expect(first('PT金田A')).toMatchObject({
      id: 'CN:000003.SZ',
      listing: { status: 'delisted', delisted_on: '2002-06-14' },
    })
    expect(first('小天鹅')?.id).toBe('CN:000418.SZ')
    expect(first('SKX')?.listing).toMatchObject({ status: 'earlier', as_of: '2024-05' })
  })
  it('tells a former name, and a brand, by which it was found', () => {
    expect(first('facebook')?.matched).toEqual({ name: 'Facebook', former: true })
    expect(first('google')?.matched).toEqual({ name: 'Google', former: false })
    expect(first('Alphabet')?.matched).toBeNull()
  })
  it('marks what is no company', () => {
    expect(first('1306')?.listing?.kind).toBe('fund')
    expect(first('00823')?.listing?.kind).toBe('reit')
    expect(search('BRKRP').find(({ id }) => id === 'US:BRKRP')?.listing?.kind).toBe('other')
  })
  it('has the names in the languages of the page', () => {
    expect(first('BRK.B')?.names).toMatchObject({
      en: 'Berkshire Hathaway Inc.',
      zh: '伯克希尔哈撒韦',
    })
    expect(first('9983')?.names).toMatchObject({ zh: '迅销', ja: 'ファーストリテイリング' })
    expect(first('01211')?.names).toMatchObject({ en: 'BYD', zh: '比亚迪' })
  })
})

describe('whether a provider needs to be asked', () => {
  const settled = (text: string) => isSettled(findIn(catalogues, text, undefined), isWellKnown)
  it.each(['苹果', 'AAPL', '600519', '9988', 'Toyota', 'BYD', 'AAPL Apple', 'bank america'])(
    'nobody for %s',
    (text) => expect(settled(text)).toBe(true),
  )
  it.each(['SMPL', '920999', 'Nobody Knows It', 'amazn'])('somebody for %s', (text) =>
    expect(settled(text)).toBe(false),
  )
})

describe('hostile texts', () => {
  it.each([
    'a'.repeat(80),
    '中'.repeat(80),
    `${'a '.repeat(40)}`,
    '((((((((((',
    'ー'.repeat(80),
    '🏦'.repeat(20),
    '\u0301'.repeat(80),
    'ab'.repeat(40),
    '= = = =',
    '\n\nAAPL\n',
  ])('%j is answered in time', (text) => {
    const began = performance.now()
    search(text)
    expect(performance.now() - began).toBeLessThan(1_000)
  })
})
