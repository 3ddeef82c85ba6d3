/**
 * Decides the order in which modules run, and whether a module runs at all. Pure: the Workflow
 * carries out what is decided here.
 */
import type { ModuleStatus } from '#shared/contracts/orchestrator.ts'

export interface PlannedModule {
  id: string
  needs: string[]
}

/**
 * Returns the ids of modules that may start now: they have not started, and all their needs have
 * ended. `ended` and `started` are sets of module ids. The result keeps the order of the
 * configuration, so that a replay makes the same plan.
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
 * Calls `run` once for every module, as soon as the needs of that module have ended. Rejects with
 * the first error of `run`. Also rejects when the remaining modules can never start because of a
 * cycle or an unknown need; the configuration service refuses both.
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
 * Reasons for a missing section that also hold for the next section. After one of them the model is
 * not asked again.
 */
const HOLDS_FOR_ALL: ReadonlySet<string> = new Set([
  'model_auth',
  'model_cap_reached',
  'model_not_configured',
  'model_quota_exhausted',
  'cancelled',
  'needs_failed',
])

/**
 * Decides whether a module runs. It normally runs even if some needs failed, because it has figures
 * of its own; the failed needs are stated to it. It is skipped when none of its needs is complete
 * and at least one failed for a reason that holds for every module.
 */
export const decide = (
  needs: readonly { status: ModuleStatus; reason: string | null }[],
): 'run' | 'skip' =>
  needs.every((need) => need.status !== 'complete') &&
  needs.some(({ reason }) => reason !== null && HOLDS_FOR_ALL.has(reason))
    ? 'skip'
    : 'run'

/** Returns how a report ends: it has failed only when none of its modules is complete. */
export const outcomeOf = (modules: readonly ModuleStatus[]): 'complete' | 'failed' =>
  modules.includes('complete') ? 'complete' : 'failed'
