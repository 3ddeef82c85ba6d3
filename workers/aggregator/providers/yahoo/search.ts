/** Yahoo's search: instruments of the four markets by name or code, and news. Pure. */
import { z } from 'zod'
import type { FoundInstrument } from '#shared/datasets/instrument.ts'
import type { Market } from '#shared/names.ts'
import { epochInstant } from '../../time/market-time.ts'
import { plainText } from '../plain-text.ts'
import type { NewItem, ProviderResult, Subject } from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import { fromYahoo, symbolIn } from './symbol.ts'

const words = z.string().nullish()
const listedSchema = z.object({
  isYahooFinance: z.literal(true),
  symbol: z.string(),
  quoteType: z.string(),
  exchange: words,
  exchDisp: words,
  shortname: words,
  longname: words,
  sector: words,
  industry: words,
})
/** Private companies have a name and a link, but no symbol. */
const quoteSchema = z.discriminatedUnion('isYahooFinance', [
  listedSchema,
  z.object({ isYahooFinance: z.literal(false) }),
])
const newsSchema = z.object({
  uuid: z.string(),
  title: z.string(),
  link: z.string(),
  publisher: words,
  providerPublishTime: z.number(),
  relatedTickers: z.array(z.string()).nullish(),
})
const answerSchema = z.object({ quotes: z.array(quoteSchema), news: z.array(newsSchema) })
export type YahooMatch = z.infer<typeof listedSchema>

export interface YahooSearch {
  quotes: YahooMatch[]
  news: z.infer<typeof newsSchema>[]
}

export const readSearch = (json: unknown): ProviderResult<YahooSearch> => {
  const parsed = answerSchema.safeParse(json)
  if (!parsed.success) return malformed('yahoo', parsed.error.issues[0]?.path.join('.') || 'root')
  return {
    ok: true,
    data: {
      quotes: parsed.data.quotes.flatMap((quote) => (quote.isYahooFinance ? [quote] : [])),
      news: parsed.data.news,
    },
  }
}

/** Short names are padded into columns: `Apple Inc.                    R`. */
export const nameOf = ({ longname, shortname, symbol }: YahooMatch): string =>
  longname?.trim() || shortname?.trim().split(/\s{2,}/, 1)[0] || symbol

/**
 * The match for the symbol asked for, and otherwise the first match, which then names the company
 * that the answer is about.
 */
export const askedFor = ({ quotes }: YahooSearch, yahoo: string): YahooMatch | undefined =>
  quotes.find(({ symbol }) => symbol === yahoo) ?? quotes[0]

export const subjectIn = (market: Market, found: YahooMatch | undefined): Subject =>
  found
    ? { symbol: symbolIn(market, found.symbol), name: nameOf(found), currency: null }
    : { symbol: null, name: null, currency: null }

/** The shares of this market. Funds, options, indices and listings elsewhere are dropped. */
export const instrumentsIn = (market: Market, { quotes }: YahooSearch): FoundInstrument[] =>
  quotes.flatMap((quote): FoundInstrument[] => {
    const found = quote.quoteType === 'EQUITY' ? fromYahoo(quote.symbol) : null
    if (found?.market !== market) return []
    const name = nameOf(quote)
    return [
      {
        ...found,
        name,
        names: { en: name },
        exchange: quote.exchDisp || quote.exchange || null,
        identifiers: { yahoo: quote.symbol },
      },
    ]
  })

/**
 * Only the news that names the instrument: Yahoo fills its list with the day's news about others.
 */
export const newsAbout = (
  yahoo: string,
  { news }: YahooSearch,
): ProviderResult<NewItem<'news'>[]> => {
  const items: NewItem<'news'>[] = []
  for (const { uuid, title, link, publisher, providerPublishTime, relatedTickers } of news) {
    if (!relatedTickers?.includes(yahoo)) continue
    const published_at = epochInstant(providerPublishTime)
    const words = plainText(title)
    if (!published_at) return malformed('yahoo', `news ${uuid} providerPublishTime`)
    if (!words) return malformed('yahoo', `news ${uuid} title`)
    items.push({
      key: uuid,
      known_at: published_at,
      source_url: link,
      source: 0,
      item: { title: words, url: link, published_at, publisher: publisher || null, summary: null },
    })
  }
  return { ok: true, data: items }
}
