/**
 * Searches the lists of several days for one company's documents, a few lists at a time, and
 * remembers what it finds.
 */
import { marketDate } from '../../time/market-time.ts'
import type {
  CompanyQuery,
  ProviderContext,
  ProviderResult,
  RawAnswer,
} from '../../model/provider.ts'
import { listOfDay } from './client.ts'
import { documentsOf, type EdinetDocument } from './documents.ts'
import { keepLedger, type Ledger, readLedger } from './ledger.ts'
import type { DaySearch } from './search-days.ts'

/**
 * Lists that are read at the same time: a Worker has six connections, and EDINET should get about
 * one call a second.
 */
const AT_ONCE = 3

export interface DocumentSearch {
  /** All known documents, including those from earlier searches, newest first. */
  documents: EdinetDocument[]
  /** The lists that this search has read, with their days. */
  lists: { day: string; raw: RawAnswer }[]
  searchedDays: number
}

const searchDay = async (
  symbol: string,
  day: string,
  context: ProviderContext,
): Promise<ProviderResult<{ day: string; raw: RawAnswer; documents: EdinetDocument[] }>> => {
  const answer = await listOfDay(day, context)
  if (!answer.ok) return answer
  const documents = documentsOf(symbol, day, answer.data.json)
  return documents.ok
    ? { ok: true, data: { day, raw: answer.data.raw, documents: documents.data } }
    : documents
}

/**
 * `daysOf` gives the days that are still to be read; the search stops when `enough` is true.
 * Documents found before a failure are kept for the next search.
 */
export const searchDocuments = async (
  query: CompanyQuery,
  context: ProviderContext,
  daysOf: (search: DaySearch, ledger: Ledger) => string[],
  enough: (documents: readonly EdinetDocument[], last: string) => boolean,
): Promise<ProviderResult<DocumentSearch>> => {
  const { symbol } = query
  const today = marketDate(context.now().toISOString(), 'JP')
  const ledger = await readLedger(symbol, context.memory)
  // Days in the future have no lists yet.
  const [last = today] = [query.to, today].toSorted()
  const days = daysOf({ from: query.from, last, searched: ledger.searched }, ledger)
  const lists: DocumentSearch['lists'] = []
  for (
    let at = 0;
    at < days.length && !enough([...ledger.documents.values()], last);
    at += AT_ONCE
  ) {
    const results = await Promise.all(
      days.slice(at, at + AT_ONCE).map((day) => searchDay(symbol, day, context)),
    )
    for (const result of results) {
      if (!result.ok) continue
      const { day, raw, documents } = result.data
      ledger.searched.add(day)
      for (const document of documents) ledger.documents.set(document.docID, document)
      // Lists are long and cover all companies: a list without a document of this company is not
      // kept.
      if (documents.length > 0) lists.push({ day, raw })
    }
    const failed = results.find((result) => !result.ok)
    if (failed && !failed.ok) {
      await keepLedger(symbol, ledger, today, context.memory)
      return failed
    }
  }
  if (days.length > 0) await keepLedger(symbol, ledger, today, context.memory)
  const documents = [...ledger.documents.values()].toSorted((a, b) =>
    b.submitDateTime.localeCompare(a.submitDateTime),
  )
  return { ok: true, data: { documents, lists, searchedDays: ledger.searched.size } }
}
