/**
 * What a market's snapshot lacks as a whole, in words: whole-market figures, prices, market values.
 */

/** As a manifest has them. */
export interface GapsOf {
  market: string
  sources: readonly { kind: 'filings' | 'prices' | 'universe' }[]
  companies: { rows: number }
  columns: readonly { field: string; lag: number; known: number }[]
}

export interface MarketGap {
  en: string
  zh: string
}

export const gapsOf = ({ market, sources, companies, columns }: GapsOf): MarketGap[] => {
  const known = (field: string): number =>
    columns.find((one) => one.field === field && one.lag === 0)?.known ?? 0
  const has = (kind: GapsOf['sources'][number]['kind']): boolean =>
    sources.some((source) => source.kind === kind)
  const gaps: MarketGap[] = []
  if (!has('filings')) {
    const read = Math.max(known('revenue'), known('net_income'), known('total_assets'))
    gaps.push({
      en: `${market}: the figures of the whole market are not stored: ${read} of ${companies.rows} companies, those that were read one by one, can be tested on what they filed.`,
      zh: `${market}：尚无全市场财务数据：${companies.rows} 家公司中只有逐家读取过的 ${read} 家可按披露数据检验。`,
    })
  }
  if (!has('prices'))
    gaps.push({
      en: `${market}: no prices of this day are stored: what needs a price is not testable.`,
      zh: `${market}：没有当日价格：需要价格的条件不可检验。`,
    })
  else if (known('close') > 0 && known('market_cap') === 0)
    gaps.push({
      en: `${market}: its source of prices states no market value: what needs one is not testable.`,
      zh: `${market}：价格来源不含市值：需要市值的条件不可检验。`,
    })
  return gaps
}
