/**
 * Articles that name a company. The search only matches words: no article says which company it is
 * about.
 */
import { z } from 'zod'
import { localInstant, MARKET_ZONES } from '../../time/market-time.ts'
import { plainText } from '../plain-text.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  NewItem,
  ProviderContext,
  ProviderResult,
} from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import { articles } from './client.ts'
import { optionalText, textOf, unreadable } from './fields.ts'
import { bareCode } from './symbols.ts'

const rowSchema = z.object({
  title: z.string(),
  url: z.url({ protocol: /^https?$/ }),
  date: z.string(),
  content: optionalText,
  mediaName: optionalText,
})
const answerSchema = z.object({
  result: z.object({
    cmsArticleWebOld: z
      .union([
        z.array(rowSchema),
        z.object({ list: z.array(rowSchema) }).transform(({ list }) => list),
      ])
      .nullish(),
  }),
})
const MOST = 50

/** The Chinese name finds more articles than the code, because articles seldom contain the code. */
const keywordOf = ({ market, symbol, known }: CompanyQuery): string => {
  const names = [known?.names.zh, known?.name]
  return names.find((name) => name && /\p{Script=Han}/u.test(name)) ?? bareCode(market, symbol)
}

export const news = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'news'>>> => {
  const answer = await articles(keywordOf(query), Math.min(query.limit, MOST), context)
  if (!answer.ok) return answer
  const parsed = answerSchema.safeParse(answer.data.json)
  if (!parsed.success) return unreadable('search/jsonp', parsed.error)
  const items: NewItem<'news'>[] = []
  for (const row of parsed.data.result.cmsArticleWebOld ?? []) {
    const published_at = localInstant(row.date, 'yyyy-MM-dd HH:mm:ss', MARKET_ZONES.CN)
    if (!published_at) return malformed('eastmoney', 'search/jsonp date')
    const title = plainText(row.title)
    // Videos and pictures have no text.
    if (!title) continue
    const item = {
      title,
      url: row.url,
      published_at,
      publisher: textOf(row.mediaName),
      summary: row.content ? plainText(row.content) : null,
    }
    items.push({ key: row.url, item, known_at: published_at, source_url: row.url, source: 0 })
  }
  return {
    ok: true,
    data: {
      subject: { symbol: null, name: null, currency: null },
      items,
      sources: [answer.data.raw],
    },
  }
}
