/**
 * The client of Twelve Data. The key goes in a header. An error is `{code, message, status}`, with
 * HTTP status 200 or the error's own code, and sometimes without `status`.
 */
import { z } from 'zod'
import type { Market } from '#shared/names.ts'
import {
  askUpstream,
  type UpstreamReply,
  type UpstreamAnswer,
  type UpstreamRequest,
} from '../http-client.ts'
import type { ProviderContext, ProviderResult } from '../../model/provider.ts'
import { askedAs } from './symbols.ts'

/**
 * An answer without data. A profile may also have a `message`; an error has a code of 400 or more.
 */
const errorSchema = z.object({ code: z.number().int().min(400), message: z.string() })

/**
 * A free key's eight credits return with the next minute, and the 800 of a day with the next day.
 */
const MINUTE = /current minute/i
const NO_DATA = /no data is available/i
const UNKNOWN = /not found|missing or invalid/i

export const failureOf = ({
  json,
}: UpstreamReply): ReturnType<NonNullable<UpstreamRequest['failureOf']>> => {
  const parsed = errorSchema.safeParse(json)
  if (!parsed.success) return null
  const { code, message } = parsed.data
  const detail = `says ${code}: ${message}`
  if (code === 429)
    return {
      reason: 'rate_limit',
      detail,
      ...(MINUTE.test(message) && { retry_after_seconds: 60 }),
    }
  if (code === 401) return { reason: 'auth', detail }
  if (code === 403 || code === 402) return { reason: 'plan', detail }
  if (NO_DATA.test(message)) return { reason: 'empty', detail }
  if (code === 404 || UNKNOWN.test(message)) return { reason: 'not_found', detail }
  return { reason: code >= 500 ? 'transient' : 'bad_request', detail }
}

export const ask = (
  endpoint: string,
  parameters: Record<string, string>,
  context: ProviderContext,
): Promise<ProviderResult<UpstreamAnswer>> =>
  askUpstream(context, {
    provider: 'twelvedata',
    url: `https://api.twelvedata.com/${endpoint}?${new URLSearchParams(parameters)}`,
    secret: { header: 'authorization', scheme: 'apikey' },
    failureOf,
  })

/**
 * Makes a call about one instrument. For an exchange that Twelve Data does not have, the result is
 * `not_found` without a call.
 */
export const askAbout = async (
  endpoint: string,
  { market, symbol }: { market: Market; symbol: string },
  parameters: Record<string, string>,
  context: ProviderContext,
): Promise<ProviderResult<UpstreamAnswer>> => {
  const asked = askedAs(market, symbol)
  return asked
    ? await ask(endpoint, { ...asked, ...parameters }, context)
    : {
        ok: false,
        reason: 'not_found',
        detail: `twelvedata does not have the exchange of ${symbol}`,
      }
}
