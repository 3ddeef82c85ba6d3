/**
 * Decides the order in which the parts of a graph run, and whether a module runs at all. Pure: the
 * Workflow carries out what is decided here.
 */
import type { ModuleStatus } from '#shared/contracts/orchestrator.ts'

/** A part of a graph: it runs when all parts that it needs have ended. */
export interface GraphNode {
  id: string
  needs: readonly string[]
}

/**
 * Returns the nodes that may start now: they have not started, and all their needs have ended.
 * `ended` and `started` are sets of ids. The result keeps the order of the graph, so that a replay
 * makes the same plan.
 */
export const readyNodes = <N extends GraphNode>(
  nodes: readonly N[],
  started: ReadonlySet<string>,
  ended: ReadonlySet<string>,
): N[] => nodes.filter((one) => !started.has(one.id) && one.needs.every((need) => ended.has(need)))

/**
 * Calls `run` once for every node, as soon as the needs of that node have ended. Rejects with the
 * first error of `run`. Also rejects when the remaining nodes can never start because of a cycle or
 * an unknown need; the configuration service refuses both.
 */
export const runGraph = async <N extends GraphNode>(
  nodes: readonly N[],
  run: (node: N) => Promise<void>,
): Promise<void> => {
  const started = new Set<string>()
  const ended = new Set<string>()
  const startReady = async (): Promise<void> => {
    await Promise.all(
      readyNodes(nodes, started, ended).map(async (node) => {
        started.add(node.id)
        await run(node)
        ended.add(node.id)
        await startReady()
      }),
    )
  }
  await startReady()
  if (ended.size < nodes.length) throw new Error('the modules do not form a graph that can run')
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
