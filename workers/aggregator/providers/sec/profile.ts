/**
 * A company's profile from its submissions. EDGAR has no sector, no number of employees and no
 * currency. Fields that EDGAR leaves empty are null.
 */
import type { ItemOf } from '#shared/datasets/registry.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  ProviderContext,
  ProviderResult,
} from '../../model/provider.ts'
import { companyOf } from './company.ts'
import { companyUrl, instrumentOf, subjectOf } from './instrument.ts'
import type { SecAddress, Submissions } from './raw.ts'

const given = (text: string | null | undefined): string | null => text?.trim() || null

const addressOf = (address: SecAddress | null | undefined): string | null => {
  if (!address) return null
  const region = [
    given(address.stateOrCountryDescription) ?? given(address.stateOrCountry),
    given(address.zipCode),
  ]
    .filter(Boolean)
    .join(' ')
  return given(
    [given(address.street1), given(address.street2), given(address.city), region]
      .filter(Boolean)
      .join(', '),
  )
}

/**
 * EDGAR's code of a US state has two letters. The code of a country or province has a letter and a
 * digit, with a description: `A6` is `Ontario, Canada`.
 */
const countryOf = (address: SecAddress | null | undefined): string | null => {
  if (!address) return null
  const code = given(address.stateOrCountry)
  if (code && /^[A-Z]{2}$/.test(code) && code !== 'XX') return 'United States'
  return (
    given(address.country) ?? given(address.stateOrCountryDescription)?.split(', ').at(-1) ?? null
  )
}

/** `www.example.com` and `https://example.com/` as a URL; null for anything else. */
const websiteOf = (text: string | null | undefined): string | null => {
  const written = given(text)
  if (!written || !/^(https?:\/\/)?[\w-]+(\.[\w-]+)+(\/\S*)?$/i.test(written)) return null
  return /^https?:/i.test(written) ? written : `https://${written}`
}

const isDay = (text: string | null | undefined): text is string =>
  /^\d{4}-\d{2}-\d{2}T/.test(text ?? '')

export const profileOf = (symbol: string, company: Submissions): ItemOf<'profile'> => {
  const { name, names, exchange, industry, fiscal_year_end, identifiers } = instrumentOf(
    symbol,
    company,
  )
  const business = company.addresses?.business ?? company.addresses?.mailing
  const [ein, lei] = [given(company.ein), given(company.lei)]
  return {
    name,
    names,
    exchange,
    sector: null,
    industry,
    description: given(company.description),
    website: websiteOf(company.website),
    employees: null,
    listed_on: null,
    country: countryOf(business),
    address: addressOf(business),
    quote_currency: null,
    reporting_currency: null,
    fiscal_year_end,
    officers: [],
    former_names: (company.formerNames ?? []).map((former) => ({
      name: former.name,
      until: isDay(former.to) ? former.to.slice(0, 10) : null,
    })),
    identifiers: { ...identifiers, ...(ein && { ein }), ...(lei && { lei }) },
  }
}

export const profile = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'profile'>>> => {
  const company = await companyOf(query, context)
  if (!company.ok) return company
  const { cik, submissions } = company.data
  const item = profileOf(query.symbol, submissions.value)
  const known_at = context.now().toISOString()
  return {
    ok: true,
    data: {
      subject: subjectOf(query.symbol, submissions.value),
      items: [{ key: 'profile', item, known_at, source_url: companyUrl(cik), source: 0 }],
      sources: [submissions.raw],
    },
  }
}
