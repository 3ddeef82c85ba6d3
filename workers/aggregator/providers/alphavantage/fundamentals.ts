/**
 * The calls that tell what a company is and what it reports: profile, market figures, ownership,
 * statements, estimates. US companies only.
 */
import type { ItemOf } from '#shared/datasets/registry.ts'
import { instrumentFor } from '../../identity/instrument-for.ts'
import { marketDate, endOfDay, MARKET_ZONES } from '../../time/market-time.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  NewFact,
  ProviderContext,
  ProviderResult,
  RawAnswer,
  StatementsAnswer,
} from '../../model/provider.ts'
import { unreadIn } from '../statement-row.ts'
import { docPage, wrongInstrument } from './answers.ts'
import { pause, query } from './client.ts'
import { consensusOf, readEarnings, readEstimates, surprisesOf } from './estimates.ts'
import { holdingsOf, multiplesOf, type Overview, profileOf, readOverview } from './overview.ts'
import { readStatement, statementFacts, type AlphavantageFunction } from './statements.ts'

const STATEMENTS: readonly AlphavantageFunction[] = [
  'INCOME_STATEMENT',
  'BALANCE_SHEET',
  'CASH_FLOW',
]

/**
 * How long the currency is remembered: a company hardly ever changes the currency of its reports.
 */
const REMEMBERED_SECONDS = 90 * 86_400
const currencyName = (symbol: string): string => `reporting-currency:${symbol}`

/**
 * The currency of the statements, which only the statements name. It is remembered, so this takes
 * at most one more call. Null when there are no statements.
 */
const reportingCurrency = async (
  symbol: string,
  context: ProviderContext,
): Promise<ProviderResult<string | null>> => {
  const remembered = await context.memory.get(currencyName(symbol))
  if (remembered !== null) return { ok: true, data: remembered }
  await pause(context)
  const answer = await query('INCOME_STATEMENT', { symbol }, context)
  if (!answer.ok) return answer.reason === 'not_found' ? { ok: true, data: null } : answer
  const statement = readStatement('INCOME_STATEMENT', answer.data.json)
  if (!statement.ok) return statement.reason === 'not_found' ? { ok: true, data: null } : statement
  const currency = statement.data.annualReports[0]?.reportedCurrency ?? null
  if (currency !== null)
    await context.memory.put(currencyName(symbol), currency, REMEMBERED_SECONDS)
  return { ok: true, data: currency }
}

export const statements = async (
  { market, symbol, known }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<StatementsAnswer>> => {
  const facts: NewFact[] = []
  const unread: string[] = []
  const sources: RawAnswer[] = []
  let yearEnd: string | null = null
  for (const name of STATEMENTS) {
    if (sources.length > 0) await pause(context)
    const answer = await query(name, { symbol }, context)
    if (!answer.ok) return answer
    const statement = readStatement(name, answer.data.json)
    if (!statement.ok) return statement
    if (statement.data.canonical !== symbol)
      return wrongInstrument(symbol, statement.data.canonical)
    const read = statementFacts(name, statement.data, {
      knownAt: context.now().toISOString(),
      source: sources.length,
    })
    if (!read.ok) return read
    if (name === 'INCOME_STATEMENT' && read.data.length === 0)
      return { ok: false, reason: 'empty', detail: `alphavantage has no statements of ${symbol}` }
    const [latest] = statement.data.annualReports
    yearEnd ??= latest?.fiscalDateEnding.slice(5) ?? null
    if (latest)
      await context.memory.put(currencyName(symbol), latest.reportedCurrency, REMEMBERED_SECONDS)
    facts.push(...read.data)
    unread.push(...(read.unread ?? []))
    sources.push(answer.data.raw)
  }
  return {
    ok: true,
    data: {
      instrument: instrumentFor({ market, symbol, known }, { fiscal_year_end: yearEnd }),
      facts,
      sources,
      recorded: null,
    },
    ...unreadIn(unread),
  }
}

const overviewOf = async (
  symbol: string,
  context: ProviderContext,
): Promise<ProviderResult<Overview & { raw: RawAnswer }>> => {
  const answer = await query('OVERVIEW', { symbol }, context)
  if (!answer.ok) return answer
  const overview = readOverview(answer.data.json)
  return overview.ok ? { ok: true, data: { ...overview.data, raw: answer.data.raw } } : overview
}

const one = <D extends 'profile' | 'multiples' | 'holders'>(
  key: string,
  item: ItemOf<D>,
  overview: Overview & { raw: RawAnswer },
  now: Date,
): ItemsAnswer<D> => ({
  subject: overview.subject,
  items: [
    { key, item, known_at: now.toISOString(), source_url: docPage('company-overview'), source: 0 },
  ],
  sources: [overview.raw],
})

export const profile = async (
  { symbol }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'profile'>>> => {
  const overview = await overviewOf(symbol, context)
  if (!overview.ok) return overview
  const item = profileOf(overview.data, await context.memory.get(currencyName(symbol)))
  return { ok: true, data: one<'profile'>('profile', item, overview.data, context.now()) }
}

/** OVERVIEW does not give the time of its price, so the figures are as of the call. */
export const multiples = async (
  { symbol, market }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'multiples'>>> => {
  const overview = await overviewOf(symbol, context)
  if (!overview.ok) return overview
  const { subject, raw } = overview.data
  if (subject.symbol !== symbol) return { ok: true, data: { subject, items: [], sources: [raw] } }
  const currency = await reportingCurrency(symbol, context)
  if (!currency.ok) return currency
  const at = context.now().toISOString()
  const figures = multiplesOf(overview.data, currency.data)
  if (figures.length === 0) return { ok: true, data: { subject, items: [], sources: [raw] } }
  return {
    ok: true,
    data: one<'multiples'>(marketDate(at, market), { at, figures }, overview.data, context.now()),
  }
}

export const holders = async (
  { symbol, market }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'holders'>>> => {
  const overview = await overviewOf(symbol, context)
  if (!overview.ok) return overview
  const figures = holdingsOf(overview.data)
  const today = marketDate(context.now().toISOString(), market)
  if (figures.length === 0)
    return {
      ok: true,
      data: { subject: overview.data.subject, items: [], sources: [overview.data.raw] },
    }
  return {
    ok: true,
    data: one<'holders'>(
      'breakdown',
      { kind: 'breakdown', as_of: today, figures },
      overview.data,
      context.now(),
    ),
  }
}

export const estimates = async (
  { symbol, market }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'estimates'>>> => {
  const expected = await query('EARNINGS_ESTIMATES', { symbol }, context)
  if (!expected.ok) return expected
  const consensus = readEstimates(expected.data.json)
  if (!consensus.ok) return consensus
  const subject = { symbol: consensus.data.canonical, name: null, currency: null }
  const nothing: ProviderResult<ItemsAnswer<'estimates'>> = {
    ok: true,
    data: { subject, items: [], sources: [expected.data.raw] },
  }
  if (subject.symbol !== symbol || consensus.data.estimates.length === 0) return nothing
  await pause(context)
  const reported = await query('EARNINGS', { symbol }, context)
  if (!reported.ok) return reported
  const earnings = readEarnings(reported.data.json)
  if (!earnings.ok) return earnings
  if (earnings.data.canonical !== symbol) return wrongInstrument(symbol, earnings.data.canonical)
  const currency = await reportingCurrency(symbol, context)
  if (!currency.ok) return currency
  // Neither answer names a currency, so the currency of an ADR's estimates is unknown.
  if (currency.data !== 'USD') return nothing
  const now = context.now().toISOString()
  const items: ItemsAnswer<'estimates'>['items'] = consensusOf(
    consensus.data,
    earnings.data,
    currency.data,
    marketDate(now, market),
  ).map((item) => ({
    key: item.kind === 'consensus' ? `${item.concept} ${item.period}` : item.kind,
    item,
    known_at: now,
    source_url: docPage('earnings-estimates'),
    source: 0,
  }))
  for (const item of surprisesOf(consensus.data, earnings.data, currency.data))
    items.push({
      key: `surprise ${item.period_end}`,
      item,
      known_at: endOfDay(item.as_of, MARKET_ZONES[market]),
      source_url: docPage('earnings'),
      source: 1,
    })
  return { ok: true, data: { subject, items, sources: [expected.data.raw, reported.data.raw] } }
}
