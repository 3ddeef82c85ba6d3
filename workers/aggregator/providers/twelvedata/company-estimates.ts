/** The calls for the estimates of a company. */
import type { ItemOf } from '#shared/datasets/registry.ts'
import { marketDate } from '../../time/market-time.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  ProviderContext,
  ProviderFailure,
  ProviderResult,
} from '../../model/provider.ts'
import { docPage, wrongInstrument } from './answers.ts'
import { askAbout } from './client.ts'
import { currencyOf } from './company.ts'
import { type Estimated, readEarnings, readGrowth, readTarget, readTrends } from './estimates.ts'

export const estimates = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'estimates'>>> => {
  const { market, symbol } = query
  const currency = await currencyOf(query, context)
  if (!currency.ok) return currency
  const now = context.now().toISOString()
  const today = marketDate(now, market)
  const readers: Record<string, (json: unknown) => ProviderResult<Estimated>> = {
    earnings_estimate: (json) => readEarnings(market, currency.data, today, json),
    price_target: (json) => readTarget(market, today, json),
    recommendations: (json) => readTrends(market, today, json),
    growth_estimates: (json) => readGrowth(market, today, json),
  }
  const answers = await Promise.all(
    Object.entries(readers).map(async ([endpoint, reader]) => ({
      endpoint,
      reader,
      answer: await askAbout(endpoint, query, {}, context),
    })),
  )
  const data: ItemsAnswer<'estimates'> = {
    subject: { symbol: null, name: null, currency: null },
    items: [],
    sources: [],
  }
  let nothing: ProviderFailure | null = null
  for (const { endpoint, reader, answer } of answers) {
    // A company without analysts has no price targets. When this kind is missing, the other kinds
    // are still given.
    if (!answer.ok && answer.reason !== 'not_found' && answer.reason !== 'empty') return answer
    if (!answer.ok) {
      nothing ??= answer
      continue
    }
    const estimated = reader(answer.data.json)
    if (!estimated.ok) return estimated
    if (estimated.data.symbol !== symbol) return wrongInstrument(symbol, estimated.data.symbol)
    data.subject = { ...data.subject, symbol: estimated.data.symbol }
    const keyOf = (item: ItemOf<'estimates'>) =>
      item.kind === 'consensus' ? `${item.concept} ${item.period}` : item.kind
    for (const item of estimated.data.items)
      data.items.push({
        key: keyOf(item),
        item,
        known_at: now,
        source_url: docPage(endpoint.replaceAll('_', '-')),
        source: data.sources.length,
      })
    data.sources.push(answer.data.raw)
  }
  return data.sources.length === 0 && nothing ? nothing : { ok: true, data }
}
