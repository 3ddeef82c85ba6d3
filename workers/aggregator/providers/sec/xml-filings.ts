/**
 * The newest filings of some forms about a company, each read from its XML. Each filing takes one
 * call.
 */
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

/** EDGAR allows ten requests a second, and a Worker allows six connections at once. */
const AT_ONCE = 5

/**
 * `xslF345X05/wk-form4_1.xml` is a page made from the XML. The XML file itself is in the parent
 * folder. Null for filings on paper or as text.
 */
export const xmlOf = (document: string): string | null =>
  /\.xml$/i.test(document) ? document.replace(/^xsl[^/]*\//, '') : null

/**
 * A form names the company that it is about and its filers. A company's list has both the filings
 * about the company and the filings by it.
 */
export interface FilingParties {
  issuerCik: number
  issuerName: string
  filerCiks: number[]
}

export interface FilingKind<T extends FilingParties> {
  forms: RegExp
  /** The largest number of filings to read; the newest are read. */
  most: number
  read(text: string): CheckedShape<T>
}

export interface XmlFiling<T> {
  listed: ListedFiling
  form: T
  /** The page where a person can read it. */
  page: string
  /** The index into `sources`. */
  source: number
}

export interface XmlFilings<T> {
  submissions: Submissions
  /** Newest first. Filings by the company about another company are left out. */
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

/**
 * If one filing cannot be read, the whole result fails, because the list would otherwise look
 * complete.
 */
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
