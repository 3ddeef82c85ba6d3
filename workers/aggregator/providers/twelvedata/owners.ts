/** The calls for the owners and filings of American companies: insiders, institutions, filings. */
import type { ItemDataset } from '#shared/names.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { endOfDay, MARKET_ZONES } from '../../time/market-time.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  NewItem,
  ProviderContext,
  ProviderResult,
} from '../../model/provider.ts'
import { docPage, edgarPage } from './answers.ts'
import { askAbout } from './client.ts'
import { readFilings } from './filings.ts'
import { readHolders, readInsiders } from './ownership.ts'

/** Makes one call, reads the answer and gives it as items. */
const listed = async <D extends Exclude<ItemDataset, 'fx' | 'instrument'>>(
  endpoint: string,
  parameters: Record<string, string>,
  reader: (
    json: unknown,
  ) => ProviderResult<{ subject: ItemsAnswer<D>['subject']; items: ItemOf<D>[] }>,
  dress: (item: ItemOf<D>, index: number) => Omit<NewItem<D>, 'item' | 'source'>,
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<D>>> => {
  const answer = await askAbout(endpoint, query, parameters, context)
  if (!answer.ok) return answer
  const read = reader(answer.data.json)
  if (!read.ok) return read
  const items = read.data.items.map(
    (item, index): NewItem<D> => ({ ...dress(item, index), item, source: 0 }),
  )
  return { ok: true, data: { subject: read.data.subject, items, sources: [answer.data.raw] } }
}

const knownOn = (date: string): string => endOfDay(date, MARKET_ZONES.US)

/**
 * The answer gives one date, which is that of the deal or of its report. It does not say when the
 * report was filed, so a row counts as known from when it is read.
 */
export const insiders = (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'insiders'>>> => {
  const source_url = edgarPage(query.symbol, '4')
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
    (item) => ({ key: keyOf(item), known_at: context.now().toISOString(), source_url }),
    query,
    context,
  )
}

export const holders = (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'holders'>>> =>
  listed<'holders'>(
    'institutional_holders',
    {},
    readHolders,
    // 13F reports are due 45 days after the quarter's end; the answer does not give the filing
    // date.
    (item, index) => ({
      key: item.kind === 'holder' ? `${item.as_of} ${item.holder}` : String(index),
      known_at: context.now().toISOString(),
      source_url: docPage('institutional-holders'),
    }),
    query,
    context,
  )

/** Most filings on one page. */
const MAX_FILINGS = 500

export const filings = (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'filings'>>> =>
  listed<'filings'>(
    'edgar_filings/archive',
    {
      filled_from: query.from,
      filled_to: query.to,
      page_size: String(Math.min(query.limit, MAX_FILINGS)),
    },
    readFilings,
    (item) => ({ key: item.document_id, known_at: knownOn(item.filed_at), source_url: item.url }),
    query,
    context,
  )
