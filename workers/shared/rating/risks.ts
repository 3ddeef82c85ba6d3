/**
 * The risks by rank: dangers first, then gains that are no earnings, figures in doubt, and the
 * tests that failed, each by how far it failed and how much its group counts. Pure.
 */
import type { RankedRisk, RatedTest } from '../contracts/rating.ts'
import { type RatedFigures, trailingGain, yearGain } from './figures.ts'
import type { Danger } from './grade.ts'
import { DANGERS, type DangerCode, RATING_RULES } from './names.ts'
import { isMadeTest, tokensOf, weaknessOf } from './score-tests.ts'

const MOST_RISKS = 8
const HALF = 0.5
/** A test that missed its line by less than this is no risk. */
const CLEARLY_FAILED = 0.4
/** A failed test weighs at most 1; what stands above is graver than any one of them. */
const SEVERITY = { grave: 3, warning: 2, gain: 1.5, doubt: 1.2 }
/** The weight of the heaviest group, against which the others are measured. */
const HEAVIEST = Math.max(...Object.values(RATING_RULES.weights))
/** What a failed test of the price weighs: as much as one of growth. */
const PRICE_WEIGHT = RATING_RULES.weights.growth

/** The tests whose failure a danger tells already, with the same figures. */
const SAID_BY: Partial<Record<DangerCode, readonly string[]>> = {
  profit_collapse: ['profit_of_quarter'],
  interest_uncovered: ['interest_cover'],
  cash_burn: ['years_of_free_cash'],
}

const weightOf = (group: RatedTest['group']): number =>
  (group === 'valuation' ? PRICE_WEIGHT : RATING_RULES.weights[group]) / HEAVIEST

const failed = (test: RatedTest): RankedRisk[] => {
  if (!isMadeTest(test) || test.degree >= CLEARLY_FAILED) return []
  const names = weaknessOf(test)
  if (!names) return []
  const depth = (HALF - test.degree) / HALF
  const severity = Math.round(depth * weightOf(test.group) * 1_000) / 1_000
  return [{ id: test.id, kind: 'test', names, severity, tokens: test.tokens }]
}

const dangerRisk = ({ code, tokens }: Danger): RankedRisk => {
  const { en, zh, cap } = DANGERS[code]
  const severity = cap === 'mixed' ? SEVERITY.grave : SEVERITY.warning
  return { id: code, kind: 'danger', names: { en, zh }, severity, tokens }
}

export const risksOf = (
  tests: readonly RatedTest[],
  dangers: readonly Danger[],
  figures: RatedFigures,
): RankedRisk[] => {
  const gain = trailingGain(figures) ?? yearGain(figures)
  const doubted = tests.filter((test) => !test.made && test.reason === 'in_doubt')
  // What a graver risk says is not said again.
  const said = new Set<string>()
  if (gain) said.add('profit_from_business')
  for (const { code } of dangers) for (const id of SAID_BY[code] ?? []) said.add(id)
  const risks: RankedRisk[] = [
    ...dangers.map(dangerRisk),
    ...tests.filter(({ id }) => !said.has(id)).flatMap(failed),
  ]
  if (gain)
    risks.push({
      id: 'one_off_gains',
      kind: 'gain',
      names: {
        en: 'Profit holds gains from outside the business',
        zh: '利润含有经营以外的收益',
      },
      severity: SEVERITY.gain,
      tokens: tokensOf([gain.net, gain.operating]),
    })
  if (doubted.length > 0)
    risks.push({
      id: 'figures_in_doubt',
      kind: 'doubt',
      names: { en: 'Figures failed a check', zh: '部分数据未通过核对' },
      severity: SEVERITY.doubt,
      tokens: [...new Set(doubted.flatMap(({ tokens }) => tokens))].slice(0, MOST_RISKS),
    })
  return risks.toSorted((a, b) => b.severity - a.severity).slice(0, MOST_RISKS)
}
