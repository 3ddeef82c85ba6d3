/** finnhub.io/api/v1: the key in a header; symbols as here (BRK.B). */
import { z } from 'zod'
import { parseSymbol } from '#shared/symbol.ts'
import { askUpstream, type Heard } from '../http-client.ts'
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

/** `{"error"}` comes with 401, 403 and 429, and at times with 200. */
const failureOf = ({ status, json }: Heard): Pick<ProviderFailure, 'reason' | 'detail'> | null => {
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

/** One call: its answer as the schema reads it, or `malformed` with the field named. */
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
 * Whom rows are about: the symbol asked for when all say so, the first other one otherwise; null
 * when there are none.
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

/** A person reads filings of a company, by its symbol, at EDGAR. */
export const edgarPage = (symbol: string, form: string): string =>
  `https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK=${symbol.replace('.', '-')}&type=${form}`

/** Finnhub has no public page of a company; its page on an endpoint says what the figures are. */
export const docsPage = (endpoint: string): string => `https://finnhub.io/docs/api/${endpoint}`
