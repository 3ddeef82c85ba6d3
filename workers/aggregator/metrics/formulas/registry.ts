/** Every formula by id, and the order in which figures are listed. */
import { CONCEPT_IDS } from '#shared/concepts.ts'
import type { Formula } from '../formula.ts'
import { CASH } from './cash.ts'
import { EFFICIENCY } from './efficiency.ts'
import { GROWTH } from './growth.ts'
import { INDUSTRY_RATIOS } from './industry-ratios.ts'
import { LEVERAGE } from './leverage.ts'
import { LIQUIDITY } from './liquidity.ts'
import { PER_SHARE } from './per-share.ts'
import { RULES } from './periods.ts'
import { PROFITABILITY } from './profitability.ts'
import { SCORES } from './scores/index.ts'
import { VALUATION } from './valuation.ts'

const ALL = [
  ...GROWTH,
  ...PROFITABILITY,
  ...CASH,
  ...LEVERAGE,
  ...LIQUIDITY,
  ...EFFICIENCY,
  ...PER_SHARE,
  ...VALUATION,
  ...INDUSTRY_RATIOS,
  ...SCORES,
]

export const FORMULAS: ReadonlyMap<string, Formula> = new Map(ALL.map((f) => [f.id, f]))

/** Concepts, then formulas by group, then rules. */
export const NAME_ORDER: ReadonlyMap<string, number> = new Map(
  [...new Set([...CONCEPT_IDS, ...FORMULAS.keys(), ...RULES.map((r) => r.id)])].map((name, i) => [
    name,
    i,
  ]),
)
