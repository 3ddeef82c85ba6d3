/**
 * HKEXnews 披露易, where the Exchange publishes what its issuers file. It needs no key. Issuers have
 * ids of their own, which are found by code or name.
 */
import { z } from 'zod'
import { askUpstream, type UpstreamAnswer } from '../http-client.ts'
import type { ProviderContext, ProviderResult } from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'

export const SITE = 'https://www1.hkexnews.hk'
const HEADERS = {
  referer: `${SITE}/search/titlesearch.xhtml?lang=en`,
  'x-requested-with': 'XMLHttpRequest',
}

/** Codes of GEM begin with 08; its issuers have a list of their own. */
const boardOf = (code: string): 'SEHK' | 'GEM' => (code.startsWith('08') ? 'GEM' : 'SEHK')

const stockSchema = z.object({
  stockId: z.union([z.int(), z.string().regex(/^\d+$/)]),
  code: z.string().min(1),
  name: z.string().nullish(),
})
const stocksSchema = z.object({ stockInfo: z.array(stockSchema).nullish() })
export type Stock = z.infer<typeof stockSchema>

/**
 * The object inside `callback({...});`; null for `callback();`; undefined when the text has another
 * form.
 */
const insideCallback = (text: string): unknown => {
  const [whole, inside = ''] = /^\s*callback\(([\s\S]*)\);?\s*$/.exec(text) ?? []
  if (whole === undefined) return undefined
  if (!inside.trim()) return null
  try {
    return JSON.parse(inside)
  } catch {
    return undefined
  }
}

/**
 * Securities whose code begins with a text (`prefix`) or whose name contains it (`partial`),
 * including warrants. The language must be in capital letters here: in small letters nothing is
 * found. Chinese names are in traditional characters.
 */
export const stocks = async (
  by: 'prefix' | 'partial',
  text: string,
  lang: 'EN' | 'ZH',
  context: ProviderContext,
): Promise<ProviderResult<Stock[]>> => {
  const query = new URLSearchParams({
    callback: 'callback',
    lang,
    type: 'A',
    name: text,
    market: by === 'prefix' ? boardOf(text) : 'SEHK',
  })
  const answer = await askUpstream(context, {
    provider: 'hkexnews',
    url: `${SITE}/search/${by}.do?${query}`,
    headers: HEADERS,
    as: 'text',
    forbidden: 'rate_limit',
  })
  if (!answer.ok) return answer
  const given = insideCallback(answer.data.text)
  if (given === null) return { ok: true, data: [] }
  const parsed = stocksSchema.safeParse(given)
  return parsed.success
    ? { ok: true, data: parsed.data.stockInfo ?? [] }
    : malformed('hkexnews', `${by} ${parsed.error.issues[0]?.path.join('.') || 'root'}`)
}

export interface TitleSearch {
  code: string
  stockId: string
  /** YYYY-MM-DD in Hong Kong's time. */
  from: string
  to: string
  rows: number
}

/**
 * Titles of an issuer's documents, newest first, in English. The answer's `result` is JSON written
 * as text.
 */
export const titles = (
  { code, stockId, from, to, rows }: TitleSearch,
  context: ProviderContext,
): Promise<ProviderResult<UpstreamAnswer>> => {
  const query = new URLSearchParams({
    sortDir: '0',
    sortByOptions: 'DateTime',
    category: '0',
    market: boardOf(code),
    stockId,
    documentType: '-1',
    fromDate: from.replaceAll('-', ''),
    toDate: to.replaceAll('-', ''),
    title: '',
    searchType: '1',
    t1code: '-2',
    t2Gcode: '-2',
    t2code: '-2',
    rowRange: String(rows),
    lang: 'E',
  })
  return askUpstream(context, {
    provider: 'hkexnews',
    url: `${SITE}/search/titleSearchServlet.do?${query}`,
    headers: HEADERS,
    forbidden: 'rate_limit',
  })
}
