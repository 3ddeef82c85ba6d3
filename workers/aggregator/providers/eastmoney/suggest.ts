/**
 * Search: what Eastmoney's suggestions find for a text. Only shares are kept; the same list also
 * has funds, warrants, indices and boards.
 */
import { z } from 'zod'
import type { FoundInstrument } from '#shared/datasets/instrument.ts'
import type { Market } from '#shared/names.ts'
import type { ProviderContext, ProviderResult, SearchQuery } from '../../model/provider.ts'
import { suggestions } from './client.ts'
import { optionalText, unreadable } from './fields.ts'
import { symbolOf } from './symbols.ts'

const rowSchema = z.object({
  Code: z.string().min(1),
  Name: z.string().min(1),
  /** Market number and code. */
  QuoteID: z.string().min(1),
  Classify: optionalText,
  SecurityTypeName: optionalText,
  JYS: optionalText,
})
const answerSchema = z.object({
  QuotationCodeTable: z.object({ Data: z.array(rowSchema).nullable() }),
})

/** The names for shares in each market: 沪A, 深A, 科创板, 沪B …; 港股; 美股. */
const SHARES: Partial<Record<Market, RegExp>> = {
  CN: /^(AStock|BStock)$|^[沪深京]A$|^[沪深]B$|科创板|创业板|北证/,
  HK: /^港股$/,
  US: /^美股$/,
}

/** The largest number of rows to ask for. */
const ROWS = 20

export const search = async (
  { text, market }: SearchQuery,
  context: ProviderContext,
): Promise<ProviderResult<FoundInstrument[]>> => {
  const answer = await suggestions(text, ROWS, context)
  if (!answer.ok) return answer
  const parsed = answerSchema.safeParse(answer.data.json)
  if (!parsed.success) return unreadable('suggest', parsed.error)
  const found = (parsed.data.QuotationCodeTable.Data ?? []).flatMap((row): FoundInstrument[] => {
    const [number = '', code = ''] = row.QuoteID.split('.')
    const at = symbolOf(number, code || row.Code)
    const isShare = [row.Classify, row.SecurityTypeName].some(
      (kind) => kind && SHARES[market]?.test(kind),
    )
    if (at?.market !== market || !isShare) return []
    const names = /\p{Script=Han}/u.test(row.Name) ? { zh: row.Name } : { en: row.Name }
    const exchange = row.JYS && /^[A-Z]{3,}$/.test(row.JYS) ? row.JYS : null
    return [
      {
        market,
        symbol: at.symbol,
        name: row.Name,
        names,
        exchange,
        identifiers: { eastmoney_secid: row.QuoteID },
      },
    ]
  })
  return { ok: true, data: found }
}
