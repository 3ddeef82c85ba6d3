/**
 * In which order Workers are deployed: the platform refuses a binding to a Worker that does not
 * exist, so a Worker comes after those that it binds to. Pure.
 */
import type { WorkerConfig } from './worker-config.ts'

export interface WorkerDeploy {
  worker: string
  /**
   * Tail consumers that are left out because they do not exist yet. The Worker is deployed once
   * more when they do.
   */
  without: readonly string[]
}

/** The Workers that this one binds to: services, objects and Workflows of another script. */
const calleesOf = ({ name, services, durable_objects, workflows }: WorkerConfig): string[] => [
  ...new Set(
    [
      ...(services ?? []).map(({ service }) => service),
      ...(durable_objects?.bindings ?? []).flatMap(({ script_name }) => script_name ?? []),
      ...(workflows ?? []).flatMap(({ script_name }) => script_name ?? []),
    ].filter((callee) => callee !== name),
  ),
]

const tailsOf = ({ name, tail_consumers, streaming_tail_consumers }: WorkerConfig): string[] =>
  [...(tail_consumers ?? []), ...(streaming_tail_consumers ?? [])]
    .map(({ service }) => service)
    .filter((consumer) => consumer !== name)

/**
 * A tail consumer may itself bind to the Workers that it hears. Where that makes a circle, those
 * are deployed without it first. `existing` are Workers that the account has already. A circle of
 * other bindings, or a binding to a Worker that is not ours, cannot be deployed.
 */
export const deployOrder = (
  workers: readonly WorkerConfig[],
  existing: ReadonlySet<string> = new Set(),
): { deploys: WorkerDeploy[] } | { wrong: string } => {
  const names = new Set(workers.map(({ name }) => name))
  const waiting = new Map(workers.map((worker) => [worker.name, worker]))
  const placed = new Set<string>()
  const deploys: WorkerDeploy[] = []
  for (const { name, ...config } of workers) {
    const worker = { ...config, name }
    const stranger = [...calleesOf(worker), ...tailsOf(worker)].find((to) => !names.has(to))
    if (stranger !== undefined)
      return { wrong: `${name} binds to ${stranger}, which is no Worker here` }
  }
  const isPlaced = (name: string): boolean => placed.has(name)
  while (waiting.size > 0) {
    const callable = [...waiting.values()].filter((worker) => calleesOf(worker).every(isPlaced))
    const next = callable.find((worker) => tailsOf(worker).every(isPlaced)) ?? callable[0]
    if (!next) return { wrong: `${[...waiting.keys()].join(', ')} bind to each other in a circle` }
    const without = tailsOf(next).filter((to) => !isPlaced(to) && !existing.has(to))
    deploys.push({ worker: next.name, without })
    placed.add(next.name)
    waiting.delete(next.name)
  }
  const again = deploys
    .filter(({ without }) => without.length > 0)
    .map(({ worker }) => ({ worker, without: [] }))
  return { deploys: [...deploys, ...again] }
}
