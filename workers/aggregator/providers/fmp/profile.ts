/**
 * `profile`: one row. The number of employees is text; `currency` is that of the price, not of the
 * statements.
 */
import { webAddressOf } from '#shared/web-address.ts'
import { z } from 'zod'
import { currencySchema } from '#shared/datasets/elements.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { plainText } from '../plain-text.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  ProviderContext,
  ProviderResult,
} from '../../model/provider.ts'
import { canonicalSymbol, fmpSymbol, notFound, rowsOf } from './client.ts'

const text = z.string().trim().nullish()
const rowSchema = z.object({
  symbol: z.string().min(1),
  companyName: z.string().trim().min(1),
  currency: currencySchema,
  cik: text,
  isin: text,
  cusip: text,
  exchange: text,
  industry: text,
  sector: text,
  website: text,
  description: text,
  ceo: text,
  country: text,
  fullTimeEmployees: z.union([z.string().regex(/^\d*$/), z.int().min(0)]).nullish(),
  address: text,
  city: text,
  state: text,
  zip: text,
  ipoDate: z.union([z.iso.date(), z.literal('')]).nullish(),
})
type FmpProfileRow = z.infer<typeof rowSchema>

const pageOf = (symbol: string): string =>
  `https://financialmodelingprep.com/financial-summary/${fmpSymbol(symbol)}`

const profileOf = (row: FmpProfileRow): ItemOf<'profile'> => ({
  name: row.companyName,
  names: { en: row.companyName },
  exchange: row.exchange || null,
  sector: row.sector || null,
  industry: row.industry || null,
  description: row.description ? plainText(row.description) : null,
  website: webAddressOf(row.website),
  employees:
    row.fullTimeEmployees === null ||
    row.fullTimeEmployees === undefined ||
    row.fullTimeEmployees === ''
      ? null
      : Number(row.fullTimeEmployees),
  listed_on: row.ipoDate || null,
  country: row.country || null,
  address:
    [row.address, row.city, [row.state, row.zip].filter(Boolean).join(' ')]
      .filter(Boolean)
      .join(', ') || null,
  quote_currency: row.currency,
  reporting_currency: null,
  fiscal_year_end: null,
  officers: row.ceo ? [{ name: row.ceo, title: 'CEO' }] : [],
  identifiers: Object.fromEntries(
    Object.entries({ cik: row.cik, isin: row.isin, cusip: row.cusip }).flatMap(
      ([name, value]): [string, string][] => (value ? [[name, value]] : []),
    ),
  ),
})

export const profile = async (
  { symbol }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'profile'>>> => {
  const answer = await rowsOf(context, 'profile', { symbol: fmpSymbol(symbol) }, z.array(rowSchema))
  if (!answer.ok) return answer
  const [row] = answer.data.rows
  if (!row) return notFound(symbol)
  const subject = {
    symbol: canonicalSymbol(row.symbol),
    name: row.companyName,
    currency: row.currency,
  }
  const item = {
    key: 'profile',
    item: profileOf(row),
    known_at: context.now().toISOString(),
    source_url: pageOf(symbol),
    source: 0,
  }
  return { ok: true, data: { subject, items: [item], sources: [answer.data.raw] } }
}
