/** `search`, limited to US listings: by symbol or by name. */
import { z } from 'zod'
import type { FoundInstrument } from '#shared/datasets/instrument.ts'
import { parseSymbol } from '#shared/symbol.ts'
import type { ProviderContext, ProviderResult, SearchQuery } from '../../model/provider.ts'
import { answerOf } from './client.ts'

const answerSchema = z.object({
  result: z.array(
    z.object({
      symbol: z.string().min(1),
      description: z.string().trim(),
      type: z.string().nullish(),
    }),
  ),
})

export const search = async (
  { text, market }: SearchQuery,
  context: ProviderContext,
): Promise<ProviderResult<FoundInstrument[]>> => {
  const answer = await answerOf(context, 'search', { q: text, exchange: 'US' }, answerSchema)
  if (!answer.ok) return answer
  const found = answer.data.value.result.flatMap((row): FoundInstrument[] => {
    const symbol = parseSymbol('US', row.symbol)
    if (!symbol.ok || !row.description) return []
    return [
      {
        market,
        symbol: symbol.data,
        name: row.description,
        names: { en: row.description },
        exchange: null,
        identifiers: {},
      },
    ]
  })
  return { ok: true, data: found }
}
