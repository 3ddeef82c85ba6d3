/**
 * Writes the two cases: the best argument for the company and the best against it, each from tests
 * and the figures that show them.
 */
import type { CaseArgument } from '../prose/rating-words.ts'
import { bullets, heading, type ModuleWriter, paragraph } from './common.ts'
import { impliedSentences } from './price.ts'
import {
  argumentOf,
  figuresOfRisk,
  isClearlyFailed,
  madeTests,
  nameOfRisk,
  pickTests,
  priceGradeSentences,
  untestedSentences,
  WELL_PASSED,
  withReasonsOnce,
} from './rating-blocks.ts'
import { watchOf } from './watch.ts'

const MOST_ARGUMENTS = 5

export const writeBullCase: ModuleWriter = (briefing) => {
  const { rating, pack, language, evidence } = briefing
  const words = pack.rating.bull
  if (evidence.anchor === null) return [pack.no_figures]
  if (madeTests(briefing).length === 0)
    return [heading(words.title), pack.rating.untestable, ...untestedSentences(briefing, ['doubt'])]
  const tests = pickTests(
    madeTests(briefing).filter(
      ({ degree, id }) => degree >= WELL_PASSED && id !== 'profit_from_business',
    ),
    MOST_ARGUMENTS,
  )
  const found = tests.flatMap((test) => argumentOf(briefing, test, 'for') ?? [])
  const [first] = found
  const [risk] = rating.risks
  if (!first)
    return [heading(words.title), words.nothing, ...untestedSentences(briefing, ['doubt'])]
  const watched = [...new Set(rating.pillars.map(({ falsifier }) => falsifier.label[language]))]
  const [pillar] = rating.pillars
  return [
    heading(words.title),
    bullets(found.map(words.argument)),
    ...(pillar ? [heading(words.right_title), words.right(watched, pillar.falsifier.period)] : []),
    ...(risk ? [words.objection(nameOfRisk(briefing, risk))] : []),
    ...untestedSentences(briefing, ['doubt']),
  ]
}

export const writeBearCase: ModuleWriter = (briefing) => {
  const { pack, language, evidence, rating } = briefing
  const words = pack.rating.bear
  if (evidence.anchor === null) return [pack.no_figures]
  if (madeTests(briefing).length === 0)
    return [heading(words.title), pack.rating.untestable, ...untestedSentences(briefing, ['doubt'])]
  const failed = madeTests(briefing).filter(isClearlyFailed).toReversed()
  const found = withReasonsOnce(
    pickTests(failed, MOST_ARGUMENTS).flatMap(
      (test) => argumentOf(briefing, test, 'against') ?? [],
    ),
  )
  const [worst] = rating.risks
  const price = [...priceGradeSentences(briefing), ...impliedSentences(briefing)]
  const isMade = worst !== undefined || found.length > 0
  const worstName = worst ? nameOfRisk(briefing, worst) : null
  const isAmong = found.some(({ claim }) => claim === worstName)
  const shown = worst ? figuresOfRisk(briefing, worst) : []
  const gravest = worst && worstName && !isAmong ? [pack.rating.risk(worstName, shown, null)] : []
  // A test that shows the figure of the gravest risk says it a second time.
  const isSaid = ({ figures }: CaseArgument): boolean =>
    gravest.length > 0 &&
    figures.every(({ cite }) => shown.some((other) => other.cite.ref === cite.ref))
  const others = found.filter((argument) => !isSaid(argument))
  // Nothing can prove a case wrong that is not made.
  const watched = isMade ? watchOf(briefing) : []
  return [
    heading(words.title),
    isMade ? bullets([...gravest, ...others.map(words.argument)]) : words.nothing,
    ...(price.length > 0 ? [heading(words.price_title), paragraph(language, price)] : []),
    ...(watched.length > 0 ? [heading(words.wrong_title), bullets(watched)] : []),
    ...untestedSentences(briefing, ['doubt']),
  ]
}
