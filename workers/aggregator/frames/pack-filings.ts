/** The filings of a batch in columns. A frame's rows name them by their place here. Pure. */
import { placesOf } from '#shared/places.ts'
import { packJson, unpackJson } from '../store/packed-json.ts'
import { differences, entryAt, fromDifferences } from './packed.ts'

const FORM = 1

export interface FrameFiling {
  /** The company as frames name it: `CIK0000320193` in the US, the canonical symbol elsewhere. */
  company: string
  /** Accession number, announcement id or row key. */
  record: string
  form: string | null
  source_url: string
  filed_at: string | null
  /** RFC 3339, from when anyone could know it. */
  known_at: string
}

interface PackedBatchFilings {
  form: typeof FORM
  /** Each company once; filings of one company stand together. */
  companies: string[]
  company: number[]
  record: string[]
  forms: (string | null)[]
  report: number[]
  /** Addresses with the record in its two spellings and the company's digits taken out. */
  urls: string[]
  url: number[]
  filed_at: (string | null)[]
  /** Epoch milliseconds, as differences. */
  known_at: number[]
}

/** Marks for what an address repeats; no address has these characters. */
const RECORD = '\u0001'
const DIGITS = '\u0002'
const NUMBER = '\u0003'

const digitsOf = (record: string): string => record.replaceAll('-', '')
const CIK = /^CIK\d{10}$/
/** `320193` of `CIK0000320193`; of a company of another kind a text that no address has. */
const numberOf = (company: string): string =>
  CIK.test(company) ? String(Number(company.slice('CIK'.length))) : NUMBER

/** Replaces a text wherever it stands; an empty one stands nowhere. */
const without = (text: string, part: string, mark: string): string =>
  part === '' ? text : text.replaceAll(part, mark)

const shortened = ({ company, record, source_url }: FrameFiling): string =>
  without(
    without(without(source_url, record, RECORD), digitsOf(record), DIGITS),
    `/${numberOf(company)}/`,
    `/${NUMBER}/`,
  )

const lengthened = (url: string, company: string, record: string): string =>
  url
    .replaceAll(RECORD, record)
    .replaceAll(DIGITS, digitsOf(record))
    .replaceAll(NUMBER, numberOf(company))

export const packFilings = (filings: readonly FrameFiling[]): Uint8Array<ArrayBuffer> => {
  const companies = placesOf<string>()
  const forms = placesOf<string | null>()
  const urls = placesOf<string>()
  const columns = {
    company: differences(filings.map(({ company }) => companies.place(company))),
    record: filings.map(({ record }) => record),
    report: filings.map(({ form }) => forms.place(form)),
    url: filings.map((filing) => urls.place(shortened(filing))),
    filed_at: filings.map(({ filed_at }) => filed_at),
    known_at: differences(filings.map(({ known_at }) => Date.parse(known_at))),
  }
  return packJson({
    form: FORM,
    companies: companies.entries,
    forms: forms.entries,
    urls: urls.entries,
    ...columns,
  } satisfies PackedBatchFilings)
}

export const unpackFilings = (bytes: Uint8Array): FrameFiling[] => {
  const packed = unpackJson<PackedBatchFilings>(bytes, FORM, 'packed columns')
  const known = fromDifferences(packed.known_at)
  return fromDifferences(packed.company).map((place, at) => {
    const company = entryAt(packed.companies, place)
    const record = entryAt(packed.record, at)
    return {
      company,
      record,
      form: entryAt(packed.forms, packed.report[at]),
      source_url: lengthened(entryAt(packed.urls, packed.url[at]), company, record),
      filed_at: entryAt(packed.filed_at, at),
      known_at: new Date(entryAt(known, at)).toISOString(),
    }
  })
}
