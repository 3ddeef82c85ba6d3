/**
 * The steps `exhibit:<step>` collect what the report may cite besides its book, side by side; the
 * step `exhibits` says in the report which there are. What cannot be had is absent with its reason
 * and with whose silence that is, and the report goes on.
 */
import { eq } from 'drizzle-orm'
import type { ReportExhibit } from '#shared/contracts/orchestrator.ts'
import { reports } from '#shared/db/schema/index.ts'
import type { ReadExhibit } from '#shared/exhibits/names.ts'
import { collect, type CollectStep, exhibitsWanted } from '../exhibits/collect.ts'
import { PRICE_STEP } from '../exhibits/market.ts'
import { silenceOf } from '../exhibits/silence.ts'
import { sha256 } from '../seal.ts'
import { type HashedExhibit, storeExhibits, tellExhibits } from '../store/exhibits.ts'
import { retryIn, waitBefore } from './retry.ts'
import type { StepContext } from './step-context.ts'

/** Tries of a step: a report does not wait long for an exhibit. */
const ATTEMPTS = 2

/** What a run collects whose plan was made before there were such steps. */
export const FIRST_STEPS: CollectStep[] = [{ step: PRICE_STEP, kinds: ['market', 'valuation'] }]

const readSubject = (context: StepContext) =>
  context.database(async (db) => {
    const [row] = await db
      .select({
        market: reports.market,
        symbol: reports.symbol,
        as_of: reports.asOf,
        book: reports.book,
        reading: reports.reading,
        config: reports.config,
        exhibits: reports.exhibits,
      })
      .from(reports)
      .where(eq(reports.id, context.id.report))
    return row
  })

/** Collects and stores the exhibits of one step. Returns what the report is to say of them. */
export const collectExhibits = async (
  context: StepContext,
  kinds: readonly ReadExhibit[],
  attempt: number,
): Promise<ReportExhibit[]> => {
  const stored = await readSubject(context)
  if (!stored?.config || stored.book === null || stored.reading === null) return []
  // An earlier run of the report has said which there are.
  if (stored.exhibits !== null)
    return stored.exhibits.filter(({ kind }) => (kinds as readonly string[]).includes(kind))
  const { config, market, symbol, as_of, book, reading } = stored
  const wanted = exhibitsWanted(config)
  const collected = await context.whileAlive(() =>
    collect({
      kinds: kinds.filter((kind) => wanted.includes(kind)),
      config,
      subject: { market, symbol, as_of, book, read_at: reading.as_of },
      aggregator: context.aggregator,
      wait: (seconds) => scheduler.wait(seconds * 1_000),
      requestId: context.requestId,
    }),
  )
  const made: HashedExhibit[] = []
  const told: ReportExhibit[] = []
  for (const { kind, result } of collected) {
    if (result.ok) {
      const hash = await sha256(result.data)
      made.push({ hash, content: result.data })
      told.push({ kind, hash, absent: null, silence: null })
      continue
    }
    const wait = waitBefore(result, attempt, ATTEMPTS)
    if (wait !== null) throw retryIn(wait, result.reason)
    told.push({ kind, hash: null, absent: result.reason, silence: silenceOf(result) })
  }
  if (made.length > 0) await context.database((db) => storeExhibits(db, made))
  return told
}

/** Says in the report which exhibits it cites, once. */
export const nameExhibits = async (
  context: StepContext,
  told: readonly ReportExhibit[],
): Promise<void> => {
  if (told.length > 0) await context.database((db) => tellExhibits(db, context.id, told))
}
