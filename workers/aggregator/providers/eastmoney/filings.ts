/** Announcements to the exchanges of mainland China and Hong Kong. */
import { z } from 'zod'
import type { Market } from '#shared/names.ts'
import { endOfDay, localInstant, MARKET_ZONES } from '../../time/market-time.ts'
import { plainText } from '../plain-text.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  NewItem,
  ProviderContext,
  ProviderResult,
} from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import { announcements } from './client.ts'
import { dayOf, optionalText, textOf, unreadable, wrongInstrument } from './fields.ts'
import { bareCode, symbolOf } from './symbols.ts'

const codeSchema = z.object({
  stock_code: z.string(),
  short_name: optionalText,
  market_code: z.union([z.string(), z.number()]).nullish(),
})
const rowSchema = z.object({
  art_code: z.string().min(1),
  title: z.string().min(1),
  notice_date: z.string(),
  display_time: optionalText,
  codes: z.array(codeSchema),
  columns: z.array(z.object({ column_name: optionalText })).nullish(),
})
const answerSchema = z.object({ data: z.object({ list: z.array(rowSchema) }).nullable() })
const MOST = 100

/**
 * The canonical symbol of one of the companies that an announcement names. Some of them come
 * without the market number.
 */
const symbolIn = (
  { stock_code, market_code }: z.infer<typeof codeSchema>,
  market: Market,
  asked: string,
): string => {
  if (market === 'HK') return stock_code
  return symbolOf(market_code ?? (asked.endsWith('.SH') ? 1 : 0), stock_code)?.symbol ?? stock_code
}

/**
 * Most announcements appear on the evening before their date: published at 18:54, dated the next
 * day.
 */
const acceptedAt = (displayed: string | null | undefined, market: Market): string | null =>
  displayed
    ? localInstant(displayed.slice(0, 19), 'yyyy-MM-dd HH:mm:ss', MARKET_ZONES[market])
    : null

export const filings = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'filings'>>> => {
  const { market, symbol, from, to, limit } = query
  const code = bareCode(market, symbol)
  const answer = await announcements(
    code,
    market === 'HK' ? 'H' : 'A',
    from,
    to,
    Math.min(limit, MOST),
    context,
  )
  if (!answer.ok) return answer
  const parsed = answerSchema.safeParse(answer.data.json)
  if (!parsed.success) return unreadable('ann', parsed.error)
  const items: NewItem<'filings'>[] = []
  let name: string | null = null
  for (const row of parsed.data.data?.list ?? []) {
    const own = row.codes.find((of) => symbolIn(of, market, symbol) === symbol)
    if (!own)
      return wrongInstrument(
        'ann',
        symbol,
        row.codes.map((of) => symbolIn(of, market, symbol)).join(', ') || 'no company',
      )
    name ??= textOf(own.short_name)
    const filed_at = dayOf(row.notice_date)
    if (!filed_at) return malformed('eastmoney', 'ann notice_date')
    const accepted_at = acceptedAt(row.display_time, market)
    const url = `https://data.eastmoney.com/notices/detail/${code}/${row.art_code}.html`
    const form = textOf(row.columns?.[0]?.column_name)
    items.push({
      key: row.art_code,
      item: {
        title: plainText(row.title) ?? row.title,
        form,
        filed_at,
        accepted_at,
        period_end: null,
        url,
        document_id: row.art_code,
      },
      known_at: accepted_at ?? endOfDay(filed_at, MARKET_ZONES[market]),
      source_url: url,
      source: 0,
    })
  }
  return {
    ok: true,
    data: {
      subject: { symbol: items.length > 0 ? symbol : null, name, currency: null },
      items,
      sources: [answer.data.raw],
    },
  }
}
