import { describe, expect, it } from 'vitest'
import type { Market } from '#shared/names.ts'
import type { Instrument } from '#shared/contracts/instrument.ts'
import {
  candidatesOf,
  catalogueOf,
  findIn,
  rankCandidates,
  type Searchable,
  WELL_KNOWN_STANDING,
} from './search.ts'

const instrument = (
  market: Market,
  symbol: string,
  name: string,
  names: Instrument['names'] = { en: name },
): Instrument => ({
  id: `${market}:${symbol}`,
  market,
  symbol,
  name,
  names,
  exchange: null,
  industry: null,
  fiscal_year_end: null,
  identifiers: {},
})
const known: Searchable[] = [
  { instrument: instrument('US', 'AAPL', 'Apple Inc.'), recorded: true },
  {
    instrument: instrument('CN', '600519.SH', '贵州茅台', {
      zh: '贵州茅台',
      en: 'Kweichow Moutai',
    }),
    recorded: true,
  },
  {
    instrument: instrument('HK', '00700', 'TENCENT', { en: 'TENCENT', zh: '腾讯控股' }),
    recorded: true,
  },
  { instrument: instrument('HK', '07203', 'Another 7203'), recorded: false },
  {
    instrument: instrument('JP', '7203', 'Toyota Motor Corporation', {
      en: 'Toyota Motor Corporation',
      ja: 'トヨタ自動車',
    }),
    recorded: true,
  },
  { instrument: instrument('US', 'BRK.B', 'BERKSHIRE HATHAWAY INC'), recorded: false },
  { instrument: instrument('US', 'APLE', 'Apple Hospitality REIT, Inc.'), recorded: false },
  { instrument: instrument('US', 'F', 'FORD MOTOR CO'), recorded: false },
  { instrument: instrument('US', 'FORD', 'FORWARD INDUSTRIES, INC.'), recorded: false },
  { instrument: instrument('US', 'T', 'AT&T INC.'), recorded: false },
  { instrument: instrument('US', 'AAPL', 'Apple Inc. again'), recorded: false },
]
const search = (text: string, market?: Market) =>
  rankCandidates(text, known, { market, limit: 10 }).map((c) => `${c.match} ${c.id}`)

describe('rankCandidates', () => {
  it.each([
    ['aapl', ['symbol US:AAPL']],
    ['sh600519', ['symbol CN:600519.SH']],
    ['700', ['symbol HK:00700']],
    ['0700.HK', ['symbol HK:00700']],
    ['brk-b', ['symbol US:BRK.B']],
    ['茅台', ['name CN:600519.SH']],
    ['moutai', ['name CN:600519.SH']],
    ['腾讯', ['name HK:00700']],
    ['トヨタ', ['name JP:7203']],
    ['ﾄﾖﾀ自動車', ['name JP:7203']],
    ['ＡＰＰＬＥ inc', ['name US:AAPL', 'name US:APLE']],
    ['at&t', ['name US:T']],
    ['hathaway', ['name US:BRK.B']],
    ['nothing of the kind', []],
    ['%', []],
    ['...', []],
  ])('%s finds %j', (text, found) => {
    expect(search(text)).toEqual(found)
  })

  it('offers every instrument a code may mean, and never picks one', () => {
    expect(search('7203')).toEqual(['symbol JP:7203', 'symbol HK:07203'])
    expect(search('7203', 'HK')).toEqual(['symbol HK:07203'])
  })

  it('puts symbols before names, and recorded companies before others', () => {
    expect(search('ford')).toEqual(['symbol US:FORD', 'name US:F'])
    expect(search('apple')).toEqual(['name US:AAPL', 'name US:APLE'])
  })

  it('of a code and a whole name, puts the well-known company first, and the code where it names its market', () => {
    const ofSize = (name: string, standing: number): Searchable[] => [
      { instrument: instrument('US', 'BYD', 'Boyd Gaming Corporation'), recorded: false },
      { instrument: instrument('HK', '01211', name), recorded: false, standing },
    ]
    const found = (text: string, all: Searchable[]) =>
      rankCandidates(text, all, { limit: 10 }).map(({ id }) => id)
    expect(found('BYD', ofSize('BYD', WELL_KNOWN_STANDING))).toEqual(['HK:01211', 'US:BYD'])
    expect(found('byd', ofSize('BYD Company Ltd', WELL_KNOWN_STANDING))[0]).toBe('HK:01211')
    expect(found('BYD', ofSize('BYD', WELL_KNOWN_STANDING - 1))).toEqual(['US:BYD', 'HK:01211'])
    expect(found('BYD', ofSize('BYD Electronic', WELL_KNOWN_STANDING))[0]).toBe('US:BYD')
    expect(found('US:BYD', ofSize('US:BYD', WELL_KNOWN_STANDING))[0]).toBe('US:BYD')
  })

  it('gives an instrument once and keeps to the limit', () => {
    const candidates = rankCandidates('a', known, { limit: 2 })
    expect(candidates).toHaveLength(2)
    expect(rankCandidates('aapl', known, { limit: 10 })).toMatchObject([
      { name: 'Apple Inc.', recorded: true },
    ])
  })
  it('keeps what a provider found for the text under another name, behind what is called so', () => {
    const live = catalogueOf(
      [{ instrument: instrument('CN', '600036.SH', '招商银行'), recorded: false }],
      true,
    )
    const all = [live, catalogueOf(known)]
    const found = (text: string) =>
      candidatesOf(all, findIn(all, text, undefined), 10).map(({ match, id }) => `${match} ${id}`)
    expect(found('cmbc')).toEqual(['name CN:600036.SH', 'unknown_symbol US:CMBC'])
    expect(found('茅台')).toEqual(['name CN:600519.SH', 'name CN:600036.SH'])
  })

  it('keeps a place for a code that nothing knows', () => {
    const all = [catalogueOf(known)]
    const found = candidatesOf(all, findIn(all, 'a', undefined), 1)
    expect(found).toMatchObject([{ id: 'US:A', match: 'unknown_symbol' }])
  })

  it('joins what several catalogues say of one instrument, the first before the others', () => {
    const read = catalogueOf([
      { instrument: instrument('JP', '7203', 'TOYOTA', { en: 'TOYOTA' }), recorded: false },
    ])
    const all = [read, catalogueOf(known)]
    expect(candidatesOf(all, findIn(all, 'トヨタ', undefined), 10)).toMatchObject([
      { name: 'TOYOTA', names: { en: 'TOYOTA', ja: 'トヨタ自動車' }, recorded: true },
    ])
  })
})
