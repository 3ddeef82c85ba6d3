/**
 * The thesis: three to five pillars, the tests that are passed best, each with the figure of the
 * next annual report that would break it; and how a pillar is held against a book. Pure.
 */
import type { Falsifier, Pillar, PillarCheck } from '../contracts/rating.ts'
import type { RatedFigures } from './figures.ts'
import type { LineComparison } from './names.ts'
import { isMadeTest, type MadeTest } from './score-tests.ts'
import type { RatedTest } from '../contracts/rating.ts'
import { ratingTest } from './tests/index.ts'

const FEWEST_PILLARS = 3
const MOST_PILLARS = 5
/** Most pillars of one group, so that the thesis does not stand on one leg. */
const MOST_OF_A_GROUP = 2
/** A test carries a pillar from this degree on. */
const WELL_PASSED = 0.6
const HALF = 0.5
/** A line is stated to two digits, as people state one. */
const LINE_DIGITS = 2

const nextYear = (year: string): string => `FY${Number(year.slice(2)) + 1}`

/** Half way from the value of now to the line of passing, never beyond either. */
const lineBetween = (now: number, pass: number): number => {
  const half = Number((pass + (now - pass) * HALF).toPrecision(LINE_DIGITS))
  return Math.min(Math.max(half, Math.min(now, pass)), Math.max(now, pass))
}

/** The figure of the newest year by which the pillar is watched, its direction and its line. */
const falsifierOf = (test: MadeTest, figures: RatedFigures): Falsifier | null => {
  const { year } = figures
  if (year === null) return null
  const { scale } = test
  const direction: LineComparison = scale.full >= scale.zero ? 'at_least' : 'at_most'
  const [shownName = ''] = test.shown.split('@')
  const watched = ratingTest(test.id)?.watched ?? {
    name: shownName,
    comparison: direction,
    line: null,
  }
  // Passed without a number: net cash, which has to stay so.
  if (test.value === null && watched.line === null)
    return {
      name: shownName,
      label: figures.label(shownName),
      comparison: 'at_least',
      line: 0,
      unit: figures.at(test.shown)?.unit ?? test.unit,
      period: nextYear(year),
    }
  const now = figures.annual(watched.name).find(({ period }) => period === year)
  if (!now || now.doubted) return null
  // What was measured over years has no passing line of its own in one year.
  const pass = test.value === now.value ? scale.pass : now.value * HALF
  const line = watched.line ?? lineBetween(now.value, pass)
  const holds = watched.comparison === 'at_least' ? now.value >= line : now.value <= line
  return holds
    ? {
        name: watched.name,
        label: figures.label(watched.name),
        comparison: watched.comparison,
        line,
        unit: now.unit,
        period: nextYear(year),
      }
    : null
}

/** Holds a falsifier against a book: that of the report, or a later one. */
export const checkFalsifier = (falsifier: Falsifier, figures: RatedFigures): PillarCheck => {
  const years = figures.annual(falsifier.name)
  const due = years.find(({ period }) => period === falsifier.period)
  const isPast = figures.year !== null && figures.year >= falsifier.period
  const found = due ?? (isPast ? null : years.find(({ period }) => period === figures.year))
  if (!found) return { state: 'unknown', token: null, reason: figures.missing(falsifier.name) }
  if (found.doubted) return { state: 'unknown', token: found.token, reason: 'in_doubt' }
  const holds =
    falsifier.comparison === 'at_least'
      ? found.value >= falsifier.line
      : found.value <= falsifier.line
  return { state: holds ? 'holds' : 'broken', token: found.token, reason: null }
}

/** Empty where fewer than three tests carry a pillar: a thesis on less would be a wish. */
export const pillarsOf = (tests: readonly RatedTest[], figures: RatedFigures): Pillar[] => {
  const pillars: Pillar[] = []
  const ofGroup = new Map<string, number>()
  const watched = new Set<string>()
  const carrying = tests
    .filter(isMadeTest)
    .filter(({ group, degree }) => group !== 'valuation' && degree >= WELL_PASSED)
    .filter(({ id }) => ratingTest(id)?.no_pillar !== true)
    .toSorted((a, b) => b.degree - a.degree)
  for (const test of carrying) {
    const count = ofGroup.get(test.group) ?? 0
    if (pillars.length === MOST_PILLARS || count === MOST_OF_A_GROUP) continue
    const falsifier = falsifierOf(test, figures)
    const claim = ratingTest(test.id)?.strength
    if (!falsifier || !claim || watched.has(falsifier.name)) continue
    watched.add(falsifier.name)
    ofGroup.set(test.group, count + 1)
    pillars.push({
      test: test.id,
      claim,
      tokens: test.tokens,
      falsifier,
      check: checkFalsifier(falsifier, figures),
    })
  }
  return pillars.length >= FEWEST_PILLARS ? pillars : []
}
