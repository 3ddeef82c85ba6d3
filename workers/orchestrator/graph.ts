/**
 * The order in which modules run, and whether one runs at all. Pure; the Workflow only carries it
 * out.
 */
import type { ModuleStatus } from '#shared/contracts/orchestrator.ts'

export interface PlannedModule {
  id: string
  needs: string[]
}

/**
 * Ids that may start now: not started, and every need ended. `ended` and `started` are sets of
 * module ids. In the order of the configuration, so that a replay plans the same.
 */
export const readyModules = (
  modules: readonly PlannedModule[],
  started: ReadonlySet<string>,
  ended: ReadonlySet<string>,
): string[] =>
  modules
    .filter((m) => !started.has(m.id) && m.needs.every((need) => ended.has(need)))
    .map((m) => m.id)

/**
 * Runs every module once, each as soon as its own needs have ended, by `run`. Rejects with the
 * first fault of `run`, or when the rest can never start (a cycle, an unknown need: the
 * configuration service refuses both).
 */
export const runGraph = async (
  modules: readonly PlannedModule[],
  run: (id: string) => Promise<void>,
): Promise<void> => {
  const started = new Set<string>()
  const ended = new Set<string>()
  const startReady = async (): Promise<void> => {
    await Promise.all(
      readyModules(modules, started, ended).map(async (id) => {
        started.add(id)
        await run(id)
        ended.add(id)
        await startReady()
      }),
    )
  }
  await startReady()
  if (ended.size < modules.length) throw new Error('the modules do not form a graph that can run')
}

/**
 * Why a section has not been written that would be so for the next one too: there the model is not
 * asked again.
 */
const HOLDS_FOR_ALL: ReadonlySet<string> = new Set([
  'model_auth',
  'model_not_configured',
  'model_quota_exhausted',
  'cancelled',
  'needs_failed',
])

/**
 * A module has figures of its own, so it runs, with the needs that failed stated to it. It is
 * skipped when none of its needs is complete and one failed for a reason that holds for every
 * module.
 */
export const decide = (
  needs: readonly { status: ModuleStatus; reason: string | null }[],
): 'run' | 'skip' =>
  needs.every((need) => need.status !== 'complete') &&
  needs.some(({ reason }) => reason !== null && HOLDS_FOR_ALL.has(reason))
    ? 'skip'
    : 'run'

/** How a report ends: it is failed only when not one module of it is complete. */
export const outcomeOf = (modules: readonly ModuleStatus[]): 'complete' | 'failed' =>
  modules.includes('complete') ? 'complete' : 'failed'
