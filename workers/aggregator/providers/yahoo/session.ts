/**
 * The cookie and crumb that Yahoo's quotes and quoteSummary need. They are fetched in two calls,
 * remembered for an hour, and fetched again once when Yahoo refuses them.
 */
import { z } from 'zod'
import type { ProviderContext, ProviderResult } from '../../model/provider.ts'
import { SESSION_MEMORY } from '../../model/tape.ts'
import { cookiePage, crumbText, type YahooSession } from './client.ts'

/** In seconds. A crumb is valid for longer than this, together with its cookie. */
const SECONDS = 3_600
/**
 * The largest number of calls for an answer behind the crumb: the request with the remembered
 * crumb, the cookie, the crumb, and the request again.
 */
export const SESSION_CALLS = 4

/** Other clients have read "Too Many Requests" and whole pages as a crumb (yfinance 2441). */
const CRUMB = /^\S{1,20}$/
const sessionSchema = z.object({ cookie: z.string(), crumb: z.string().regex(CRUMB) })

const remembered = async (context: ProviderContext): Promise<YahooSession | null> => {
  const text = await context.memory.get(SESSION_MEMORY)
  try {
    return text === null ? null : sessionSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

const refused = (detail: string): ProviderResult<never> => ({
  ok: false,
  reason: 'auth',
  detail: `yahoo: ${detail}`,
})

export const newSession = async (
  context: ProviderContext,
): Promise<ProviderResult<YahooSession>> => {
  const page = await cookiePage(context)
  if (!page.ok) return page
  const cookie = page.data.headers
    .getSetCookie()
    .map((text) => text.split(';')[0])
    .join('; ')
  if (!cookie) return refused('fc.yahoo.com gave no cookie (in the EU it asks for consent first)')
  const answer = await crumbText(cookie, context)
  if (!answer.ok) return answer
  const session = sessionSchema.safeParse({ cookie, crumb: answer.data.text.trim() })
  if (!session.success) return refused('getcrumb answered what is no crumb')
  await context.memory.put(SESSION_MEMORY, JSON.stringify(session.data), SECONDS)
  return { ok: true, data: session.data }
}

/**
 * Makes the request with the remembered session. If Yahoo refuses it, or there is none, uses a new
 * session. While a tape plays nothing is sent, so no session is needed.
 */
export const inSession = async <T>(
  context: ProviderContext,
  ask: (session: YahooSession) => Promise<ProviderResult<T>>,
): Promise<ProviderResult<T>> => {
  if (context.tape?.plays) return ask({ cookie: '', crumb: '' })
  const known = await remembered(context)
  if (known) {
    const answer = await ask(known)
    if (answer.ok || answer.reason !== 'auth') return answer
  }
  const fresh = await newSession(context)
  return fresh.ok ? ask(fresh.data) : fresh
}
