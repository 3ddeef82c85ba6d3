import { describe, expect, it } from 'vitest'
import type { Instrument } from '#shared/contracts/instrument.ts'
import { APPLE_REVENUE } from '../facts/facts.fixture.ts'
import type { ItemsAnswer, ProviderResult, StatementsAnswer } from '../model/provider.ts'
import { checkItems, checkStatements } from './check.ts'
import { quoteCurrencies } from '#shared/quote-currencies.ts'
import { mismatch, namingOf } from '../identity/naming.ts'

const moutai: Instrument = {
  id: 'CN:600519.SH',
  market: 'CN',
  symbol: '600519.SH',
  name: '贵州茅台',
  names: { zh: '贵州茅台', en: 'Kweichow Moutai Co., Ltd.' },
  exchange: null,
  industry: null,
  fiscal_year_end: null,
  identifiers: {},
}
const asked = { provider: 'tencent', market: 'CN' as const, symbol: '600519.SH', known: moutai }
const now = new Date('2026-11-22T12:00:00Z')
const namedBy = (providers: Record<string, string>, at = '2026-11-21T12:00:00.000Z') => ({
  ...asked,
  named: {
    now,
    by: Object.fromEntries(
      Object.entries(providers).map(([provider, name]) => [provider, { name, at }]),
    ),
  },
})
const subject = { symbol: '600519.SH', name: '贵州茅台', currency: 'CNY' }

describe('an answer fits the instrument asked for', () => {
  it.each([
    ['all of it', subject],
    ['nothing said', { symbol: null, name: null, currency: null }],
    ['the English name', { ...subject, name: 'KWEICHOW MOUTAI' }],
    ['the symbol for a name', { ...subject, name: '600519' }],
    ['a name ex dividend', { ...subject, name: 'XD贵州茅' }],
  ])('%s', (_, given) => {
    expect(mismatch(asked, given)).toBeNull()
  })
  it.each([
    ['another symbol', { ...subject, symbol: '000858.SZ' }],
    ['another name', { ...subject, name: '五粮液' }],
    ['another English name', { ...subject, name: 'Wuliangye Yibin Co., Ltd.' }],
    ['another currency', { ...subject, currency: 'HKD' }],
  ])('not with %s', (_, given) => {
    const others = namedBy({ eastmoney: '贵州茅台', yahoo: 'Kweichow Moutai Co., Ltd.' })
    expect(mismatch(others, given)).not.toBeNull()
    const answer: ItemsAnswer<'news'> = { subject: given, items: [], sources: [] }
    expect(checkItems('news', others, { ok: true, data: answer })).toMatchObject({
      ok: false,
      reason: 'wrong_instrument',
    })
  })
  const renamed = { ...subject, name: '国酒集团' }
  it('a new name is taken from who named it before, when nobody named it lately, and from who states the number of the company', () => {
    expect(namingOf(namedBy({ tencent: '贵州茅台', eastmoney: '贵州茅台' }), renamed)).toBe('new')
    expect(namingOf(namedBy({ eastmoney: '贵州茅台' }), renamed)).toBe('wrong')
    expect(namingOf(namedBy({ eastmoney: '贵州茅台' }, '2026-11-15T11:59:59.000Z'), renamed)).toBe(
      'new',
    )
    expect(namingOf(namedBy({}), renamed)).toBe('new')
    const numbered = {
      ...namedBy({ eastmoney: '贵州茅台' }),
      known: { ...moutai, identifiers: { isin: 'CNE0000018R8' } },
    }
    expect(
      namingOf(numbered, { ...renamed, symbol: null, identifiers: { isin: 'cne0000018r8' } }),
    ).toBe('new')
    expect(
      namingOf(numbered, { ...renamed, symbol: null, identifiers: { isin: 'CNE000000000' } }),
    ).toBe('wrong')
  })
  it('a name is never new in an answer that does not state the symbol', () => {
    expect(namingOf(namedBy({}), { ...renamed, symbol: null })).toBe('wrong')
    expect(namingOf(namedBy({ tencent: '贵州茅台' }), { ...renamed, symbol: null })).toBe('wrong')
  })
  it('who still says the old name is right about the instrument, and wrong about its name', () => {
    const known = { ...moutai, name: '国酒集团', names: { zh: '国酒集团' } }
    expect(
      namingOf({ ...namedBy({ tencent: '贵州茅台', eastmoney: '国酒集团' }), known }, subject),
    ).toBe('older')
    expect(
      mismatch({ ...namedBy({ tencent: '贵州茅台', eastmoney: '国酒集团' }), known }, subject),
    ).toBeNull()
  })
  it('B shares are quoted in dollars and Hong Kong dollars, yuan counters in yuan', () => {
    expect(quoteCurrencies('CN', '900901.SH')).toEqual(['USD'])
    expect(quoteCurrencies('CN', '200002.SZ')).toEqual(['HKD'])
    expect(quoteCurrencies('HK', '80700')).toEqual(['CNY'])
    expect(quoteCurrencies('JP', '7203')).toEqual(['JPY'])
  })
})

const item = {
  title: 'A title',
  url: 'https://example.com/1',
  published_at: '2026-11-22T00:00:00.000Z',
  publisher: null,
  summary: null,
}
const news = (change: object): ItemsAnswer<'news'> => ({
  subject,
  items: [
    {
      key: '1',
      item: { ...item, ...change },
      known_at: item.published_at,
      source_url: item.url,
      source: null,
    },
  ],
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
  it.each([
    ['no key', { key: ' ' }],
    ['no time it was known at', { known_at: '' }],
    ['a day for a time', { known_at: '2026-11-22' }],
    ['a day that is none', { known_at: '2026-02-30T00:00:00.000Z' }],
    ['no address', { source_url: 'about:blank' }],
  ])('with %s is malformed, and does not take the database down', (_, change) => {
    const given = news({})
    const items = given.items.map((one) => ({ ...one, ...change }))
    expect(checkItems('news', asked, { ok: true, data: { ...given, items } })).toMatchObject({
      ok: false,
      reason: 'malformed',
      detail: expect.stringContaining(Object.keys(change)[0] ?? ''),
    })
  })
  it('that no database can hold is malformed', () => {
    expect(
      checkItems('news', asked, { ok: true, data: news({ title: 'a\u0000b' }) }),
    ).toMatchObject({ ok: false, reason: 'malformed' })
  })
  it('none is empty', () => {
    expect(checkItems('news', asked, { ok: true, data: { ...news({}), items: [] } })).toMatchObject(
      { ok: false, reason: 'empty' },
    )
  })
})

describe('a figure of the statements', () => {
  const statements = (change: object): ProviderResult<StatementsAnswer> => ({
    ok: true,
    data: {
      instrument: { ...moutai, name: 'Apple Inc.', id: 'US:AAPL', market: 'US', symbol: 'AAPL' },
      facts: [{ ...APPLE_REVENUE, source: null, ...change }],
      sources: [],
      recorded: null,
    },
  })
  const apple = { provider: 'sec', market: 'US' as const, symbol: 'AAPL', known: null }
  it('of the expected form is let through', () => {
    expect(checkStatements(apple, statements({}))).toMatchObject({
      ok: true,
      data: { naming: { is: 'fits', stated: 'Apple Inc.' } },
    })
  })
  it.each([
    ['a value in words', { value: 'many' }],
    ['a unit that is none', { unit: 'USD/apple' }],
    ['a day that is none', { end: '2025-02-30' }],
    ['an end before its start', { start: '2025-10-01' }],
    ['no time it was known at', { known_at: '' }],
    ['a filing day that is none', { filed_at: '2025' }],
    ['no address', { source_url: '' }],
  ])('with %s is malformed, and does not take the database down', (_, change) => {
    expect(checkStatements(apple, statements(change))).toMatchObject({
      ok: false,
      reason: 'malformed',
    })
  })
})
