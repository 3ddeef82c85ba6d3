/**
 * `shares-float`: shares outstanding and free float, in shares, with the day on which FMP counted
 * them.
 */
import { z } from 'zod'
import type { ProviderFigure } from '#shared/datasets/elements.ts'
import { shares as inShares } from '#shared/units/scale.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  ProviderContext,
  ProviderResult,
} from '../../model/provider.ts'
import { fmpSymbol, notFound, rowsOf, subjectSymbol } from './client.ts'
import { dateOf, knownBy } from './dates.ts'

const rowSchema = z.object({
  symbol: z.string().min(1),
  date: dateOf,
  floatShares: z.number().nullish(),
  outstandingShares: z.number().positive(),
})

const FIGURES = [
  ['shares_outstanding', 'outstandingShares'],
  ['float_shares', 'floatShares'],
] as const

export const shares = async (
  { symbol }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'shares'>>> => {
  const answer = await rowsOf(
    context,
    'shares-float',
    { symbol: fmpSymbol(symbol) },
    z.array(rowSchema),
  )
  if (!answer.ok) return answer
  const { rows, raw } = answer.data
  if (rows.length === 0) return notFound(symbol)
  const items = rows.map((row) => ({
    key: row.date,
    item: {
      date: row.date,
      figures: FIGURES.flatMap(([concept, field]): ProviderFigure[] => {
        const value = row[field]
        return value ? [{ concept, ...inShares(value, '股'), provider_field: field }] : []
      }),
    },
    known_at: knownBy(row.date, context.now()),
    source_url: `https://financialmodelingprep.com/financial-summary/${fmpSymbol(symbol)}`,
    source: 0,
  }))
  return {
    ok: true,
    data: {
      subject: { symbol: subjectSymbol(rows, symbol), name: null, currency: null },
      items,
      sources: [raw],
    },
  }
}
