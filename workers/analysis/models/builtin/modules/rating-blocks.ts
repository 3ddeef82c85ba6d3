/** What several modules write from the rating: arguments, risks, and what was not tested. Pure. */
import type { RankedRisk, RatedTest } from '#shared/contracts/rating.ts'
import { DANGERS, type DangerCode } from '#shared/rating/names.ts'
import { isMadeTest, type MadeTest, weaknessOf } from '#shared/rating/score-tests.ts'
import { ratingTest } from '#shared/rating/tests/index.ts'
import { cite } from '../finding.ts'
import type { CaseArgument, LabelledCite } from '../prose/rating-words.ts'
import { type LabelledPoint, pointsOfTokens, shownOf } from '../rating.ts'
import type { Briefing } from './common.ts'

const PASSED = 0.5
const SWINGS = 'margin_steadiness'
/** From here on a test failed clearly, which is an argument. */
const CLEARLY_FAILED = 0.4
/** A test carries an argument from this degree on. */
export const WELL_PASSED = 0.6
/** Most tests named that were not made for one reason. */
const MOST_UNTESTED = 6
/** How many years back a figure is compared with itself. */
const YEARS_BACK = 4
/** A figure that moved by less than this part says nothing by its past. */
const MOVED = 0.1
/** Most figures of one risk. */
const MOST_FIGURES = 3

const labelled = ({ language }: Briefing, points: readonly LabelledPoint[]): LabelledCite[] =>
  points.map((point) => ({ label: point.label[language], cite: cite(point) }))

/** The figures of a test that the module may cite; none where one of them is not given. */
export const figuresOfTest = (briefing: Briefing, test: MadeTest): LabelledCite[] => {
  if (test.id === SWINGS) return swingOf(briefing, test)
  const tokens = shownOf(test)
  const points = pointsOfTokens(briefing.context, briefing.evidence, tokens)
  return points.length === tokens.length ? labelled(briefing, points) : []
}

/** The lowest year and the newest: one of them alone shows no swing. */
const swingOf = (briefing: Briefing, { tokens, shown }: MadeTest): LabelledCite[] => {
  const points = pointsOfTokens(briefing.context, briefing.evidence, tokens)
  const lowest = points.toSorted((a, b) => a.value - b.value)[0]
  const newest = pointsOfTokens(briefing.context, briefing.evidence, [shown])[0]
  if (!lowest || !newest || points.length !== tokens.length) return []
  return labelled(briefing, lowest.ref === newest.ref ? [newest] : [lowest, newest])
}

export const figuresOfRisk = (briefing: Briefing, { id, tokens }: RankedRisk): LabelledCite[] => {
  const test = briefing.rating.tests.find((one) => one.id === id)
  if (id === SWINGS && test && isMadeTest(test)) return swingOf(briefing, test)
  return labelled(
    briefing,
    pointsOfTokens(briefing.context, briefing.evidence, tokens).slice(-MOST_FIGURES),
  )
}

/** What a risk is called: where nothing covers the interest, not as where little does. */
export const nameOfRisk = ({ rating, language }: Briefing, risk: RankedRisk): string => {
  const test = rating.tests.find(({ id }) => id === 'interest_cover')
  const isNothing =
    risk.id === 'interest_uncovered' &&
    test !== undefined &&
    isMadeTest(test) &&
    test.value !== null &&
    test.value < 0
  return (isNothing ? weaknessOf(test) : null)?.[language] ?? risk.names[language]
}

/** Why a risk matters; what is below zero has its own reason. */
export const reasonOf = ({ pack, rating }: Briefing, id: string): string | null => {
  const test = rating.tests.find((one) => one.id === id)
  const isBelow = test?.made === true && test.value !== null && test.value < 0
  const { why, why_below_nothing } = pack.rating
  return (isBelow ? why_below_nothing[id] : undefined) ?? why[id] ?? null
}

/** Why a failed test matters; nothing where a section before this one has said so. */
const whyOf = (briefing: Briefing, id: string): string | null => {
  const why = reasonOf(briefing, id)
  return why === null || briefing.needs.some(({ text }) => text.includes(why)) ? null : why
}

/** The arguments, of which none says the reason of another again. */
export const withReasonsOnce = <T extends { why: string | null }>(items: readonly T[]): T[] => {
  const said = new Set<string>()
  return items.map((item) => {
    if (item.why === null || !said.has(item.why)) {
      if (item.why !== null) said.add(item.why)
      return item
    }
    return { ...item, why: null }
  })
}

/** The same figure some years before, where it has moved the way that the argument needs. */
const beforeOf = ({ evidence }: Briefing, test: MadeTest, isFor: boolean) => {
  const [name = '', period = ''] = test.shown.split('@')
  // A test that is passed without a number shows a figure that its scale does not measure.
  if (test.value === null || test.tokens.length !== 1 || !period.startsWith('FY')) return null
  const now = evidence.at(name, period)
  const then = evidence.at(name, `FY${Number(period.slice(2)) - YEARS_BACK}`)
  if (!now || !then || Math.abs(now.value - then.value) < Math.abs(then.value) * MOVED) return null
  const isBetter = now.value > then.value === test.scale.full > test.scale.zero
  return isBetter === isFor ? cite(then) : null
}

/** An argument from a test, for the company or against it. */
export const argumentOf = (
  briefing: Briefing,
  test: MadeTest,
  side: 'for' | 'against',
): CaseArgument | null => {
  const claim = side === 'for' ? ratingTest(test.id)?.strength : weaknessOf(test)
  const figures = figuresOfTest(briefing, test)
  if (!claim || figures.length === 0) return null
  return {
    claim: claim[briefing.language],
    figures,
    before: beforeOf(briefing, test, side === 'for'),
    why: side === 'for' ? null : whyOf(briefing, test.id),
  }
}

/** The tests that were made, best first. */
export const madeTests = ({ rating }: Briefing): MadeTest[] =>
  rating.tests.filter(isMadeTest).toSorted((a, b) => b.degree - a.degree)

/** At most so many, and no more than two of a group; none says the figure of another. */
export const pickTests = (
  tests: readonly MadeTest[],
  most: number,
  most_of_a_group = 2,
): MadeTest[] => {
  const picked: MadeTest[] = []
  for (const test of tests) {
    const ofGroup = picked.filter(({ group }) => group === test.group).length
    const isNew = picked.every(({ shown }) => shown !== test.shown)
    if (picked.length < most && ofGroup < most_of_a_group && isNew) picked.push(test)
  }
  return picked
}

export const isFailed = ({ degree }: MadeTest): boolean => degree < PASSED
export const isClearlyFailed = ({ degree }: MadeTest): boolean => degree < CLEARLY_FAILED

const REASONS: Partial<Record<Extract<RatedTest, { made: false }>['reason'], WhyUntested>> = {
  not_filed: 'missing',
  refused: 'missing',
  short_record: 'missing',
  in_doubt: 'doubt',
  one_off_gains: 'gain',
  loss: 'loss',
}

type WhyUntested = 'missing' | 'doubt' | 'gain' | 'loss'

/** Which tests were not made, by reason. That a test fits other companies is no gap. */
export const untestedSentences = (
  { rating, pack, language, needs }: Briefing,
  kinds: readonly WhyUntested[],
): string[] =>
  kinds.flatMap((kind) => {
    const names = rating.tests.flatMap((test) =>
      !test.made && REASONS[test.reason] === kind ? [test.names[language]] : [],
    )
    const told = names.slice(0, MOST_UNTESTED)
    const sentence = pack.rating.untested(kind, told, names.length > told.length)
    // A section before this one may have said so.
    const isSaid = needs.some(({ text }) => text.includes(sentence))
    return told.length > 0 && !isSaid ? [sentence] : []
  })

const isDanger = (id: string): id is DangerCode => id in DANGERS

export const dangerSentences = (briefing: Briefing): string[] => {
  const dangers = briefing.rating.fundamentals.dangers.flatMap(({ code, tokens }) =>
    isDanger(code)
      ? [
          {
            code,
            figures: labelled(
              briefing,
              pointsOfTokens(briefing.context, briefing.evidence, tokens),
            ),
          },
        ]
      : [],
  )
  return dangers.length > 0 ? [briefing.pack.rating.dangers(dangers)] : []
}

/** The grade of the price, and whether the tests of the price speak against each other. */
export const priceGradeSentences = ({ rating, pack }: Briefing): string[] => {
  const { grade } = rating.price
  if (grade === 'not_rated') return []
  const degrees = rating.tests.flatMap((test) =>
    isMadeTest(test) && test.group === 'valuation' ? [test.degree] : [],
  )
  const isSplit = degrees.some((d) => d < CLEARLY_FAILED) && degrees.some((d) => d >= WELL_PASSED)
  return [pack.rating.price(grade, isSplit)]
}
