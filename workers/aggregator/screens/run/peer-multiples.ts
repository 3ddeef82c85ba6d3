/** The multiples of a company's peers as a basis of value, or why they are none. Pure. */
import type { GroupMultiples } from '#shared/valuation/methods.ts'
import type { RefusalReason } from '#shared/valuation/refusals.ts'
import type { PeerLevel } from './peers.ts'

/** How the exhibit of the peers calls the middle of these. */
const TOKENS = { pe: 'pe_ttm@peers_median', pb: 'pb@peers_median' } as const

export const noMultiples = (why: RefusalReason): GroupMultiples => ({ pe: null, pb: null, why })

/** Why nothing is known of the peers, by the reason for which nobody has a standing. */
export const whyNoPeers = (reason: string): RefusalReason => {
  if (reason === 'market_outdated') return 'peers_outdated'
  return reason === 'too_few_peers' ? 'too_few_peers' : 'no_peers'
}

/**
 * Whether companies of that level are alike enough for one to be priced like the others: those of
 * its industry, or those of one special kind, as all banks are.
 */
const likeness = (
  level: PeerLevel,
  kind: string | null,
): NonNullable<GroupMultiples['level']> | null => {
  if (level === 'industry') return 'industry'
  return level === 'kind' && kind !== null && kind !== 'general' ? 'kind' : null
}

export interface PricedPeers {
  level: PeerLevel
  /** The kind of the company. */
  kind: string | null
  /** The middle values, null where too few have one; null without prices of about the day. */
  medians: { pe: number | null; pb: number | null } | null
}

export const multiplesOfPeers = ({ level, kind, medians }: PricedPeers): GroupMultiples => {
  if (!medians) return noMultiples('peers_unpriced')
  const alike = likeness(level, kind)
  if (alike === null) return noMultiples('peers_unlike')
  const basis = (id: 'pe' | 'pb') => {
    const multiple = medians[id]
    return multiple === null ? null : { token: TOKENS[id], multiple }
  }
  return { pe: basis('pe'), pb: basis('pb'), why: 'too_few_peers', level: alike }
}
