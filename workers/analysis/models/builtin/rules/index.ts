/** Applies every rule to the evidence, and ranks the findings. */
import type { Evidence } from '../evidence.ts'
import type { Finding, FindingKind } from '../finding.ts'
import type { RatedTests } from '../rating.ts'
import { balanceFindings } from './balance.ts'
import { cashFindings } from './cash.ts'
import { growthFindings } from './growth.ts'
import { industryFindings } from './industry.ts'
import { profitabilityFindings } from './profitability.ts'

/** The kinds of findings that can be made from a part of a year. All others need whole years. */
const OF_A_PART: ReadonlySet<string> = new Set<FindingKind>([
  'part_growth',
  'loss',
  'margin_level',
  'outside_income',
  'research',
  'net_cash',
  'cash_at_hand',
  'liquidity',
  'negative_equity',
  'goodwill',
  'liabilities',
  'bank_costs',
  'bank_funding',
  'underwriting',
  'medical_losses',
])

/** Whether a finding of this kind is looked for in what is judged. */
export const isTestOf = ({ basis }: Evidence, kind: string): boolean =>
  basis !== 'part' || OF_A_PART.has(kind)

export const allFindings = (e: Evidence, rated: RatedTests): Finding[] =>
  everyFinding(e, rated).filter(({ kind }) => isTestOf(e, kind))

const everyFinding = (e: Evidence, rated: RatedTests): Finding[] =>
  // What a trade is judged by goes before what every company has.
  [industryFindings, growthFindings, profitabilityFindings, cashFindings, balanceFindings].flatMap(
    (rules) => rules(e, rated),
  )

const ranked = (findings: readonly Finding[], sign: 1 | -1): Finding[] =>
  findings.filter((f) => f.score * sign > 0).sort((a, b) => Math.abs(b.score) - Math.abs(a.score))

/** The strengths, strongest first. Findings of equal weight keep the order of the rules. */
export const strengths = (findings: readonly Finding[]): Finding[] => ranked(findings, 1)
/** The concerns, gravest first. */
export const concerns = (findings: readonly Finding[]): Finding[] => ranked(findings, -1)
/** A finding with this score or a lower one needs an explanation before anything else. */
export const RED_FLAG = -2
