/**
 * Checks that the analysis modules can run: their ids, what they read, their prompts, their models
 * and the graph of their needs. Pure.
 */
import type { ModuleConfig } from '#shared/contracts/config.ts'
import { DEFAULT, type Models } from '#shared/contracts/models.ts'
import { FIGURE_GROUPS, isFigureGroup } from '#shared/figure-groups.ts'
import { isKnownModel } from './models.ts'

export interface ModuleFault {
  /** Path into the list of modules, e.g. `2.needs.0`. */
  path: string
  message: string
}

const readsFaults = ({ facts, needs }: ModuleConfig, at: number): ModuleFault[] => {
  if (facts.length === 0 && needs.length === 0)
    return [{ path: `${at}.facts`, message: 'the module reads neither figures nor other modules' }]
  return facts.flatMap((group, k) => {
    const path = `${at}.facts.${k}`
    if (!isFigureGroup(group)) {
      const known = FIGURE_GROUPS.join(', ')
      return [{ path, message: `there is no group of figures ${group}; there are ${known}` }]
    }
    return facts.indexOf(group) === k ? [] : [{ path, message: `${group} is named twice` }]
  })
}

/**
 * The ids of the first cycle of needs. The first id is repeated at the end. Null when there is no
 * cycle.
 */
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

/** Everything that is wrong with a list of modules. `promptIds` are the prompts that exist. */
export const moduleFaults = (
  modules: readonly ModuleConfig[],
  promptIds: readonly string[],
  models: Models,
): ModuleFault[] => {
  const faults: ModuleFault[] = []
  const ids = modules.map((m) => m.id)
  modules.forEach((module, i) => {
    if (ids.indexOf(module.id) !== i)
      faults.push({ path: `${i}.id`, message: `${module.id} is used twice` })
    if (!promptIds.includes(module.prompt))
      faults.push({ path: `${i}.prompt`, message: `there is no prompt ${module.prompt}` })
    if (module.model !== DEFAULT && !isKnownModel(models, module.model))
      faults.push({ path: `${i}.model`, message: `there is no model ${module.model}` })
    module.needs.forEach((need, k) => {
      if (!ids.includes(need))
        faults.push({ path: `${i}.needs.${k}`, message: `there is no module ${need}` })
    })
    faults.push(...readsFaults(module, i))
  })
  const cycle = findCycle(modules)
  if (cycle)
    faults.push({
      path: `${ids.indexOf(cycle[0] ?? '')}.needs`,
      message: `a cycle: ${cycle.join(' -> ')}`,
    })
  return faults
}
