/**
 * POST /api/v1/market-data/quotes: one quote or up to 1,000, each with an outcome of its own; a bad
 * one costs the others nothing.
 */
import type { AggregatorContract } from '#shared/contracts/aggregator.ts'
import { ok } from '#shared/contracts/problem.ts'
import type { WriteOutcome } from '#shared/contracts/quotes.ts'
import type { HandlerInput } from '#shared/contracts/route.ts'
import type { Handled } from '#shared/http/app.ts'
import { within } from '#shared/within.ts'
import type { Env } from '../env.ts'
import { quoteFlags } from '../quotes/quote-flags.ts'
import { Semaphore } from '../quotes/market/semaphore.ts'
import { checkWrite } from '../quotes/cell/check-write.ts'
import { tryStoreQuotes } from '../quotes/store/try-store.ts'
import { type QuoteRow, rowOf } from '../quotes/store/quote-store.ts'
import type { Acceptance, Observation } from '../quotes/observation.ts'

/**
 * What a write reaches: the instruments' cells, the database, and what may go on after the answer.
 */
export interface WriteDeps {
  cell(instrument: string): {
    take(instrument: string, observations: readonly Observation[]): Promise<Acceptance[]>
    stored(keys: readonly string[]): Promise<void>
  }
  /** True when the database has them all. */
  store(rows: readonly QuoteRow[]): Promise<boolean>
  waitUntil(work: Promise<unknown>): void
}

/**
 * Longest an answer waits for the database, milliseconds: what the cells have taken in is safe in
 * their outboxes.
 */
const STORE_WAIT_MS = 2_000
/**
 * Most cells that are told what is stored. A Worker may make about 1,000 calls to objects in one
 * request, and a batch of 1,000 instruments has made them all to have its quotes taken in: only
 * what is left is used. The other cells' alarms send their rows again, which changes nothing, and
 * confirm them by themselves.
 */
const MAX_CALLS = 1_000
const MAX_CONFIRMED = 400

/**
 * Cells that are written to at a time. Each write is a commit to a disk, the first one of a cell
 * makes its storage; others who read prices meanwhile are not to wait for a thousand of them.
 */
const CELLS_AT_ONCE = 24

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
  const cells = new Semaphore(CELLS_AT_ONCE)
  await Promise.allSettled(
    told.map(({ instrument, accepted }) =>
      cells.run(async () => deps.cell(instrument).stored(accepted.map(({ key }) => key))),
    ),
  )
}

/**
 * Hands each quote to its instrument's cell, stores what the cells took in, and tells per quote what
 * became of it. A cell that fails costs the others nothing, and a database that fails changes
 * nothing in the answer.
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
  const cells = new Semaphore(CELLS_AT_ONCE)
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
    cell: (instrument) => env.QUOTE_CELL.getByName(instrument),
    store: (rows) => tryStoreQuotes(env, rows, requestId),
    waitUntil: (work) => ctx.waitUntil(work),
  }
  return ok({ outcomes: await writeAll(body.quotes ?? [body], deps) })
}
