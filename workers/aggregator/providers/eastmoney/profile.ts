/** Company profiles from three reports, one for each market, with different columns. */
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { Market } from '#shared/names.ts'
import { plainText } from '../plain-text.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  ProviderContext,
  ProviderResult,
} from '../../model/provider.ts'
import { report } from './data-centre.ts'
import { dayOf, optionalText, textOf, unreadable } from './fields.ts'
import { bareCode, companyPage, quoteCurrency } from './symbols.ts'

/** The number of employees is a number or the number as text. */
const count = z.union([z.int().min(0), z.string().regex(/^\d+$/).transform(Number)]).nullish()
const rowSchema = z.object({
  SECUCODE: z.string(),
  SECURITY_CODE: z.string(),
  ORG_NAME: z.string().min(1),
  SECURITY_NAME_ABBR: optionalText,
  ORG_EN_ABBR: optionalText,
  ORG_WEB: optionalText,
  ADDRESS: optionalText,
  EM2016: optionalText,
  BELONG_INDUSTRY: optionalText,
  TRADE_MARKET: optionalText,
  LISTING_DATE: optionalText,
  ORG_PROFIE: optionalText,
  ORG_PROFILE: optionalText,
  REG_PLACE: optionalText,
  YEAR_SETTLE_DAY: optionalText,
  CHAIRMAN: optionalText,
  PRESIDENT: optionalText,
  SECRETARY: optionalText,
  TOTAL_NUM: count,
  EMP_NUM: count,
})
type EastmoneyCompanyRow = z.infer<typeof rowSchema>

const COMMON = ['SECUCODE', 'SECURITY_CODE', 'ORG_NAME', 'ORG_WEB', 'ADDRESS', 'CHAIRMAN']
const FOREIGN = [...COMMON, 'ORG_EN_ABBR', 'BELONG_INDUSTRY', 'ORG_PROFILE', 'EMP_NUM', 'REG_PLACE']
/**
 * The misspelled name of the column with the mainland description is Eastmoney's. The column
 * ORG_PROFILE of that report holds another text.
 */
const REPORTS: Partial<
  Record<
    Market,
    { name: string; columns: readonly string[]; source: 'HSF10' | 'F10' | 'SECURITIES' }
  >
> = {
  CN: {
    name: 'RPT_F10_ORG_BASICINFO',
    columns: [
      ...COMMON,
      'SECURITY_NAME_ABBR',
      'EM2016',
      'TRADE_MARKET',
      'LISTING_DATE',
      'ORG_PROFIE',
      'PRESIDENT',
      'SECRETARY',
      'TOTAL_NUM',
    ],
    source: 'HSF10',
  },
  HK: {
    name: 'RPT_HKF10_INFO_ORGPROFILE',
    columns: [...FOREIGN, 'SECRETARY', 'YEAR_SETTLE_DAY'],
    source: 'F10',
  },
  US: { name: 'RPT_USF10_INFO_ORGPROFILE', columns: FOREIGN, source: 'SECURITIES' },
}

/** `www.a.com;b.com` -> `http://www.a.com/`; null for anything that is not an address. */
const addressOf = (text: string | null | undefined): string | null => {
  const first = textOf(text)?.split(/[;,，；、\s]/)[0]
  if (!first) return null
  const url = URL.parse(/^https?:\/\//i.test(first) ? first : `http://${first}`)
  return url?.hostname.includes('.') ? url.href : null
}

const TITLES = [
  ['CHAIRMAN', '董事长'],
  ['PRESIDENT', '总经理'],
  ['SECRETARY', '秘书'],
] as const

const profileOf = (row: EastmoneyCompanyRow, market: Market, symbol: string): ItemOf<'profile'> => {
  const [sector, ...rest] = textOf(row.EM2016 ?? row.BELONG_INDUSTRY)?.split('-') ?? []
  const description = textOf(row.ORG_PROFIE) ?? (market === 'CN' ? null : textOf(row.ORG_PROFILE))
  const name = textOf(row.SECURITY_NAME_ABBR) ?? row.ORG_NAME
  const english = textOf(row.ORG_EN_ABBR)
  const yearEnd = textOf(row.YEAR_SETTLE_DAY)
  return {
    name,
    names: { ...(/\p{Script=Han}/u.test(name) && { zh: name }), ...(english && { en: english }) },
    exchange: textOf(row.TRADE_MARKET),
    sector: market === 'CN' ? (sector ?? null) : null,
    industry: rest.at(-1) ?? sector ?? null,
    description: description && plainText(description),
    website: addressOf(row.ORG_WEB),
    employees: row.TOTAL_NUM ?? row.EMP_NUM ?? null,
    listed_on: dayOf(row.LISTING_DATE),
    country: market === 'CN' ? 'CN' : textOf(row.REG_PLACE),
    address: textOf(row.ADDRESS),
    quote_currency: quoteCurrency(market, symbol),
    reporting_currency: null,
    fiscal_year_end: yearEnd && /^\d{2}-\d{2}$/.test(yearEnd) ? yearEnd : null,
    officers: TITLES.flatMap(([column, title]) => {
      const person = textOf(row[column])
      return person ? [{ name: person, title }] : []
    }),
    identifiers: { eastmoney_secucode: row.SECUCODE },
  }
}

export const profile = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'profile'>>> => {
  const { market, symbol } = query
  const asked = REPORTS[market]
  if (!asked)
    return { ok: false, reason: 'bad_request', detail: `eastmoney has no profiles in ${market}` }
  const filter =
    market === 'US'
      ? `(SECURITY_CODE="${bareCode(market, symbol)}")`
      : `(SECUCODE="${market === 'CN' ? symbol : `${symbol}.HK`}")`
  const answer = await report({ ...asked, filter, rows: 1 }, context)
  if (!answer.ok) return answer
  const parsed = rowSchema.safeParse(answer.data.rows[0])
  if (!parsed.success) return unreadable(asked.name, parsed.error)
  const row = parsed.data
  const answered =
    market === 'CN'
      ? row.SECUCODE
      : market === 'US'
        ? row.SECURITY_CODE.replaceAll('_', '.')
        : row.SECURITY_CODE
  const item = profileOf(row, market, symbol)
  const known_at = context.now().toISOString()
  return {
    ok: true,
    data: {
      subject: { symbol: answered, name: item.name, currency: null },
      items: [
        {
          key: 'profile',
          item,
          known_at,
          source_url: companyPage(market, symbol, 'gsgk'),
          source: 0,
        },
      ],
      sources: [answer.data.raw],
    },
  }
}
