import { describe, expect, it } from 'vitest'
import { factSchema } from '#shared/contracts/facts.ts'
import { type Instrument, instrumentSchema } from '#shared/contracts/instrument.ts'
import { CUT_MARK, cutTo, MAX_CODE, MAX_FILED_DECIMAL, MAX_ID, MAX_NAME } from '#shared/lengths.ts'
import { DEFINITIONS, type ItemOf } from '#shared/datasets/registry.ts'
import type { ItemsAnswer, NewFact, NewItem } from '../model/provider.ts'
import { APPLE_REVENUE } from '../facts/facts.fixture.ts'
import { checkItems, checkStatements } from './check.ts'
import { fitRecord } from './fit-lengths.ts'

const LONG = '增'.repeat(200_000)
const apple: Instrument = {
  id: 'US:AAPL',
  market: 'US',
  symbol: 'AAPL',
  name: 'Apple Inc.',
  names: { en: 'Apple Inc.' },
  exchange: null,
  industry: null,
  fiscal_year_end: null,
  identifiers: {},
}
const asked = { provider: 'yahoo', market: 'US' as const, symbol: 'AAPL', known: apple }
const subject = { symbol: 'AAPL', name: 'Apple Inc.', currency: null }

const news = (change: Partial<ItemOf<'news'>> = {}): ItemOf<'news'> => ({
  title: 'Results',
  url: 'https://example.com/1',
  published_at: '2026-01-02T00:00:00Z',
  publisher: null,
  summary: null,
  ...change,
})
const newsItem = (
  item: ItemOf<'news'>,
  around: Partial<NewItem<'news'>> = {},
): NewItem<'news'> => ({
  key: 'a',
  item,
  known_at: '2026-01-02T00:00:00Z',
  source_url: 'https://example.com/1',
  source: null,
  ...around,
})
const checked = (items: NewItem<'news'>[]) => {
  const answer: ItemsAnswer<'news'> = { subject, items, sources: [] }
  return checkItems('news', asked, { ok: true, data: answer })
}

describe('a record longer than its schema', () => {
  it('keeps the beginning of a text, with a mark at its end', () => {
    const result = checked([newsItem(news({ title: LONG, summary: LONG }))])
    expect(result.ok && result.data.items).toHaveLength(1)
    const item = result.ok ? result.data.items[0]?.item : undefined
    expect(item?.title.endsWith(`增${CUT_MARK}`)).toBe(true)
    expect(DEFINITIONS.news.item.safeParse(item).success).toBe(true)
  })
  it.each([
    ['an address', newsItem(news({ url: `https://example.com/${LONG}` }))],
    ['the address of its source', newsItem(news(), { source_url: `https://e.com/${LONG}` })],
    ['its key', newsItem(news(), { key: LONG })],
  ])('is left out for %s, and the others stay', (_, long) => {
    const result = checked([long, newsItem(news(), { key: 'b' })])
    expect(result.ok && result.data.items.map(({ key }) => key)).toEqual(['b'])
    expect(result.ok && result.unread).toEqual(['news 0 is longer than one can be'])
    expect(checked([long])).toMatchObject({ ok: false, reason: 'malformed' })
  })
  it('is left out for its digits', () => {
    const price = { figures: [], at: '2026-01-02T00:00:00Z' }
    const figure = { concept: 'pe_ttm', unit: 'x', provider_field: 'pe', value: '7'.repeat(500) }
    const long = { ...price, figures: [figure] }
    expect(fitRecord(DEFINITIONS.multiples.item, long)).toEqual({ is: 'too_long' })
  })
  it('is left out for its list', () => {
    const bar = {
      date: '2026-01-02',
      open: null,
      high: null,
      low: null,
      close: '1',
      volume: null,
      turnover: null,
    }
    const series = {
      adjustment: 'raw' as const,
      currency: 'USD',
      bars: Array.from({ length: 20_001 }, () => bar),
    }
    expect(fitRecord(DEFINITIONS.bars.item, series)).toEqual({ is: 'too_long' })
  })
  it('is malformed, as before, for another form', () => {
    const other = { ...news({ title: LONG }), published_at: 'today' }
    expect(fitRecord(DEFINITIONS.news.item, other)).toMatchObject({ is: 'malformed' })
  })
})

describe('statements longer than their schema', () => {
  const fact = (change: Partial<NewFact>): NewFact => ({ ...APPLE_REVENUE, ...change })
  const statements = (facts: NewFact[], instrument = apple) =>
    checkStatements(
      { ...asked, provider: 'sec' },
      { ok: true, data: { instrument, facts, sources: [], recorded: null } },
    )

  it('have their labels and names cut', () => {
    const long = fact({ period_label: LONG, form: LONG, provider_field: LONG })
    const result = statements([long], {
      ...apple,
      industry: LONG,
      names: { ...apple.names, zh: LONG },
    })
    const data = result.ok ? result.data : null
    expect(data?.facts).toHaveLength(1)
    const [kept] = data?.facts ?? []
    expect(
      factSchema.pick({ period_label: true, form: true, provider_field: true }).safeParse(kept)
        .success,
    ).toBe(true)
    expect(kept?.period_label?.endsWith(CUT_MARK)).toBe(true)
    expect(instrumentSchema.safeParse(data?.instrument).success).toBe(true)
    expect(data?.instrument.industry).toHaveLength(MAX_NAME)
  })
  it.each([
    ['value', { value: '7'.repeat(MAX_FILED_DECIMAL + 1) }],
    ['source_url', { source_url: `https://example.com/${LONG}` }],
    ['provider_record', { provider_record: 'x'.repeat(MAX_ID + 1) }],
    ['unit', { unit: 'X'.repeat(MAX_CODE + 1) }],
    ['period', { period: 'F'.repeat(MAX_CODE + 1) }],
  ] as [string, Partial<NewFact>][])('lose the figure with too long a %s', (_, change) => {
    const result = statements([fact(change), APPLE_REVENUE])
    expect(result.ok && result.data.facts).toEqual([APPLE_REVENUE])
    expect(result.ok && result.unread).toEqual([
      'revenue of 2025-09-27 is longer than a figure can be',
    ])
    expect(statements([fact(change)])).toMatchObject({ ok: false, reason: 'malformed' })
  })
})

describe('what an adapter could not read', () => {
  const unread = ['the plan of 2019']

  it('is told beside what was too long, of records', () => {
    const items = [newsItem(news(), { key: LONG }), newsItem(news())]
    const answer: ItemsAnswer<'news'> = { subject, items, sources: [] }
    const result = checkItems('news', asked, { ok: true, data: answer, unread })
    expect(result.ok && result.unread).toEqual([
      'the plan of 2019',
      'news 0 is longer than one can be',
    ])
  })
  it('is told beside what was too long, of statements', () => {
    const facts = [APPLE_REVENUE, { ...APPLE_REVENUE, period: LONG }]
    const data = { instrument: apple, facts, sources: [], recorded: null }
    const result = checkStatements({ ...asked, provider: 'sec' }, { ok: true, data, unread })
    expect(result.ok && result.unread).toHaveLength(2)
  })
  it('is nothing when all was read', () => {
    const answer: ItemsAnswer<'news'> = { subject, items: [newsItem(news())], sources: [] }
    expect(checkItems('news', asked, { ok: true, data: answer })).not.toHaveProperty('unread')
  })
})

describe('a text is cut', () => {
  it('never in the middle of a character', () => {
    expect(cutTo(4, 'abcd')).toBe('abcd')
    expect(cutTo(4, 'abcde')).toBe(`abc${CUT_MARK}`)
    expect(cutTo(4, 'ab😀de')).toBe(`ab${CUT_MARK}`)
  })
})
