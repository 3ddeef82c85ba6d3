/**
 * A company's profile: the fields from the search, completed from quoteSummary's modules when they
 * are available. Pure.
 */
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { isCurrency } from '#shared/units/unit.ts'
import { epochInstant } from '../../time/market-time.ts'
import { plainText } from '../plain-text.ts'
import type { Modules } from './modules.ts'
import { type YahooMatch, nameOf } from './search.ts'

export const ENRICHMENT = ['assetProfile', 'defaultKeyStatistics', 'financialData'] as const

const webAddress = z.url({ protocol: /^https?$/ })

const currencyOf = (text: string | null | undefined): string | null =>
  text && isCurrency(text) ? text : null

const addressOf = (asset: Modules['assetProfile']): string | null => {
  const parts = [
    asset?.address1,
    asset?.address2,
    asset?.city,
    asset?.state,
    asset?.zip,
    asset?.country,
  ]
  return parts.filter((part) => part?.trim()).join(', ') || null
}

/** The day on which the last fiscal year ended, from its midnight UTC. */
const yearEndOf = (seconds: number | null | undefined): string | null =>
  epochInstant(seconds ?? 0)?.slice(5, 10) ?? null

const officersOf = (asset: Modules['assetProfile']): { name: string; title: string }[] =>
  (asset?.companyOfficers ?? []).flatMap(({ name, title }) =>
    name?.trim() && title?.trim()
      ? [{ name: name.replace(/\s+/g, ' ').trim(), title: title.trim() }]
      : [],
  )

/** The listing day is not given: Yahoo's first trading day is the first day of its own prices. */
export const profileOf = (listed: YahooMatch, modules: Modules | null): ItemOf<'profile'> => {
  const asset = modules?.assetProfile
  const name = nameOf(listed)
  const website = webAddress.safeParse(asset?.website)
  const employees = asset?.fullTimeEmployees ?? null
  return {
    name,
    names: { en: name },
    exchange: listed.exchDisp || listed.exchange || null,
    sector: listed.sector || asset?.sector || null,
    industry: listed.industry || asset?.industry || null,
    description: asset?.longBusinessSummary ? plainText(asset.longBusinessSummary) : null,
    website: website.success ? website.data : null,
    employees:
      employees !== null && Number.isInteger(employees) && employees > 0 ? employees : null,
    listed_on: null,
    country: asset?.country || null,
    address: addressOf(asset),
    quote_currency: currencyOf(modules?.price?.currency),
    reporting_currency: currencyOf(modules?.financialData?.financialCurrency),
    fiscal_year_end: yearEndOf(modules?.defaultKeyStatistics?.lastFiscalYearEnd),
    officers: officersOf(asset),
    identifiers: { yahoo: listed.symbol },
  }
}
