/**
 * EDINET, where Japanese companies file with the authority. Documents are listed only by day, so a
 * company's documents must be searched for: filings backwards from the last day, three weeks in
 * each call; annual reports in the weeks before they are due. The days already searched are
 * remembered, and each call continues from there. A call reads at most 15 lists and 2 documents.
 */
import { instrumentFor } from '../../identity/instrument-for.ts'
import { daysBetween } from '#shared/calendar.ts'
import { endOfDay, localInstant, MARKET_ZONES } from '../../time/market-time.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  NewFact,
  NewItem,
  Provider,
  ProviderContext,
  ProviderResult,
  RawAnswer,
  StatementsAnswer,
} from '../../model/provider.ts'
import { tablesOf } from './client.ts'
import { formOf, type EdinetDocument, reportsIn, viewerOf } from './documents.ts'
import { searchDocuments } from './search.ts'
import { annualReportDays, filingDays, MAX_LISTS } from './search-days.ts'
import { unreadIn } from '../statement-row.ts'
import { type Entity, entityIn, summaryFacts } from './summary.ts'
import { readTables } from './tables.ts'

const submitted = ({ submitDateTime }: EdinetDocument): { filedAt: string; knownAt: string } => {
  const filedAt = submitDateTime.slice(0, 10)
  return {
    filedAt,
    knownAt:
      localInstant(submitDateTime, 'yyyy-MM-dd HH:mm', MARKET_ZONES.JP) ??
      endOfDay(filedAt, MARKET_ZONES.JP),
  }
}

const filings = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'filings'>>> => {
  const found = await searchDocuments(query, context, filingDays, () => false)
  if (!found.ok) return found
  const { documents, lists } = found.data
  const items = documents
    .filter(({ submitDateTime }) => submitDateTime.slice(0, 10) >= query.from)
    .slice(0, query.limit)
    .map((document): NewItem<'filings'> => {
      const { filedAt, knownAt } = submitted(document)
      const form = formOf(document.docTypeCode)
      const source = lists.findIndex(({ day }) => day === filedAt)
      return {
        key: document.docID,
        item: {
          title: document.docDescription ?? form ?? document.docTypeCode,
          form,
          filed_at: filedAt,
          accepted_at: knownAt,
          period_end: document.periodEnd,
          url: viewerOf(document.docID),
          document_id: document.docID,
        },
        known_at: knownAt,
        source_url: viewerOf(document.docID),
        source: source < 0 ? null : source,
      }
    })
  // The rows were selected by the company's code, so only the name can show whose they are.
  const subject = { symbol: null, name: documents[0]?.filerName ?? null, currency: null }
  return { ok: true, data: { subject, items, sources: lists.map(({ raw }) => raw) } }
}

/**
 * The next annual report is due a year after the last one. For this many days after the last one,
 * no newer one is looked for.
 */
const CURRENT_DAYS = 350
const isCurrent = (annual: EdinetDocument | null, last: string): boolean =>
  annual !== null && daysBetween(annual.submitDateTime.slice(0, 10), last) < CURRENT_DAYS

interface EdinetReport {
  entity: Entity
  facts: NewFact[]
  raw: RawAnswer
}

const readReport = async (
  symbol: string,
  document: EdinetDocument,
  context: ProviderContext,
): Promise<ProviderResult<EdinetReport>> => {
  const { docID } = document
  const archive = await tablesOf(docID, context)
  if (!archive.ok) return archive
  const rows = readTables(docID, archive.data.raw.body)
  if (!rows.ok) return rows
  const entity = entityIn(docID, rows.data)
  if (!entity.ok) return entity
  if (entity.data.symbol !== symbol)
    return {
      ok: false,
      reason: 'wrong_instrument',
      detail: `edinet: ${docID} of ${symbol} is about ${entity.data.symbol}`,
    }
  const facts = summaryFacts(rows.data, entity.data, {
    documentId: docID,
    form: formOf(document.docTypeCode),
    sourceUrl: viewerOf(docID),
    ...submitted(document),
  })
  return facts.ok
    ? { ...facts, data: { entity: entity.data, facts: facts.data, raw: archive.data.raw } }
    : facts
}

const statements = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<StatementsAnswer>> => {
  const { market, symbol, known } = query
  const found = await searchDocuments(
    query,
    context,
    (search, { documents }) =>
      annualReportDays(
        known?.fiscal_year_end ??
          reportsIn([...documents.values()]).annual?.periodEnd?.slice(5) ??
          null,
        search,
      ),
    (documents, last) => isCurrent(reportsIn(documents).annual, last),
  )
  if (!found.ok) return found
  const { annual, interim } = reportsIn(found.data.documents)
  const wanted = [annual, interim].flatMap((document) => document ?? [])
  if (wanted.length === 0)
    return {
      ok: false,
      reason: 'empty',
      detail: `edinet: no annual report of JP:${symbol} in the ${found.data.searchedDays} days looked through so far`,
    }
  const reports: EdinetReport[] = []
  const unread: string[] = []
  for (const report of await Promise.all(
    wanted.map((document) => readReport(symbol, document, context)),
  )) {
    if (!report.ok) return report
    reports.push(report.data)
    unread.push(...(report.unread ?? []))
  }
  const [{ entity } = { entity: null }] = reports
  return {
    ok: true,
    data: {
      instrument: instrumentFor(
        { market, symbol, known },
        {
          name: entity?.nameJa ?? null,
          names: {
            ...(entity?.nameJa && { ja: entity.nameJa }),
            ...(entity?.nameEn && { en: entity.nameEn }),
          },
          fiscal_year_end: entity?.yearEnd.slice(5) ?? null,
        },
      ),
      facts: reports.flatMap(({ facts }, source) => facts.map((fact) => ({ ...fact, source }))),
      sources: reports.map(({ raw }) => raw),
      recorded: null,
    },
    ...unreadIn(unread),
  }
}

export const edinet: Provider = {
  id: 'edinet',
  name: 'EDINET',
  home: 'https://disclosure2.edinet-fsa.go.jp/',
  key: {
    variable: 'EDINET_API_KEY',
    signup: 'https://api.edinet-fsa.go.jp/api/auth/index.aspx?mode=1',
    free: true,
  },
  // EDINET documents no limit; clients make about one call a second.
  budget: [{ calls: 60, per_seconds: 60 }],
  delay: {},
  terms: {
    kind: 'public_disclosure',
    store: true,
    redistribute: true,
    note: 'Filings with the Financial Services Agency; the source is to be named.',
  },
  probe: { dataset: 'filings', market: 'JP', symbol: '7203' },
  datasets: {
    statements: {
      markets: ['JP'],
      parts: { JP: ['income', 'balance', 'cash_flow'] },
      calls: MAX_LISTS + 2,
      fetch: statements,
    },
    filings: { markets: ['JP'], calls: MAX_LISTS, fetch: filings },
  },
}
