/**
 * What a market lacks now: which list, which day and which figures are to be brought, and by whom.
 * Pure.
 */
import { BULK_KINDS, type BulkKind, type Market, type ProviderId } from '#shared/names.ts'
import { isSettled, lastFinalDay } from '../time/trading-days.ts'

/** Something that is to be brought by one provider. */
export interface RefreshTask {
  market: Market
  kind: BulkKind
  target: string
  provider: ProviderId
}

/** What is stored of an earlier run of a task. */
export interface RefreshState extends RefreshTask {
  started_at: Date
  /** Null while it is under way. */
  ended_at: Date | null
  /** Why it ended without rows, or why it waits; null when it served. */
  reason: string | null
  /** When the task is tried again after a failure that may pass; null when it does not wait. */
  retry_at: Date | null
}

export interface BulkPlanInput {
  market: Market
  now: Date
  chains: Partial<Record<BulkKind, readonly ProviderId[]>>
  states: readonly RefreshState[]
  /** Whether a provider can be asked: its key is set, and it is not turned off. */
  available(provider: ProviderId): boolean
  /**
   * True when the provider answers only with the values of now, which name no day; false when it
   * can be asked for any day.
   */
  undated(provider: ProviderId): boolean
  /** The groups of figures that a provider has now: all of them, or only the recent ones. */
  targets(provider: ProviderId, all: boolean): readonly string[]
  /** What is wanted; all when absent. */
  kinds?: readonly BulkKind[]
}

const HOUR_MS = 3_600_000
/** A list of companies changes by a few a week. */
const UNIVERSE_MS = 7 * 24 * HOUR_MS
/** Recent figures are asked for once a day, a little earlier each time. */
const FRAMES_MS = 22 * HOUR_MS
/**
 * A task that was refused is tried again after this time: the source may have been at work on it.
 */
const REFUSED_MS = 6 * HOUR_MS
/** The same for prices of the day, which are wanted soon. */
const REFUSED_DAY_MS = HOUR_MS
/** How long a provider is passed over whose key was refused, or whose plan lacks the figures. */
const REFUSED_KEY_MS = 24 * HOUR_MS

const sinceMs = (at: Date | null, now: Date): number =>
  at === null ? Number.POSITIVE_INFINITY : now.getTime() - at.getTime()

const isServed = ({ ended_at, reason }: RefreshState): boolean =>
  ended_at !== null && reason === null

/** Whether a failed task is let alone for now. */
const rests = (state: RefreshState | undefined, now: Date, forMs: number): boolean =>
  state !== undefined &&
  !isServed(state) &&
  state.ended_at !== null &&
  sinceMs(state.ended_at, now) < forMs

const waits = (state: RefreshState | undefined, now: Date): boolean =>
  state?.retry_at != null && state.retry_at > now

/** All tasks that are due, in the order in which they are to be done. */
export const planRefresh = (input: BulkPlanInput): RefreshTask[] => {
  const { market, now, chains, states } = input
  const day = lastFinalDay(market, now)
  const of = (kind: BulkKind, provider: ProviderId, target?: string) =>
    states.filter(
      (state) =>
        state.kind === kind &&
        state.provider === provider &&
        (target === undefined || state.target === target),
    )
  const providers = (kind: BulkKind): ProviderId[] =>
    (chains[kind] ?? []).filter((provider) => input.available(provider))
  const task = (kind: BulkKind, provider: ProviderId, target: string): RefreshTask => ({
    market,
    kind,
    target,
    provider,
  })

  const universe = (): RefreshTask[] =>
    providers('universe').flatMap((provider) => {
      const mine = of('universe', provider)
      const served = mine.filter(isServed).map(({ ended_at }) => sinceMs(ended_at, now))
      if (served.some((age) => age < UNIVERSE_MS)) return []
      // A list that is half brought is finished as it was begun.
      const begun = mine.find(({ ended_at }) => ended_at === null)
      if (begun) return waits(begun, now) ? [] : [task('universe', provider, begun.target)]
      if (mine.some((state) => rests(state, now, REFUSED_MS))) return []
      return [task('universe', provider, day)]
    })

  const marketDay = (): RefreshTask[] => {
    const chain = providers('market_day')
    if (chain.some((provider) => of('market_day', provider, day).some(isServed))) return []
    for (const provider of chain) {
      if (input.undated(provider) && !isSettled(market, now)) continue
      const [state] = of('market_day', provider, day)
      if (waits(state, now)) return []
      if (!rests(state, now, REFUSED_DAY_MS)) return [task('market_day', provider, day)]
    }
    return []
  }

  const frames = (): RefreshTask[] => {
    const chain = providers('frames')
    // A plan may cover other targets: without another provider the next target is tried.
    const isPassedOver = (one: ProviderId): boolean =>
      of('frames', one).some(
        (state) =>
          rests(state, now, REFUSED_KEY_MS) &&
          (state.reason === 'auth' || (state.reason === 'plan' && one !== chain.at(-1))),
      )
    const provider = chain.find((one) => !isPassedOver(one))
    if (provider === undefined) return []
    const recent = input.targets(provider, false)
    const wanted = [...new Set([...recent, ...input.targets(provider, true)])]
    return wanted.flatMap((target) => {
      const [state] = of('frames', provider, target)
      if (waits(state, now) || rests(state, now, REFUSED_MS)) return []
      const isDue =
        state === undefined ||
        !isServed(state) ||
        (recent.includes(target) && sinceMs(state.ended_at, now) >= FRAMES_MS)
      return isDue ? [task('frames', provider, target)] : []
    })
  }

  const plans: Record<BulkKind, () => RefreshTask[]> = {
    universe,
    market_day: marketDay,
    frames,
  }
  return BULK_KINDS.filter((kind) => input.kinds?.includes(kind) ?? true).flatMap((kind) =>
    plans[kind](),
  )
}
