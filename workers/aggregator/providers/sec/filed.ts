/**
 * Reads a company's companyfacts, together with its submissions, into facts. Statements and share
 * counts are made from these facts.
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
  /** The answer with companyfacts first, then the one with submissions. */
  sources: RawAnswer[]
}

/**
 * A company without any XBRL (a fund, a new listing) has no companyfacts. This can be told from an
 * unknown company only after its submissions are read.
 */
const factsIfAny = async (
  cik: number,
  context: ProviderContext,
): Promise<ProviderResult<Parsed<CompanyFacts> | null>> => {
  const facts = await companyFacts(cik, context)
  return !facts.ok && facts.reason === 'not_found' ? { ok: true, data: null } : facts
}

/**
 * An answer about another company fails with `wrong_instrument`, and an unknown ticker fails with
 * `not_found`.
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
