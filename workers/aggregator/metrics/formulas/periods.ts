/**
 * Figures that are no formula over a period but follow a rule over periods or splits. The rules are
 * in flows.ts and splits.ts.
 */
import type { Term } from '#shared/contracts/facts.ts'
import type { FormulaScope } from '../formula.ts'

export interface RuleTerm extends Term {
  id: string
  /**
   * The spans for which the figure is computed by itself. Empty when the entry only names the way
   * in which another figure was computed.
   */
  scopes: readonly FormulaScope[]
}

export const RULES: readonly RuleTerm[] = [
  {
    id: 'quarter_by_subtraction',
    en: 'Quarter by subtraction',
    zh: '单季差额',
    group: 'period',
    kind: 'amount',
    scopes: [],
    definition:
      'A quarter that is not filed by itself: the year to date less the year to date one quarter before (for the fourth quarter, the fiscal year less nine months); not given across a split or where only one of the two was restated',
    definition_zh:
      '未单独披露的季度：本期累计减上期累计（第四季度为全年减前三季度）；跨拆股或仅一方经过重述时不计算',
  },
  {
    id: 'trailing_twelve_months',
    en: 'Trailing twelve months',
    zh: '最近十二个月',
    group: 'period',
    kind: 'amount',
    scopes: [],
    definition:
      'The fiscal year where it is the newest period; else the fiscal year plus the year to date less the year to date of the year before, or the sum of the last four quarters (for EPS always that); share counts are those of the newest quarter',
    definition_zh:
      '最新一期即为财年时取该财年；否则为上一财年加本年累计减上年同期累计，或最近四个季度之和（每股收益始终取后者）；股数取最新季度',
  },
  {
    id: 'eps_diluted_adjusted',
    en: 'Diluted EPS, split-adjusted',
    zh: '稀释每股收益（拆股调整）',
    group: 'per_share',
    kind: 'per_share',
    scopes: ['annual', 'quarter', 'ttm'],
    definition:
      'Diluted EPS divided by the ratios of the splits that came after its filing; twelve months are the sum of four quarters',
    definition_zh: '稀释每股收益除以其披露之后各次拆股比例；十二个月为四个季度之和',
  },
  {
    id: 'shares_diluted_adjusted',
    en: 'Weighted diluted shares, split-adjusted',
    zh: '稀释加权平均股数（拆股调整）',
    group: 'per_share',
    kind: 'amount',
    scopes: ['annual', 'quarter', 'ttm'],
    definition:
      'Weighted diluted shares multiplied by the ratios of the splits that came after their filing; twelve months take the newest quarter’s',
    definition_zh: '稀释加权平均股数乘以其披露之后各次拆股比例；十二个月取最新季度',
  },
  {
    id: 'shares_outstanding_adjusted',
    en: 'Shares outstanding, split-adjusted',
    zh: '总股本（拆股调整）',
    group: 'per_share',
    kind: 'amount',
    scopes: [],
    definition:
      'Shares outstanding at the balance date or the first count within 100 days after it, multiplied by the ratios of later splits',
    definition_zh: '资产负债表日（或其后 100 天内首次披露）的总股本，乘以其后各次拆股比例',
  },
  {
    id: 'dividends_per_share_adjusted',
    en: 'Dividends per share, split-adjusted',
    zh: '每股股息（拆股调整）',
    group: 'per_share',
    kind: 'per_share',
    scopes: ['annual'],
    definition:
      'Dividends declared per share divided by the ratios of the splits that came after their filing',
    definition_zh: '每股股息除以其披露之后各次拆股比例',
  },
]
