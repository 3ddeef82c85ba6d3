/**
 * The filings of a company, and the filings of others about it. The reports of insiders (forms 3,
 * 4, 5 and 144) are left out: there are hundreds a year, and they have a dataset of their own.
 * `accepted_at` is null because acceptanceDateTime always ends in Z, but is Eastern time for some
 * companies and true UTC for others.
 */
import type { ItemOf } from '#shared/datasets/registry.ts'
import { endOfDay, MARKET_ZONES } from '../../time/market-time.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  NewItem,
  ProviderContext,
  ProviderResult,
  RawAnswer,
} from '../../model/provider.ts'
import { malformed, olderPage } from './client.ts'
import { companyOf } from './company.ts'
import { EVENTS } from './events.ts'
import { type ListedFiling, listedIn } from './filing-list.ts'
import { filingUrl } from './filing-url.ts'
import { subjectOf } from './instrument.ts'

/**
 * Limits the older pages that are read. A page has 2,000 filings; banks have dozens of pages,
 * nearly all of them prospectuses of notes.
 */
export const MAX_OLDER_PAGES = 3

const BY_INSIDERS = /^(3|4|5|144)(\/A)?$/

/**
 * The title of a filing: `10-Q`, `DEF 14A: Definitive proxy statement`, `8-K: Results of operations
 * and financial condition`.
 */
export const titleOf = ({ form, description, items }: ListedFiling): string => {
  const events = /^8-K/.test(form)
    ? items.split(',').flatMap((item) => EVENTS[item.trim()] ?? [])
    : []
  const told = events.filter((event) => event !== EVENTS['9.01'])
  if (told.length > 0) return `${form}: ${told.join('; ')}`
  const plain = description.trim().replace(/\s+/g, ' ')
  const says = plain.toUpperCase().replace(/^FORM /, '') !== form.toUpperCase() && plain !== ''
  return says ? `${form}: ${plain}` : form
}

const itemOf = (cik: number, listed: ListedFiling, source: number): NewItem<'filings'> => {
  const { accession, filedAt, form, reportDate, document } = listed
  const url = filingUrl(cik, accession, document || undefined)
  const item: ItemOf<'filings'> = {
    title: titleOf(listed),
    form,
    filed_at: filedAt,
    accepted_at: null,
    period_end: reportDate,
    url,
    document_id: accession,
  }
  return {
    key: accession,
    item,
    known_at: endOfDay(filedAt, MARKET_ZONES.US),
    source_url: url,
    source,
  }
}

/**
 * The newest filing comes first. An older page is read only when `from` reaches into it and there
 * are still fewer filings than the limit.
 */
export const filings = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'filings'>>> => {
  const company = await companyOf(query, context)
  if (!company.ok) return company
  const { cik, submissions } = company.data
  const { recent, files } = submissions.value.filings
  const sources: RawAnswer[] = [submissions.raw]
  const items: NewItem<'filings'>[] = []
  /** Adds the filings of a page. Returns the name of the column at fault, or null. */
  const add = (columns: unknown): string | null => {
    const listed = listedIn(columns)
    if (!listed.ok) return listed.field
    const wanted = listed.data.filter(
      ({ form, filedAt }) =>
        !BY_INSIDERS.test(form) && filedAt >= query.from && filedAt <= query.to,
    )
    items.push(...wanted.map((row) => itemOf(cik, row, sources.length - 1)))
    return null
  }
  const fault = add(recent)
  if (fault) return malformed('submissions', `filings.recent.${fault}`)
  const older = (files ?? [])
    .filter(({ filingTo }) => filingTo >= query.from)
    .sort((a, b) => b.filingTo.localeCompare(a.filingTo))
  for (const { name, filingFrom } of older.slice(0, MAX_OLDER_PAGES)) {
    if (items.length >= query.limit) break
    if (filingFrom > query.to) continue
    const page = await olderPage(name, context)
    if (!page.ok) return page
    sources.push(page.data.raw)
    const wrong = add(page.data.json)
    if (wrong) return malformed(name, wrong)
  }
  return {
    ok: true,
    data: {
      subject: subjectOf(query.symbol, submissions.value),
      items: items.slice(0, query.limit),
      sources,
    },
  }
}
