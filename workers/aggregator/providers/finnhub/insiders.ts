/**
 * `stock/insider-transactions`: `change` is signed, `share` is the holding afterwards, a price of 0
 * means no price. The same vesting stands in both tables of the form (`isDerivative`). Only codes P
 * and S outside the derivative table are trades in the market: F is tax withheld, A an award, M an
 * exercise, G a gift.
 */
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { shares } from '#shared/units/scale.ts'
import { perShareAsStated, statedCurrency } from '#shared/units/stated-currency.ts'
import { actionOf, isOpenMarket } from '../insider-codes.ts'
import { endOfDay, MARKET_ZONES } from '../../time/market-time.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  NewItem,
  ProviderContext,
  ProviderResult,
} from '../../model/provider.ts'
import { answerOf, edgarPage, subjectSymbol } from './client.ts'

const rowSchema = z.object({
  name: z.string().trim().min(1),
  share: z.number().nullish(),
  change: z.number(),
  filingDate: z.iso.date(),
  transactionDate: z.iso.date(),
  transactionCode: z.string(),
  transactionPrice: z.number().nullish(),
  id: z.string().nullish(),
  symbol: z.string().nullish(),
  isDerivative: z.boolean(),
  currency: z.string().nullish(),
})
const answerSchema = z.object({ data: z.array(rowSchema), symbol: z.string() })
export type FinnhubTradeRow = z.infer<typeof rowSchema>

export const insiderOf = (row: FinnhubTradeRow): ItemOf<'insiders'> => {
  const code = row.transactionCode.trim() || null
  // A form that names no currency is in dollars; one in a currency that is not known has no price.
  const stated = statedCurrency(row.currency || 'USD')
  const price =
    row.transactionPrice && stated ? perShareAsStated(row.transactionPrice, stated) : null
  return {
    person: row.name,
    role: null,
    traded_on: row.transactionDate,
    filed_at: row.filingDate,
    action: actionOf(code),
    code,
    open_market: isOpenMarket(code, row.isDerivative),
    derivative: row.isDerivative,
    shares: shares(row.change, '股').value,
    price: price?.value ?? null,
    price_unit: price?.unit ?? null,
    shares_after:
      row.share === null || row.share === undefined ? null : shares(row.share, '股').value,
    document_id: row.id || null,
  }
}

/** Rows may repeat exactly, so repetitions are numbered. */
export const insiders = async (
  { symbol, from, to }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'insiders'>>> => {
  const answer = await answerOf(
    context,
    'stock/insider-transactions',
    { symbol, from, to },
    answerSchema,
  )
  if (!answer.ok) return answer
  const { data, symbol: given } = answer.data.value
  const seen = new Map<string, number>()
  const items = data.map((row): NewItem<'insiders'> => {
    const item = insiderOf(row)
    const name = [
      item.document_id,
      item.person,
      item.traded_on,
      item.code,
      item.derivative,
      item.shares,
      item.price,
      item.shares_after,
    ].join(' ')
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    const known_at = endOfDay(row.filingDate, MARKET_ZONES.US)
    return {
      key: count > 1 ? `${name} #${count}` : name,
      item,
      known_at,
      source_url: `${edgarPage(symbol, '4')}&owner=only`,
      source: 0,
    }
  })
  const named = [given, ...data.map((row) => row.symbol ?? '')].filter((name) => name !== '')
  return {
    ok: true,
    data: {
      subject: { symbol: subjectSymbol(named, symbol), name: null, currency: null },
      items,
      sources: [answer.data.raw],
    },
  }
}
