/**
 * J-Quants, the Tokyo exchange's own API: listed companies, daily bars, and the figures in every
 * disclosure of results.
 */
import type { FoundInstrument } from '#shared/datasets/instrument.ts'
import type { ItemDataset } from '#shared/names.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { instrumentFor } from '../../identity/instrument-for.ts'
import { foldName } from '../../identity/name-fit.ts'
import { parseSymbol } from '#shared/symbol.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  NewItem,
  Provider,
  ProviderContext,
  ProviderResult,
  SearchQuery,
  StatementsAnswer,
} from '../../model/provider.ts'
import { unreadIn } from '../statement-row.ts'
import { frames } from './bulk/frames.ts'
import { marketDay } from './bulk/market-day.ts'
import { universe } from './bulk/universe.ts'
import { readBars, readSplits } from './bars.ts'
import { askRange, askRows, MAX_PAGES } from './client.ts'
import { codeOf, pageOf, symbolOf } from './codes.ts'
import { type Disclosed, readGuidance, readShareCounts } from './disclosures.ts'
import { readDividends } from './dividends.ts'
import { foundOf, profileOf, readMaster } from './master.ts'
import { subjectOf } from './rows.ts'
import { jquantsFacts } from './summary.ts'

const JP = ['JP'] as const
type JquantsResult<D extends ItemDataset> = Promise<ProviderResult<ItemsAnswer<D>>>

const summaryOf = (symbol: string, context: ProviderContext) =>
  askRows(context, '/fins/summary', { code: codeOf(symbol) })
const barsOf = ({ symbol, from, to }: CompanyQuery, context: ProviderContext) =>
  askRange(context, '/equities/bars/daily', codeOf(symbol), { from, to })

/** A code is looked up directly; a name is searched in the whole list. */
const instrument = async (
  { text, market }: SearchQuery,
  context: ProviderContext,
): Promise<ProviderResult<FoundInstrument[]>> => {
  const code = parseSymbol(market, text)
  const answer = await askRows(
    context,
    '/equities/master',
    code.ok ? { code: codeOf(code.data) } : {},
  )
  if (!answer.ok) return answer
  const listed = readMaster(answer.data.rows)
  if (!listed.ok) return listed
  const wanted = foldName(text)
  const fits = code.ok
    ? ({ Code }: { Code: string }): boolean => symbolOf(Code) === code.data
    : ({ CoName, CoNameEn }: { CoName: string; CoNameEn: string | null }): boolean =>
        [CoName, CoNameEn].some((name) => name && foldName(name).includes(wanted))
  return { ok: true, data: listed.data.filter(fits).map(foundOf) }
}

const profile = async (
  { symbol }: CompanyQuery,
  context: ProviderContext,
): JquantsResult<'profile'> => {
  const answer = await askRows(context, '/equities/master', { code: codeOf(symbol) })
  if (!answer.ok) return answer
  const { rows, sources } = answer.data
  const listed = readMaster(rows)
  if (!listed.ok) return listed
  const [row] = listed.data
  if (!row) return { ok: false, reason: 'not_found', detail: `jquants lists no JP:${symbol}` }
  const item: NewItem<'profile'> = {
    key: symbol,
    item: profileOf(row),
    known_at: context.now().toISOString(),
    source_url: pageOf(symbol),
    source: 0,
  }
  return {
    ok: true,
    data: { subject: { ...subjectOf(symbol, rows), name: row.CoName }, items: [item], sources },
  }
}

/** All disclosures that the plan covers; on the free plan they are at least twelve weeks old. */
const statements = async (
  { market, symbol, known }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<StatementsAnswer>> => {
  const answer = await summaryOf(symbol, context)
  if (!answer.ok) return answer
  const { rows, sources } = answer.data
  const facts = jquantsFacts(symbol, { data: rows })
  if (!facts.ok) return facts
  const end = facts.data.findLast(({ period }) => period.startsWith('FY'))?.end.slice(5) ?? null
  return {
    ok: true,
    data: {
      instrument: instrumentFor({ market, symbol, known }, { fiscal_year_end: end }),
      // With several pages, a fact is not assigned to a page, because pages are cut at any row.
      facts: facts.data.map((fact) => ({ ...fact, source: sources.length === 1 ? 0 : null })),
      sources,
      recorded: null,
    },
    ...unreadIn(facts.unread ?? []),
  }
}

const disclosed = async <D extends 'shares' | 'estimates'>(
  { symbol, limit }: CompanyQuery,
  context: ProviderContext,
  read: (rows: Parameters<typeof readGuidance>[0]) => ProviderResult<Disclosed<ItemOf<D>>[]>,
): JquantsResult<D> => {
  const answer = await summaryOf(symbol, context)
  if (!answer.ok) return answer
  const { rows, sources } = answer.data
  const items = read(rows)
  if (!items.ok) return items
  const source = sources.length === 1 ? 0 : null
  const placed = items.data.slice(0, limit).map(
    ({ key, item, knownAt }): NewItem<D> => ({
      key,
      item,
      known_at: knownAt,
      source_url: pageOf(symbol),
      source,
    }),
  )
  return { ok: true, data: { subject: subjectOf(symbol, rows), items: placed, sources } }
}

const bars = async (query: CompanyQuery, context: ProviderContext): JquantsResult<'bars'> => {
  const answer = await barsOf(query, context)
  if (!answer.ok) return answer
  const { rows, sources } = answer.data
  const series = readBars(rows)
  if (!series.ok) return series
  const source = sources.length === 1 ? 0 : null
  const known_at = context.now().toISOString()
  const items = series.data.map(
    (item): NewItem<'bars'> => ({
      key: item.adjustment,
      item,
      known_at,
      source_url: pageOf(query.symbol),
      source,
    }),
  )
  return { ok: true, data: { subject: subjectOf(query.symbol, rows), items, sources } }
}

/** Splits come from the bars; dividends are added when the plan has them. */
const actions = async (query: CompanyQuery, context: ProviderContext): JquantsResult<'actions'> => {
  const { symbol } = query
  const daily = await barsOf(query, context)
  if (!daily.ok) return daily
  const notices = await askRows(context, '/fins/dividend', { code: codeOf(symbol) })
  if (!notices.ok && notices.reason !== 'plan') return notices
  const given = notices.ok ? notices.data : { rows: [], sources: [] }
  const splits = readSplits(daily.data.rows)
  if (!splits.ok) return splits
  const dividends = readDividends(given.rows)
  if (!dividends.ok) return dividends
  const now = context.now().toISOString()
  const place = (item: ItemOf<'actions'>, known_at: string): NewItem<'actions'> => ({
    key: `${item.kind} ${item.ex_date}`,
    item,
    known_at,
    source_url: pageOf(symbol),
    source: null,
  })
  const items = [
    ...splits.data.map((item) => place(item, now)),
    ...dividends.data.map(({ item, knownAt }) => place(item, knownAt)),
  ]
  return {
    ok: true,
    data: {
      subject: subjectOf(symbol, [...daily.data.rows, ...given.rows]),
      items: items.sort((a, b) => b.item.ex_date.localeCompare(a.item.ex_date)),
      sources: [...daily.data.sources, ...given.sources],
    },
  }
}

export const jquants: Provider = {
  id: 'jquants',
  name: 'J-Quants',
  home: 'https://jpx-jquants.com/',
  key: { variable: 'JQUANTS_API_KEY', signup: 'https://jpx-jquants.com/register', free: true },
  // The limit of the free plan; the paid plans have 60 to 500 calls a minute.
  budget: [{ calls: 5, per_seconds: 60 }],
  delay: { JP: { kind: 'end_of_day' } },
  terms: {
    kind: 'personal',
    store: true,
    redistribute: false,
    note: "For the subscriber's own use; the free plan's data ends twelve weeks ago.",
  },
  probe: { dataset: 'profile', market: 'JP', symbol: '7203' },
  datasets: {
    instrument: { markets: JP, calls: MAX_PAGES, fetch: instrument },
    profile: { markets: JP, calls: 1, fetch: profile },
    statements: {
      markets: JP,
      parts: { JP: ['income', 'balance', 'cash_flow'] },
      calls: MAX_PAGES,
      fetch: statements,
    },
    shares: {
      markets: JP,
      calls: MAX_PAGES,
      fetch: (query, context) => disclosed(query, context, readShareCounts),
    },
    estimates: {
      markets: JP,
      calls: MAX_PAGES,
      fetch: (query, context) => disclosed(query, context, readGuidance),
    },
    bars: { markets: JP, calls: MAX_PAGES + 1, fetch: bars },
    actions: { markets: JP, calls: 2 * MAX_PAGES + 1, fetch: actions },
  },
  bulk: { universe, market_day: marketDay, frames },
}
