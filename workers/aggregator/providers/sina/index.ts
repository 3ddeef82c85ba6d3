/**
 * Sina 新浪财经, without a key and undocumented: quotes of A-shares, Hong Kong and the US, and
 * statements and daily bars of A-shares.
 */
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { Market } from '#shared/names.ts'
import { isCurrency } from '#shared/units/unit.ts'
import { instrumentFor } from '../../identity/instrument-for.ts'
import { quoteCurrencies } from '#shared/quote-currencies.ts'
import { daysBetween } from '#shared/calendar.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  NewFact,
  Provider,
  ProviderContext,
  ProviderResult,
  RawAnswer,
  StatementsAnswer,
} from '../../model/provider.ts'
import { malformed, unreadIn } from '../statement-row.ts'
import { readBars } from './bars.ts'
import {
  dailyBars,
  financeReport,
  MAX_BARS,
  quoteLines,
  type SinaStatement,
  sinaCode,
} from './client.ts'
import { fieldsByCode, readQuoteLine } from './quote-line.ts'
import { statementFacts } from './statements.ts'

const MARKETS: readonly Market[] = ['CN', 'HK', 'US']

const pageOf = (market: Market, symbol: string): string => {
  if (market === 'CN')
    return `https://finance.sina.com.cn/realstock/company/${sinaCode(market, symbol)}/nc.shtml`
  return market === 'HK'
    ? `https://stock.finance.sina.com.cn/hkstock/quotes/${symbol}.html`
    : `https://stock.finance.sina.com.cn/usstock/quotes/${symbol}.html`
}

const quote = async (
  { market, symbol }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'quote'>>> => {
  const code = sinaCode(market, symbol)
  const answer = await quoteLines([code], context)
  if (!answer.ok) return answer
  const lines = fieldsByCode(answer.data.text)
  const fields = lines.get(code)
  if (lines.size === 0) return malformed('sina', `${code} (no quote line)`)
  if (!fields)
    return {
      ok: false,
      reason: 'wrong_instrument',
      detail: `sina: asked for ${code}, answered ${[...lines.keys()].join(', ').slice(0, 80)}`,
    }
  if (fields.length === 1)
    return { ok: false, reason: 'not_found', detail: `sina: hq.sinajs.cn has nothing of ${code}` }
  const line = readQuoteLine(market, code, fields)
  if (!line.ok) return line
  const { subject, quote: item } = line.data
  const at = item.quoted_at
  const items = [{ key: at, item, known_at: at, source_url: pageOf(market, symbol), source: 0 }]
  return { ok: true, data: { subject, items, sources: [answer.data.raw] } }
}

/** The largest number of lines in one call; proxies cut longer URLs. */
const BATCH = 60

const batch = async (
  market: Market,
  symbols: readonly string[],
  context: ProviderContext,
): Promise<ProviderResult<Map<string, ItemOf<'quote'>>>> => {
  const codes = symbols.map((symbol) => sinaCode(market, symbol))
  const answer = await quoteLines(codes, context)
  if (!answer.ok) return answer
  const lines = fieldsByCode(answer.data.text)
  if (lines.size === 0) return malformed('sina', 'hq (no quote line)')
  const quotes = new Map<string, ItemOf<'quote'>>()
  for (const [index, symbol] of symbols.entries()) {
    const code = codes[index] ?? ''
    const line = readQuoteLine(market, code, lines.get(code) ?? [])
    // A line that cannot be read does not affect the other lines.
    if (line.ok && line.data.subject.symbol === symbol) quotes.set(symbol, line.data.quote)
  }
  return { ok: true, data: quotes }
}

const STATEMENTS: readonly SinaStatement[] = ['lrb', 'fzb', 'llb']
const DAYS_A_REPORT = 91
/** Twenty-five years with four reports each. */
const MAX_REPORTS = 100

/**
 * The answer does not name the company; the code in the request is the only link to it. If one of
 * the three statements is missing, the whole result fails.
 */
const statements = async (
  { symbol, known, from, to }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<StatementsAnswer>> => {
  const code = sinaCode('CN', symbol)
  // Two more: the newest reports are of the quarters before `to`.
  const reports = Math.min(
    MAX_REPORTS,
    Math.max(4, Math.ceil(daysBetween(from, to) / DAYS_A_REPORT) + 2),
  )
  const answers = await Promise.all(
    STATEMENTS.map((statement) => financeReport(code, statement, reports, context)),
  )
  const facts: NewFact[] = []
  const unread: string[] = []
  const sources: RawAnswer[] = []
  for (const [source, answer] of answers.entries()) {
    const statement = STATEMENTS[source] ?? 'lrb'
    if (!answer.ok) return answer
    const found = statementFacts(symbol, statement, answer.data.json, context.now().toISOString())
    if (!found.ok) return found
    if (found.data.length === 0)
      return { ok: false, reason: 'empty', detail: `sina has no ${statement} of ${symbol}` }
    facts.push(...found.data.map((fact) => ({ ...fact, source })))
    unread.push(...(found.unread ?? []))
    sources.push(answer.data.raw)
  }
  const instrument = instrumentFor({ market: 'CN', symbol, known }, { fiscal_year_end: '12-31' })
  return { ok: true, data: { instrument, facts, sources, recorded: null }, ...unreadIn(unread) }
}

const bars = async (
  { market, symbol, from }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'bars'>>> => {
  const now = context.now().toISOString()
  const code = sinaCode(market, symbol)
  const answer = await dailyBars(
    code,
    Math.min(MAX_BARS, Math.max(1, daysBetween(from, now.slice(0, 10)) + 1)),
    context,
  )
  if (!answer.ok) return answer
  const [currency = ''] = quoteCurrencies(market, symbol)
  if (!isCurrency(currency)) return malformed('sina', `${code} market`)
  const series = readBars(code, currency, answer.data.json)
  if (!series.ok) return series
  const subject = { symbol: null, name: null, currency: null }
  const items = series.data
    ? [
        {
          key: 'raw',
          item: series.data,
          known_at: now,
          source_url: pageOf(market, symbol),
          source: 0,
        },
      ]
    : []
  return { ok: true, data: { subject, items, sources: [answer.data.raw] } }
}

export const sina: Provider = {
  id: 'sina',
  name: 'Sina 新浪财经',
  home: 'https://finance.sina.com.cn/',
  key: null,
  // Callers that ask every three to five seconds are said not to be banned. The calls of a minute
  // may come at once.
  budget: [{ calls: 20, per_seconds: 60 }],
  delay: {
    CN: { kind: 'realtime' },
    HK: { kind: 'delayed', minutes: null },
    US: { kind: 'delayed', minutes: null },
  },
  terms: {
    kind: 'unstated',
    store: true,
    redistribute: false,
    note: 'Undocumented endpoint of a public page; for personal use.',
  },
  probe: { dataset: 'quote', market: 'CN', symbol: '600519.SH' },
  datasets: {
    quote: { markets: MARKETS, calls: 1, fetch: quote, batch: { size: BATCH, fetch: batch } },
    statements: {
      markets: ['CN'],
      calls: 3,
      parts: { CN: ['income', 'balance', 'cash_flow'] },
      fetch: statements,
    },
    bars: { markets: ['CN'], calls: 1, fetch: bars },
  },
}
