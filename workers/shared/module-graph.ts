/**
 * The graph of analysis modules: whether it can run, and in what order. Pure; the config service
 * refuses by it, the orchestrator plans by it.
 */
import type { ModuleConfig } from './contracts/config.ts'

/** Placeholders a prompt template may hold, each filled by the analysis service. */
export const PROMPT_PLACEHOLDERS = [
  'company',
  'symbol',
  'market',
  'currency',
  'as_of',
  'language',
  'figures',
  'absences',
  'needs',
  'provider',
] as const

export interface GraphFault {
  /** Path into the saved document, e.g. `2.needs.0`. */
  path: string
  message: string
}

/** Names of `{placeholders}` in a template that nothing fills. */
export const unknownPlaceholders = (template: string): string[] =>
  [...template.matchAll(/(?<!\{)\{([a-z_]+)\}(?!\})/g)]
    .map((m) => m[1] as string)
    .filter((name) => !(PROMPT_PLACEHOLDERS as readonly string[]).includes(name))

/**
 * Everything wrong with a set of modules: doubled ids, unknown needs, unknown prompts, cycles (with
 * the cycle's path).
 */
export const graphFaults = (
  modules: readonly ModuleConfig[],
  promptIds: readonly string[],
): GraphFault[] => {
  const faults: GraphFault[] = []
  const ids = modules.map((m) => m.id)
  modules.forEach((module, i) => {
    if (ids.indexOf(module.id) !== i)
      faults.push({ path: `${i}.id`, message: `${module.id} is used twice` })
    if (!promptIds.includes(module.prompt))
      faults.push({ path: `${i}.prompt`, message: `there is no prompt ${module.prompt}` })
    module.needs.forEach((need, k) => {
      if (!ids.includes(need))
        faults.push({ path: `${i}.needs.${k}`, message: `there is no module ${need}` })
    })
  })
  const cycle = findCycle(modules)
  if (cycle)
    faults.push({
      path: `${ids.indexOf(cycle[0] as string)}.needs`,
      message: `a cycle: ${cycle.join(' -> ')}`,
    })
  return faults
}

const findCycle = (modules: readonly ModuleConfig[]): string[] | null => {
  const needs = new Map(modules.map((m) => [m.id, m.needs]))
  const done = new Set<string>()
  const visit = (id: string, path: string[]): string[] | null => {
    if (path.includes(id)) return [...path.slice(path.indexOf(id)), id]
    if (done.has(id)) return null
    for (const need of needs.get(id) ?? []) {
      const cycle = visit(need, [...path, id])
      if (cycle) return cycle
    }
    done.add(id)
    return null
  }
  for (const { id } of modules) {
    const cycle = visit(id, [])
    if (cycle) return cycle
  }
  return null
}
