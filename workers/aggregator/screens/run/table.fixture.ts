/** For tests: a table of companies with one newest year of some figures. */
import { type Column, type Companies, IN_DOUBT, type ScreenTable } from '#shared/screen/table.ts'
import { columnKey, type Rates, reasonByte, tableOf } from '#shared/screen/tables.ts'

interface Company {
  id?: string | undefined
  market?: string
  industry?: string | null | undefined
  kind?: string | null | undefined
  currency?: string | null
  year_end?: string
  [figure: string]: number | string | null | undefined
}

const TEXTS = new Set(['id', 'market', 'industry', 'kind', 'currency', 'year_end'])

/** Figures of earlier years stand under `roe@1`; a text as a value is the reason of its absence. */
export const testColumns = (
  companies: readonly Company[],
): { companies: Companies; columns: Map<string, Column> } => {
  const of = <T>(value: (company: Company) => T): T[] => companies.map(value)
  const names = new Set(companies.flatMap((company) => Object.keys(company)))
  const columns = new Map<string, Column>()
  for (const name of names) {
    if (TEXTS.has(name)) continue
    const [field = '', lag = '0'] = name.split('@')
    const reasons = new Uint8Array(companies.length)
    const values = Float64Array.from(companies, (company, row) => {
      const value = company[name] ?? 'not_reported'
      if (typeof value === 'number') return value
      if (value.startsWith('?')) {
        reasons[row] = IN_DOUBT
        return Number(value.slice(1))
      }
      reasons[row] = reasonByte(value as 'not_reported')
      return Number.NaN
    })
    const known = new Uint8Array(companies.length)
    columns.set(columnKey({ field, lag: Number(lag) }), { values, reasons, known })
  }
  return {
    columns,
    companies: {
      ids: of(({ id }) => id ?? ''),
      names: of(({ id }) => ({ en: `Company ${id}` })),
      markets: of(({ market }) => market ?? 'US'),
      exchanges: of(() => 'NYSE'),
      industries: of(({ industry }) => industry ?? null),
      kinds: of(({ kind }) => kind ?? null),
      currencies: of(({ currency }) => (currency === undefined ? 'USD' : currency)),
      year_ends: of(({ year_end }) => year_end ?? '2009-12-31'),
      known_times: of(() => ['2010-02-26T21:05:00.000Z']),
      known_at: of(() => '2010-02-26T21:05:00.000Z'),
    },
  }
}

export const testTable = (companies: readonly Company[], rates?: Rates): ScreenTable => {
  const { companies: list, columns } = testColumns(companies)
  return tableOf(list, columns, rates)
}
