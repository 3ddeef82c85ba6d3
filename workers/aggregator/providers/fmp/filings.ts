/**
 * `sec-filings-search/symbol`: `acceptedDate` is in US Eastern time without a zone (it equals the
 * time that EDGAR shows).
 */
import { z } from 'zod'
import { endOfDay, MARKET_ZONES } from '../../time/market-time.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  NewItem,
  ProviderContext,
  ProviderResult,
} from '../../model/provider.ts'
import { fmpSymbol, rowsOf, subjectSymbol } from './client.ts'
import { dateOf, easternInstant } from './dates.ts'

const rowSchema = z.object({
  symbol: z.string().min(1),
  filingDate: dateOf,
  acceptedDate: z.string().nullish(),
  formType: z.string().trim().min(1),
  link: z.string().min(1),
  finalLink: z.string().nullish(),
})

/**
 * The accession number in an EDGAR address, written with dashes or as the folder's eighteen digits.
 */
export const accessionIn = (url: string): string | null => {
  const written = /\d{10}-\d{2}-\d{6}/.exec(url)?.[0]
  const folder = /\/(\d{10})(\d{2})(\d{6})\//.exec(url)
  return written ?? (folder ? `${folder[1]}-${folder[2]}-${folder[3]}` : null)
}

/** Most rows that FMP gives on one page. */
const MOST = 1000

export const filings = async (
  { symbol, from, to, limit }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'filings'>>> => {
  const parameters = { symbol: fmpSymbol(symbol), from, to, page: 0, limit: Math.min(limit, MOST) }
  const answer = await rowsOf(context, 'sec-filings-search/symbol', parameters, z.array(rowSchema))
  if (!answer.ok) return answer
  const { rows, raw } = answer.data
  const items = rows.map((row): NewItem<'filings'> => {
    const url = row.finalLink || row.link
    const document = accessionIn(row.link) ?? accessionIn(url) ?? url
    const accepted = row.acceptedDate ? easternInstant(row.acceptedDate) : null
    return {
      key: document,
      item: {
        title: row.formType,
        form: row.formType,
        filed_at: row.filingDate,
        accepted_at: accepted,
        period_end: null,
        url,
        document_id: document,
      },
      known_at: accepted ?? endOfDay(row.filingDate, MARKET_ZONES.US),
      source_url: url,
      source: 0,
    }
  })
  return {
    ok: true,
    data: {
      subject: { symbol: subjectSymbol(rows, symbol), name: null, currency: null },
      items,
      sources: [raw],
    },
  }
}
