/**
 * Checks that the analysis modules can run: their ids, what they read, their prompts, their models
 * and the graph of their needs. Pure.
 */
import type { ModuleConfig } from '#shared/contracts/config-documents.ts'
import { DEFAULT, type Models } from '#shared/contracts/models.ts'
import { LANGUAGES } from '#shared/names.ts'
import {
  isPassageExhibit,
  isReadExhibit,
  PASSAGE_WINDOWS,
  REPORT_EXHIBITS,
} from '#shared/exhibits/names.ts'
import { FIGURE_GROUPS, isFigureGroup } from '#shared/figure-groups.ts'
import { duplicateFaults, type FaultInDocument, isVisible } from './fault.ts'
import { isKnownModel, unknownModel } from './models.ts'

/**
 * The least limit of output tokens. A dozen cited figures alone take as many, so with less a model
 * would stop in the middle of every section.
 */
const FEWEST_OUTPUT_TOKENS = 256

/** What is wrong with the groups of figures at `path`. */
export const groupFaults = (path: string, groups: readonly string[]): FaultInDocument[] => {
  const known = FIGURE_GROUPS.join(', ')
  return [
    ...groups.flatMap((group, k): FaultInDocument[] =>
      isFigureGroup(group)
        ? []
        : [
            {
              path: `${path}.${k}`,
              reason: 'group_unknown',
              message: `there is no group of figures ${group}; there are ${known}`,
            },
          ],
    ),
    ...duplicateFaults(path, groups),
  ]
}

/** What is wrong with one entry of `reads` at `path`. */
const readFaults = (
  { exhibit, days, limit }: NonNullable<ModuleConfig['reads']>[number],
  path: string,
): FaultInDocument[] => {
  if (!(REPORT_EXHIBITS as readonly string[]).includes(exhibit))
    return [
      {
        path: `${path}.exhibit`,
        reason: 'exhibit_unknown',
        message: `there is no exhibit ${exhibit}; there are ${REPORT_EXHIBITS.join(', ')}`,
      },
    ]
  const settings = Object.entries({ days, limit }).filter(([, value]) => value !== undefined)
  if (!isReadExhibit(exhibit) || !isPassageExhibit(exhibit))
    return settings.map(
      ([name]): FaultInDocument => ({
        path: `${path}.${name}`,
        reason: 'setting_unused',
        message: `${exhibit} has no ${name}; news and filings have`,
      }),
    )
  const { most_days, most_limit } = PASSAGE_WINDOWS[exhibit]
  const most: Record<string, number> = { days: most_days, limit: most_limit }
  return settings.flatMap(([name, value = 0]): FaultInDocument[] =>
    value <= (most[name] ?? 0)
      ? []
      : [
          {
            path: `${path}.${name}`,
            reason: 'out_of_range',
            message: `${exhibit} has at most ${most[name]} ${name}`,
          },
        ],
  )
}

const readsFaults = ({ facts, needs, reads = [] }: ModuleConfig, at: number): FaultInDocument[] => {
  if (facts.length === 0 && needs.length === 0 && reads.length === 0)
    return [
      {
        path: `${at}.facts`,
        reason: 'nothing_read',
        message: 'the module reads neither figures nor other modules',
      },
    ]
  return [
    ...groupFaults(`${at}.facts`, facts),
    ...reads.flatMap((read, k) => readFaults(read, `${at}.reads.${k}`)),
    ...duplicateFaults(
      `${at}.reads`,
      reads.map(({ exhibit }) => exhibit),
    ),
  ]
}

/** Sections that a reader cannot name, or cannot tell apart. */
const nameFaults = (modules: readonly ModuleConfig[], at: number): FaultInDocument[] =>
  LANGUAGES.flatMap((language): FaultInDocument[] => {
    const module = modules[at]
    const name = module?.names[language] ?? ''
    const path = `${at}.names.${language}`
    if (!isVisible(name)) return [{ path, reason: 'blank', message: 'the name shows nothing' }]
    const same = modules.findIndex(({ names }) => names[language].trim() === name.trim())
    return same === at || modules[same]?.id === module?.id
      ? []
      : [{ path, reason: 'duplicate', message: `module ${modules[same]?.id} has the same name` }]
  })

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
): FaultInDocument[] => {
  const faults: FaultInDocument[] = []
  const add = (path: string, reason: FaultInDocument['reason'], message: string) =>
    faults.push({ path, reason, message })
  const ids = modules.map((m) => m.id)
  modules.forEach((module, i) => {
    if (ids.indexOf(module.id) !== i) add(`${i}.id`, 'duplicate', `${module.id} is used twice`)
    faults.push(...nameFaults(modules, i))
    if (!promptIds.includes(module.prompt))
      add(`${i}.prompt`, 'prompt_unknown', `there is no prompt ${module.prompt}`)
    if (module.model !== DEFAULT && !isKnownModel(models, module.model))
      faults.push(unknownModel(`${i}.model`, module.model, models))
    if (module.max_output_tokens < FEWEST_OUTPUT_TOKENS)
      add(
        `${i}.max_output_tokens`,
        'out_of_range',
        `no section fits into fewer than ${FEWEST_OUTPUT_TOKENS} tokens`,
      )
    module.needs.forEach((need, k) => {
      if (!ids.includes(need))
        add(`${i}.needs.${k}`, 'module_unknown', `there is no module ${need}`)
    })
    faults.push(...duplicateFaults(`${i}.needs`, module.needs), ...readsFaults(module, i))
  })
  const cycle = findCycle(modules)
  if (cycle) add(`${ids.indexOf(cycle[0] ?? '')}.needs`, 'cycle', `a cycle: ${cycle.join(' -> ')}`)
  return faults
}
