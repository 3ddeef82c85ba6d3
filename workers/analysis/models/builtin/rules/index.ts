/** Applies every rule to the evidence, and ranks the findings. */
import type { Evidence } from '../evidence.ts'
import type { Finding } from '../finding.ts'
import { balanceFindings } from './balance.ts'
import { cashFindings } from './cash.ts'
import { growthFindings } from './growth.ts'
import { profitabilityFindings } from './profitability.ts'

export const allFindings = (e: Evidence): Finding[] =>
  [growthFindings, profitabilityFindings, cashFindings, balanceFindings].flatMap((rules) =>
    rules(e),
  )

const ranked = (findings: readonly Finding[], sign: 1 | -1): Finding[] =>
  findings.filter((f) => f.score * sign > 0).sort((a, b) => Math.abs(b.score) - Math.abs(a.score))

/** The strengths, strongest first. Findings of equal weight keep the order of the rules. */
export const strengths = (findings: readonly Finding[]): Finding[] => ranked(findings, 1)
/** The concerns, gravest first. */
export const concerns = (findings: readonly Finding[]): Finding[] => ranked(findings, -1)
/** A finding with this score or a lower one needs an explanation before anything else. */
export const RED_FLAG = -2
