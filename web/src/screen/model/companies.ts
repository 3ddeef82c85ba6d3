/** A company of a table by its row, named in the reader's language. */
import { type Market, MARKETS } from '#shared/names.ts'
import type { Companies } from '#shared/screen/table.ts'
import { language } from '../../preferences.ts'

export interface CompanyAt {
  id: string
  name: string
  market: Market
  /** Null where no code of the day is known: it has no page of its own. */
  symbol: string | null
  industry: string | null
}

/** The start of a symbol that stands for one that is not known. */
const NO_SYMBOL = /^CIK\d+$/

export const companyOf = (companies: Companies, row: number): CompanyAt => {
  const id = companies.ids[row] ?? ''
  const [head = '', ...rest] = id.split(':')
  const symbol = rest.join(':')
  const names = companies.names[row] ?? {}
  const market = MARKETS.find((one) => one === head) ?? 'US'
  return {
    id,
    name: names[language.value] ?? names.en ?? names.zh ?? names.ja ?? symbol,
    market,
    symbol: NO_SYMBOL.test(symbol) ? null : symbol,
    industry: companies.industries[row] ?? null,
  }
}
