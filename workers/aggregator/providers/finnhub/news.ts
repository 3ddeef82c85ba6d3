/**
 * `company-news`: times are in epoch seconds; the address is a redirect at Finnhub; a summary may
 * contain HTML, blank lines or only an address.
 */
import { z } from 'zod'
import { addDays } from '#shared/calendar.ts'
import { epochInstant } from '../../time/market-time.ts'
import { plainText } from '../plain-text.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  NewItem,
  ProviderContext,
  ProviderResult,
} from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import { answerOf, subjectSymbol } from './client.ts'

const rowSchema = z.object({
  datetime: z.number(),
  headline: z.string(),
  id: z.number(),
  related: z.string(),
  source: z.string().trim().nullish(),
  summary: z.string().nullish(),
  url: z.string().min(1),
})

/** Longest range in days: a free key has the news of one year. */
const MOST_DAYS = 365

const summaryOf = (given: string): string | null => {
  const text = plainText(given)
  return text && /^https?:\/\/\S+$/.test(text) ? null : text
}

/** `related` is the symbol for which the news was asked, or a list of symbols. */
const relatedOf = (rows: readonly { related: string }[], asked: string): string[] =>
  rows.map(({ related }) => {
    const symbols = related.split(',').map((symbol) => symbol.trim())
    return symbols.includes(asked) ? asked : (symbols[0] ?? '')
  })

export const news = async (
  { symbol, from, to }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'news'>>> => {
  const earliest = addDays(to, -MOST_DAYS)
  const answer = await answerOf(
    context,
    'company-news',
    { symbol, from: from < earliest ? earliest : from, to },
    z.array(rowSchema),
  )
  if (!answer.ok) return answer
  const rows = answer.data.value
  const items: NewItem<'news'>[] = []
  for (const row of rows) {
    const published = epochInstant(row.datetime)
    const title = plainText(row.headline)
    if (!published) return malformed('finnhub', `company-news ${row.id} datetime`)
    // An article without a headline cannot be shown.
    if (!title) continue
    const item = {
      title,
      url: row.url,
      published_at: published,
      publisher: row.source || null,
      summary: row.summary ? summaryOf(row.summary) : null,
    }
    items.push({ key: String(row.id), item, known_at: published, source_url: row.url, source: 0 })
  }
  const named = relatedOf(rows, symbol).filter((name) => name !== '')
  return {
    ok: true,
    data: {
      subject: { symbol: subjectSymbol(named, symbol), name: null, currency: null },
      items,
      sources: [answer.data.raw],
    },
  }
}
