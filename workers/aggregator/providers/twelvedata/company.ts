/** The calls that tell what a company is, and its market figures. */
import type { Currency } from '#shared/units/unit.ts'
import { marketDate } from '../../time/market-time.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  ProviderContext,
  ProviderResult,
  RawAnswer,
} from '../../model/provider.ts'
import { docPage, wrongInstrument } from './answers.ts'
import { askAbout } from './client.ts'
import { type TwelvedataProfile, profileItem, readProfile, reportingCurrency } from './profile.ts'
import { figuresOf, readStatistics } from './statistics.ts'

export const profileOf = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<TwelvedataProfile & { raw: RawAnswer }>> => {
  const answer = await askAbout('profile', query, {}, context)
  if (!answer.ok) return answer
  const profile = readProfile(query.market, answer.data.json)
  return profile.ok ? { ok: true, data: { ...profile.data, raw: answer.data.raw } } : profile
}

export const profile = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'profile'>>> => {
  const found = await profileOf(query, context)
  if (!found.ok) return found
  const { subject, raw } = found.data
  const items = [
    {
      key: 'profile',
      item: profileItem(found.data),
      known_at: context.now().toISOString(),
      source_url: docPage('profile'),
      source: 0,
    },
  ]
  return { ok: true, data: { subject, items, sources: [raw] } }
}

const REMEMBERED_SECONDS = 90 * 86_400

/**
 * The currency of the statements, derived from the company's country. The country is remembered, so
 * this takes at most one more call, and none for Hong Kong.
 */
export const currencyOf = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<Currency | null>> => {
  const { market, symbol } = query
  if (market === 'HK') return { ok: true, data: null }
  const name = `country:${market}:${symbol}`
  const remembered = await context.memory.get(name)
  if (remembered !== null) return { ok: true, data: reportingCurrency(market, remembered) }
  const found = await profileOf(query, context)
  if (!found.ok)
    return found.reason === 'not_found' || found.reason === 'empty'
      ? { ok: true, data: null }
      : found
  if (found.data.subject.symbol !== symbol)
    return wrongInstrument(symbol, found.data.subject.symbol)
  const { country } = found.data
  if (country !== null) await context.memory.put(name, country, REMEMBERED_SECONDS)
  return { ok: true, data: reportingCurrency(market, country) }
}

/** The figures are as of the call, because the answer has no time. */
export const multiples = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'multiples'>>> => {
  const answer = await askAbout('statistics', query, {}, context)
  if (!answer.ok) return answer
  const statistics = readStatistics(query.market, answer.data.json)
  if (!statistics.ok) return statistics
  const { subject } = statistics.data
  const empty: ItemsAnswer<'multiples'> = { subject, items: [], sources: [answer.data.raw] }
  if (subject.symbol !== query.symbol) return { ok: true, data: empty }
  const currency = await currencyOf(query, context)
  if (!currency.ok) return currency
  const at = context.now().toISOString()
  const figures = figuresOf(statistics.data, currency.data)
  if (figures.length === 0) return { ok: true, data: empty }
  const items = [
    {
      key: marketDate(at, query.market),
      item: { at, figures },
      known_at: at,
      source_url: docPage('statistics'),
      source: 0,
    },
  ]
  return { ok: true, data: { ...empty, items } }
}
