/**
 * POST /api/v1/market-data/quotes: one quote, or up to 1,000 quotes with an outcome for each. A bad
 * quote does not affect the others.
 */
import type { AggregatorContract } from '#shared/contracts/aggregator.ts'
import { ok } from '#shared/contracts/problem.ts'
import type { WriteOutcome } from '#shared/contracts/quote-writes.ts'
import type { HandlerInput } from '#shared/contracts/route.ts'
import type { Handled } from '#shared/http/app.ts'
import { within } from '#shared/within.ts'
import { loggedObject } from '#shared/logs/objects.ts'
import type { Env } from '../env.ts'
import { quoteFlags } from '../quotes/quote-flags.ts'
import { cellCalls } from '../quotes/market/semaphore.ts'
import { checkWrite } from '../quotes/cell/check-write.ts'
import { tryStoreQuotes } from '../quotes/store/try-store.ts'
import { type QuoteRow, rowOf } from '../quotes/store/quote-store.ts'
import type { Acceptance, Observation } from '../quotes/observation.ts'

/**
 * What a write uses: the instruments' cells, the database, and work that may continue after the
 * answer.
 */
export interface WriteDeps {
  cell(instrument: string): {
    take(instrument: string, observations: readonly Observation[]): Promise<Acceptance[]>
    stored(keys: readonly string[]): Promise<void>
  }
  /** True when the database has stored all rows. */
  store(rows: readonly QuoteRow[]): Promise<boolean>
  waitUntil(work: Promise<unknown>): void
}

/**
 * The longest time that an answer waits for the database, in milliseconds. Quotes that the cells
 * have taken in are safe in their outboxes.
 */
const STORE_WAIT_MS = 2_000
/**
 * The largest number of cells that are told what is stored. A Worker may make about 1,000 calls to
 * Durable Objects in one request, and a batch of 1,000 instruments needs all of them to take its
 * quotes in; only the remaining calls are used. The other cells' alarms send their rows again,
 * which changes nothing, and confirm them by themselves.
 */
const MAX_CALLS = 1_000
const MAX_CONFIRMED = 400

type Pending = { instrument: string; accepted: NonNullable<Acceptance['pending']>[] }

const refuseAll = (observations: readonly unknown[]): Omit<Acceptance, 'pending'>[] =>
  observations.map(() => ({
    outcome: 'refused',
    reason: 'service_unavailable',
    detail: 'The cell of the instrument did not answer; send it again.',
  }))

const confirmAll = async (
  pending: readonly Pending[],
  instruments: number,
  deps: WriteDeps,
): Promise<void> => {
  const told = pending
    .filter(({ accepted }) => accepted.length > 0)
    .slice(0, Math.max(0, Math.min(MAX_CONFIRMED, MAX_CALLS - instruments)))
  const cells = cellCalls()
  await Promise.allSettled(
    told.map(({ instrument, accepted }) =>
      cells.run(async () => deps.cell(instrument).stored(accepted.map(({ key }) => key))),
    ),
  )
}

/**
 * Hands each quote to its instrument's cell, stores what the cells took in, and reports the outcome
 * of each quote. A cell that fails does not affect the others, and a database that fails does not
 * change the answer.
 */
export const writeAll = async (
  given: readonly unknown[],
  deps: WriteDeps,
): Promise<WriteOutcome[]> => {
  const checked = given.map(checkWrite)
  const outcomes: WriteOutcome[] = checked.map((c) =>
    c.ok
      ? { instrument: c.instrument, outcome: 'refused', reason: null, detail: null, flags: [] }
      : c.refused,
  )
  const byInstrument = Map.groupBy(
    checked.flatMap((c, at) => (c.ok ? [{ ...c, at }] : [])),
    ({ instrument }) => instrument,
  )
  const cells = cellCalls()
  const pending = await Promise.all(
    [...byInstrument].map(async ([instrument, entries]): Promise<Pending> => {
      const observations = entries.map(({ observation }) => observation)
      const taken = await cells
        .run(async () => deps.cell(instrument).take(instrument, observations))
        .catch(() => null)
      for (const [i, { outcome, reason, detail }] of (taken ?? refuseAll(observations)).entries()) {
        const entry = entries[i]
        if (!entry) continue
        const flags = quoteFlags(entry.observation.quote)
        outcomes[entry.at] = { instrument, outcome, reason, detail, flags }
      }
      return { instrument, accepted: (taken ?? []).flatMap((t) => t.pending ?? []) }
    }),
  )
  const rows = pending.flatMap(({ instrument, accepted }) =>
    accepted.map(({ observed }) => rowOf(instrument, observed)),
  )
  if (rows.length === 0) return outcomes
  const storing = deps.store(rows)
  deps.waitUntil(
    storing.then((stored) => (stored ? confirmAll(pending, byInstrument.size, deps) : undefined)),
  )
  await within(STORE_WAIT_MS, () => storing)
  return outcomes
}

/** The route: one quote, or a list of them. */
export const writeQuotes = async (
  { body, requestId }: HandlerInput<AggregatorContract['writeQuotes']>,
  env: Env,
  ctx: ExecutionContext,
): Promise<Handled<AggregatorContract['writeQuotes']>> => {
  const deps: WriteDeps = {
    cell: (instrument) => loggedObject('QuoteCell', env.QUOTE_CELL.getByName(instrument)),
    store: (rows) => tryStoreQuotes(env, rows, requestId),
    waitUntil: (work) => ctx.waitUntil(work),
  }
  return ok({ outcomes: await writeAll(body.quotes ?? [body], deps) })
}
