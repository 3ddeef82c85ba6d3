/** Small answers in EDGAR's form, for tests. */
import type { CompanyFacts } from './raw.ts'

export interface FixtureRow {
  start?: string
  end: string
  val: number
  accn: string
  fy: number
  fp: string
  form: string
  filed: string
}

/** One filing: its rows get its accession number, form and date. */
export const filing = (accn: string, form: string, filed: string, fy: number, fp: string) => ({
  over: (start: string, end: string, val: number): FixtureRow => ({ start, end, val, accn, fy, fp, form, filed }),
  at: (end: string, val: number): FixtureRow => ({ end, val, accn, fy, fp, form, filed }),
})

/** `{ 'us-gaap:Revenues': { USD: rows } }` as companyfacts. */
export const companyFacts = (tags: Record<string, Record<string, FixtureRow[]>>, cik = 1652044): CompanyFacts => {
  const facts: CompanyFacts['facts'] = {}
  for (const [tag, units] of Object.entries(tags)) {
    const [taxonomy = '', name = ''] = tag.split(':')
    facts[taxonomy] = { ...facts[taxonomy], [name]: { label: name, description: '', units } }
  }
  return { cik, entityName: 'Example Inc.', facts }
}
