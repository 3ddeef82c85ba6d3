/** Transactions of a company's insiders: its newest forms 4 and 5. */
import { endOfDay, MARKET_ZONES } from '../../time/market-time.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  ProviderContext,
  ProviderResult,
} from '../../model/provider.ts'
import { amended } from './amendments.ts'
import { type Form4, readForm4 } from './form4.ts'
import { subjectOf } from './instrument.ts'
import { type FilingKind, xmlFilings } from './xml-filings.ts'

/** Ten forms cover two weeks at a large company and half a year at a small one. */
export const MAX_FORMS = 10

const FORMS: FilingKind<Form4> = { forms: /^[45](\/A)?$/, most: MAX_FORMS, read: readForm4 }

/**
 * Newest first. A transaction that a form amends keeps its key from the earlier form, if that form
 * is among those read.
 */
export const insiders = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'insiders'>>> => {
  const read = await xmlFilings(query, context, FORMS)
  if (!read.ok) return read
  const { submissions, filings, sources } = read.data
  const byAccession = new Map(filings.map((filing) => [filing.listed.accession, filing]))
  const forms = filings.map(({ form, listed: { accession, filedAt } }) => ({
    ...form,
    accession,
    filedAt,
  }))
  const items = amended(forms).flatMap(({ key, item, accession, filedAt }) => {
    const filing = byAccession.get(accession)
    if (!filing) return []
    const known_at = endOfDay(filedAt, MARKET_ZONES.US)
    return [
      {
        key,
        item: { ...item, filed_at: filedAt, document_id: accession },
        known_at,
        source_url: filing.page,
        source: filing.source,
      },
    ]
  })
  return {
    ok: true,
    data: {
      subject: subjectOf(query.symbol, submissions),
      items: items.slice(0, query.limit),
      sources,
    },
  }
}
