/** Words that compare, that say how near a number is, and that say how a change is counted. */

/** What follows one of these is what something is compared with. */
export const COMPARES = {
  en: 'from | than | versus | vs | vs. | against | compared with | compared to | relative to | over | since | after | below | above | beneath | exceeding | exceeds | exceeded | more than in | higher than | lower than | more than the | less than the | outpaced | ahead of | short of | beyond | outgrew | as against | well above | well below | down from | up from | following',
  zh: '快于 | 慢于 | 较 | 比 | 相比 | 对比 | 相较 | 相较于 | 较之 | 高于 | 低于 | 超过 | 不及 | 自 | 从 | 由 | 上年为 | 去年为 | 多于 | 少于 | 相对于 | 对 | 比起',
}
/** How near the number is meant to be. */
export const NEARNESS = {
  about: {
    en: 'about | around | roughly | approximately | some | circa | ca. | close to | near | or so | approx. | approx | c. | in the region of | broadly',
    zh: '约 | 大约 | 约为 | 左右 | 大概 | 约合 | 近似 | 上下 | 大致',
  },
  under: {
    en: 'nearly | almost | just under | just below | just shy of | a little under | slightly under | slightly below | slightly less than | a little less than | just short of',
    zh: '近 | 将近 | 接近 | 不足 | 不到 | 略低于 | 几乎 | 逼近',
  },
  over: {
    en: 'more than | over | just over | just above | a little over | slightly over | slightly more than | slightly above | well over | in excess of | upwards of | north of',
    zh: '超过 | 超 | 逾 | 多 | 略高于 | 高达 | 余 | 以上 | 超出',
  },
  least: {
    en: 'at least | no less than | not less than | a minimum of',
    zh: '至少 | 不低于 | 不少于',
  },
  most: {
    en: 'less than | at most | no more than | under | not more than | below',
    zh: '至多 | 不超过 | 不高于 | 低于 | 少于 | 以下',
  },
}
/** Against which period a change is counted. */
export const BASES = {
  quarter: {
    en: 'quarter on quarter | quarter over quarter | qoq | q/q | sequentially | sequential | from the previous quarter | from the prior quarter | on the previous quarter | compared with the previous quarter | over the previous quarter | on the quarter | from the preceding quarter | versus the prior quarter | than in the previous quarter | from last quarter',
    zh: '环比 | 较上季度 | 较上一季度 | 比上季度 | 季增 | 较上季',
  },
  year: {
    en: 'year on year | year over year | yoy | y/y | on the year | from a year earlier | from a year ago | from the previous year | from the prior year | compared with the prior year | compared with the previous year | over the prior year | over the previous year | versus the prior year | than a year earlier | than a year ago | than the year before | than in the prior year | than in the previous year | from last year | against the prior year | on the prior year | on the previous year | compared with a year earlier | from the year before | annual growth',
    zh: '同比 | 较上年 | 较去年 | 比上年 | 比去年 | 较上年同期 | 较去年同期 | 年增 | 按年',
  },
  compound: {
    en: 'cagr | compound | compounded | compounding | compound annual | a year compounded | annualised | annualized | per annum | a year | per year | each year | annually | compound annual growth rate | on average | average annual',
    zh: '复合 | 年均 | 年复合 | 复合增长率 | 复合增速 | 年化 | 每年',
  },
  month: { en: 'month on month | month over month | mom | m/m', zh: '按月 | 月环比' },
}
/** Words that make two figures the parts of a share: `8% of revenue`, 占营收的8%. */
export const SHARES = {
  en: 'of | as a share of | as a percentage of | as a proportion of | as a percent of | as % of | relative to | share of | percentage of | in relation to | to | times | x | multiple of | percent of',
  zh: '占 | 相当于 | 占到 | 约占 | 占比 | 为 | 是',
}
