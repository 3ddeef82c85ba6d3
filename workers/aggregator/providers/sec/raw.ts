/**
 * Shapes of EDGAR's raw answers. The outer objects are checked with zod. The rows of companyfacts
 * and of the ticker list number tens of thousands and are checked by hand. A wrong type is an error
 * that names its field.
 */
import { z } from 'zod'
import { isDate } from '#shared/calendar.ts'

/** The columns; filings.ts reads the others. */
const recent = z.looseObject({
  accessionNumber: z.array(z.string()),
  form: z.array(z.string()),
  primaryDocument: z.array(z.string()),
})

/** An older page of the list: its file under /submissions and the range of filing dates in it. */
const pageFile = z.object({
  name: z.string().regex(/^[\w.-]+\.json$/),
  filingFrom: z.iso.date(),
  filingTo: z.iso.date(),
})

const address = z.object({
  street1: z.string().nullish(),
  street2: z.string().nullish(),
  city: z.string().nullish(),
  stateOrCountry: z.string().nullish(),
  stateOrCountryDescription: z.string().nullish(),
  zipCode: z.string().nullish(),
  country: z.string().nullish(),
})
export type SecAddress = z.infer<typeof address>

export const submissionsSchema = z.object({
  cik: z.coerce.number().int().positive(),
  name: z.string().min(1),
  tickers: z.array(z.string()),
  exchanges: z.array(z.string().nullable()),
  sic: z.string().nullish(),
  sicDescription: z.string().nullish(),
  fiscalYearEnd: z.string().nullish(),
  ein: z.string().nullish(),
  lei: z.string().nullish(),
  description: z.string().nullish(),
  website: z.string().nullish(),
  addresses: z.object({ business: address.nullish(), mailing: address.nullish() }).nullish(),
  formerNames: z.array(z.object({ name: z.string(), to: z.string().nullish() })).nullish(),
  filings: z.object({ recent, files: z.array(pageFile).nullish() }),
})
export type Submissions = z.infer<typeof submissionsSchema>

export const companyFactsSchema = z.object({
  // Some answers have it as text ("0000320193").
  cik: z.coerce.number().int().positive(),
  entityName: z.string(),
  facts: z.record(z.string(), z.record(z.string(), z.unknown())),
})
export type CompanyFacts = z.infer<typeof companyFactsSchema>

export interface TickerRow {
  cik: number
  ticker: string
  title: string
}

/**
 * One reported value. `start` is missing for an instant. `fy` and `fp` belong to the filing and not
 * to the value.
 */
export interface RawRow {
  start: string | null
  end: string
  val: number
  accn: string
  fy: number | null
  fp: string | null
  form: string
  filed: string
}

export type CheckedShape<T> = { ok: true; data: T } | { ok: false; field: string }

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const optional = (value: unknown, type: 'string' | 'number'): boolean =>
  value === undefined || value === null || typeof value === type

const invalidField = (row: Record<string, unknown>): string | null => {
  const { start, end, val, accn, fy, fp, form, filed } = row
  if (start !== undefined && (typeof start !== 'string' || !isDate(start))) return 'start'
  if (typeof end !== 'string' || !isDate(end)) return 'end'
  if (typeof val !== 'number') return 'val'
  if (typeof accn !== 'string' || !/^\d{10}-\d{2}-\d{6}$/.test(accn)) return 'accn'
  if (typeof form !== 'string') return 'form'
  if (typeof filed !== 'string' || !isDate(filed)) return 'filed'
  return optional(fy, 'number') && optional(fp, 'string') ? null : 'fy'
}

const rowOf = (row: Record<string, unknown>): RawRow => ({
  start: typeof row.start === 'string' ? row.start : null,
  end: String(row.end),
  val: Number(row.val),
  accn: String(row.accn),
  fy: typeof row.fy === 'number' ? row.fy : null,
  fp: typeof row.fp === 'string' ? row.fp : null,
  form: String(row.form),
  filed: String(row.filed),
})

/** The rows of one tag (`us-gaap:Assets`) by unit; empty when the company does not use the tag. */
export const rowsOfTag = (
  facts: CompanyFacts['facts'],
  tag: string,
): CheckedShape<Record<string, RawRow[]>> => {
  const [taxonomy = '', name = ''] = tag.split(':')
  const raw = facts[taxonomy]?.[name]
  if (raw === undefined) return { ok: true, data: {} }
  const at = `facts.${taxonomy}.${name}`
  if (!isObject(raw) || !isObject(raw.units)) return { ok: false, field: `${at}.units` }
  const units: Record<string, RawRow[]> = {}
  for (const [unit, rows] of Object.entries(raw.units)) {
    if (!Array.isArray(rows)) return { ok: false, field: `${at}.units.${unit}` }
    const checked: RawRow[] = []
    for (const [index, row] of rows.entries()) {
      const fault = isObject(row) ? invalidField(row) : 'row'
      if (fault) return { ok: false, field: `${at}.units.${unit}[${index}].${fault}` }
      checked.push(rowOf(row))
    }
    units[unit] = checked
  }
  return { ok: true, data: units }
}

/**
 * `{"0":{"cik_str":320193,"ticker":"AAPL","title":"Apple Inc."},...}` in the order of the answer,
 * the largest companies first.
 */
export const tickerRows = (json: unknown): CheckedShape<TickerRow[]> => {
  if (!isObject(json)) return { ok: false, field: 'root' }
  const rows: TickerRow[] = []
  for (const [key, row] of Object.entries(json)) {
    if (!isObject(row)) return { ok: false, field: key }
    const { cik_str: cik, ticker, title } = row
    if (typeof cik !== 'number') return { ok: false, field: `${key}.cik_str` }
    if (typeof ticker !== 'string') return { ok: false, field: `${key}.ticker` }
    if (typeof title !== 'string') return { ok: false, field: `${key}.title` }
    rows.push({ cik, ticker, title })
  }
  return { ok: true, data: rows }
}
