/** Makes the names and definitions of figures of one exhibit. */
import type { Term } from '../../contracts/facts.ts'
import type { ExhibitGroup } from '../names.ts'

export const termIn =
  (group: ExhibitGroup, kind: Term['kind']) =>
  (en: string, zh: string, definition: string, definition_zh: string): Term => ({
    en,
    zh,
    group,
    kind,
    definition,
    definition_zh,
  })
