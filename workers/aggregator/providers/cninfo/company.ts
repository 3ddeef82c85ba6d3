/** Turns CNInfo's introduction of a company and the list of its officers into a profile. Pure. */
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'

export const INTRODUCTION = 'companyOverview/getCompanyIntroduction'
export const EXECUTIVES = 'companyOverview/getCompanyExecutives'

const text = z
  .string()
  .nullish()
  .transform((value) => value?.trim() || null)

/**
 * ASECNAME short name, ORGNAME and F001V full names, F004V registered address, F005V office
 * address, F006D date of listing, F011V website, F017V history, F032V industry.
 */
const basicSchema = z.object({
  ASECCODE: text,
  ASECNAME: text,
  BSECCODE: text,
  BSECNAME: text,
  HSECCODE: text,
  ORGNAME: z.string().trim().min(1),
  F001V: text,
  F004V: text,
  F005V: text,
  F011V: text,
  F015V: text,
  F017V: text,
  F032V: text,
  MARKET: text,
  F006D: z.iso.date().nullish(),
})
export const introductionRecord = z.object({ basicInformation: z.array(basicSchema).min(1) })
/** F002V name, F009V office. */
export const executiveRecord = z.object({ F002V: z.string().trim().min(1), F009V: text })
type Introduction = z.infer<typeof introductionRecord>
type Executive = z.infer<typeof executiveRecord>

/** CNInfo writes `万  科Ａ`: names are padded to four characters and have full-width letters. */
export const shortName = (name: string): string => name.replace(/\s/g, '').normalize('NFKC')

/** `www.vanke.com` -> `http://www.vanke.com`; null when it is not an address. */
const websiteOf = (site: string | null): string | null => {
  const url = site === null ? null : URL.parse(/^https?:\/\//.test(site) ? site : `http://${site}`)
  return url?.hostname.includes('.') ? url.href.replace(/\/$/, '') : null
}

/**
 * The code by which the introduction names the company, among its A and its B share, with the
 * profile; null when it is another company.
 */
export const profileOf = (
  code: string,
  { basicInformation }: Introduction,
  executives: readonly Executive[],
): ItemOf<'profile'> | null => {
  const company = basicInformation.find(
    ({ ASECCODE, BSECCODE }) => ASECCODE === code || BSECCODE === code,
  )
  if (!company) return null
  const short = company.ASECCODE === code ? company.ASECNAME : company.BSECNAME
  const name = short ? shortName(short) : company.ORGNAME
  return {
    name,
    names: { zh: name, ...(company.F001V && { en: company.F001V }) },
    exchange: company.MARKET,
    sector: null,
    industry: company.F032V,
    description: company.F017V ?? company.F015V,
    website: websiteOf(company.F011V),
    employees: null,
    listed_on: (company.ASECCODE === code && company.F006D) || null,
    country: null,
    address: company.F005V ?? company.F004V,
    quote_currency: null,
    reporting_currency: null,
    fiscal_year_end: null,
    officers: executives.flatMap(({ F002V, F009V }) =>
      F009V ? [{ name: F002V, title: F009V }] : [],
    ),
    identifiers: company.HSECCODE ? { hk_code: company.HSECCODE } : {},
  }
}
