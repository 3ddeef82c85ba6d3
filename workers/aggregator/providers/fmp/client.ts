/**
 * financialmodelingprep.com/stable: every answer is an array of rows. In symbols a dash stands
 * before the share class: BRK-B.
 */
import type { z } from 'zod'
import { parseSymbol } from '#shared/symbol.ts'
import { askUpstream, type UpstreamReply } from '../http-client.ts'
import type {
  ProviderContext,
  ProviderFailure,
  ProviderResult,
  RawAnswer,
} from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'

const BASE = 'https://financialmodelingprep.com/stable'

/** BRK.B -> BRK-B */
export const fmpSymbol = (symbol: string): string => symbol.replace('.', '-')

/** BRK-B -> BRK.B. A text that is not a US symbol stays as it is, so it matches no symbol. */
export const canonicalSymbol = (given: string): string => {
  const parsed = parseSymbol('US', given)
  return parsed.ok ? parsed.data : given
}

/** The provider's own message: `{"Error Message"}` with any status, or plain text with a 402. */
const messageOf = ({ status, text, json }: UpstreamReply): string => {
  const given =
    json !== null && typeof json === 'object' && 'Error Message' in json
      ? json['Error Message']
      : null
  if (typeof given === 'string') return given
  return status >= 400 && json === undefined ? text : ''
}

/**
 * Limits are tested first: "Limit Reach . Please upgrade your plan" is a limit although it says
 * upgrade.
 */
const failureOf = (heard: UpstreamReply): Pick<ProviderFailure, 'reason' | 'detail'> | null => {
  const detail = messageOf(heard)
  if (/limit reach|too many requests/i.test(detail)) return { reason: 'rate_limit', detail }
  if (/invalid api ?key|api ?key (is )?(missing|invalid)/i.test(detail))
    return { reason: 'auth', detail }
  if (
    /legacy endpoint|premium|restricted endpoint|special endpoint|exclusive endpoint|subscription|upgrade your plan/i.test(
      detail,
    )
  )
    return { reason: 'plan', detail }
  return heard.status === 200 && detail ? { reason: 'bad_request', detail } : null
}

export interface FmpRows<T> {
  rows: T[]
  raw: RawAnswer
}

/**
 * The rows of one call, or `malformed` with the field named. `parameters` that are null are left
 * out.
 */
export const rowsOf = async <T>(
  context: ProviderContext,
  path: string,
  parameters: Record<string, string | number>,
  schema: z.ZodType<T[]>,
): Promise<ProviderResult<FmpRows<T>>> => {
  const query = new URLSearchParams(
    Object.entries(parameters).map(([name, value]): [string, string] => [name, String(value)]),
  )
  const answer = await askUpstream(context, {
    provider: 'fmp',
    url: `${BASE}/${path}?${query}`,
    secret: { query: 'apikey' },
    failureOf,
  })
  if (!answer.ok) return answer
  const parsed = schema.safeParse(answer.data.json)
  return parsed.success
    ? { ok: true, data: { rows: parsed.data, raw: answer.data.raw } }
    : malformed('fmp', `${path} ${parsed.error.issues[0]?.path.join('.') || 'root'}`)
}

/**
 * The symbol that the rows are about: the one asked for when all rows name it, otherwise the first
 * other one; null when there are no rows.
 */
export const subjectSymbol = (
  rows: readonly { symbol: string }[],
  asked: string,
): string | null => {
  const symbols = rows.map((row) => canonicalSymbol(row.symbol))
  return symbols.find((symbol) => symbol !== asked) ?? symbols[0] ?? null
}

/** FMP answers with an empty list for a symbol it does not know. */
export const notFound = (symbol: string): ProviderFailure => ({
  ok: false,
  reason: 'not_found',
  detail: `fmp: nothing is known of ${symbol}`,
})

/** Gives null for an answer outside the key's plan; any other failure stays a failure. */
export const ifInPlan = <T>(
  result: ProviderResult<FmpRows<T>>,
): ProviderResult<FmpRows<T> | null> =>
  !result.ok && result.reason === 'plan' ? { ok: true, data: null } : result
