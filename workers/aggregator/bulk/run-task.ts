/**
 * Brings one task forward until a given time: asks for the parts that it lacks, each through the
 * gate of its provider, and stores the rows when all are there. A task that is cut goes on later
 * without asking for what it has. A crawl that is refused leaves what was there before.
 */
import { MARKETS } from '#shared/names.ts'
import type { Database } from '#shared/db/client.ts'
import { ask } from '../chain/ask.ts'
import type { Gatekeeper } from '../limits/gate-client.ts'
import type {
  BulkCapability,
  BulkFailure,
  BulkPart,
  BulkQuery,
  BulkResult,
  BulkRows,
  TakenParts,
} from '../model/bulk.ts'
import type { Provider, ProviderContext } from '../model/provider.ts'
import { storeMarketDay } from '../universe/market-days.ts'
import { COMPANY_PARTS, isInPart, keepFrames, keepUniverse } from './keep-rows.ts'
import {
  begin,
  end,
  keepPart,
  noteProgress,
  type RefreshProgress,
  readPart,
  type StoredRefresh,
  takenParts,
} from './parts-store.ts'
import type { RefreshTask } from './plan.ts'

export interface RunDeps {
  db: Database
  gate: Gatekeeper
  contextOf(provider: Provider): ProviderContext
  now(): Date
  /** Waits between two calls; absent: a timer. */
  wait?(ms: number): Promise<void>
  /** Symbols of the market's companies, for a provider that is asked by symbol. */
  symbols(): Promise<readonly string[]>
}

/** `cut`: the time is up; `waits`: nothing can be asked for now; `ended`: with rows or a reason. */
export type RunOutcome = { is: 'cut' | 'waits' | 'ended'; calls: number; reason: string | null }

/** The part of a provider's budget that is left for people who wait. */
const RESERVE = 0.5
/** Longest time of one call and of the wait for its place in the budget, in milliseconds. */
const ONE_CALL_MS = 15_000
/**
 * Fraction by which a pause is lengthened at random: calls at an even beat look like a machine's.
 */
const JITTER = 0.25
const MINUTE_SECONDS = 60
/** Failures that may pass, in a row, after which a task ends. */
const MOST_ATTEMPTS = 6
/** The first wait after such a failure, in milliseconds; each further one is twice as long. */
const FIRST_WAIT_MS = 60_000
/** How long a task waits when the gate let nothing through, in milliseconds. */
const HELD_MS = 30_000
/** Rows left out that are named. */
const MOST_NAMED = 20

const MAY_PASS: ReadonlySet<string | null> = new Set([
  'transient',
  'timeout',
  'unreachable',
  'rate_limit',
])

/** The next part to ask for, in the order in which they became known; null when all are taken. */
export const nextPart = (
  parts: readonly string[],
  taken: readonly { part: string; next: readonly string[] }[],
): string | null => {
  const has = new Set(taken.map(({ part }) => part))
  const all = [...parts, ...taken.flatMap(({ next }) => next)]
  return all.find((part) => !has.has(part)) ?? null
}

const bulkFailure = (reason: BulkFailure['reason'], detail: string): BulkFailure => ({
  ok: false,
  reason,
  detail,
})

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Milliseconds between two calls of a crawl: the even rate of what the provider allows in a minute
 * or less. A burst of a whole minute's calls is what gets a crawler shut out.
 */
export const pauseOf = ({ budget }: Pick<Provider, 'budget'>): number =>
  budget
    .filter(({ per_seconds }) => per_seconds <= MINUTE_SECONDS)
    .reduce((most, { calls, per_seconds }) => Math.max(most, (per_seconds * 1_000) / calls), 0)

interface TaskRun {
  task: RefreshTask
  provider: Provider
  query: BulkQuery
  progress: RefreshProgress
  until: number
  deps: RunDeps
}

/** The parts as the mapping reads them, one at a time from the database. */
const partsOf = (
  { db }: RunDeps,
  task: RefreshTask,
  taken: readonly { part: string }[],
): TakenParts => ({
  names: taken.map(({ part }) => part),
  async part(name): Promise<BulkPart> {
    const part = await readPart(db, task, name)
    if (!part) throw new Error(`the part ${name} of a refresh has gone`)
    return part
  },
  kept: (target) => readPart(db, { ...task, target }, target),
})

const withLeast = <Row>(
  { least }: Pick<BulkCapability<Row>, 'least'>,
  { market }: BulkQuery,
  result: BulkResult<Row>,
): BulkResult<Row> => {
  const fewest = least[market] ?? 0
  return result.ok && result.rows.length < fewest
    ? bulkFailure(
        'crawl_short',
        `${result.rows.length} rows are no whole market: at least ${fewest} are expected`,
      )
    : result
}

const noted = (
  progress: RefreshProgress,
  rows: number,
  unread: readonly string[],
): RefreshProgress => ({
  ...progress,
  rows: progress.rows + rows,
  left_out: progress.left_out + unread.length,
  unread: [...progress.unread, ...unread].slice(0, MOST_NAMED),
})

/** Maps and stores; null when the time is up in between. */
const finish = async (run: TaskRun, taken: TakenParts): Promise<BulkFailure | 'done' | null> => {
  const { task, provider, query, deps, until } = run
  const { db } = deps
  const now = deps.now()
  const everyone = { now, company: () => true }
  const { universe, market_day: marketDay, frames } = provider.bulk ?? {}
  if (task.kind === 'universe' && universe) {
    const result = withLeast(universe, query, await universe.toRows(query, taken, everyone))
    if (!result.ok) return result
    await keepUniverse(db, task, result.rows, now.toISOString().slice(0, 10))
    run.progress = noted(run.progress, result.rows.length, result.unread)
    return 'done'
  }
  if (task.kind === 'market_day' && marketDay) {
    const result = withLeast(marketDay, query, await marketDay.toRows(query, taken, everyone))
    if (!result.ok) return result
    const { market, target: day } = task
    await storeMarketDay(db, { market, provider: provider.id, day, retrievedAt: now }, result.rows)
    run.progress = noted(run.progress, result.rows.length, result.unread)
    return 'done'
  }
  if (!frames) return bulkFailure('bad_request', `${provider.id} has no ${task.kind}`)
  if (frames.keeps?.(task.target)) return 'done'
  while (run.progress.stored < COMPANY_PARTS) {
    if (deps.now().getTime() >= until) return null
    const part = run.progress.stored
    const result: BulkResult<BulkRows['frames']> = await frames.toRows(query, taken, {
      now,
      company: isInPart(part),
    })
    if (!result.ok) return result
    const about = {
      part,
      newestOnly: frames.newest_only ?? false,
      restates: frames.restates ?? false,
    }
    const stored = await keepFrames(db, task, result.rows, about, now)
    run.progress = { ...noted(run.progress, stored, result.unread), stored: part + 1 }
    await noteProgress(db, task, run.progress)
  }
  return 'done'
}

const waited = (
  progress: RefreshProgress,
  retryAt: Date,
  detail: string | null,
): RefreshProgress => ({
  ...progress,
  retry_at: retryAt.toISOString(),
  detail,
})

/** Asks for one part, and keeps it or notes why there is none. */
const takePart = async (
  run: TaskRun,
  capability: BulkCapability<unknown>,
  part: string,
  place: number,
): Promise<RunOutcome | BulkPart> => {
  const { task, provider, query, deps } = run
  const { db } = deps
  const asked = await ask<BulkPart>({
    provider,
    dataset: task.kind,
    instrument: `${task.market} ${task.target} ${part.slice(0, 60)}`,
    context: deps.contextOf(provider),
    until: deps.now().getTime() + ONE_CALL_MS,
    gate: deps.gate,
    calls: 1,
    reserve: RESERVE,
    fetch: (_, context) => capability.fetch(query, part, context),
    recordedOf: () => null,
  })
  const now = deps.now()
  if (asked.answer) {
    run.progress = { ...run.progress, attempts: 0, retry_at: null, detail: null }
    await keepPart(db, task, part, place, asked.answer, run.progress, now)
    return asked.answer
  }
  const { reason, detail } = asked.attempt
  const calls = asked.held ? 0 : 1
  if (asked.held) {
    run.progress = waited(run.progress, new Date(now.getTime() + HELD_MS), detail)
    await noteProgress(db, task, run.progress, { reason })
    return { is: 'waits', calls, reason }
  }
  const attempts = run.progress.attempts + 1
  if (!MAY_PASS.has(reason) || attempts >= MOST_ATTEMPTS) {
    await end(db, task, run.progress, { reason, detail, keeps: false, asked: calls }, now)
    return { is: 'ended', calls, reason }
  }
  const own = asked.fetch.retryAt?.getTime() ?? 0
  const wait = now.getTime() + FIRST_WAIT_MS * 2 ** (attempts - 1)
  run.progress = { ...waited(run.progress, new Date(Math.max(own, wait)), detail), attempts }
  await noteProgress(db, task, run.progress, { reason, asked: calls })
  return { is: 'waits', calls, reason }
}

const isUnderWay = (state: StoredRefresh | undefined): state is StoredRefresh =>
  state !== undefined && state.ended_at === null

export const runTask = async (
  task: RefreshTask,
  provider: Provider,
  state: StoredRefresh | undefined,
  until: number,
  deps: RunDeps,
): Promise<RunOutcome> => {
  const { db } = deps
  const capability: BulkCapability<unknown> | undefined = provider.bulk?.[task.kind]
  if (!capability || !MARKETS.includes(task.market))
    return { is: 'ended', calls: 0, reason: 'bad_request' }
  const query: BulkQuery = {
    market: task.market,
    target: task.target,
    symbols: isUnderWay(state) ? [] : await deps.symbols(),
    now: deps.now(),
  }
  const progress = isUnderWay(state)
    ? state.progress
    : await begin(db, task, capability.parts(query), deps.now())
  const run: TaskRun = { task, provider, query, progress, until, deps }
  const taken = await takenParts(db, task)
  let calls = 0
  const counted = (outcome: RunOutcome): RunOutcome => ({
    ...outcome,
    calls: calls + outcome.calls,
  })
  for (;;) {
    const part = nextPart(progress.parts, taken)
    if (part === null) break
    if (calls > 0) await (deps.wait ?? sleep)(pauseOf(provider) * (1 + JITTER * Math.random()))
    if (deps.now().getTime() >= until) return counted({ is: 'cut', calls: 0, reason: null })
    const answer = await takePart(run, capability, part, taken.length)
    if ('is' in answer) return counted(answer)
    calls += 1
    taken.push({ part, next: [...answer.next] })
  }
  const done =
    taken.length === 0
      ? bulkFailure('empty', 'there is nothing to ask for: the market has no list of companies yet')
      : await finish(run, partsOf(deps, task, taken))
  if (done === null) return counted({ is: 'cut', calls: 0, reason: null })
  const keeps = done === 'done' && provider.bulk?.frames?.keeps?.(task.target) === true
  const failure = done === 'done' ? null : done
  const outcome = { reason: failure?.reason ?? null, detail: failure?.detail ?? null, keeps }
  await end(db, task, run.progress, outcome, deps.now())
  return counted({ is: 'ended', calls: 0, reason: outcome.reason })
}
