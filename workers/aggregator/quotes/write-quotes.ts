/** POST /api/v1/market-data/quotes: one quote or up to 1,000, each with an outcome of its own; a bad one costs the others nothing. */
import type { aggregatorContract } from '#shared/contracts/aggregator.ts'
import { type QuoteWrite, quoteWriteSchema, type WriteOutcome } from '#shared/contracts/quotes.ts'
import { quoteSchema } from '#shared/contracts/datasets.ts'
import { ok } from '#shared/contracts/problem.ts'
import type { HandlerInput } from '#shared/contracts/route.ts'
import { withDatabase } from '#shared/db/client.ts'
import type { Handled } from '#shared/http/app.ts'
import { isCurrency } from '#shared/units/unit.ts'
import { quoteCurrencies } from '../chain/identity.ts'
import type { Env } from '../env.ts'
import { instrumentId, parseInstrument } from '#shared/symbol.ts'
import { decimalOf } from '../providers/decimal.ts'
import type { Quote } from './cell.ts'
import { rowOf, storeQuotes } from './quote-store.ts'
import type { Taking } from './taking.ts'

type Route = (typeof aggregatorContract)['writeQuotes']

type Checked = { ok: true; instrument: string; taking: Taking } | { ok: false; refused: WriteOutcome }

const refused = (reason: string, detail: string, instrument: string | null = null): Checked => ({
  ok: false,
  refused: { instrument, outcome: 'refused', reason, detail },
})

const quoteOf = ({ price, currency, quoted_at, open, high, low, previous_close, volume, turnover, delay }: QuoteWrite): unknown => ({
  price: typeof price === 'number' ? decimalOf(price) : price,
  currency,
  quoted_at: new Date(quoted_at).toISOString(),
  ...{ open: open ?? null, high: high ?? null, low: low ?? null, previous_close: previous_close ?? null, change: null, change_fraction: null },
  ...{ volume: volume ?? null, turnover: turnover ?? null, delay: delay ?? { kind: 'delayed', minutes: null } },
})

const check = (given: unknown): Checked => {
  const parsed = quoteWriteSchema.safeParse(given)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return refused('invalid_request', `${issue?.path.join('.') || 'quote'}: ${issue?.message}`)
  }
  const about = parseInstrument(parsed.data.market, parsed.data.symbol)
  if (!about.ok) return refused(about.reason, about.detail)
  const { market, symbol } = about.data
  const id = instrumentId(market, symbol)
  const { currency, source } = parsed.data
  if (!isCurrency(currency) || !quoteCurrencies(market, symbol).includes(currency))
    return refused('wrong_currency', `${id} is quoted in ${quoteCurrencies(market, symbol).join(' or ')}, not in ${currency}`, id)
  const quote = quoteSchema.safeParse(quoteOf(parsed.data))
  if (!quote.success) return refused('invalid_request', `${quote.error.issues[0]?.path.join('.')}: ${quote.error.issues[0]?.message}`, id)
  return { ok: true, instrument: id, taking: { quote: quote.data satisfies Quote, source, elapsed_ms: 0, sent_at: null, asked: false } }
}

/** Every cell decides its own; what they took in is stored in one statement, and stays in their outboxes when the database is away. */
export const writeQuotes = async ({ body }: HandlerInput<Route>, env: Env, ctx: ExecutionContext): Promise<Handled<Route>> => {
  const given: unknown[] = 'quotes' in body && Array.isArray(body.quotes) ? body.quotes : [body]
  const checked = given.map(check)
  const outcomes: WriteOutcome[] = checked.map((c) => (c.ok ? { instrument: c.instrument, outcome: 'refused', reason: null, detail: null } : c.refused))
  const byInstrument = Map.groupBy(
    checked.flatMap((c, at) => (c.ok ? [{ ...c, at }] : [])),
    ({ instrument }) => instrument,
  )
  const pending = await Promise.all(
    [...byInstrument].map(async ([instrument, entries]) => {
      const taken = await env.QUOTE_CELL.getByName(instrument).take(
        instrument,
        entries.map(({ taking }) => taking),
      )
      for (const [i, { at }] of entries.entries()) {
        const t = taken[i]
        if (t) outcomes[at] = { instrument, outcome: t.outcome, reason: t.reason, detail: t.detail }
      }
      return { instrument, accepted: taken.flatMap((t) => t.pending ?? []) }
    }),
  )
  const rows = pending.flatMap(({ instrument, accepted }) => accepted.map(({ observed }) => rowOf(instrument, observed)))
  const kept = rows.length === 0 ? null : await withDatabase(env, async (db) => ok(await storeQuotes(db, rows)))
  const confirmed = async () => {
    await Promise.all(
      pending
        .filter(({ accepted }) => accepted.length > 0)
        .map(({ instrument, accepted }) => env.QUOTE_CELL.getByName(instrument).stored(accepted.map(({ key }) => key))),
    )
  }
  if (kept?.ok) ctx.waitUntil(confirmed())
  return ok({ outcomes })
}
