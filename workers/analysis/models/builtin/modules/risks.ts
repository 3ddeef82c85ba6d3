/** Writes the risks by their rank, what was not tested, and what is in doubt. */
import { isMadeTest } from '#shared/rating/score-tests.ts'
import { cite } from '../finding.ts'
import type { LabelledCite } from '../prose/rating-words.ts'
import { THRESHOLDS } from '../thresholds.ts'
import { type Briefing, bullets, heading, type ModuleWriter, youngBlocks } from './common.ts'
import { doubtBlocks } from './doubts.ts'
import {
  figuresOfRisk,
  nameOfRisk,
  reasonOf,
  untestedSentences,
  withReasonsOnce,
} from './rating-blocks.ts'

const DILUTION = 'share_count'

const payInShares = ({ evidence, language }: Briefing): LabelledCite[] => {
  const pay = evidence.now('sbc_to_revenue')
  const label = evidence.label('sbc_to_revenue')
  return pay && label ? [{ label: label[language], cite: cite(pay) }] : []
}

/** Pay in shares of a weight of its own, where new shares are not a risk already. */
const payRisk = (briefing: Briefing) => {
  const { evidence, rating, pack } = briefing
  const pay = evidence.now('sbc_to_revenue')
  const isTold = rating.risks.some(({ id }) => id === DILUTION)
  if (isTold || !pay || pay.value < THRESHOLDS.stock_pay) return []
  const words = pack.rating
  const why = words.why.stock_pay ?? null
  return [{ name: words.stock_pay, figures: payInShares(briefing), why }]
}

/** Most risks that are told. */
const MOST_RISKS = 6

export const writeRisks: ModuleWriter = (briefing) => {
  const { rating, pack, evidence } = briefing
  const words = pack.rating
  if (evidence.anchor === null) return [pack.no_figures]
  const told = rating.risks.slice(0, MOST_RISKS)
  const items = withReasonsOnce([
    ...told.map((risk) => ({
      name: nameOfRisk(briefing, risk),
      figures: [
        ...(risk.kind === 'doubt' ? [] : figuresOfRisk(briefing, risk)),
        // New shares are most often issued to staff or for an acquisition.
        ...(risk.id === DILUTION ? payInShares(briefing) : []),
      ],
      why: reasonOf(briefing, risk.id),
    })),
    ...payRisk(briefing),
  ]).map(({ name, figures, why }) => words.risk(name, figures, why))
  return [
    ...youngBlocks(briefing),
    heading(words.risks_title),
    items.length > 0 ? bullets(items) : words.no_risks(rating.tests.filter(isMadeTest).length),
    ...untestedSentences(briefing, ['doubt', 'gain', 'loss']),
    ...doubtBlocks(briefing),
  ]
}
