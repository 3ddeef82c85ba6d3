/**
 * Collects exhibits of a subject. What cannot be had is absent with its reason; what does not fit
 * the contract, or makes the code fail, is absent too, and is logged.
 */
import type { AggregatorContract } from '#shared/contracts/aggregator.ts'
import type { ConfigSnapshot, ModuleConfig } from '#shared/contracts/config-documents.ts'
import { type Exhibit, exhibitSchema } from '#shared/contracts/exhibits.ts'
import { type Failure, fail, ok, type Result } from '#shared/contracts/problem.ts'
import {
  isPassageExhibit,
  isReadExhibit,
  PASSAGE_WINDOWS,
  RATED_EXHIBITS,
  READ_EXHIBITS,
  type ReadExhibit,
} from '#shared/exhibits/names.ts'
import type { ServiceClient } from '#shared/http/client.ts'
import { logger } from '#shared/log.ts'
import type { CollectedSubject, CollectorInput, ValuationAnswer } from './collector.ts'
import { COLLECTORS } from './index.ts'

type ReadingModules = Pick<ConfigSnapshot, 'modules'>
type ReadEntry = NonNullable<ModuleConfig['reads']>[number]

const readsOf = ({ modules }: ReadingModules, kind: ReadExhibit): ReadEntry[] =>
  modules.flatMap(({ reads = [] }) => reads.filter(({ exhibit }) => exhibit === kind))

/** The exhibits that some module reads. */
export const exhibitsWanted = (config: ReadingModules): ReadExhibit[] =>
  READ_EXHIBITS.filter((kind) => readsOf(config, kind).length > 0)

/**
 * What one section outside of a report rests on: what its module reads, and, where it reads the
 * rating, what that is computed from, as far as a report would collect it.
 */
export const exhibitsOfSection = (module: ModuleConfig, config: ReadingModules): ReadExhibit[] => {
  const wanted = exhibitsWanted({ modules: [module] })
  const isRated = module.reads?.some(({ exhibit }) => exhibit === 'rating') ?? false
  const collected = exhibitsWanted(config)
  return READ_EXHIBITS.filter(
    (kind) =>
      wanted.includes(kind) ||
      (isRated && RATED_EXHIBITS.includes(kind) && collected.includes(kind)),
  )
}

/** A step of the Workflow and the exhibits that it collects. */
export interface CollectStep {
  step: string
  kinds: ReadExhibit[]
}

export const stepsFor = (config: ReadingModules): CollectStep[] =>
  [...Map.groupBy(exhibitsWanted(config), (kind) => COLLECTORS[kind].step)].map(
    ([step, kinds]) => ({ step, kinds }),
  )

/** How far back a module reads passages of a kind, and how many. */
export const windowOf = (kind: ReadExhibit, { days, limit }: Pick<ReadEntry, 'days' | 'limit'>) => {
  if (!isPassageExhibit(kind)) return { days: 0, limit: 0 }
  const usual = PASSAGE_WINDOWS[kind]
  return { days: days ?? usual.days, limit: limit ?? usual.limit }
}

/** The widest window that a module reads. */
export const widest = (config: ReadingModules, kind: ReadExhibit) => {
  const windows = readsOf(config, kind).map((read) => windowOf(kind, read))
  return {
    days: Math.max(0, ...windows.map(({ days }) => days)),
    limit: Math.max(0, ...windows.map(({ limit }) => limit)),
  }
}

export interface CollectedExhibit {
  kind: ReadExhibit
  result: Result<Exhibit>
}

interface CollectWish {
  kinds: readonly ReadExhibit[]
  config: ReadingModules
  subject: CollectedSubject
  aggregator: Pick<ServiceClient<AggregatorContract>, 'call'>
  wait: CollectorInput['wait']
  requestId: string
}

const collectOne = async (
  kind: ReadExhibit,
  input: CollectorInput,
  requestId: string,
): Promise<Result<Exhibit>> => {
  const broken = (error: string): Failure => {
    logger('report-orchestrator', requestId).error('exhibit.broken', { kind, error })
    return fail('internal_error', `The exhibit ${kind} could not be made.`)
  }
  try {
    const made: Result<Exhibit> = await COLLECTORS[kind].collect(input)
    if (!made.ok) return made
    const checked = exhibitSchema.safeParse(made.data)
    if (checked.success) return ok(checked.data)
    return broken(checked.error.issues[0]?.path.join('.') ?? 'schema')
  } catch (error) {
    return broken(error instanceof Error ? error.name : typeof error)
  }
}

/** How often the figures of a market that are being put together are waited for, and how long. */
const WAITS = 3
const WAIT_SECONDS = 2

/** The multiples of the peers come from the columns of the market, which another step has made. */
const untilPeersAreReady = async (
  ask: () => Promise<Result<ValuationAnswer>>,
  wait: CollectorInput['wait'],
): Promise<Result<ValuationAnswer>> => {
  for (let tries = 0; ; tries++) {
    const answer = await ask()
    const isMaking =
      answer.ok &&
      answer.data.valuation.methods.some((one) => !one.ok && one.reason === 'peers_not_ready')
    if (!isMaking || tries >= WAITS) return answer
    await wait(WAIT_SECONDS)
  }
}

/** The exhibits of these kinds, side by side. */
export const collect = ({
  kinds,
  config,
  subject,
  aggregator,
  wait,
  requestId,
}: CollectWish): Promise<CollectedExhibit[]> => {
  const { market, symbol, as_of, book } = subject
  let asked: Promise<Result<ValuationAnswer>> | null = null
  const ask = () =>
    aggregator.call('getValuation', {
      params: { symbol },
      query: { market, book, ...(as_of !== null && { as_of }) },
    })
  const valuation = () => {
    asked ??= untilPeersAreReady(ask, wait)
    return asked
  }
  return Promise.all(
    kinds.filter(isReadExhibit).map(async (kind) => ({
      kind,
      result: await collectOne(
        kind,
        { subject, aggregator, valuation, wait, window: widest(config, kind) },
        requestId,
      ),
    })),
  )
}
