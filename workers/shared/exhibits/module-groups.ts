/** The groups of figures that a module is given: of the book, and of the exhibits that it reads. */
import type { ModuleConfig } from '../contracts/config-documents.ts'
import { EXHIBIT_GROUPS, isReadExhibit, isRowExhibit } from './names.ts'

/** The groups of the figures of the exhibits that a module reads. */
export const exhibitGroups = ({ reads = [] }: Pick<ModuleConfig, 'reads'>): string[] =>
  reads.flatMap(({ exhibit }) =>
    isReadExhibit(exhibit) && isRowExhibit(exhibit) ? [EXHIBIT_GROUPS[exhibit]] : [],
  )

export const groupsOfModule = (module: Pick<ModuleConfig, 'facts' | 'reads'>): string[] => [
  ...module.facts,
  ...exhibitGroups(module),
]
