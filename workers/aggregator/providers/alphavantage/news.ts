/** NEWS_SENTIMENT: articles with the tickers they are about; times are in UTC. Pure. */
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { localInstant } from '../../time/market-time.ts'
import { plainText } from '../plain-text.ts'
import type { ProviderResult } from '../../model/provider.ts'
import { canonical, malformed, read, words, wrongInstrument } from './answers.ts'

const articleSchema = z.object({
  title: z.string().min(1),
  url: z.url(),
  time_published: z.string(),
  source: words,
  summary: words,
  ticker_sentiment: z.array(z.object({ ticker: z.string() })),
})
const feedSchema = z.object({ feed: z.array(articleSchema) })

/**
 * The articles that name the ticker. When no article names it, the answer is about another company.
 */
export const readNews = (symbol: string, json: unknown): ProviderResult<ItemOf<'news'>[]> => {
  const parsed = read('NEWS_SENTIMENT', feedSchema, json)
  if (!parsed.ok) return parsed
  const { feed } = parsed.data
  const about = feed.filter((article) =>
    article.ticker_sentiment.some(({ ticker }) => canonical('US', ticker) === symbol),
  )
  const [first] = feed
  if (first && about.length === 0)
    return wrongInstrument(symbol, first.ticker_sentiment.map(({ ticker }) => ticker).join(', '))
  const items: ItemOf<'news'>[] = []
  for (const { title, url, time_published, source, summary } of about) {
    const publishedAt =
      localInstant(time_published, "yyyyMMdd'T'HHmmss", 'utc') ??
      localInstant(time_published, "yyyyMMdd'T'HHmm", 'utc')
    const plainTitle = plainText(title)
    if (!publishedAt || !plainTitle)
      return malformed(`NEWS_SENTIMENT ${publishedAt ? 'title' : 'time_published'}`)
    items.push({
      title: plainTitle,
      url,
      published_at: publishedAt,
      publisher: source,
      summary: summary === null ? null : plainText(summary),
    })
  }
  return { ok: true, data: items }
}
