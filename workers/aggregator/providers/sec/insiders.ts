/** Transactions of a company's insiders: the XML of its newest forms 4 and 5. */
import { endOfDay, MARKET_ZONES } from '../market-time.ts'
import type { CompanyQuery, ItemsAnswer, ProviderContext, ProviderResult, RawAnswer } from '../provider.ts'
import { amended, type FiledForm } from './amendments.ts'
import { failed, filedXml, malformed } from './client.ts'
import { companyOf } from './company.ts'
import { type Listed, listedIn } from './filing-list.ts'
import { filingUrl } from './filing-url.ts'
import { readForm4 } from './form4.ts'
import { subjectOf } from './instrument.ts'

/** A form is a call of its own. Ten are two weeks at a large company, half a year at a small one. */
export const MAX_FORMS = 10
/** EDGAR allows ten requests a second, a Worker six connections at once. */
const AT_ONCE = 5

const FORMS = /^[45](\/A)?$/

/** `xslF345X05/wk-form4_1.xml` is a page made of the XML, which itself stands beside that folder. Null for forms on paper or as text (until 2003). */
export const xmlOf = (document: string): string | null => (/\.xml$/i.test(document) ? document.replace(/^xsl[^/]*\//, '') : null)

interface Read {
  /** Null where the company itself is the insider, of another company. */
  form: FiledForm | null
  raw: RawAnswer
  page: string
}

const readForm = async (cik: number, { accession, filedAt, document }: Listed, context: ProviderContext): Promise<ProviderResult<Read>> => {
  const answer = await filedXml(filingUrl(cik, accession, xmlOf(document) ?? ''), context)
  if (!answer.ok) return answer
  const form = readForm4(answer.data.text)
  if (!form.ok) return malformed(`form 4 ${accession}`, form.field)
  const { issuerCik, issuerName, ownerCiks } = form.data
  if (issuerCik !== cik && !ownerCiks.includes(cik))
    return failed('wrong_instrument', `asked for a form about CIK ${cik}, answered one about CIK ${issuerCik} (${issuerName})`)
  const page = filingUrl(cik, accession, document)
  return { ok: true, data: { form: issuerCik === cik ? { ...form.data, accession, filedAt } : null, raw: answer.data.raw, page } }
}

/** Newest first. A transaction that a form amends keeps the key it had in the form before, when that is among those read. */
export const insiders = async (query: CompanyQuery, context: ProviderContext): Promise<ProviderResult<ItemsAnswer<'insiders'>>> => {
  const company = await companyOf(query, context)
  if (!company.ok) return company
  const { cik, submissions } = company.data
  const listed = listedIn(submissions.value.filings.recent)
  if (!listed.ok) return malformed('submissions', `filings.recent.${listed.field}`)
  const wanted = listed.data
    .filter(({ form, filedAt, document }) => FORMS.test(form) && filedAt >= query.from && filedAt <= query.to && xmlOf(document) !== null)
    .slice(0, MAX_FORMS)
  const read = new Map<string, Read>()
  const sources: RawAnswer[] = [submissions.raw]
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const some = wanted.slice(at, at + AT_ONCE)
    const answers = await Promise.all(some.map((form) => readForm(cik, form, context)))
    for (const [index, answer] of answers.entries()) {
      if (!answer.ok) return answer
      read.set(some[index]?.accession ?? '', answer.data)
      sources.push(answer.data.raw)
    }
  }
  const sourceOf = new Map(wanted.map(({ accession }, at) => [accession, at + 1]))
  const items = amended([...read.values()].flatMap(({ form }) => form ?? [])).map(({ key, item, accession, filedAt }) => ({
    key,
    item: { ...item, filed_at: filedAt, document_id: accession },
    known_at: endOfDay(filedAt, MARKET_ZONES.US),
    source_url: read.get(accession)?.page ?? filingUrl(cik, accession, undefined),
    source: sourceOf.get(accession) ?? null,
  }))
  return { ok: true, data: { subject: subjectOf(query.symbol, submissions.value), items: items.slice(0, query.limit), sources } }
}
