/**
 * Looking through days' lists for one company's documents, a few lists at a time; what is found is
 * remembered.
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
 * Lists asked for at once: a Worker has six connections, and EDINET is used at about one call a
 * second.
 */
const AT_ONCE = 3

export interface DocumentSearch {
  /** All that are known, also from earlier searches, newest first. */
  documents: EdinetDocument[]
  /** The lists that were read now, with the days they are of. */
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
 * `daysOf` says which days are still to be read; the search ends early when `enough` is found. What
 * was found before a failure is kept for the next search.
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
  // Lists of days to come do not exist.
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
      // Lists are long and of all companies: those without a document of this one tell nothing.
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
