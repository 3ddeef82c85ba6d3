/** The filed statements of a company: its companyfacts, read with its submissions. */
import type { CompanyQuery, ProviderContext, ProviderResult, StatementsAnswer } from '../provider.ts'
import { companyFacts, failed, malformed } from './client.ts'
import { companyOf } from './company.ts'
import { documentsOf, instrumentOf, yearEndOf } from './instrument.ts'
import { toFacts } from './to-facts.ts'

/**
 * An answer of another company is refused as `wrong_instrument`; an unknown ticker is `not_found`; a company without
 * periodic reports in XBRL is `empty`.
 */
export const statements = async (query: CompanyQuery, context: ProviderContext): Promise<ProviderResult<StatementsAnswer>> => {
  const { symbol } = query
  const company = await companyOf(query, context, (cik) => companyFacts(cik, context))
  if (!company.ok) return company
  const { cik, submissions, beside: filed } = company.data
  if (filed.value.cik !== cik) return failed('wrong_instrument', `asked for CIK ${cik} (${symbol}), answered CIK ${filed.value.cik}`)
  const facts = toFacts({ companyFacts: filed.value, documents: documentsOf(submissions.value), fiscalYearEnd: yearEndOf(submissions.value) })
  if (!facts.ok) return malformed('companyfacts', facts.field)
  if (facts.data.length === 0) return failed('empty', `no periodic report of ${symbol} carries XBRL figures`)
  const instrument = instrumentOf(symbol, submissions.value)
  return { ok: true, data: { instrument, facts: facts.data, sources: [filed.raw, submissions.raw], recorded: null } }
}
