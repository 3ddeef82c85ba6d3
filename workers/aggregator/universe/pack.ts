/** A universe in columns: JSON under gzip, one list a column. Pure. */
import { packJson, unpackJson } from '../store/packed-json.ts'
import type { Listing } from './listing.ts'

const FORM = 1

type ListingColumns = { [K in keyof Listing]: Listing[K][] }
interface PackedUniverse {
  form: typeof FORM
  columns: ListingColumns
}

export const packUniverse = (rows: readonly Listing[]): Uint8Array<ArrayBuffer> => {
  const column = <K extends keyof Listing>(name: K): Listing[K][] => rows.map((row) => row[name])
  const columns: ListingColumns = {
    company: column('company'),
    symbol: column('symbol'),
    kind: column('kind'),
    names: column('names'),
    exchange: column('exchange'),
    scheme: column('scheme'),
    industry_code: column('industry_code'),
    industry: column('industry'),
    listed_on: column('listed_on'),
    delisted_on: column('delisted_on'),
    former_name: column('former_name'),
    fiscal_year_end: column('fiscal_year_end'),
    receipt_ratio: column('receipt_ratio'),
    known_at: column('known_at'),
  }
  return packJson({ form: FORM, columns } satisfies PackedUniverse)
}

/** Throws where the bytes are of another form: they were written by this program. */
export const unpackUniverse = (bytes: Uint8Array): Listing[] => {
  const { columns } = unpackJson<PackedUniverse>(bytes, FORM, 'a universe')
  return columns.company.map((company, at) => ({
    company,
    symbol: columns.symbol[at] ?? null,
    kind: columns.kind[at] ?? 'other',
    names: columns.names[at] ?? {},
    exchange: columns.exchange[at] ?? null,
    scheme: columns.scheme[at] ?? null,
    industry_code: columns.industry_code[at] ?? null,
    industry: columns.industry[at] ?? null,
    listed_on: columns.listed_on[at] ?? null,
    delisted_on: columns.delisted_on[at] ?? null,
    former_name: columns.former_name[at] ?? null,
    fiscal_year_end: columns.fiscal_year_end[at] ?? null,
    receipt_ratio: columns.receipt_ratio[at] ?? null,
    known_at: columns.known_at[at] ?? null,
  }))
}
