/** /profile: the company and its country, which determines the currency of its statements. Pure. */
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { Market } from '#shared/names.ts'
import type { Currency } from '#shared/units/unit.ts'
import type { ProviderResult, Subject } from '../../model/provider.ts'
import { read, words } from './answers.ts'
import { canonical } from './symbols.ts'

const profileSchema = z.object({
  symbol: z.string().trim().min(1),
  name: z.string().trim().min(1),
  exchange: words,
  mic_code: words,
  sector: words,
  industry: words,
  employees: z.int().nullish(),
  website: words,
  description: words,
  CEO: words,
  address: words,
  address2: words,
  city: words,
  zip: words,
  state: words,
  country: words,
})
export type TwelvedataProfile = z.infer<typeof profileSchema> & {
  subject: Subject & { symbol: string; name: string }
}

export const readProfile = (market: Market, json: unknown): ProviderResult<TwelvedataProfile> => {
  const parsed = read('profile', profileSchema, json)
  if (!parsed.ok) return parsed
  const { symbol, name, mic_code } = parsed.data
  return {
    ok: true,
    data: {
      ...parsed.data,
      subject: { symbol: canonical(market, symbol, mic_code), name, currency: null },
    },
  }
}

export const profileItem = (profile: TwelvedataProfile): ItemOf<'profile'> => {
  const { website, city, state, zip } = profile
  const place = [city, [state, zip].filter((part) => part !== null).join(' ') || null]
  return {
    name: profile.name,
    names: { en: profile.name },
    exchange: profile.exchange,
    sector: profile.sector,
    industry: profile.industry,
    description: profile.description,
    website: website !== null && URL.canParse(website) && /^https?:/.test(website) ? website : null,
    employees: profile.employees || null,
    listed_on: null,
    country: profile.country,
    address:
      [profile.address, profile.address2, ...place].filter((part) => part !== null).join(', ') ||
      null,
    quote_currency: null,
    reporting_currency: null,
    fiscal_year_end: null,
    officers: profile.CEO === null ? [] : [{ name: profile.CEO, title: 'CEO' }],
    identifiers: {},
  }
}

/**
 * The country whose companies report in the market's own currency. Hong Kong is missing: its
 * companies report in yuan, US dollars, Hong Kong dollars and other currencies.
 */
const REPORTING: Partial<Record<Market, { country: string; currency: Currency }>> = {
  US: { country: 'United States', currency: 'USD' },
  CN: { country: 'China', currency: 'CNY' },
  JP: { country: 'Japan', currency: 'JPY' },
}

/**
 * The currency of a company's statements, which no answer of Twelve Data names. Null when the
 * country does not determine it: ADRs, Hong Kong.
 */
export const reportingCurrency = (market: Market, country: string | null): Currency | null => {
  const settled = REPORTING[market]
  return settled && settled.country === country ? settled.currency : null
}
