/**
 * Which step of a run waits for which: a module waits for the modules that it needs and for the
 * exhibits that it reads, and for nothing else. Pure.
 */
import type { ModuleConfig } from '#shared/contracts/config-documents.ts'
import { RATED_EXHIBITS, type ReadExhibit } from '#shared/exhibits/names.ts'
import { PRICE_STEP } from '../exhibits/market.ts'
import type { CollectStep } from '../exhibits/collect.ts'
import type { GraphNode } from '../graph.ts'

export interface PlannedModule {
  id: string
  needs: string[]
  /** The exhibits that it reads; absent in a plan in which every module waits for all of them. */
  reads?: string[]
}

/** What a run plans once, and the engine keeps. */
export interface PlannedRun {
  modules: PlannedModule[]
  /** Absent in a plan of before each exhibit had a step. */
  exhibits?: CollectStep[]
  /** Modules that a lost run was writing; absent when there are none. */
  cut_off?: string[]
}

/** The engine replays an active run by the names of its steps, so an `id` must stay as it is. */
export type RunStep = GraphNode &
  (
    | { kind: 'exhibit'; exhibits: ReadExhibit[] }
    | { kind: 'exhibits' }
    | { kind: 'rating' }
    | { kind: 'module'; module: string }
  )

/**
 * The steps of collecting for a run whose stored plan names none, because an earlier version made
 * it.
 */
const FIRST_STEPS: CollectStep[] = [{ step: PRICE_STEP, kinds: ['market', 'valuation'] }]

/** What a module reads: names of exhibits, `rating` among them. */
export const readsOf = ({ reads = [] }: Pick<ModuleConfig, 'reads'>): string[] =>
  reads.map(({ exhibit }) => exhibit)

export const stepsOfRun = ({ modules, exhibits = FIRST_STEPS }: PlannedRun): RunStep[] => {
  const named = exhibits.map(({ step, kinds }) => ({ id: `exhibit:${step}`, kinds }))
  const all = named.map(({ id }) => id)
  const collecting = (read: readonly string[]): string[] =>
    named.filter(({ kinds }) => kinds.some((kind) => read.includes(kind))).map(({ id }) => id)
  const before = modules.every(({ reads }) => reads !== undefined) ? null : ['exhibits']
  return [
    // First, so that a model that waits for nothing is asked before the collecting begins.
    ...modules.map(({ id, needs, reads = [] }) => ({
      id: `module:${id}`,
      needs: [
        ...needs.map((need) => `module:${need}`),
        ...(before ? ['rating'] : collecting(reads)),
        ...(reads.includes('rating') ? ['rating'] : []),
      ],
      kind: 'module' as const,
      module: id,
    })),
    ...named.map(({ id, kinds }) => ({
      id,
      needs: [],
      kind: 'exhibit' as const,
      exhibits: kinds,
    })),
    { id: 'exhibits', needs: all, kind: 'exhibits' },
    { id: 'rating', needs: before ?? collecting(RATED_EXHIBITS), kind: 'rating' },
  ]
}
