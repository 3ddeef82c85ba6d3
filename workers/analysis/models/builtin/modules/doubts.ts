/**
 * Writes what is in doubt: the figures that failed a check, which check, and what else rests on
 * them. Nothing is concluded from any of it.
 */
import type { Figure, FigureDoubt } from '#shared/contracts/analysis.ts'
import type { Evidence } from '../evidence.ts'
import type { DoubtedFigure } from '../prose/pack.ts'
import { type Briefing, heading, labelOf } from './common.ts'

/** Most failed checks that are told; the page marks all figures in doubt. */
const MOST_DOUBTS = 6
/** Most periods named of one check that failed in several. */
const MOST_PERIODS = 4
/** Most figures named that rest on one that failed. */
const MOST_NAMED = 8
/** A doubt is told when it touches one of so many newest fiscal years, or what came after them. */
const YEARS_TOLD = 5

interface Root {
  check: FigureDoubt['names']
  /** The periods in which they failed it, newest first. */
  periods: string[]
  /** The filed figures that failed the check together. */
  failed: FigureDoubt['figure'][]
  /** The figures in doubt because of them. */
  on: Figure[]
}

/** Each failed check of a period with the figures that rest on those that failed it. */
const rootsOf = (figures: readonly Figure[]): Root[] => {
  const roots = new Map<string, Root>()
  for (const figure of figures)
    for (const { check, names, figure: failed, period } of figure.doubts ?? []) {
      const key = `${check} ${period}`
      const root = roots.get(key) ?? { check: names, periods: [period], failed: [], on: [] }
      roots.set(key, root)
      root.on.push(figure)
      if (!root.failed.some(({ en }) => en === failed.en)) root.failed.push(failed)
    }
  return joined([...roots.values()].sort((a, b) => newestOf(b).localeCompare(newestOf(a))))
}

const newestOf = ({ periods }: Root): string => periods[0] ?? ''

/**
 * Joins the failures of one check by the same figure in several periods into one, which names the
 * periods.
 */
const joined = (roots: readonly Root[]): Root[] => {
  const told = new Map<string, Root>()
  for (const root of roots) {
    const key = [root.check.en, ...root.failed.map(({ en }) => en).toSorted()].join('|')
    const known = told.get(key)
    if (known) {
      known.periods.push(...root.periods)
      known.on.push(...root.on)
    } else told.set(key, root)
  }
  return [...told.values()]
}

/** The first day of the years in which a doubt is told; empty when all are. */
const toldFrom = ({ years, doubted }: Evidence): string => {
  const first = years.at(-YEARS_TOLD)?.slice(2)
  return first && years.length >= YEARS_TOLD && doubted.length > 0 ? `${first}-01-01` : ''
}

export const doubtBlocks = (briefing: Briefing): string[] => {
  const { evidence, pack, language, needs } = briefing
  const from = toldFrom(evidence)
  const roots = rootsOf(evidence.doubted.filter((f) => f.end >= from))
  if (roots.length === 0) return []
  const items = roots.slice(0, MOST_DOUBTS).map(({ check, periods, failed, on }): DoubtedFigure => {
    const own = failed.map((name) => name[language])
    const names = [...new Set(on.map((f) => labelOf(briefing, f.name)))].filter(
      (name) => !own.includes(name),
    )
    return {
      figures: own,
      periods: periods.slice(0, MOST_PERIODS).filter((period) => period !== ''),
      earlier: periods.length > MOST_PERIODS,
      check: check[language],
      resting: names.slice(0, MOST_NAMED),
      more: names.length > MOST_NAMED,
    }
  })
  const told = pack.doubts(items, roots.length > MOST_DOUBTS)
  // The sections before are read in the same report; they may name more that rests on the same.
  const isTold = roots
    .slice(0, MOST_DOUBTS)
    .every(({ check }) =>
      needs.some(({ text }) => text.includes(pack.check_named(check[language]))),
    )
  return isTold ? [pack.doubts_told] : [heading(pack.doubt_title), told]
}
