/**
 * `stock/profile2`: `currency` is that of the statements, not of the price; market value and share
 * counts are in millions. An unknown symbol gives `{}`.
 */
import { webAddressOf } from '#shared/web-address.ts'
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { currencySchema, type ProviderFigure } from '#shared/datasets/elements.ts'
import { shares as inShares } from '#shared/units/scale.ts'
import { marketDate } from '../../time/market-time.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  ProviderContext,
  ProviderResult,
} from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import { type FinnhubAnswer, answerOf, canonicalSymbol, docsPage, notFound } from './client.ts'

const text = z.string().trim().nullish()
const profileSchema = z.object({
  ticker: z.string().min(1),
  name: z.string().trim().min(1),
  currency: currencySchema,
  estimateCurrency: text,
  country: text,
  exchange: text,
  finnhubIndustry: text,
  ipo: z.union([z.iso.date(), z.literal('')]).nullish(),
  weburl: text,
  marketCapitalization: z.number().nullish(),
  shareOutstanding: z.number().nullish(),
  floatingShare: z.number().nullish(),
})
export type FinnhubProfile = z.infer<typeof profileSchema>

export const profileOf = async (
  symbol: string,
  context: ProviderContext,
): Promise<ProviderResult<FinnhubAnswer<FinnhubProfile>>> => {
  const answer = await answerOf(
    context,
    'stock/profile2',
    { symbol },
    z.record(z.string(), z.unknown()),
  )
  if (!answer.ok) return answer
  const { value, raw } = answer.data
  if (Object.keys(value).length === 0) return notFound(symbol)
  const parsed = profileSchema.safeParse(value)
  return parsed.success
    ? { ok: true, data: { value: parsed.data, raw } }
    : malformed('finnhub', `stock/profile2 ${parsed.error.issues[0]?.path.join('.')}`)
}

const itemOf = (row: FinnhubProfile): ItemOf<'profile'> => ({
  name: row.name,
  names: { en: row.name },
  exchange: row.exchange || null,
  sector: null,
  industry: row.finnhubIndustry || null,
  description: null,
  website: webAddressOf(row.weburl),
  employees: null,
  listed_on: row.ipo || null,
  country: row.country || null,
  address: null,
  quote_currency: null,
  reporting_currency: row.currency,
  fiscal_year_end: null,
  officers: [],
  identifiers: {},
})

const subjectOf = (row: FinnhubProfile) => ({
  symbol: canonicalSymbol(row.ticker),
  name: row.name,
  currency: null,
})

export const profile = async (
  { symbol }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'profile'>>> => {
  const answer = await profileOf(symbol, context)
  if (!answer.ok) return answer
  const { value, raw } = answer.data
  const item = {
    key: 'profile',
    item: itemOf(value),
    known_at: context.now().toISOString(),
    source_url: docsPage('company-profile2'),
    source: 0,
  }
  return { ok: true, data: { subject: subjectOf(value), items: [item], sources: [raw] } }
}

const COUNTS = [
  ['shares_outstanding', 'shareOutstanding'],
  ['float_shares', 'floatingShare'],
] as const

/** The counts have no date of their own, so they are dated with the day on which they are read. */
export const shares = async (
  { symbol }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'shares'>>> => {
  const answer = await profileOf(symbol, context)
  if (!answer.ok) return answer
  const { value, raw } = answer.data
  const now = context.now().toISOString()
  const date = marketDate(now, 'US')
  const figures = COUNTS.flatMap(([concept, field]): ProviderFigure[] => {
    const count = value[field]
    return count ? [{ concept, ...inShares(count, 'millions'), provider_field: field }] : []
  })
  const items =
    figures.length > 0
      ? [
          {
            key: date,
            item: { date, figures },
            known_at: now,
            source_url: docsPage('company-profile2'),
            source: 0,
          },
        ]
      : []
  return { ok: true, data: { subject: subjectOf(value), items, sources: [raw] } }
}
