/**
 * Writes the conclusion from the rating: the verdict and what decided it, the value, and what would
 * change the view. Each test was computed once; nothing is judged here a second time.
 */
import type { MadeTest } from '#shared/rating/score-tests.ts'
import {
  type Briefing,
  bullets,
  heading,
  type ModuleWriter,
  paragraph,
  table,
  shareValue,
  youngBlocks,
} from './common.ts'
import { doubtBlocks } from './doubts.ts'
import { hasValues, priceSentences, rangeSentences } from './price.ts'
import {
  dangerSentences,
  figuresOfTest,
  isFailed,
  madeTests,
  pickTests,
  priceGradeSentences,
  untestedSentences,
} from './rating-blocks.ts'
import { watchOf } from './watch.ts'

/** Most tests that are shown as deciding, of those that failed and of those that did best. */
const MOST_DECIDING = { failed: 4, passed: 4 }
const PASSED = 0.5

/** The strongest and the weakest group of tests, among those that have a score. */
const sidesOf = ({ rating }: Briefing) => {
  const counted = rating.groups
    .flatMap(({ id, score }) => (score === null || id === 'valuation' ? [] : [{ id, score }]))
    .toSorted((a, b) => b.score - a.score)
  const [best, worst] = [counted[0], counted.at(-1)]
  return best && worst ? { best: best.id, worst: worst.id, fails: worst.score < PASSED } : null
}

const verdictSentences = (briefing: Briefing): string[] => {
  const { rating, pack } = briefing
  const { grade, missing } = rating.fundamentals
  if (grade === 'not_rated') return [pack.rating.unrated(missing)]
  return [
    pack.rating.verdict(grade, sidesOf(briefing)),
    ...dangerSentences(briefing),
    ...priceGradeSentences(briefing),
  ]
}

const decidingBlocks = (briefing: Briefing): string[] => {
  const { pack, language } = briefing
  const words = pack.rating
  const tests = madeTests(briefing)
  const cited = (test: MadeTest) => figuresOfTest(briefing, test)
  const citable = tests.filter((test) => cited(test).length > 0)
  const deciding = [
    ...pickTests(citable.filter(isFailed).toReversed(), MOST_DECIDING.failed),
    ...pickTests(
      citable.filter((test) => !isFailed(test)),
      MOST_DECIDING.passed,
      1,
    ).toReversed(),
  ]
  // Net cash passes the tests of debt, and is called by its own name beside its figure.
  const nameOf = (test: MadeTest): string =>
    (test.value === null && cited(test)[0]?.label) || test.names[language]
  const isRated = briefing.rating.fundamentals.grade !== 'not_rated'
  const title = isRated ? words.decided_title : words.made_title
  const rows = deciding.map((test) => [
    nameOf(test),
    cited(test)
      .map(({ cite }) => words.cell(cite.ref, cite.period))
      .join(' · '),
    words.degree(test.degree),
  ])
  return [
    ...(rows.length > 0 ? [heading(title), table([words.head, ...rows])] : []),
    ...untestedSentences(briefing, ['missing', 'doubt', 'gain']),
  ]
}

const valueBlocks = (briefing: Briefing): string[] => {
  const { evidence, pack, language } = briefing
  const words = pack.conclusion
  const [low, high] = ['epv_per_share', 'dcf_per_share']
    .flatMap((name) => shareValue(evidence, name) ?? [])
    .sort((a, b) => a.value - b.value)
  return [
    heading(words.value_title),
    hasValues(briefing)
      ? paragraph(language, [...priceSentences(briefing), ...rangeSentences(briefing)])
      : low
        ? words.value(low, high ?? null)
        : words.no_value,
  ]
}

const watchBlocks = (briefing: Briefing): string[] => {
  const { pack, rating, needs } = briefing
  const words = pack.conclusion
  const watched = watchOf(briefing)
  const missing = rating.fundamentals.missing
  const instead = missing.includes('too_much_doubt')
    ? words.watch_doubt
    : missing.length > 0
      ? words.watch_missing
      : words.watch_default
  const told = needs.flatMap(({ text }) => text.split('\n'))
  const isNew = (line: string): boolean => !told.includes(`- ${line}`)
  const rest = watched.filter(isNew)
  const lines = watched.length === 0 ? instead : rest.length > 0 ? bullets(rest) : words.watch_told
  return [heading(words.watch_title), lines]
}

export const writeConclusion: ModuleWriter = (briefing) => {
  const { evidence, pack, needs, language } = briefing
  const words = pack.conclusion
  const missing = needs.filter((n) => n.status !== 'complete').map((n) => n.title)
  const caveat = missing.length > 0 ? [words.needs_missing(missing)] : []
  if (evidence.anchor === null) return [pack.no_figures, ...caveat]
  const verdict = [heading(words.verdict_title), ...youngBlocks(briefing)]
  if (evidence.basis === 'part')
    return [...verdict, words.too_early, ...caveat, ...doubtBlocks(briefing), words.disclaimer]
  if (madeTests(briefing).length === 0)
    return [
      ...verdictSentences(briefing),
      ...doubtBlocks(briefing),
      words.watch_missing,
      ...caveat,
      words.disclaimer,
    ]
  return [
    ...verdict,
    paragraph(language, verdictSentences(briefing)),
    ...caveat,
    ...decidingBlocks(briefing),
    ...doubtBlocks(briefing),
    ...valueBlocks(briefing),
    ...watchBlocks(briefing),
    words.disclaimer,
  ]
}
