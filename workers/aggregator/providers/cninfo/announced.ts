/**
 * What CNInfo has besides its tables: the search in its list of companies, and announcements by the
 * organisation's id.
 */
import type { FoundInstrument } from '#shared/datasets/instrument.ts'
import { partsOf } from '../mainland.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  ProviderContext,
  ProviderResult,
  SearchQuery,
} from '../../model/provider.ts'
import { announcements, PAGE_SIZE, stockList } from './client.ts'
import { readPage } from './filings.ts'
import { type ListedRow, readList, search } from './stock-list.ts'

/**
 * Most pages of thirty rows for one fetch. A company has one or two hundred announcements a year,
 * and the newest come first.
 */
export const MAX_PAGES = 2
/** How long an id is remembered, in seconds: an organisation keeps its id. */
const MONTH = 30 * 24 * 3600

const listed = async (context: ProviderContext): Promise<ProviderResult<ListedRow[]>> => {
  const answer = await stockList(context)
  return answer.ok ? readList(answer.data.json) : answer
}

export const searchList = async (
  { text }: SearchQuery,
  context: ProviderContext,
): Promise<ProviderResult<FoundInstrument[]>> => {
  const rows = await listed(context)
  return rows.ok ? { ok: true, data: search(rows.data, text) } : rows
}

/** The organisation's id: from the known ids, from memory, or from the list of companies. */
const orgIdOf = async (
  { symbol, known }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<string>> => {
  const { code } = partsOf(symbol)
  const name = `cninfo.org_id.${code}`
  const remembered = known?.identifiers.org_id ?? (await context.memory.get(name))
  if (remembered) return { ok: true, data: remembered }
  const rows = await listed(context)
  if (!rows.ok) return rows
  const orgId = rows.data.find((row) => row.code === code)?.orgId
  if (!orgId)
    return {
      ok: false,
      reason: 'not_found',
      detail: `cninfo: ${code} is not in its list of companies`,
    }
  await context.memory.put(name, orgId, MONTH)
  return { ok: true, data: orgId }
}

export const theFilings = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'filings'>>> => {
  const { symbol, from, to, limit } = query
  const { code } = partsOf(symbol)
  const orgId = await orgIdOf(query, context)
  if (!orgId.ok) return orgId
  const answer: ItemsAnswer<'filings'> = {
    subject: { symbol: null, name: null, currency: null },
    items: [],
    sources: [],
  }
  for (let page = 1; page <= MAX_PAGES; page++) {
    const got = await announcements({ code, orgId: orgId.data, from, to, page }, context)
    if (!got.ok) return got
    const read = readPage(code, got.data.json, context.now().toISOString())
    if (!read.ok) return read
    const { name, filings, more } = read.data
    if (page === 1) answer.subject = { symbol: read.data.symbol, name, currency: null }
    answer.items.push(...filings.map((filing) => ({ ...filing, source: answer.sources.length })))
    answer.sources.push(got.data.raw)
    if (!more || answer.items.length + PAGE_SIZE > limit) break
  }
  return { ok: true, data: answer }
}
