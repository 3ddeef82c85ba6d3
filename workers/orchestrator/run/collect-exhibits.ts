/**
 * The step `exhibits`: market figures and valuation of the company, where a module reads them. Both
 * rest on one price, so they are one step. What cannot be had is absent with its reason, and the
 * report goes on.
 */
import { eq } from 'drizzle-orm'
import type { ConfigSnapshot } from '#shared/contracts/config-documents.ts'
import type { ReportExhibit } from '#shared/contracts/orchestrator.ts'
import { reports } from '#shared/db/schema/index.ts'
import { READ_EXHIBITS, type ReadExhibit } from '#shared/exhibits/names.ts'
import { sha256 } from '../seal.ts'
import { type HashedExhibit, storeExhibits } from '../store/exhibits.ts'
import { retryIn, waitBefore } from './retry.ts'
import type { StepContext } from './step-context.ts'

/** Tries of the whole step: a report does not wait long for a price. */
const ATTEMPTS = 2

/** The exhibits that some module of the configuration reads. */
export const exhibitsWanted = ({ modules }: Pick<ConfigSnapshot, 'modules'>): ReadExhibit[] =>
  READ_EXHIBITS.filter((kind) =>
    modules.some(({ reads = [] }) => reads.some(({ exhibit }) => exhibit === kind)),
  )

export const collectExhibits = async (context: StepContext, attempt: number): Promise<void> => {
  const { id } = context
  const stored = await context.database(async (db) => {
    const [row] = await db
      .select({
        market: reports.market,
        symbol: reports.symbol,
        asOf: reports.asOf,
        book: reports.book,
        config: reports.config,
        exhibits: reports.exhibits,
      })
      .from(reports)
      .where(eq(reports.id, id.report))
    return row
  })
  if (!stored?.config || stored.exhibits !== null || stored.book === null) return
  const wanted = exhibitsWanted(stored.config)
  if (wanted.length === 0) return
  const { market, symbol, asOf, book } = stored
  const answer = await context.whileAlive(() =>
    context.aggregator.call('getValuation', {
      params: { symbol },
      query: { market, book, ...(asOf !== null && { as_of: asOf }) },
    }),
  )
  const wait = answer.ok ? null : waitBefore(answer, attempt, ATTEMPTS)
  if (!answer.ok && wait !== null) throw retryIn(wait, answer.reason)
  const made: HashedExhibit[] = []
  const told: ReportExhibit[] = []
  for (const kind of wanted) {
    if (!answer.ok) {
      told.push({ kind, hash: null, absent: answer.reason })
      continue
    }
    const content = answer.data[kind]
    const hash = await sha256(content)
    made.push({ hash, content })
    told.push({ kind, hash, absent: null })
  }
  await context.database((db) => storeExhibits(db, id, made, told))
  context.forgetFigures()
}
