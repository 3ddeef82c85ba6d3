/**
 * stock_basic, stock_company, stk_managers and namechange (mainland), and hk_basic (Hong Kong): who
 * a company is. The capital, in ten thousand yuan, is not read. Pure.
 */
import { z } from 'zod'
import type { FoundInstrument } from '#shared/datasets/instrument.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { ProviderResult } from '../../model/provider.ts'
import { symbolOf } from './codes.ts'
import { optionalDate, optionalNumber, optionalText, readRows, type TushareRow } from './table.ts'

export const BASIC_FIELDS = [
  'ts_code',
  'name',
  'area',
  'industry',
  'fullname',
  'enname',
  'cnspell',
  'market',
  'exchange',
  'curr_type',
  'list_date',
  'act_name',
] as const
export const COMPANY_FIELDS = [
  'ts_code',
  'com_name',
  'com_id',
  'setup_date',
  'province',
  'city',
  'introduction',
  'website',
  'office',
  'employees',
] as const
export const MANAGER_FIELDS = [
  'ts_code',
  'ann_date',
  'name',
  'lev',
  'title',
  'begin_date',
  'end_date',
] as const
export const NAME_FIELDS = ['ts_code', 'name', 'start_date', 'end_date'] as const
export const HK_FIELDS = [
  'ts_code',
  'name',
  'fullname',
  'enname',
  'cn_spell',
  'market',
  'list_date',
  'isin',
  'curr_type',
] as const

const name = z.string().trim().min(1)
const basicSchema = z.object({
  ts_code: name,
  name,
  industry: optionalText,
  fullname: optionalText,
  enname: optionalText,
  cnspell: optionalText,
  cn_spell: optionalText,
  exchange: optionalText,
  market: optionalText,
  curr_type: optionalText,
  list_date: optionalDate,
  isin: optionalText,
})
const companySchema = z.object({
  com_id: optionalText,
  introduction: optionalText,
  website: optionalText,
  office: optionalText,
  employees: optionalNumber,
})
const formerSchema = z.object({ name, end_date: optionalDate })
const managerSchema = z.object({ name, title: optionalText, end_date: optionalText })

export type Basic = z.infer<typeof basicSchema>
export const readBasics = (api: string, rows: readonly TushareRow[]): ProviderResult<Basic[]> =>
  readRows(api, rows, basicSchema)

const CURRENCY = /^[A-Z]{3}$/
const currencyIn = ({ curr_type }: Basic): string | null =>
  curr_type && CURRENCY.test(curr_type) ? curr_type : null
const namesOf = (basic: Basic) => ({ zh: basic.name, ...(basic.enname && { en: basic.enname }) })

/** Tushare writes websites without a scheme: `www.example.com`. */
const addressOf = (website: string | null): string | null => {
  const given = website?.split(/[\s,;，；]/)[0]
  const address = !given || /^https?:\/\//.test(given) ? (given ?? null) : `http://${given}`
  return address && URL.canParse(address) ? address : null
}

export const foundOf = (market: FoundInstrument['market'], basic: Basic): FoundInstrument => ({
  market,
  symbol: symbolOf(basic.ts_code) ?? basic.ts_code,
  name: basic.name,
  names: namesOf(basic),
  exchange: basic.exchange,
  identifiers: basic.isin ? { isin: basic.isin } : {},
})

const officersOf = (
  rows: readonly z.infer<typeof managerSchema>[],
): ItemOf<'profile'>['officers'] => {
  const seen = new Map<string, { name: string; title: string }>()
  for (const { name: person, title, end_date } of rows)
    if (title && !end_date) seen.set(`${person} ${title}`, { name: person, title })
  return [...seen.values()]
}

/**
 * The company's former short names, the latest first. Tushare repeats rows. A name that the company
 * uses again today is not a former name.
 */
const formerNamesOf = (
  present: string,
  rows: readonly z.infer<typeof formerSchema>[],
): NonNullable<ItemOf<'profile'>['former_names']> => {
  const until = new Map<string, string>()
  for (const row of rows)
    if (row.end_date && row.name !== present && row.end_date > (until.get(row.name) ?? ''))
      until.set(row.name, row.end_date)
  return [...until]
    .map(([former, end]) => ({ name: former, until: end }))
    .sort((a, b) => b.until.localeCompare(a.until))
}

/** The rows of each table about one company. */
export interface CompanyRows {
  company: readonly TushareRow[]
  managers: readonly TushareRow[]
  names: readonly TushareRow[]
}

/** By law, a mainland company's fiscal year is the calendar year and its books are in yuan. */
export const readMainlandProfile = (
  basic: Basic,
  { company, managers, names }: CompanyRows,
): ProviderResult<ItemOf<'profile'>> => {
  const companies = readRows('stock_company', company, companySchema)
  if (!companies.ok) return companies
  const people = readRows('stk_managers', managers, managerSchema)
  if (!people.ok) return people
  const former = readRows('namechange', names, formerSchema)
  if (!former.ok) return former
  const [about] = companies.data
  return {
    ok: true,
    data: {
      name: basic.name,
      names: namesOf(basic),
      exchange: basic.exchange,
      sector: null,
      industry: basic.industry,
      description: about?.introduction ?? null,
      website: addressOf(about?.website ?? null),
      employees: about?.employees ?? null,
      listed_on: basic.list_date,
      country: 'CN',
      address: about?.office ?? null,
      quote_currency: currencyIn(basic),
      reporting_currency: 'CNY',
      fiscal_year_end: '12-31',
      officers: officersOf(people.data),
      former_names: formerNamesOf(basic.name, former.data),
      identifiers: about?.com_id ? { com_id: about.com_id } : {},
    },
  }
}

export const hkProfile = (basic: Basic): ItemOf<'profile'> => ({
  name: basic.name,
  names: namesOf(basic),
  exchange: null,
  sector: null,
  industry: null,
  description: null,
  website: null,
  employees: null,
  listed_on: basic.list_date,
  country: null,
  address: null,
  quote_currency: currencyIn(basic),
  reporting_currency: null,
  fiscal_year_end: null,
  officers: [],
  identifiers: basic.isin ? { isin: basic.isin } : {},
})
