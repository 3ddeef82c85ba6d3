/**
 * The datasets that come from the search: instruments, news and the profile. quoteSummary completes
 * the profile when the crumb is available.
 */
import type { FoundInstrument } from '#shared/datasets/instrument.ts'
import { parseSymbol } from '#shared/symbol.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  ProviderContext,
  ProviderResult,
  SearchQuery,
} from '../../model/provider.ts'
import { search } from './client.ts'
import { ENRICHMENT, profileOf } from './profile.ts'
import { askedFor, instrumentsIn, newsAbout, readSearch, subjectIn } from './search.ts'
import { askModules } from './summary.ts'
import { pageOf, yahooSymbol } from './symbol.ts'

const QUOTES = 20
const NEWS = 20

/** A code must be in Yahoo's spelling: Yahoo does not know `600519.SH` and `00700`. */
export const instrument = async (
  { text, market }: SearchQuery,
  context: ProviderContext,
): Promise<ProviderResult<FoundInstrument[]>> => {
  const code = /\d/.test(text) ? parseSymbol(market, text) : null
  const answer = await search(
    code?.ok ? yahooSymbol(market, code.data) : text,
    { quotes: QUOTES, news: 0 },
    context,
  )
  if (!answer.ok) return answer
  const found = readSearch(answer.data.json)
  return found.ok ? { ok: true, data: instrumentsIn(market, found.data) } : found
}

export const news = async (
  { market, symbol }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'news'>>> => {
  const yahoo = yahooSymbol(market, symbol)
  const answer = await search(yahoo, { quotes: 1, news: NEWS }, context)
  if (!answer.ok) return answer
  const found = readSearch(answer.data.json)
  if (!found.ok) return found
  const items = newsAbout(yahoo, found.data)
  return items.ok
    ? {
        ok: true,
        data: {
          subject: subjectIn(market, askedFor(found.data, yahoo)),
          items: items.data,
          sources: [answer.data.raw],
        },
      }
    : items
}

/** The additional fields are optional, so they must not delay the fields that are already there. */
const ENRICHMENT_TIMEOUT_MS = 4_000

/**
 * Name, sector and industry come without a key. The other fields are left out when the crumb or the
 * call behind it fails, or when that answer is about another company.
 */
export const profile = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'profile'>>> => {
  const { market, symbol } = query
  const yahoo = yahooSymbol(market, symbol)
  const hurried = { ...context, timeoutMs: Math.min(context.timeoutMs, ENRICHMENT_TIMEOUT_MS) }
  const [answer, more] = await Promise.all([
    search(yahoo, { quotes: QUOTES, news: 0 }, context),
    askModules(query, ENRICHMENT, hurried),
  ])
  if (!answer.ok) return answer
  const found = readSearch(answer.data.json)
  if (!found.ok) return found
  const listed = askedFor(found.data, yahoo)
  if (!listed)
    return { ok: false, reason: 'not_found', detail: `yahoo: the search knows no ${yahoo}` }
  const subject = subjectIn(market, listed)
  if (subject.symbol !== symbol)
    return { ok: true, data: { subject, items: [], sources: [answer.data.raw] } }
  const summary = more.ok && more.data?.subject.symbol === symbol ? more.data : null
  const known_at = context.now().toISOString()
  return {
    ok: true,
    data: {
      subject: { ...subject, currency: summary?.subject.currency ?? null },
      items: [
        {
          key: 'profile',
          item: profileOf(listed, summary?.modules ?? null),
          known_at,
          source_url: pageOf(yahoo, 'profile/'),
          source: 0,
        },
      ],
      sources: [answer.data.raw, ...(summary ? [summary.raw] : [])],
    },
  }
}
