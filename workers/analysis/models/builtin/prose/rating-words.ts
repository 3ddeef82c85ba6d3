/** The words about the rating. en/ and zh/ each hold one implementation. */
import type {
  DangerCode,
  Grade,
  PriceGrade,
  TestGroup,
  UnratedReason,
} from '#shared/rating/names.ts'
import type { Cite } from '../finding.ts'

/** A figure with its name, as a sentence cites it. */
export interface LabelledCite {
  label: string
  cite: Cite
}

/** What a case rests on: a claim, its figures, and what the same figure was years before. */
export interface CaseArgument {
  claim: string
  figures: LabelledCite[]
  before: Cite | null
  why: string | null
}

/** Too few groups follow from too few tests, which says enough. */
export const withoutDoubles = (reasons: readonly UnratedReason[]): UnratedReason[] =>
  reasons.filter((reason) => reason !== 'too_few_groups' || !reasons.includes('too_few_tests'))

export interface RatingWords {
  groups: Record<TestGroup, string>
  /** The grade with the groups that are strongest and weakest, and whether the weakest fails. */
  verdict(grade: Grade, sides: { best: TestGroup; worst: TestGroup; fails: boolean } | null): string
  /** Why there is no grade. */
  unrated(reasons: readonly UnratedReason[]): string
  /** What outweighs the tests, all of it in one sentence. */
  dangers(items: readonly { code: DangerCode; figures: readonly LabelledCite[] }[]): string
  decided_title: string
  /** The title of the same table where nothing was decided. */
  made_title: string
  head: [test: string, figure: string, result: string]
  /** A figure and its period in a table. */
  cell(ref: string, period: string): string
  degree(degree: number): string
  /** `split`: some of the tests speak clearly for the price, others clearly against it. */
  price(grade: Exclude<PriceGrade, 'not_rated'>, split: boolean): string
  /** `more`: whether further tests are not named. */
  untested(
    reason: 'missing' | 'doubt' | 'gain' | 'loss',
    tests: readonly string[],
    more: boolean,
  ): string
  /** Says that no test could be made, so that there is no case either way. */
  untestable: string
  risks_title: string
  risk(name: string, figures: readonly LabelledCite[], why: string | null): string
  /** What it is called when pay in shares weighs on the owners. */
  stock_pay: string
  no_risks(tested: number): string
  why: Readonly<Record<string, string>>
  /** The same where what was measured is below zero. */
  why_below_nothing: Readonly<Record<string, string>>
  bull: {
    title: string
    argument(argument: CaseArgument): string
    right_title: string
    right(figures: readonly string[], year: string): string
    objection(risk: string): string
    nothing: string
  }
  bear: {
    title: string
    argument(argument: CaseArgument): string
    price_title: string
    wrong_title: string
    wrong(watched: readonly string[]): string
    nothing: string
  }
}
