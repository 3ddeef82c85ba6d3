/** Quote, market figures and share counts take one call each. A batch of quotes takes one call. */
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { ProviderFigure } from '#shared/datasets/elements.ts'
import type { Market } from '#shared/names.ts'
import { marketDate } from '../../time/market-time.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  NewItem,
  ProviderContext,
  ProviderFailure,
  ProviderResult,
  RawAnswer,
} from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import { snapshot, snapshots } from './client.ts'
import { unreadable } from './fields.ts'
import {
  asSnapshot,
  countsOf,
  halted,
  LIST_FIELDS,
  multiplesOf,
  quotedAt,
  quoteOf,
  readSnapshot,
  SNAPSHOT_FIELDS,
  type EastmoneySnapshot,
} from './snapshot.ts'
import { quotePage, secids } from './symbols.ts'

/** An unknown id is answered with `data: null`. */
const singleSchema = z.object({ data: z.record(z.string(), z.unknown()).nullable() })
const rowSchema = z.record(z.string(), z.unknown())
/** The rows are a list, or an object by position when the server ignores `np`. */
const listSchema = z.object({
  data: z
    .object({
      diff: z.union([
        z.array(rowSchema),
        z.record(z.string(), rowSchema).transform((rows) => Object.values(rows)),
      ]),
    })
    .nullable(),
})

export const notFound = (market: Market, symbol: string): ProviderFailure => ({
  ok: false,
  reason: 'not_found',
  detail: `eastmoney: push2 has nothing of ${market}:${symbol}`,
})

/** The rows of a list, each in the form of a single quote. */
const rowsOf = async (
  ids: readonly string[],
  context: ProviderContext,
): Promise<ProviderResult<{ rows: Record<string, unknown>[]; raw: RawAnswer }>> => {
  const answer = await snapshots(ids, LIST_FIELDS, context)
  if (!answer.ok) return answer
  const parsed = listSchema.safeParse(answer.data.json)
  if (!parsed.success) return unreadable('ulist', parsed.error)
  return {
    ok: true,
    data: { rows: (parsed.data.data?.diff ?? []).map(asSnapshot), raw: answer.data.raw },
  }
}

interface SnapshotRead {
  snapshot: EastmoneySnapshot
  raw: RawAnswer
}

/** A month. After that the exchange is looked up again, because a company may change it. */
const SECID_SECONDS = 30 * 86_400
const secidName = (symbol: string): string => `secid:US:${symbol}`

/**
 * We do not know in advance which of the three US exchanges lists a code. All three are asked, and
 * the one with a price is used.
 */
const listed = async (
  { market, symbol }: Pick<CompanyQuery, 'market' | 'symbol'>,
  context: ProviderContext,
): Promise<ProviderResult<SnapshotRead>> => {
  const answer = await rowsOf(secids(market, symbol), context)
  if (!answer.ok) return answer
  const { rows, raw } = answer.data
  const row = rows.find(({ f43 }) => typeof f43 === 'number') ?? rows[0]
  if (!row) return notFound(market, symbol)
  const read = readSnapshot(row)
  if (!read.ok) return read
  const { data, subject } = read.data
  if (subject.symbol === symbol)
    await context.memory.put(secidName(symbol), `${data.f107}.${data.f57}`, SECID_SECONDS)
  return { ok: true, data: { snapshot: read.data, raw } }
}

const single = async (
  { market, symbol }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<SnapshotRead>> => {
  const answer = await snapshot(secids(market, symbol)[0] ?? '', SNAPSHOT_FIELDS, context)
  if (!answer.ok) return answer
  const parsed = singleSchema.safeParse(answer.data.json)
  if (!parsed.success) return unreadable('stock', parsed.error)
  if (!parsed.data.data) return notFound(market, symbol)
  const read = readSnapshot(parsed.data.data)
  return read.ok ? { ok: true, data: { snapshot: read.data, raw: answer.data.raw } } : read
}

/** The id of an instrument's bars. Only for the US does this take a call, at most once a month. */
export const secidOf = async (
  query: Pick<CompanyQuery, 'market' | 'symbol'>,
  context: ProviderContext,
): Promise<ProviderResult<string>> => {
  const { market, symbol } = query
  if (market !== 'US') return { ok: true, data: secids(market, symbol)[0] ?? '' }
  const known = await context.memory.get(secidName(symbol))
  if (known) return { ok: true, data: known }
  const found = await listed(query, context)
  if (!found.ok) return found
  const { data } = found.data.snapshot
  return { ok: true, data: `${data.f107}.${data.f57}` }
}

export const quote = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'quote'>>> => {
  const found = await (query.market === 'US' ? listed(query, context) : single(query, context))
  if (!found.ok) return found
  const item = quoteOf(found.data.snapshot)
  if (!item.ok) return item
  const { quoted_at } = item.data
  const one: NewItem<'quote'> = {
    key: quoted_at,
    item: item.data,
    known_at: quoted_at,
    source_url: quotePage(query.market, query.symbol),
    source: 0,
  }
  return {
    ok: true,
    data: { subject: found.data.snapshot.subject, items: [one], sources: [found.data.raw] },
  }
}

/**
 * One dated item made of figures. Its time is the snapshot's own time if it has one, and otherwise
 * the time of the call.
 */
const dated = async <D extends 'multiples' | 'shares'>(
  query: CompanyQuery,
  context: ProviderContext,
  figuresOf: (snapshot: EastmoneySnapshot) => ProviderFigure[],
  itemOf: (at: string, figures: ProviderFigure[]) => { key: string; item: ItemOf<D> },
  needsPrice = false,
): Promise<ProviderResult<ItemsAnswer<D>>> => {
  const found = await single(query, context)
  if (!found.ok) return found
  if (needsPrice && found.data.snapshot.data.halted) return halted(found.data.snapshot)
  const at = quotedAt(found.data.snapshot) ?? context.now().toISOString()
  const one: NewItem<D> = {
    ...itemOf(at, figuresOf(found.data.snapshot)),
    known_at: at,
    source_url: quotePage(query.market, query.symbol),
    source: 0,
  }
  return {
    ok: true,
    data: { subject: found.data.snapshot.subject, items: [one], sources: [found.data.raw] },
  }
}

export const multiples = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'multiples'>>> => {
  const itemOf = (at: string, figures: ProviderFigure[]) => ({
    key: at.slice(0, 10),
    item: { at, figures },
  })
  const answer = await dated<'multiples'>(query, context, multiplesOf, itemOf, true)
  if (!answer.ok) return answer
  const priced = answer.data.items[0]?.item.figures.some(({ concept }) => concept === 'price')
  return priced ? answer : malformed('eastmoney', 'quote f43 (price)')
}

export const shares = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'shares'>>> => {
  const answer = await dated<'shares'>(query, context, countsOf, (at, figures) => {
    const date = marketDate(at, query.market)
    return { key: date, item: { date, figures } }
  })
  if (!answer.ok) return answer
  const counted = answer.data.items[0]?.item.figures.some(
    ({ concept }) => concept === 'shares_outstanding',
  )
  return counted ? answer : malformed('eastmoney', 'quote f84 (shares)')
}

/** A row that cannot be read does not affect the other rows. */
export const batch = async (
  market: Market,
  symbols: readonly string[],
  context: ProviderContext,
): Promise<ProviderResult<Map<string, ItemOf<'quote'>>>> => {
  const answer = await rowsOf(
    symbols.flatMap((symbol) => secids(market, symbol)),
    context,
  )
  if (!answer.ok) return answer
  const quotes = new Map<string, ItemOf<'quote'>>()
  for (const row of answer.data.rows) {
    const read = readSnapshot(row)
    if (!read.ok || read.data.market !== market || !symbols.includes(read.data.subject.symbol))
      continue
    const item = quoteOf(read.data)
    if (item.ok) quotes.set(read.data.subject.symbol, item.data)
  }
  return { ok: true, data: quotes }
}
