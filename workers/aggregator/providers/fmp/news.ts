/** `news/stock`: `publishedDate` is in US Eastern time without a zone. */
import { z } from 'zod'
import { plainText } from '../plain-text.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  NewItem,
  ProviderContext,
  ProviderResult,
} from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import { fmpSymbol, rowsOf, subjectSymbol } from './client.ts'
import { easternInstant } from './dates.ts'

const rowSchema = z.object({
  symbol: z.string().min(1),
  publishedDate: z.string(),
  publisher: z.string().trim().nullish(),
  title: z.string().trim().min(1),
  site: z.string().trim().nullish(),
  text: z.string().nullish(),
  url: z.string().min(1),
})

/** Most articles that FMP gives in one call. */
const MOST = 250

export const news = async (
  { symbol, from, to, limit }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'news'>>> => {
  const answer = await rowsOf(
    context,
    'news/stock',
    { symbols: fmpSymbol(symbol), from, to, page: 0, limit: Math.min(limit, MOST) },
    z.array(rowSchema),
  )
  if (!answer.ok) return answer
  const { rows, raw } = answer.data
  const items: NewItem<'news'>[] = []
  for (const row of rows) {
    const published = easternInstant(row.publishedDate)
    const title = plainText(row.title)
    if (!published) return malformed('fmp', `news/stock ${row.url} publishedDate`)
    if (!title) return malformed('fmp', `news/stock ${row.url} title`)
    const summary = row.text ? plainText(row.text) : null
    const item = {
      title,
      url: row.url,
      published_at: published,
      publisher: row.publisher || row.site || null,
      summary,
    }
    items.push({ key: row.url, item, known_at: published, source_url: row.url, source: 0 })
  }
  return {
    ok: true,
    data: {
      subject: { symbol: subjectSymbol(rows, symbol), name: null, currency: null },
      items,
      sources: [raw],
    },
  }
}
