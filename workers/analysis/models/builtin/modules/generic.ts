/**
 * Writes any module for which `builtin` has no writer of its own: the findings and the largest
 * movements in the figures it was given.
 */
import { yearBefore } from '../evidence.ts'
import { cite, tell } from '../finding.ts'
import { bullets, heading, labelOf, type ModuleWriter, youngBlocks } from './common.ts'
import { doubtBlocks } from './doubts.ts'

/** Most movements that are named, the largest first. */
const MOST_MOVES = 8
/** A change of at most this fraction is not a movement. */
const STILL = 0.02

export const writeGeneric: ModuleWriter = (briefing) => {
  const { evidence, findings, pack, context, module, language } = briefing
  const words = pack.generic
  const { anchor } = evidence
  if (anchor === null) return [pack.no_figures]
  const moves = [...new Set(context.figures.map((f) => f.name))]
    .flatMap((name) => {
      const series = evidence.annual(name)
      const now = series.find((p) => p.period === anchor)
      const before = now && yearBefore(series, now)
      if (!now || !before || before.value === 0) return []
      return [
        { name, now, before, size: Math.abs(now.value - before.value) / Math.abs(before.value) },
      ]
    })
    .filter((m) => m.size > STILL)
    .sort((a, b) => b.size - a.size)
    .slice(0, MOST_MOVES)
  return [
    ...youngBlocks(briefing),
    words.intro(module.names[language], new Set(context.figures.map((f) => f.name)).size),
    ...(findings.length
      ? [
          bullets(
            findings
              .toSorted((a, b) => Math.abs(b.score) - Math.abs(a.score))
              .map((f) => tell(pack.findings, f)),
          ),
        ]
      : []),
    ...(moves.length
      ? [
          heading(words.newest_title(pack.period(anchor))),
          bullets(
            moves.map((m) =>
              (m.now.value > m.before.value ? words.rose : words.fell)(
                labelOf(briefing, m.name),
                cite(m.now),
                cite(m.before),
              ),
            ),
          ),
        ]
      : []),
    ...doubtBlocks(briefing),
  ]
}
