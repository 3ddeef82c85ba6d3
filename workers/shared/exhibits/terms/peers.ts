/**
 * What a company is held against its peers by, and the names of its rank and percentile among them.
 * Pure data.
 */
import type { Term } from '../../contracts/facts.ts'
import { termIn } from './term.ts'

interface PeerMetric {
  /** The column of a screen. */
  field: string
  en: string
  zh: string
}

/** By the name of the figure in a report. Amounts of money are no measure of standing. */
export const PEER_METRICS = {
  revenue_growth: { field: 'revenue_growth', en: 'Revenue growth', zh: '营业总收入增长率' },
  gross_margin: { field: 'gross_margin', en: 'Gross margin', zh: '毛利率' },
  operating_margin: { field: 'operating_margin', en: 'Operating margin', zh: '营业利润率' },
  net_margin: { field: 'net_margin', en: 'Net margin', zh: '净利率' },
  roe: { field: 'roe', en: 'Return on equity', zh: '净资产收益率' },
  roic: { field: 'roic', en: 'Return on invested capital', zh: '投入资本回报率' },
  debt_to_equity: { field: 'debt_to_equity', en: 'Debt to equity', zh: '有息负债权益比' },
  fcf_margin: { field: 'fcf_margin', en: 'Free cash flow margin', zh: '自由现金流利润率' },
  pe_ttm: { field: 'pe', en: 'Price to earnings', zh: '市盈率' },
  pb: { field: 'pb', en: 'Price to book', zh: '市净率' },
} as const satisfies Record<string, PeerMetric>
export type PeerMetricName = keyof typeof PEER_METRICS

/** The periods of figures of peers: `{{roe@peers_median}}`, `{{roe_rank@peers}}`. */
export const PEERS = 'peers'
export const PEERS_MEDIAN = 'peers_median'
/** The company's own figure, measured as those of its peers are. */
export const PEERS_OWN = 'peers_own'

const place = termIn('peers', 'amount')
const part = termIn('peers', 'ratio')

const termsOf = ([name, { en, zh }]: [string, PeerMetric]): [string, Term][] => [
  [
    `${name}_rank`,
    place(
      `Rank among peers, ${en.toLowerCase()}`,
      `${zh}在同业中的名次`,
      'The place in the group of peers by this figure; 1 is the highest value',
      '按该指标在同业组中的名次；数值最高者为第 1',
    ),
  ],
  [
    `${name}_percentile`,
    part(
      `Percentile among peers, ${en.toLowerCase()}`,
      `${zh}在同业中的分位`,
      'The part of the group of peers whose figure is lower',
      '同业组中数值更低者所占比例',
    ),
  ],
]

export const PEER_TERMS: Readonly<Record<string, Term>> = Object.fromEntries([
  [
    'peers_count',
    place(
      'Peers',
      '同业公司数',
      'Companies of the group, the company included',
      '同业组的公司数，含本公司',
    ),
  ] as [string, Term],
  ...Object.entries(PEER_METRICS).flatMap(termsOf),
])
