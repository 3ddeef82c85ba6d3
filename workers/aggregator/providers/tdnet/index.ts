/**
 * TDnet, where companies listed in Tokyo disclose results and events, read through Yanoshin's
 * mirror: no key, unofficial. Documents stay there for a month.
 */
import { endOfDay, MARKET_ZONES } from '../../time/market-time.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  NewItem,
  Provider,
  ProviderContext,
  ProviderResult,
} from '../../model/provider.ts'
import { companyList } from './client.ts'
import { readDisclosures } from './filings.ts'

/** Most rows of one call: this covers years of a company's disclosures. */
const MAX_ROWS = 300

const filings = async (
  { symbol, limit }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'filings'>>> => {
  const answer = await companyList(symbol, Math.min(Math.max(limit, 1), MAX_ROWS), context)
  if (!answer.ok) return answer
  const read = readDisclosures(symbol, answer.data.json)
  if (!read.ok) return read
  const items = read.data.filings.map((item): NewItem<'filings'> => {
    const { document_id: key, url, accepted_at, filed_at } = item
    return {
      key,
      item,
      known_at: accepted_at ?? endOfDay(filed_at, MARKET_ZONES.JP),
      source_url: url,
      source: 0,
    }
  })
  return { ok: true, data: { subject: read.data.subject, items, sources: [answer.data.raw] } }
}

export const tdnet: Provider = {
  id: 'tdnet',
  name: 'TDnet (Yanoshin mirror)',
  home: 'https://webapi.yanoshin.jp/tdnet/',
  key: null,
  budget: [{ calls: 1, per_seconds: 3 }],
  delay: {},
  terms: {
    kind: 'unstated',
    store: true,
    redistribute: false,
    note: 'A private mirror of public disclosures; calls at least three seconds apart.',
  },
  probe: { dataset: 'filings', market: 'JP', symbol: '7203' },
  datasets: { filings: { markets: ['JP'], calls: 1, fetch: filings } },
}
