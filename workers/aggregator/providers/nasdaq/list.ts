/**
 * The list of the stock screener. It writes classes as `BRK/A`, preferred shares as `BFH^A`, prices
 * as `$123.45`, and beside each security the market value of its whole company.
 */
import { z } from 'zod'
import { decimalOf } from '#shared/units/decimal.ts'
import { MAX_NAME } from '#shared/lengths.ts'
import {
  companyName,
  nasdaqSymbol,
  securityKind,
  type UsSecurityKind,
} from '../../identity/us-security.ts'
import type { BulkFailure, BulkPart, TakenParts } from '../../model/bulk.ts'
import type { ProviderContext, ProviderResult } from '../../model/provider.ts'
import { wholeCrawl } from '../crawl.ts'
import { askUpstream } from '../http-client.ts'
import { isDecimal } from '../numeric.ts'
import { malformed } from '../statement-row.ts'

const URL = 'https://api.nasdaq.com/api/screener/stocks?tableonly=true&limit=10000&download=true'
/** The host answers browsers only. */
const BROWSER = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36'
export const LIST = 'list'

const cell = z.union([z.string().max(MAX_NAME), z.number()]).nullish()
const rowSchema = z.object({
  symbol: z.string().min(1).max(20),
  name: z.string().max(MAX_NAME),
  lastsale: cell,
  marketCap: cell,
  country: cell,
  industry: cell,
  sector: cell,
})
const answerSchema = z.object({
  data: z.object({ rows: z.array(z.unknown()) }).nullable(),
})

export const listPart = async (context: ProviderContext): Promise<ProviderResult<BulkPart>> => {
  const answer = await askUpstream(context, {
    provider: 'nasdaq',
    url: URL,
    headers: { 'user-agent': BROWSER },
    forbidden: 'rate_limit',
  })
  if (!answer.ok) return answer
  const parsed = answerSchema.safeParse(answer.data.json)
  if (!parsed.success)
    return malformed('nasdaq', `screener ${parsed.error.issues[0]?.path.join('.') || 'root'}`)
  const rows = parsed.data.data?.rows ?? []
  if (rows.length === 0)
    return { ok: false, reason: 'empty', detail: 'nasdaq: the screener lists nothing' }
  const read = rows.map((row) => rowSchema.safeParse(row))
  const faulty = read.findIndex((row) => !row.success)
  if (faulty >= 0)
    return malformed(
      'nasdaq',
      `screener rows.${faulty}.${read[faulty]?.error?.issues[0]?.path.join('.') ?? ''}`,
    )
  return {
    ok: true,
    data: { rows: read.flatMap((row) => (row.success ? [row.data] : [])), count: null, next: [] },
  }
}

export interface ListedSecurity {
  symbol: string
  name: string
  kind: UsSecurityKind
  /** Exact decimals; null where the list has none, and where it has nil. */
  price: string | null
  marketCap: string | null
  industry: string | null
  country: string | null
}

const textIn = (value: z.infer<typeof cell>): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null

/** `$1,234.50`, `1234.5` and 1234.5; null for an empty text, `N/A` and nil. */
const amountIn = (value: z.infer<typeof cell>): string | null => {
  const text = typeof value === 'number' ? decimalOf(value) : (value ?? '').trim()
  const plain = text.replace(/^\$/, '').replaceAll(',', '')
  return isDecimal(plain) && Number(plain) > 0 ? decimalOf(Number(plain)) : null
}

const securityOf = (raw: unknown): ListedSecurity | null => {
  const parsed = rowSchema.safeParse(raw)
  if (!parsed.success) return null
  const { symbol, name, lastsale, marketCap, industry, country } = parsed.data
  return {
    symbol: nasdaqSymbol(symbol),
    name: companyName(name),
    kind: securityKind(symbol.trim(), name.trim(), textIn(industry) ?? ''),
    price: amountIn(lastsale),
    marketCap: amountIn(marketCap),
    industry: textIn(industry) ?? textIn(parsed.data.sector),
    country: textIn(country),
  }
}

/** The securities of the list, each once. */
export const securitiesOf = async (
  taken: TakenParts,
): Promise<{ ok: true; rows: ListedSecurity[] } | BulkFailure> => {
  const crawl = await wholeCrawl('nasdaq screener', taken, securityOf, (row) => row?.symbol ?? '')
  if (!crawl.ok) return crawl
  return { ok: true, rows: crawl.rows.flatMap((row) => (row === null ? [] : [row])) }
}
