/**
 * The datasets behind the crumb. They are modules of quoteSummary and are asked for in one call.
 * The call always includes `price`, which names the company.
 */
import type { ItemDataset, Market } from '#shared/names.ts'
import { isCurrency, type Currency } from '#shared/units/unit.ts'
import { marketDate } from '../../time/market-time.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  NewItem,
  ProviderContext,
  ProviderResult,
  RawAnswer,
  Subject,
} from '../../model/provider.ts'
import { quoteSummary } from './client.ts'
import { type YahooModule, type Modules, readModules } from './modules.ts'
import { inSession } from './session.ts'
import { symbolIn, yahooSymbol } from './symbol.ts'

export interface YahooSubject {
  market: Market
  /** The symbol in Yahoo's spelling. */
  yahoo: string
  /** The currency of the prices; null when the answer does not give it or it is pence. */
  currency: Currency | null
  /** The time of the call: these modules do not give the date of their figures. */
  now: string
  /** The date of that time in the market's time zone. */
  today: string
}

const NOBODY: Subject = { symbol: null, name: null, currency: null }

export const subjectOf = ({ price, quoteType }: Modules, market: Market): Subject => {
  const who = price ?? quoteType
  return who
    ? {
        symbol: symbolIn(market, who.symbol),
        name: who.longName || who.shortName || null,
        currency: price?.currency || null,
      }
    : NOBODY
}

export interface Summary {
  about: YahooSubject
  subject: Subject
  modules: Modules
  raw: RawAnswer
}

export const aboutOf = (
  { market, symbol }: Pick<CompanyQuery, 'market' | 'symbol'>,
  { price }: Modules,
  now: Date,
): YahooSubject => {
  const currency = price?.currency ?? ''
  const instant = now.toISOString()
  return {
    market,
    yahoo: yahooSymbol(market, symbol),
    currency: isCurrency(currency) ? currency : null,
    now: instant,
    today: marketDate(instant, market),
  }
}

/** Null when Yahoo has no data. */
export const askModules = async (
  query: CompanyQuery,
  modules: readonly YahooModule[],
  context: ProviderContext,
): Promise<ProviderResult<Summary | null>> => {
  const yahoo = yahooSymbol(query.market, query.symbol)
  const answer = await inSession(context, (session) =>
    quoteSummary(yahoo, ['price', ...modules], session, context),
  )
  if (!answer.ok) return answer
  const read = readModules(answer.data.json)
  if (!read.ok) return read
  if (!read.data) return { ok: true, data: null }
  const about = aboutOf(query, read.data, context.now())
  return {
    ok: true,
    data: {
      about,
      subject: subjectOf(read.data, query.market),
      modules: read.data,
      raw: answer.data.raw,
    },
  }
}

export const fromModules =
  <D extends ItemDataset>(
    modules: readonly YahooModule[],
    read: (modules: Modules, about: YahooSubject) => ProviderResult<NewItem<D>[]>,
  ) =>
  async (
    query: CompanyQuery,
    context: ProviderContext,
  ): Promise<ProviderResult<ItemsAnswer<D>>> => {
    const summary = await askModules(query, modules, context)
    if (!summary.ok) return summary
    if (!summary.data) return { ok: true, data: { subject: NOBODY, items: [], sources: [] } }
    const { subject, raw } = summary.data
    const items = read(summary.data.modules, summary.data.about)
    return items.ok ? { ok: true, data: { subject, items: items.data, sources: [raw] } } : items
  }
