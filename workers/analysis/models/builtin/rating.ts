/**
 * The rating that the prose rests on: the one of the report, else computed by the same code from
 * the figures that were given. The prose judges nothing by itself that the rating judges.
 */
import { CONCEPT_IDS, conceptOf } from '#shared/concepts.ts'
import type { Figure } from '#shared/contracts/analysis.ts'
import type { RatedTest, RatingReading } from '#shared/contracts/rating.ts'
import { industryKind } from '#shared/industry.ts'
import { type RatedFigure, ratedFrom } from '#shared/rating/figures.ts'
import { rateFigures } from '#shared/rating/rate-company.ts'
import { fitsCompany, isMadeTest, type MadeTest } from '#shared/rating/score-tests.ts'
import type { AnalysisTask } from '../../task.ts'
import type { Evidence, Point } from './evidence.ts'

const BALANCES: ReadonlySet<string> = new Set(
  CONCEPT_IDS.filter((id) => conceptOf(id).statement === 'balance'),
)
/** Prices and what follows from them are of a day, also where they look back from it. */
const DAY = /^(?:\d{4}-\d{2}-\d{2}|\d+[my])$/

const ratedFigure = (figure: Figure): RatedFigure => ({
  ...figure,
  of_a_day: BALANCES.has(figure.name) || DAY.test(figure.period),
})

export const ratingOf = (context: AnalysisTask['context']): RatingReading => {
  if (context.rating) return context.rating
  const { figures, absences, breaks = [], instrument } = context
  const entries = figures.map(ratedFigure)
  return rateFigures(
    ratedFrom({
      kind: industryKind(undefined, instrument.industry) ?? 'general',
      entries,
      absences,
      breaks,
      label(name) {
        return entries.find((entry) => entry.name === name)?.label ?? { en: name, zh: name }
      },
      find: (token) => entries.find((entry) => entry.token === token),
    }),
  )
}

/** What kind of company the tests are for. What it says first and is judged by follows from it. */
export type JudgedKind = 'bank' | 'insurer' | 'financial' | 'trust' | 'utility' | 'general'

/** The tests of the rating by their id. */
export interface RatedTests {
  kind: JudgedKind
  /** The test where it was made. */
  made(id: string): MadeTest | null
  /** Whether it is a test for companies of this kind. */
  fits(id: string): boolean
}
const kindBy = (isFor: (id: string) => boolean): JudgedKind => {
  if (isFor('cost_to_income')) return 'bank'
  if (isFor('underwriting') || isFor('medical_losses')) return 'insurer'
  if (isFor('dividend_covered')) return 'financial'
  if (isFor('trust_payout')) return 'trust'
  return isFor('interest_cover') && !isFor('liquidity') ? 'utility' : 'general'
}
export const isFinancial = (kind: JudgedKind): boolean =>
  kind === 'bank' || kind === 'insurer' || kind === 'financial'

export const testsOf = ({ tests }: Pick<RatingReading, 'tests'>): RatedTests => {
  const byId = new Map(tests.map((test) => [test.id, test]))
  const isFor = (id: string): boolean => {
    const test = byId.get(id)
    return test !== undefined && fitsCompany(test)
  }
  return {
    kind: kindBy(isFor),
    made(id) {
      const test = byId.get(id)
      return test && isMadeTest(test) ? test : null
    },
    fits(id) {
      const test = byId.get(id)
      return test === undefined || fitsCompany(test)
    },
  }
}

export type RatedGroupId = RatedTest['group']

/** A figure of the rating with its label, where the module was given it and it is not in doubt. */
export interface LabelledPoint extends Point {
  label: Figure['label']
}

export const pointsOfTokens = (
  { figures }: Pick<AnalysisTask['context'], 'figures'>,
  evidence: Evidence,
  tokens: readonly string[],
): LabelledPoint[] =>
  tokens.flatMap((token) => {
    const figure = figures.find((one) => one.token === token)
    if (!figure || figure.doubts?.length) return []
    const point = evidence.shown(figure.name, figure.period)
    return point ? [{ ...point, label: figure.label }] : []
  })

/** Most figures that a sentence or a cell cites of one test. */
const MOST_CITED = 3

/** The figures that show a test: the measured one, else the few that it is made from. */
export const shownOf = (test: MadeTest): string[] => {
  const { value, shown, tokens } = test
  return value === null || tokens.length === 1 || tokens.length > MOST_CITED ? [shown] : tokens
}
