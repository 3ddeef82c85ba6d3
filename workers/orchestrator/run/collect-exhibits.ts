/**
 * The steps `exhibit:<step>` collect what the report may cite besides its book, beside each other
 * and beside the modules that do not read it, and say in the report which there are. What cannot be
 * had is absent with its reason and with whose silence that is, and the report goes on.
 */
import { eq } from 'drizzle-orm'
import type { ReportExhibit } from '#shared/contracts/orchestrator.ts'
import { reports } from '#shared/db/schema/index.ts'
import type { ReadExhibit } from '#shared/exhibits/names.ts'
import { collect, exhibitsWanted } from '../exhibits/collect.ts'
import { silenceOf } from '../exhibits/silence.ts'
import { sha256 } from '../seal.ts'
import { type HashedExhibit, noteExhibits } from '../store/exhibits.ts'
import { retryIn, waitBefore } from './retry.ts'
import type { StepContext } from './step-context.ts'

/** Tries of a step: a report does not wait long for an exhibit. */
const ATTEMPTS = 2

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
        request: reports.request,
      })
      .from(reports)
      .where(eq(reports.id, context.id.report))
    return row
  })

/** Collects and stores the exhibits of one step. Returns what the report says of them. */
export const collectExhibits = async (
  context: StepContext,
  kinds: readonly ReadExhibit[],
  attempt: number,
): Promise<ReportExhibit[]> => {
  const stored = await readSubject(context)
  if (!stored?.config || stored.book === null || stored.reading === null) return []
  // What an earlier run of the report has collected is not asked for again.
  const known = (stored.exhibits ?? []).filter(({ kind }) => kinds.some((one) => one === kind))
  const { config, market, symbol, as_of, book, reading } = stored
  const wanted = exhibitsWanted(config).filter(
    (kind) => kinds.includes(kind) && known.every((one) => one.kind !== kind),
  )
  // A report that is written again on the inputs of another one has what that one had.
  if (wanted.length === 0 || stored.request.inputs_of !== undefined) return known
  const collected = await context.whileAlive(() =>
    collect({
      kinds: wanted,
      config,
      subject: { market, symbol, as_of, book, read_at: reading.as_of },
      aggregator: context.aggregator,
      wait: (seconds) => scheduler.wait(seconds * 1_000),
      requestId: context.requestId,
    }),
  )
  const made: HashedExhibit[] = []
  const told: ReportExhibit[] = [...known]
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
  await context.database((db) => noteExhibits(db, context.id, made, told))
  return told
}

/**
 * Makes sure that the report names every exhibit. The steps of a run that an earlier version began
 * have collected without saying so.
 */
export const nameExhibits = async (
  context: StepContext,
  told: readonly ReportExhibit[],
): Promise<void> => {
  if (told.length > 0) await context.database((db) => noteExhibits(db, context.id, [], told))
}
