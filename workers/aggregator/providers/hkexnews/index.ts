/**
 * HKEXnews 披露易, without a key: what issuers of Hong Kong have filed with the Exchange since 1999,
 * and the Exchange's search for securities.
 */
import type { FoundInstrument } from '#shared/datasets/instrument.ts'
import { parseSymbol } from '#shared/symbol.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  Provider,
  ProviderContext,
  ProviderResult,
  SearchQuery,
} from '../../model/provider.ts'
import { stocks, titles } from './client.ts'
import { foundIn } from './search.ts'
import { readTitles } from './titles.ts'

const MARKETS = ['HK'] as const
/** How long an id is remembered, in seconds: an issuer keeps its id. */
const MONTH = 30 * 24 * 3600
/** Most rows of one answer; the site's own page loads a hundred at a time. */
const MAX_ROWS = 500

/**
 * The issuer's id: from the known ids, from memory, or from a search by code. The search gives all
 * securities whose code begins with the text; the one with exactly this code counts.
 */
const stockIdOf = async (
  { symbol, known }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<string>> => {
  const name = `hkexnews.stock_id.${symbol}`
  const remembered = known?.identifiers.hkex_stock_id ?? (await context.memory.get(name))
  if (remembered) return { ok: true, data: remembered }
  const found = await stocks('prefix', symbol, 'EN', context)
  if (!found.ok) return found
  const stock = found.data.find(({ code }) => code === symbol)
  if (!stock)
    return {
      ok: false,
      reason: 'not_found',
      detail: `hkexnews knows no security of the code ${symbol}`,
    }
  const stockId = String(stock.stockId)
  await context.memory.put(name, stockId, MONTH)
  return { ok: true, data: stockId }
}

/**
 * The short names beside the codes (`CCB`, `CKH HOLDINGS`) are abbreviations and match no other
 * provider's names, so the code identifies the issuer.
 */
const filings = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'filings'>>> => {
  const { symbol, from, to, limit } = query
  const stockId = await stockIdOf(query, context)
  if (!stockId.ok) return stockId
  const answer = await titles(
    { code: symbol, stockId: stockId.data, from, to, rows: Math.min(Math.max(limit, 1), MAX_ROWS) },
    context,
  )
  if (!answer.ok) return answer
  const read = readTitles(symbol, answer.data.json)
  if (!read.ok) return read
  return {
    ok: true,
    data: {
      subject: { symbol: read.data.symbol, name: null, currency: null },
      items: read.data.filings,
      sources: [answer.data.raw],
    },
  }
}

/** The code must match as a whole, apart from leading zeros: 28500 begins like 00285. */
const search = async (
  { text }: SearchQuery,
  context: ProviderContext,
): Promise<ProviderResult<FoundInstrument[]>> => {
  const code = parseSymbol('HK', text)
  const lang = /\p{Script=Han}/u.test(text) ? 'ZH' : 'EN'
  if (!code.ok) {
    const found = await stocks('partial', text, lang, context)
    return found.ok ? { ok: true, data: foundIn(found.data, lang) } : found
  }
  const found = await stocks('prefix', code.data, lang, context)
  return found.ok
    ? { ok: true, data: foundIn(found.data, lang).filter(({ symbol }) => symbol === code.data) }
    : found
}

export const hkexnews: Provider = {
  id: 'hkexnews',
  name: 'HKEXnews 披露易',
  home: 'https://www.hkexnews.hk/',
  key: null,
  // HKEXnews publishes no limit. A human reader makes about one call every two seconds.
  budget: [{ calls: 30, per_seconds: 60 }],
  delay: {},
  terms: {
    kind: 'public_disclosure',
    store: true,
    redistribute: false,
    note: 'Public filings; the site is for reading, and its owner reserves the right to republish.',
  },
  probe: { dataset: 'filings', market: 'HK', symbol: '00700' },
  datasets: {
    instrument: { markets: MARKETS, calls: 1, fetch: search },
    filings: { markets: MARKETS, calls: 2, fetch: filings },
  },
}
