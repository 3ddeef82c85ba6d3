/** finnhub.io/api/v1: the key goes in a header; symbols are written as in this program (BRK.B). */
import { z } from 'zod'
import { parseSymbol } from '#shared/symbol.ts'
import { askUpstream, type UpstreamReply } from '../http-client.ts'
import type {
  ProviderContext,
  ProviderFailure,
  ProviderResult,
  RawAnswer,
} from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'

const BASE = 'https://finnhub.io/api/v1'

export const canonicalSymbol = (given: string): string => {
  const parsed = parseSymbol('US', given)
  return parsed.ok ? parsed.data : given
}

const errorSchema = z.object({ error: z.string() })

/** `{"error"}` comes with 401, 403 and 429, and sometimes with 200. */
const failureOf = ({
  status,
  json,
}: UpstreamReply): Pick<ProviderFailure, 'reason' | 'detail'> | null => {
  const given = errorSchema.safeParse(json)
  if (!given.success) return null
  const detail = given.data.error
  if (status === 429 || /limit reached|remaining limit/i.test(detail))
    return { reason: 'rate_limit', detail }
  if (status === 401 || /invalid api ?key|use an api ?key/i.test(detail))
    return { reason: 'auth', detail }
  if (status === 403 || /access to this resource/i.test(detail)) return { reason: 'plan', detail }
  return status === 200 ? { reason: 'bad_request', detail } : null
}

export interface FinnhubAnswer<T> {
  value: T
  raw: RawAnswer
}

/**
 * Makes one call and gives the answer as the schema reads it, or `malformed` with the field named.
 */
export const answerOf = async <T>(
  context: ProviderContext,
  path: string,
  parameters: Record<string, string>,
  schema: z.ZodType<T>,
): Promise<ProviderResult<FinnhubAnswer<T>>> => {
  const url = `${BASE}/${path}?${new URLSearchParams(parameters)}`
  const answer = await askUpstream(context, {
    provider: 'finnhub',
    url,
    secret: { header: 'X-Finnhub-Token' },
    failureOf,
  })
  if (!answer.ok) return answer
  const parsed = schema.safeParse(answer.data.json)
  return parsed.success
    ? { ok: true, data: { value: parsed.data, raw: answer.data.raw } }
    : malformed('finnhub', `${path} ${parsed.error.issues[0]?.path.join('.') || 'root'}`)
}

/**
 * The symbol that the rows are about: the one asked for when all rows name it, otherwise the first
 * other one; null when there are no rows.
 */
export const subjectSymbol = (given: readonly string[], asked: string): string | null => {
  const symbols = given.map(canonicalSymbol)
  return symbols.find((symbol) => symbol !== asked) ?? symbols[0] ?? null
}

export const notFound = (symbol: string): ProviderFailure => ({
  ok: false,
  reason: 'not_found',
  detail: `finnhub: nothing is known of ${symbol}`,
})

/** EDGAR's page with a company's filings, found by the symbol, for a human reader. */
export const edgarPage = (symbol: string, form: string): string =>
  `https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK=${symbol.replace('.', '-')}&type=${form}`

/** Finnhub has no public page about a company; its page about the endpoint explains the figures. */
export const docsPage = (endpoint: string): string => `https://finnhub.io/docs/api/${endpoint}`
