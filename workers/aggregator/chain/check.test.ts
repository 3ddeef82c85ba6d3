import { describe, expect, it } from 'vitest'
import type { Instrument } from '#shared/contracts/instrument.ts'
import type { ItemsAnswer } from '../providers/provider.ts'
import { checkItems, misfit, quoteCurrencies } from './check.ts'

const moutai: Instrument = {
  ...{ id: 'CN:600519.SH', market: 'CN', symbol: '600519.SH', name: '贵州茅台', names: { zh: '贵州茅台', en: 'Kweichow Moutai Co., Ltd.' } },
  ...{ exchange: null, industry: null, fiscal_year_end: null, identifiers: {} },
}
const asked = { provider: 'tencent', market: 'CN' as const, symbol: '600519.SH', known: moutai }
const subject = { symbol: '600519.SH', name: '贵州茅台', currency: 'CNY' }

describe('an answer fits the instrument asked for', () => {
  it.each([
    ['all of it', subject],
    ['nothing said', { symbol: null, name: null, currency: null }],
    ['the English name', { ...subject, name: 'KWEICHOW MOUTAI' }],
    ['the symbol for a name', { ...subject, name: '600519' }],
    ['a name ex dividend', { ...subject, name: 'XD贵州茅' }],
  ])('%s', (_, given) => {
    expect(misfit(asked, given)).toBeNull()
  })
  it.each([
    ['another symbol', { ...subject, symbol: '000858.SZ' }],
    ['another name', { ...subject, name: '五粮液' }],
    ['another English name', { ...subject, name: 'Wuliangye Yibin Co., Ltd.' }],
    ['another currency', { ...subject, currency: 'HKD' }],
  ])('not with %s', (_, given) => {
    expect(misfit(asked, given)).not.toBeNull()
    const answer: ItemsAnswer<'news'> = { subject: given, items: [], sources: [] }
    expect(checkItems('news', asked, { ok: true, data: answer })).toMatchObject({ ok: false, reason: 'wrong_instrument' })
  })
  it('B shares are quoted in dollars and Hong Kong dollars, yuan counters in yuan', () => {
    expect(quoteCurrencies('CN', '900901.SH')).toEqual(['USD'])
    expect(quoteCurrencies('CN', '200002.SZ')).toEqual(['HKD'])
    expect(quoteCurrencies('HK', '80700')).toEqual(['CNY'])
    expect(quoteCurrencies('JP', '7203')).toEqual(['JPY'])
  })
})

const item = { title: 'A title', url: 'https://example.com/1', published_at: '2026-11-22T00:00:00.000Z', publisher: null, summary: null }
const news = (change: object): ItemsAnswer<'news'> => ({
  subject,
  items: [{ key: '1', item: { ...item, ...change }, known_at: item.published_at, source_url: item.url, source: null }],
  sources: [],
})

describe('an item', () => {
  it('of the expected form is let through', () => {
    expect(checkItems('news', asked, { ok: true, data: news({}) })).toMatchObject({ ok: true })
  })
  it.each([
    ['a number for a title', { title: 7 }],
    ['no title', { title: '  ' }],
    ['an address that is no web address', { url: 'javascript:alert(1)' }],
    ['a time without a zone', { published_at: '2026-11-22 00:00:00' }],
  ])('with %s is malformed, and the field is named', (_, change) => {
    expect(checkItems('news', asked, { ok: true, data: news(change) })).toMatchObject({
      ok: false,
      reason: 'malformed',
      detail: expect.stringContaining(Object.keys(change)[0] ?? ''),
    })
  })
  it('that no database can hold is malformed', () => {
    expect(checkItems('news', asked, { ok: true, data: news({ title: 'a\u0000b' }) })).toMatchObject({ ok: false, reason: 'malformed' })
  })
  it('none is empty', () => {
    expect(checkItems('news', asked, { ok: true, data: { ...news({}), items: [] } })).toMatchObject({ ok: false, reason: 'empty' })
  })
})
