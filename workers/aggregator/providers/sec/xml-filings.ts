/** The newest filings of some forms about a company, each read from its XML: one call a filing. */
import type {
  CompanyQuery,
  ProviderContext,
  ProviderResult,
  RawAnswer,
} from '../../model/provider.ts'
import { failed, filedXml, malformed } from './client.ts'
import { companyOf } from './company.ts'
import { type ListedFiling, listedIn } from './filing-list.ts'
import { filingUrl } from './filing-url.ts'
import type { CheckedShape, Submissions } from './raw.ts'

/** EDGAR allows ten requests a second, a Worker six connections at once. */
const AT_ONCE = 5

/**
 * `xslF345X05/wk-form4_1.xml` is a page made of the XML, which itself stands beside that folder.
 * Null for filings on paper or as text.
 */
export const xmlOf = (document: string): string | null =>
  /\.xml$/i.test(document) ? document.replace(/^xsl[^/]*\//, '') : null

/**
 * A form names the company it is about and those who file it; a company's list has those about it
 * and those by it.
 */
export interface FilingParties {
  issuerCik: number
  issuerName: string
  filerCiks: number[]
}

export interface FilingKind<T extends FilingParties> {
  forms: RegExp
  /** Filings read at most, the newest. */
  most: number
  read(text: string): CheckedShape<T>
}

export interface XmlFiling<T> {
  listed: ListedFiling
  form: T
  /** Where a person reads it. */
  page: string
  /** Index into `sources`. */
  source: number
}

export interface XmlFilings<T> {
  submissions: Submissions
  /** Newest first; those by which the company is the filer, about another, are left out. */
  filings: XmlFiling<T>[]
  sources: RawAnswer[]
}

const readOne = async <T extends FilingParties>(
  cik: number,
  listed: ListedFiling,
  { read }: FilingKind<T>,
  context: ProviderContext,
): Promise<ProviderResult<{ form: T; raw: RawAnswer }>> => {
  const { accession, document } = listed
  const answer = await filedXml(filingUrl(cik, accession, xmlOf(document) ?? ''), context)
  if (!answer.ok) return answer
  const form = read(answer.data.text)
  if (!form.ok) return malformed(`form ${listed.form} ${accession}`, form.field)
  const { issuerCik, issuerName, filerCiks } = form.data
  if (issuerCik !== cik && !filerCiks.includes(cik))
    return failed(
      'wrong_instrument',
      `asked for a form about CIK ${cik}, answered one about CIK ${issuerCik} (${issuerName})`,
    )
  return { ok: true, data: { form: form.data, raw: answer.data.raw } }
}

/** One that cannot be read fails all: without it the list would be told as whole. */
export const xmlFilings = async <T extends FilingParties>(
  query: CompanyQuery,
  context: ProviderContext,
  kind: FilingKind<T>,
): Promise<ProviderResult<XmlFilings<T>>> => {
  const company = await companyOf(query, context)
  if (!company.ok) return company
  const { cik, submissions } = company.data
  const rows = listedIn(submissions.value.filings.recent)
  if (!rows.ok) return malformed('submissions', `filings.recent.${rows.field}`)
  const wanted = rows.data
    .filter(
      ({ form, filedAt, document }) =>
        kind.forms.test(form) &&
        filedAt >= query.from &&
        filedAt <= query.to &&
        xmlOf(document) !== null,
    )
    .slice(0, kind.most)
  const sources: RawAnswer[] = [submissions.raw]
  const filings: XmlFiling<T>[] = []
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const some = wanted.slice(at, at + AT_ONCE)
    const answers = await Promise.all(
      some.map(async (listed) => ({ listed, answer: await readOne(cik, listed, kind, context) })),
    )
    for (const { listed, answer } of answers) {
      if (!answer.ok) return answer
      const { form, raw } = answer.data
      sources.push(raw)
      if (form.issuerCik === cik)
        filings.push({
          listed,
          form,
          page: filingUrl(cik, listed.accession, listed.document),
          source: sources.length - 1,
        })
    }
  }
  return { ok: true, data: { submissions: submissions.value, filings, sources } }
}
