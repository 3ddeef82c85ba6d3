/**
 * Tokens of the exhibit `peers`: a figure of the peers is not the company's, and a rank or a
 * percentile is one by the figure that it is of.
 */
import { PEERS_MEDIAN } from '#shared/exhibits/terms/peers.ts'
import type { ExhibitRule } from './rule.ts'

const OF_PEERS =
  /\b(?:peers?|median|industry|sector|rivals?|competitors?|comparable|group)\b|同业|同行|行业|可比|中位|对手/
const STANDING =
  /\b(?:rank\w*|places?|placed|positions?|percentiles?|th|peers?|industry|sector)\b|排名|名次|位列|位居|分位|同业|同行|行业/

/** The figure that a rank or a percentile is by. */
const baseOf = (name: string): string => name.replace(/_(?:rank|percentile)$/, '')

export const peers: ExhibitRule = {
  isFiscal: false,
  judge: ({ name, period }, { text, named }) => {
    const base = baseOf(name)
    if (named.length > 0 && !named.some((one) => one === base || one === name)) {
      const isPrice = base === 'pe_ttm' && named.some((one) => one.startsWith('pe_'))
      if (!isPrice && name !== 'peers_count') return 'other_figure'
    }
    if (period === PEERS_MEDIAN) return OF_PEERS.test(text) ? null : 'other_subject'
    if (base !== name) return STANDING.test(text) ? null : 'other_figure'
    return null
  },
}
