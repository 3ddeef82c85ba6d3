/** Writes the risks by their rank, what was not tested, and what is in doubt. */
import { isMadeTest } from '#shared/rating/score-tests.ts'
import { bullets, heading, type ModuleWriter, youngBlocks } from './common.ts'
import { doubtBlocks } from './doubts.ts'
import { figuresOfRisk, reasonOf, untestedSentences, withReasonsOnce } from './rating-blocks.ts'

/** Most risks that are told. */
const MOST_RISKS = 6

export const writeRisks: ModuleWriter = (briefing) => {
  const { rating, pack, language, evidence } = briefing
  const words = pack.rating
  if (evidence.anchor === null) return [pack.no_figures]
  const told = rating.risks.slice(0, MOST_RISKS)
  const items = withReasonsOnce(
    told.map((risk) => ({
      name: risk.names[language],
      figures: risk.kind === 'doubt' ? [] : figuresOfRisk(briefing, risk),
      why: reasonOf(briefing, risk.id),
    })),
  ).map(({ name, figures, why }) => words.risk(name, figures, why))
  return [
    ...youngBlocks(briefing),
    heading(words.risks_title),
    items.length > 0 ? bullets(items) : words.no_risks(rating.tests.filter(isMadeTest).length),
    ...untestedSentences(briefing, ['doubt', 'gain', 'loss']),
    ...doubtBlocks(briefing),
  ]
}
