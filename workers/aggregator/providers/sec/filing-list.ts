/** The list of a company's filings from EDGAR: columns of equal length, newest first. Pure. */
import { z } from 'zod'
import type { CheckedShape } from './raw.ts'

const text = z.array(z.string())
const columnsSchema = z.object({
  accessionNumber: text,
  filingDate: z.array(z.iso.date()),
  reportDate: z.array(z.union([z.literal(''), z.iso.date()])),
  form: text,
  primaryDocument: text,
  primaryDocDescription: text,
  items: text,
})

export interface ListedFiling {
  accession: string
  filedAt: string
  /** The period or event that the filing reports; null for forms without one. */
  reportDate: string | null
  form: string
  /** Empty for paper filings and some of the oldest. */
  document: string
  description: string
  /** The items of an 8-K: `2.02,9.01`. */
  items: string
}

/**
 * Turns `filings.recent` of the submissions, or an older page, into rows, or returns the column at
 * fault.
 */
export const listedIn = (columns: unknown): CheckedShape<ListedFiling[]> => {
  const parsed = columnsSchema.safeParse(columns)
  if (!parsed.success) return { ok: false, field: parsed.error.issues[0]?.path.join('.') || 'root' }
  const {
    accessionNumber,
    filingDate,
    reportDate,
    form,
    primaryDocument,
    primaryDocDescription,
    items,
  } = parsed.data
  const uneven = Object.entries(parsed.data).find(
    ([, column]) => column.length !== accessionNumber.length,
  )
  if (uneven) return { ok: false, field: uneven[0] }
  return {
    ok: true,
    data: accessionNumber.map((accession, at) => ({
      accession,
      filedAt: filingDate[at] ?? '',
      reportDate: reportDate[at] || null,
      form: form[at] ?? '',
      document: primaryDocument[at] ?? '',
      description: primaryDocDescription[at] ?? '',
      items: items[at] ?? '',
    })),
  }
}
