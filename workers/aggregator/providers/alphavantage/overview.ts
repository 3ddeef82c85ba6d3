/**
 * Turns OVERVIEW into profile, market figures and ownership. Margins and the dividend yield are
 * fractions; PercentInsiders and PercentInstitutions are in percent. The currency it names is that
 * of the price, not of the statements. Pure.
 */
import { DateTime } from 'luxon'
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { ProviderFigure } from '#shared/datasets/elements.ts'
import { fraction, money, multiple, percent, perShare, shares } from '#shared/units/scale.ts'
import type { Quantity } from '#shared/units/quantity.ts'
import { type Currency, isCurrency } from '#shared/units/unit.ts'
import { plainText } from '../plain-text.ts'
import type { ProviderResult, Subject } from '../../model/provider.ts'
import { canonical, date, figure, malformed, read, words } from './answers.ts'

const FIGURES = [
  'MarketCapitalization',
  'PERatio',
  'ForwardPE',
  'PEGRatio',
  'PriceToBookRatio',
  'PriceToSalesRatioTTM',
  'EVToRevenue',
  'EVToEBITDA',
  'DividendYield',
  'Beta',
  '52WeekHigh',
  '52WeekLow',
  'SharesOutstanding',
  'SharesFloat',
  'PercentInsiders',
  'PercentInstitutions',
] as const
type OverviewField = (typeof FIGURES)[number]

const overviewSchema = z.object({
  Symbol: z.string().trim().min(1),
  Name: z.string().trim().min(1),
  Currency: z.string().trim().min(1),
  Description: words,
  CIK: words,
  Exchange: words,
  Country: words,
  Sector: words,
  Industry: words,
  Address: words,
  OfficialSite: words,
  FiscalYearEnd: words,
  LatestQuarter: date,
  figures: z.record(z.enum(FIGURES), figure),
})
export type Overview = Omit<z.infer<typeof overviewSchema>, 'Currency'> & {
  Currency: Currency
  subject: Subject & { symbol: string }
}

/**
 * Puts the figures, which stand beside the texts, into an object of their own, so that one schema
 * can read the answer.
 */
const withFigures = (json: unknown): unknown => {
  const row = z.record(z.string(), z.unknown()).safeParse(json)
  if (!row.success || Object.keys(row.data).length === 0) return json
  return {
    ...row.data,
    figures: Object.fromEntries(FIGURES.map((field) => [field, row.data[field]])),
  }
}

export const readOverview = (json: unknown): ProviderResult<Overview> => {
  const parsed = read('OVERVIEW', overviewSchema, withFigures(json))
  if (!parsed.ok) return parsed
  const { Symbol: symbol, Name: name, Currency: currency } = parsed.data
  if (!isCurrency(currency)) return malformed('OVERVIEW Currency')
  return {
    ok: true,
    data: {
      ...parsed.data,
      Currency: currency,
      subject: { symbol: canonical('US', symbol), name, currency },
    },
  }
}

/** `December` -> `12-31`. The answer gives only the month, so the day is the month's last. */
const yearEnd = (month: string | null): string | null => {
  const at =
    month === null
      ? null
      : DateTime.fromFormat(`${month} 2025`, 'LLLL yyyy', { locale: 'en-US', zone: 'utc' })
  return at?.isValid ? at.endOf('month').toFormat('MM-dd') : null
}

const website = (text: string | null): string | null =>
  text && URL.canParse(text) && /^https?:/.test(text) ? text : null

export const profileOf = (
  overview: Overview,
  reportingCurrency: string | null,
): ItemOf<'profile'> => ({
  name: overview.Name,
  names: { en: overview.Name },
  exchange: overview.Exchange,
  sector: overview.Sector,
  industry: overview.Industry,
  description: overview.Description === null ? null : plainText(overview.Description),
  website: website(overview.OfficialSite),
  employees: null,
  listed_on: null,
  country: overview.Country,
  address: overview.Address,
  quote_currency: overview.Currency,
  reporting_currency: reportingCurrency,
  fiscal_year_end: yearEnd(overview.FiscalYearEnd),
  officers: [],
  identifiers: overview.CIK === null ? {} : { cik: overview.CIK.padStart(10, '0') },
})

type FigureReader = (value: string, currency: Currency) => Quantity
const MARKET_FIGURES: readonly (readonly [
  concept: string,
  field: OverviewField,
  read: FigureReader,
  statements?: 'of the statements',
])[] = [
  ['market_cap', 'MarketCapitalization', (v, c) => money(v, 'ones', c)],
  ['shares_outstanding', 'SharesOutstanding', (v) => shares(v, 'ones')],
  ['float_shares', 'SharesFloat', (v) => shares(v, 'ones')],
  ['dividend_yield_ttm', 'DividendYield', (v) => fraction(v)],
  ['beta', 'Beta', (v) => multiple(v)],
  ['high_52w', '52WeekHigh', (v, c) => perShare(v, c)],
  ['low_52w', '52WeekLow', (v, c) => perShare(v, c)],
  ['pe_ttm', 'PERatio', (v) => multiple(v), 'of the statements'],
  ['pe_forward', 'ForwardPE', (v) => multiple(v), 'of the statements'],
  ['peg', 'PEGRatio', (v) => multiple(v), 'of the statements'],
  ['pb', 'PriceToBookRatio', (v) => multiple(v), 'of the statements'],
  ['ps_ttm', 'PriceToSalesRatioTTM', (v) => multiple(v), 'of the statements'],
  ['ev_revenue', 'EVToRevenue', (v) => multiple(v), 'of the statements'],
  ['ev_ebitda', 'EVToEBITDA', (v) => multiple(v), 'of the statements'],
]

/**
 * Ratios of price to statements are left out when the two are in different currencies (an ADR), or
 * when it is not known that they are in the same one.
 */
export const multiplesOf = (
  { figures, Currency: currency }: Overview,
  reportingCurrency: string | null,
): ProviderFigure[] =>
  MARKET_FIGURES.flatMap(([concept, field, quantityOf, ofStatements]) => {
    const value = figures[field]
    if (value === null || (ofStatements && reportingCurrency !== currency)) return []
    return [{ concept, ...quantityOf(value, currency), provider_field: field }]
  })

const HOLDINGS = [
  ['insiders_fraction', 'PercentInsiders'],
  ['institutions_fraction', 'PercentInstitutions'],
] as const

/** `0.117` percent of the shares is the fraction 0.00117. */
export const holdingsOf = ({ figures }: Overview): ProviderFigure[] =>
  HOLDINGS.flatMap(([concept, field]) =>
    figures[field] === null ? [] : [{ concept, ...percent(figures[field]), provider_field: field }],
  )
