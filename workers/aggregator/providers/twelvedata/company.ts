/**
 * The calls that tell what a company is and what it reports: profile, statements, market figures
 * and estimates.
 */
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { Market } from '#shared/names.ts'
import type { Currency } from '#shared/units/unit.ts'
import { instrumentFor } from '../../identity/instrument-for.ts'
import { marketDate } from '../../time/market-time.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  NewFact,
  ProviderContext,
  ProviderFailure,
  ProviderResult,
  RawAnswer,
  StatementsAnswer,
} from '../../model/provider.ts'
import { docPage, edgarPage, wrongInstrument } from './answers.ts'
import { askAbout } from './client.ts'
import { type Estimated, readEarnings, readGrowth, readTarget, readTrends } from './estimates.ts'
import { type TwelvedataProfile, profileItem, readProfile, reportingCurrency } from './profile.ts'
import { figuresOf, readStatistics } from './statistics.ts'
import {
  readRows,
  type TwelvedataStatementRow,
  STATEMENT_NAMES,
  type TwelvedataStatement,
  statementFacts,
} from './statements.ts'

const profileOf = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<TwelvedataProfile & { raw: RawAnswer }>> => {
  const answer = await askAbout('profile', query, {}, context)
  if (!answer.ok) return answer
  const profile = readProfile(query.market, answer.data.json)
  return profile.ok ? { ok: true, data: { ...profile.data, raw: answer.data.raw } } : profile
}

export const profile = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'profile'>>> => {
  const found = await profileOf(query, context)
  if (!found.ok) return found
  const { subject, raw } = found.data
  const items = [
    {
      key: 'profile',
      item: profileItem(found.data),
      known_at: context.now().toISOString(),
      source_url: docPage('profile'),
      source: 0,
    },
  ]
  return { ok: true, data: { subject, items, sources: [raw] } }
}

const REMEMBERED_SECONDS = 90 * 86_400

/**
 * The currency of the statements, derived from the company's country. The country is remembered, so
 * this takes at most one more call, and none for Hong Kong.
 */
const currencyOf = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<Currency | null>> => {
  const { market, symbol } = query
  if (market === 'HK') return { ok: true, data: null }
  const name = `country:${market}:${symbol}`
  const remembered = await context.memory.get(name)
  if (remembered !== null) return { ok: true, data: reportingCurrency(market, remembered) }
  const found = await profileOf(query, context)
  if (!found.ok)
    return found.reason === 'not_found' || found.reason === 'empty'
      ? { ok: true, data: null }
      : found
  if (found.data.subject.symbol !== symbol)
    return wrongInstrument(symbol, found.data.subject.symbol)
  const { country } = found.data
  if (country !== null) await context.memory.put(name, country, REMEMBERED_SECONDS)
  return { ok: true, data: reportingCurrency(market, country) }
}

const PERIODS = ['annual', 'quarterly'] as const
interface StatementPart {
  name: TwelvedataStatement
  period: (typeof PERIODS)[number]
  rows: TwelvedataStatementRow[]
  raw: RawAnswer
}

const partOf = async (
  name: TwelvedataStatement,
  period: StatementPart['period'],
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<StatementPart>> => {
  const answer = await askAbout(`${name}/consolidated`, query, { period }, context)
  if (!answer.ok) return answer
  const rows = readRows(name, answer.data.json)
  return rows.ok
    ? { ok: true, data: { name, period, rows: rows.data, raw: answer.data.raw } }
    : rows
}

/**
 * The page where a human reader can check the figures; for American companies it is the filings
 * themselves.
 */
const statementPage = (market: Market, symbol: string): string =>
  market === 'US' ? edgarPage(symbol, '10-') : docPage('income-statement')

export const statements = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<StatementsAnswer>> => {
  const { market, symbol } = query
  const found = await profileOf(query, context)
  if (!found.ok) return found
  const { subject, country, exchange, industry, raw } = found.data
  if (subject.symbol !== symbol) return wrongInstrument(symbol, subject.symbol)
  const currency = reportingCurrency(market, country)
  if (currency === null)
    return {
      ok: false,
      reason: 'empty',
      detail: `twelvedata does not say in which currency ${symbol} (${country ?? 'no country'}) reports`,
    }
  const asked = await Promise.all(
    STATEMENT_NAMES.flatMap((name) =>
      PERIODS.map((period) => partOf(name, period, query, context)),
    ),
  )
  const failed = asked.find((part): part is ProviderFailure => !part.ok)
  if (failed) return failed
  const parts = asked.flatMap((part) => (part.ok ? [part.data] : []))
  const sources = [raw, ...parts.map((part) => part.raw)]
  const facts: NewFact[] = []
  for (const name of STATEMENT_NAMES) {
    const of = (period: StatementPart['period']) => {
      const part = parts.find((p) => p.name === name && p.period === period)
      return { rows: part?.rows ?? [], source: part ? sources.indexOf(part.raw) : 0 }
    }
    const origin = {
      symbol,
      currency,
      sourceUrl: statementPage(market, symbol),
      knownAt: context.now().toISOString(),
    }
    const read = statementFacts(name, of('annual'), of('quarterly'), origin)
    if (!read.ok) return read
    facts.push(...read.data)
  }
  const latest = parts.find(({ period, rows }) => period === 'annual' && rows.length > 0)?.rows[0]
  return {
    ok: true,
    data: {
      instrument: instrumentFor(query, {
        name: subject.name,
        names: { ...query.known?.names, en: subject.name },
        exchange,
        industry,
        fiscal_year_end: latest?.fiscal_date.slice(5) ?? null,
      }),
      facts,
      sources,
      recorded: null,
    },
  }
}

/** The figures are as of the call, because the answer has no time. */
export const multiples = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'multiples'>>> => {
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
  const items = [
    {
      key: marketDate(at, query.market),
      item: { at, figures },
      known_at: at,
      source_url: docPage('statistics'),
      source: 0,
    },
  ]
  return { ok: true, data: { ...empty, items } }
}

export const estimates = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'estimates'>>> => {
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
    Object.entries(readers).map(async ([endpoint, reader]) => ({
      endpoint,
      reader,
      answer: await askAbout(endpoint, query, {}, context),
    })),
  )
  const data: ItemsAnswer<'estimates'> = {
    subject: { symbol: null, name: null, currency: null },
    items: [],
    sources: [],
  }
  let nothing: ProviderFailure | null = null
  for (const { endpoint, reader, answer } of answers) {
    // A company without analysts has no price targets. When this kind is missing, the other kinds
    // are still given.
    if (!answer.ok && answer.reason !== 'not_found' && answer.reason !== 'empty') return answer
    if (!answer.ok) {
      nothing ??= answer
      continue
    }
    const estimated = reader(answer.data.json)
    if (!estimated.ok) return estimated
    if (estimated.data.symbol !== symbol) return wrongInstrument(symbol, estimated.data.symbol)
    data.subject = { ...data.subject, symbol: estimated.data.symbol }
    const keyOf = (item: ItemOf<'estimates'>) =>
      item.kind === 'consensus' ? `${item.concept} ${item.period}` : item.kind
    for (const item of estimated.data.items)
      data.items.push({
        key: keyOf(item),
        item,
        known_at: now,
        source_url: docPage(endpoint.replaceAll('_', '-')),
        source: data.sources.length,
      })
    data.sources.push(answer.data.raw)
  }
  return data.sources.length === 0 && nothing ? nothing : { ok: true, data }
}
