/** Two ratings beside each other: grades, tests, thesis and risks. Pure. */
import type { RatedTest, RatingExhibit } from '../contracts/rating.ts'
import type { RatingChanges, TestChange } from '../contracts/report-comparison.ts'
import { MAX_FEW } from '../lengths.ts'
import { PASSED_FROM } from '../rating/names.ts'

/** Smaller differences are of rounding. */
const LEAST_MOVE = 1e-9

const stateOf = (test: RatedTest | undefined): TestChange['after'] => {
  if (!test) return null
  if (!test.made) return { made: false, reason: test.reason }
  const { degree, value, unit } = test
  return { made: true, degree, value, unit }
}

const isFar = (a: number | null, b: number | null): boolean =>
  a === null || b === null ? a !== b : Math.abs(a - b) > LEAST_MOVE

const isChanged = ({ before, after }: TestChange): boolean => {
  if (!before || !after) return before !== after
  if (before.made && after.made)
    return isFar(before.degree, after.degree) || isFar(before.value, after.value)
  if (!before.made && !after.made) return before.reason !== after.reason
  return true
}

const passes = (state: TestChange['after']): boolean | null =>
  state?.made ? state.degree >= PASSED_FROM : null

/** Passed or failed anew, then made or not made anew, then by how far the degree moved. */
const weightOf = ({ before, after }: TestChange): number => {
  const [old, now] = [passes(before), passes(after)]
  if (old !== null && now !== null && old !== now) return 3
  if ((old === null) !== (now === null)) return 2
  return before?.made && after?.made ? Math.abs(before.degree - after.degree) : 0
}

const union = <T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (item: T) => string,
): { item: T; old: T | undefined; now: T | undefined }[] => {
  const old = new Map(before.map((item) => [keyOf(item), item]))
  const now = new Map(after.map((item) => [keyOf(item), item]))
  return [...new Map([...now, ...[...old].filter(([key]) => !now.has(key))])].map(
    ([key, item]) => ({ item, old: old.get(key), now: now.get(key) }),
  )
}

const gradeChange = <G extends { grade: string; score: number | null }>(
  before: G | undefined,
  after: G | undefined,
): { before: G | undefined; after: G | undefined } | null =>
  before?.grade === after?.grade && !isFar(before?.score ?? null, after?.score ?? null)
    ? null
    : { before, after }

const graded = <G extends string>(
  of: { grade: G; score: number | null } | undefined,
): { grade: G; score: number | null } | null => (of ? { grade: of.grade, score: of.score } : null)

export const compareRatings = (
  before: RatingExhibit | null,
  after: RatingExhibit | null,
): RatingChanges => {
  const fundamentals = gradeChange(before?.fundamentals, after?.fundamentals)
  const price = gradeChange(before?.price, after?.price)
  const tests = union(before?.tests ?? [], after?.tests ?? [], ({ id }) => id).map(
    ({ item, old, now }): TestChange => ({
      id: item.id,
      group: item.group,
      names: item.names,
      before: stateOf(old),
      after: stateOf(now),
    }),
  )
  const changed = tests.filter(isChanged)
  const ranks = ({ risks = [] }: Partial<RatingExhibit>) =>
    risks.map(({ id, names }, at) => ({ id, names, rank: at + 1 }))
  return {
    fundamentals: fundamentals && {
      before: graded(fundamentals.before),
      after: graded(fundamentals.after),
    },
    price: price && { before: graded(price.before), after: graded(price.after) },
    tests: changed.sort((a, b) => weightOf(b) - weightOf(a)).slice(0, MAX_FEW),
    unchanged_tests: tests.length - changed.length,
    pillars: union(before?.pillars ?? [], after?.pillars ?? [], ({ test }) => test)
      .map(({ item, old, now }) => ({
        test: item.test,
        claim: item.claim,
        before: old?.check.state ?? null,
        after: now?.check.state ?? null,
      }))
      .filter((one) => one.before !== one.after),
    risks: union(ranks(before ?? {}), ranks(after ?? {}), ({ id }) => id)
      .map(({ item, old, now }) => ({
        id: item.id,
        names: item.names,
        before: old?.rank ?? null,
        after: now?.rank ?? null,
      }))
      .filter((one) => one.before === null || one.after === null)
      .slice(0, MAX_FEW),
  }
}
