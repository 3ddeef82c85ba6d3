/**
 * Writes where the record breaks: neighbouring years that cannot be compared, and why. No growth,
 * average or compound rate is taken across a break.
 */
import { CONCEPT_IDS } from '#shared/concepts.ts'
import type { Break } from '#shared/contracts/facts.ts'
import { type Briefing, heading, labelOf } from './common.ts'

/** Most breaks that are told, newest first. */
const MOST_BREAKS = 4
/** Most figures named of one break. */
const MOST_NAMED = 4

const FILED: ReadonlySet<string> = new Set(CONCEPT_IDS)

/** The breaks with the named reasons; all when none is named. */
export const breakBlocks = (briefing: Briefing, reasons?: readonly Break['reason'][]): string[] => {
  const { context, pack } = briefing
  const chosen = (context.breaks ?? []).filter(
    ({ name, reason }) => FILED.has(name) && (!reasons || reasons.includes(reason)),
  )
  const groups = Map.groupBy(chosen, ({ from, to, reason }) => `${to} ${from} ${reason}`)
  const lines = [...groups.values()]
    .sort(([a], [b]) => (b?.to ?? '').localeCompare(a?.to ?? ''))
    .slice(0, MOST_BREAKS)
    .flatMap((group) => {
      const [first] = group
      if (!first) return []
      const names = group.map(({ name }) => labelOf(briefing, name))
      const more = names.length > MOST_NAMED
      return [pack.broken(first, names.slice(0, MOST_NAMED), more)]
    })
  return lines.length > 0
    ? [heading(pack.breaks_title), lines.map((line) => `- ${line}`).join('\n')]
    : []
}
