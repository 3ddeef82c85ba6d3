/**
 * /edgar_filings/archive: an American company's filings with the SEC. `filed_at` is midnight UTC of
 * the filing day and not the exact time in New York. Pure.
 */
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { epochInstant } from '../../time/market-time.ts'
import type { ProviderResult, Subject } from '../../model/provider.ts'
import { malformed, metaSchema, read, subjectOf } from './answers.ts'

const filingSchema = z.object({
  filed_at: z.number(),
  form_type: z.string().trim().min(1),
  filing_url: z.url({ protocol: /^https$/, hostname: /^www\.sec\.gov$/ }),
})
const archiveSchema = z.object({ meta: metaSchema, values: z.array(filingSchema) })

/** `…/0000320193-25-000073-index.htm` -> `0000320193-25-000073`. */
const ACCESSION = /\/(\d{10}-\d{2}-\d{6})(?:-index)?\.html?$/

export const readFilings = (
  json: unknown,
): ProviderResult<{ subject: Subject; items: ItemOf<'filings'>[] }> => {
  const parsed = read('edgar_filings', archiveSchema, json)
  if (!parsed.ok) return parsed
  const items: ItemOf<'filings'>[] = []
  for (const { filed_at, form_type, filing_url } of parsed.data.values) {
    const filedAt = epochInstant(filed_at)?.slice(0, 10)
    const accession = ACCESSION.exec(filing_url)?.[1]
    if (!filedAt || !accession)
      return malformed(`edgar_filings ${filedAt ? 'filing_url' : 'filed_at'}`)
    items.push({
      title: form_type,
      form: form_type,
      filed_at: filedAt,
      accepted_at: null,
      period_end: null,
      url: filing_url,
      document_id: accession,
    })
  }
  return { ok: true, data: { subject: subjectOf('US', parsed.data.meta), items } }
}
