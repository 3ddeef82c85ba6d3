/**
 * A company's companyfacts read into facts, beside its submissions. Statements and share counts are
 * made of them.
 */
import type {
  CompanyQuery,
  NewFact,
  ProviderContext,
  ProviderResult,
  RawAnswer,
} from '../../model/provider.ts'
import { companyFacts, failed, malformed, type Parsed } from './client.ts'
import { companyWith } from './company.ts'
import { documentsOf, yearEndOf } from './instrument.ts'
import type { CompanyFacts, Submissions } from './raw.ts'
import { toFacts } from './to-facts.ts'

export interface CompanyFilings {
  submissions: Submissions
  facts: NewFact[]
  /** companyfacts, then submissions. */
  sources: RawAnswer[]
}

/**
 * A company without any XBRL (a fund, a new listing) has no companyfacts; that is known of it only
 * once its submissions are seen.
 */
const factsIfAny = async (
  cik: number,
  context: ProviderContext,
): Promise<ProviderResult<Parsed<CompanyFacts> | null>> => {
  const facts = await companyFacts(cik, context)
  return !facts.ok && facts.reason === 'not_found' ? { ok: true, data: null } : facts
}

/**
 * The answer of another company is refused as `wrong_instrument`; an unknown ticker is `not_found`.
 */
export const filedBy = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<CompanyFilings>> => {
  const company = await companyWith(query, context, (cik) => factsIfAny(cik, context))
  if (!company.ok) return company
  const { cik, submissions, beside } = company.data
  if (!beside) return failed('empty', `EDGAR has no XBRL figures of ${query.symbol}`)
  if (beside.value.cik !== cik)
    return failed(
      'wrong_instrument',
      `asked for CIK ${cik} (${query.symbol}), answered CIK ${beside.value.cik}`,
    )
  const facts = toFacts({
    companyFacts: beside.value,
    documents: documentsOf(submissions.value),
    fiscalYearEnd: yearEndOf(submissions.value),
  })
  if (!facts.ok) return malformed('companyfacts', facts.field)
  return {
    ok: true,
    data: {
      submissions: submissions.value,
      facts: facts.data,
      sources: [beside.raw, submissions.raw],
    },
  }
}
