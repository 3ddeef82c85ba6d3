/**
 * The hand-kept names stand on the lists: no alias points to a code that its list does not have.
 */
import { describe, expect, it } from 'vitest'
import { MARKETS } from '#shared/names.ts'
import { parseSymbol, splitInstrumentId } from '#shared/symbol.ts'
import { nameFits } from '../identity/name-fit.ts'
import { aliasesOf } from './aliases.ts'
import { shippedList } from './shipped-lists.ts'

const all = MARKETS.flatMap((market) =>
  [...aliasesOf(market)].map(([id, alias]) => ({ market, id, alias })),
)
const listed = (id: string) => {
  const { market, symbol } = splitInstrumentId(id)
  return shippedList(market).at(symbol)
}

/** Known by brands and abbreviations that are not in their names; each was read by hand. */
const BRANDS = [
  'HK:09618',
  'HK:09999',
  'HK:09888',
  'HK:00388',
  'HK:01698',
  'HK:02423',
  'HK:09898',
  'HK:02333',
  'HK:01186',
  'HK:01800',
  'HK:02611',
  'HK:06881',
  'HK:09896',
  'US:GOOGL',
  'US:GOOG',
  'US:TSM',
  'US:JNJ',
  'US:PG',
  'US:BAC',
  'US:GE',
  'US:RTX',
  'US:AXP',
  'US:PDD',
  'US:UPS',
  'US:GSK',
  'US:BEKE',
  'US:MUFG',
  'US:SMFG',
]

describe('the hand-kept names', () => {
  it('are at least 300, some in every market', () => {
    expect(all.length).toBeGreaterThanOrEqual(300)
    for (const market of MARKETS) expect(aliasesOf(market).size).toBeGreaterThan(100)
  })
  it.each([
    ['CN', { en: 128, ja: 6 }],
    ['HK', { en: 160, zh: 115, ja: 26 }],
    ['JP', { en: 150, zh: 130 }],
    ['US', { en: 190, zh: 265, ja: 265 }],
  ] as const)('%s has names in other languages for at least %o', (market, least) => {
    for (const [language, count] of Object.entries(least) as ['en' | 'zh' | 'ja', number][]) {
      const named = [...aliasesOf(market).values()].filter((alias) => alias[language])
      expect([language, named.length >= count]).toEqual([language, true])
    }
  })
  it('are of listed shares, by their canonical id', () => {
    for (const { market, id } of all) {
      const { symbol } = splitInstrumentId(id)
      expect([id, parseSymbol(market, symbol)]).toEqual([id, { ok: true, data: symbol }])
      expect([id, listed(id)?.isOlder === false || id === 'US:LKNCY' || id === 'US:DIDIY']).toEqual(
        [id, true],
      )
      expect([id, listed(id)?.delisted_on]).toEqual([id, null])
      expect([id, ['share', 'reit']]).toEqual([id, expect.arrayContaining([listed(id)?.kind])])
    }
  })
  it('lead from a second listing to a first one that is listed', () => {
    for (const { id, alias } of all) {
      if (alias.as === undefined) continue
      expect([id, alias.as, listed(alias.as)?.delisted_on]).toEqual([id, alias.as, null])
      expect([id, alias.as === id]).toEqual([id, false])
    }
  })
  it('do not name a former code that is another listed company today', () => {
    for (const { id, market, alias } of all)
      for (const code of alias.codes ?? []) {
        const found = shippedList(market).at(code)
        expect([id, code, found === undefined || found.isOlder]).toEqual([id, code, true])
      }
  })
  it('fit the English names that the lists of Hong Kong and the US have', () => {
    const strangers = all.filter(({ market, id, alias }) => {
      const name = listed(id)?.name ?? ''
      const latin = [alias.en, ...(alias.also ?? []), ...(alias.former ?? [])].filter(
        (one) => one !== undefined && /^[ -~]+$/.test(one),
      )
      return (
        (market === 'HK' || market === 'US') &&
        latin.length > 0 &&
        !nameFits(
          latin.flatMap((one) => one ?? []),
          name,
        )
      )
    })
    expect(strangers.map(({ id }) => id)).toEqual(BRANDS)
  })
})
