/** The calls for what a company is and reports, and who owns it: profile, statements, market figures, estimates, insiders, holders, filings. */
import type { ItemDataset, ItemOf } from '#shared/contracts/datasets.ts'
import type { Market } from '#shared/contracts/instrument.ts'
import type { Currency } from '#shared/units/unit.ts'
import { instrumentId } from '../../instruments/symbol.ts'
import { endOfDay, marketDate, MARKET_ZONES } from '../market-time.ts'
import type { CompanyQuery, ItemsAnswer, NewFact, NewItem, ProviderContext, ProviderFailure, ProviderResult, RawAnswer, StatementsAnswer } from '../provider.ts'
import { docPage, wrongInstrument } from './answers.ts'
import { askAbout } from './client.ts'
import { type Estimated, readEarnings, readGrowth, readTarget, readTrends } from './estimates.ts'
import { readFilings } from './filings.ts'
import { readHolders, readInsiders } from './ownership.ts'
import { type Profile, profileItem, readProfile, reportingCurrency } from './profile.ts'
import { figuresOf, readStatistics } from './statistics.ts'
import { readRows, type Row, STATEMENT_NAMES, type StatementName, statementFacts } from './statements.ts'

const profileOf = async (query: CompanyQuery, context: ProviderContext): Promise<ProviderResult<Profile & { raw: RawAnswer }>> => {
  const answer = await askAbout('profile', query, {}, context)
  if (!answer.ok) return answer
  const profile = readProfile(query.market, answer.data.json)
  return profile.ok ? { ok: true, data: { ...profile.data, raw: answer.data.raw } } : profile
}

export const profile = async (query: CompanyQuery, context: ProviderContext): Promise<ProviderResult<ItemsAnswer<'profile'>>> => {
  const found = await profileOf(query, context)
  if (!found.ok) return found
  const { subject, raw } = found.data
  const items = [{ key: 'profile', item: profileItem(found.data), known_at: context.now().toISOString(), source_url: docPage('profile'), source: 0 }]
  return { ok: true, data: { subject, items, sources: [raw] } }
}

const REMEMBERED_SECONDS = 90 * 86_400

/** Currency of the statements, from the company's country, which is remembered: one call more at most, and none for Hong Kong. */
const currencyOf = async (query: CompanyQuery, context: ProviderContext): Promise<ProviderResult<Currency | null>> => {
  const { market, symbol } = query
  if (market === 'HK') return { ok: true, data: null }
  const name = `country:${market}:${symbol}`
  const remembered = await context.memory.get(name)
  if (remembered !== null) return { ok: true, data: reportingCurrency(market, remembered) }
  const found = await profileOf(query, context)
  if (!found.ok) return found.reason === 'not_found' || found.reason === 'empty' ? { ok: true, data: null } : found
  if (found.data.subject.symbol !== symbol) return wrongInstrument(symbol, found.data.subject.symbol)
  const { country } = found.data
  if (country !== null) await context.memory.put(name, country, REMEMBERED_SECONDS)
  return { ok: true, data: reportingCurrency(market, country) }
}

const PERIODS = ['annual', 'quarterly'] as const
interface Part {
  name: StatementName
  period: (typeof PERIODS)[number]
  rows: Row[]
  raw: RawAnswer
}

const partOf = async (name: StatementName, period: Part['period'], query: CompanyQuery, context: ProviderContext): Promise<ProviderResult<Part>> => {
  const answer = await askAbout(`${name}/consolidated`, query, { period }, context)
  if (!answer.ok) return answer
  const rows = readRows(name, answer.data.json)
  return rows.ok ? { ok: true, data: { name, period, rows: rows.data, raw: answer.data.raw } } : rows
}

/** Where a person can read what the figures were taken from: for American companies the filings themselves. */
const statementPage = (market: Market, symbol: string): string =>
  market === 'US' ? `https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK=${symbol.replace('.', '-')}&type=10-` : docPage('income-statement')

export const statements = async (query: CompanyQuery, context: ProviderContext): Promise<ProviderResult<StatementsAnswer>> => {
  const { market, symbol } = query
  const found = await profileOf(query, context)
  if (!found.ok) return found
  const { subject, country, exchange, industry, raw } = found.data
  if (subject.symbol !== symbol) return wrongInstrument(symbol, subject.symbol)
  const currency = reportingCurrency(market, country)
  if (currency === null)
    return { ok: false, reason: 'empty', detail: `twelvedata does not say in which currency ${symbol} (${country ?? 'no country'}) reports` }
  const asked = await Promise.all(STATEMENT_NAMES.flatMap((name) => PERIODS.map((period) => partOf(name, period, query, context))))
  const failed = asked.find((part): part is ProviderFailure => !part.ok)
  if (failed) return failed
  const parts = asked.flatMap((part) => (part.ok ? [part.data] : []))
  const sources = [raw, ...parts.map((part) => part.raw)]
  const facts: NewFact[] = []
  for (const name of STATEMENT_NAMES) {
    const of = (period: Part['period']) => {
      const part = parts.find((p) => p.name === name && p.period === period)
      return { rows: part?.rows ?? [], source: part ? sources.indexOf(part.raw) : 0 }
    }
    const origin = { symbol, currency, sourceUrl: statementPage(market, symbol), knownAt: context.now().toISOString() }
    const read = statementFacts(name, of('annual'), of('quarterly'), origin)
    if (!read.ok) return read
    facts.push(...read.data)
  }
  const latest = parts.find(({ period, rows }) => period === 'annual' && rows.length > 0)?.rows[0]
  return {
    ok: true,
    data: {
      instrument: {
        ...{ id: instrumentId(market, symbol), market, symbol, name: subject.name, names: { ...query.known?.names, en: subject.name }, exchange, industry },
        ...{ fiscal_year_end: latest?.fiscal_date.slice(5) ?? null, identifiers: query.known?.identifiers ?? {} },
      },
      facts,
      sources,
      recorded: null,
    },
  }
}

/** As of the call: the answer has no time. */
export const multiples = async (query: CompanyQuery, context: ProviderContext): Promise<ProviderResult<ItemsAnswer<'multiples'>>> => {
  const answer = await askAbout('statistics', query, {}, context)
  if (!answer.ok) return answer
  const statistics = readStatistics(query.market, answer.data.json)
  if (!statistics.ok) return statistics
  const { subject } = statistics.data
  const empty: ItemsAnswer<'multiples'> = { subject, items: [], sources: [answer.data.raw] }
  if (subject.symbol !== query.symbol) return { ok: true, data: empty }
  const currency = await currencyOf(query, context)
  if (!currency.ok) return currency
  const at = context.now().toISOString()
  const figures = figuresOf(statistics.data, currency.data)
  if (figures.length === 0) return { ok: true, data: empty }
  const items = [{ key: marketDate(at, query.market), item: { at, figures }, known_at: at, source_url: docPage('statistics'), source: 0 }]
  return { ok: true, data: { ...empty, items } }
}

export const estimates = async (query: CompanyQuery, context: ProviderContext): Promise<ProviderResult<ItemsAnswer<'estimates'>>> => {
  const { market, symbol } = query
  const currency = await currencyOf(query, context)
  if (!currency.ok) return currency
  const now = context.now().toISOString()
  const today = marketDate(now, market)
  const readers: Record<string, (json: unknown) => ProviderResult<Estimated>> = {
    earnings_estimate: (json) => readEarnings(market, currency.data, today, json),
    price_target: (json) => readTarget(market, today, json),
    recommendations: (json) => readTrends(market, today, json),
    growth_estimates: (json) => readGrowth(market, today, json),
  }
  const answers = await Promise.all(
    Object.entries(readers).map(async ([endpoint, reader]) => ({ endpoint, reader, answer: await askAbout(endpoint, query, {}, context) })),
  )
  const data: ItemsAnswer<'estimates'> = { subject: { symbol: null, name: null, currency: null }, items: [], sources: [] }
  let nothing: ProviderFailure | null = null
  for (const { endpoint, reader, answer } of answers) {
    // A company that no analyst follows has no targets; that one kind is missing does not cost the others.
    if (!answer.ok && answer.reason !== 'not_found' && answer.reason !== 'empty') return answer
    if (!answer.ok) {
      nothing ??= answer
      continue
    }
    const estimated = reader(answer.data.json)
    if (!estimated.ok) return estimated
    if (estimated.data.symbol !== symbol) return wrongInstrument(symbol, estimated.data.symbol)
    data.subject = { ...data.subject, symbol: estimated.data.symbol }
    const keyOf = (item: ItemOf<'estimates'>) => (item.kind === 'consensus' ? `${item.concept} ${item.period}` : item.kind)
    for (const item of estimated.data.items)
      data.items.push({ key: keyOf(item), item, known_at: now, source_url: docPage(endpoint.replaceAll('_', '-')), source: data.sources.length })
    data.sources.push(answer.data.raw)
  }
  return data.sources.length === 0 && nothing ? nothing : { ok: true, data }
}

/** One call, read and dressed as items. */
const listed = async <D extends Exclude<ItemDataset, 'fx' | 'instrument'>>(
  endpoint: string,
  parameters: Record<string, string>,
  reader: (json: unknown) => ProviderResult<{ subject: ItemsAnswer<D>['subject']; items: ItemOf<D>[] }>,
  dress: (item: ItemOf<D>, index: number) => Omit<NewItem<D>, 'item' | 'source'>,
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<D>>> => {
  const answer = await askAbout(endpoint, query, parameters, context)
  if (!answer.ok) return answer
  const read = reader(answer.data.json)
  if (!read.ok) return read
  const items = read.data.items.map((item, index): NewItem<D> => ({ ...dress(item, index), item, source: 0 }))
  return { ok: true, data: { subject: read.data.subject, items, sources: [answer.data.raw] } }
}

const knownOn = (date: string): string => endOfDay(date, MARKET_ZONES.US)

/** The day of the report is the only date there is; no price can be known before it. */
export const insiders = (query: CompanyQuery, context: ProviderContext): Promise<ProviderResult<ItemsAnswer<'insiders'>>> => {
  const source_url = `https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK=${query.symbol.replace('.', '-')}&type=4`
  const seen = new Map<string, number>()
  const keyOf = (item: ItemOf<'insiders'>): string => {
    const what = `${item.traded_on}|${item.person}|${item.action}|${item.shares}|${item.price}`
    const nth = (seen.get(what) ?? 0) + 1
    seen.set(what, nth)
    return `${what}|${nth}`
  }
  const range = { start_date: query.from, end_date: query.to }
  return listed<'insiders'>(
    'insider_transactions',
    range,
    readInsiders,
    (item) => ({ key: keyOf(item), known_at: knownOn(item.traded_on), source_url }),
    query,
    context,
  )
}

export const holders = (query: CompanyQuery, context: ProviderContext): Promise<ProviderResult<ItemsAnswer<'holders'>>> =>
  listed<'holders'>(
    'institutional_holders',
    {},
    readHolders,
    // 13F reports are due 45 days after the quarter; when this one was filed is not said.
    (item, index) => ({
      key: item.kind === 'holder' ? `${item.as_of} ${item.holder}` : String(index),
      known_at: context.now().toISOString(),
      source_url: docPage('institutional-holders'),
    }),
    query,
    context,
  )

/** The most one page holds. */
const MAX_FILINGS = 500

export const filings = (query: CompanyQuery, context: ProviderContext): Promise<ProviderResult<ItemsAnswer<'filings'>>> =>
  listed<'filings'>(
    'edgar_filings/archive',
    { filled_from: query.from, filled_to: query.to, page_size: String(Math.min(query.limit, MAX_FILINGS)) },
    readFilings,
    (item) => ({ key: item.document_id, known_at: knownOn(item.filed_at), source_url: item.url }),
    query,
    context,
  )
