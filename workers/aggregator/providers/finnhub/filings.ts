/**
 * `stock/filings`: the 250 newest filings of the dates asked for; `acceptedDate` is in US Eastern
 * time without a zone.
 */
import { z } from 'zod'
import { endOfDay, localInstant, MARKET_ZONES } from '../../time/market-time.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  NewItem,
  ProviderContext,
  ProviderResult,
} from '../../model/provider.ts'
import { answerOf, subjectSymbol } from './client.ts'

const rowSchema = z.object({
  accessNumber: z.string().min(1),
  symbol: z.string().min(1),
  form: z.string().trim().min(1),
  filedDate: z
    .string()
    .transform((text) => text.slice(0, 10))
    .pipe(z.iso.date()),
  acceptedDate: z.string().nullish(),
  reportUrl: z.string().nullish(),
  filingUrl: z.string().min(1),
})

export const filings = async (
  { symbol, from, to }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'filings'>>> => {
  const answer = await answerOf(context, 'stock/filings', { symbol, from, to }, z.array(rowSchema))
  if (!answer.ok) return answer
  const rows = answer.data.value
  const items = rows.map((row): NewItem<'filings'> => {
    const accepted = row.acceptedDate
      ? localInstant(row.acceptedDate, 'yyyy-MM-dd HH:mm:ss', MARKET_ZONES.US)
      : null
    const url = row.reportUrl || row.filingUrl
    return {
      key: row.accessNumber,
      item: {
        title: row.form,
        form: row.form,
        filed_at: row.filedDate,
        accepted_at: accepted,
        period_end: null,
        url,
        document_id: row.accessNumber,
      },
      known_at: accepted ?? endOfDay(row.filedDate, MARKET_ZONES.US),
      source_url: url,
      source: 0,
    }
  })
  const named = rows.map((row) => row.symbol)
  return {
    ok: true,
    data: {
      subject: { symbol: subjectSymbol(named, symbol), name: null, currency: null },
      items,
      sources: [answer.data.raw],
    },
  }
}
