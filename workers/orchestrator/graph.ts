/** The order in which modules run, and whether one runs at all. Pure; the Workflow only carries it out. */
import type { ModuleStatus } from '#shared/contracts/orchestrator.ts'

export interface PlannedModule {
  id: string
  needs: string[]
}

/**
 * Ids that may start now: not started, and every need ended. `ended` and `started` are sets of module ids.
 * In the order of the configuration, so that a replay plans the same.
 */
export const readyModules = (modules: readonly PlannedModule[], started: ReadonlySet<string>, ended: ReadonlySet<string>): string[] =>
  modules.filter((m) => !started.has(m.id) && m.needs.every((need) => ended.has(need))).map((m) => m.id)

/**
 * Runs every module once, each as soon as its own needs have ended, by `run`. Rejects with the first fault of `run`,
 * or when the rest can never start (a cycle, an unknown need: the configuration service refuses both).
 */
export const runGraph = async (modules: readonly PlannedModule[], run: (id: string) => Promise<void>): Promise<void> => {
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

/** A module runs when it needs nothing, or when at least one of its needs is complete; the others are stated to it. */
export const fateOf = (needs: readonly ModuleStatus[]): 'run' | 'skip' => (needs.length === 0 || needs.includes('complete') ? 'run' : 'skip')

/** How a report ends: it is failed only when not one module of it is complete. */
export const outcomeOf = (modules: readonly ModuleStatus[]): 'complete' | 'failed' => (modules.includes('complete') ? 'complete' : 'failed')
