/** Words that name a period without its number. Only data; the forms with numbers are patterns. */

export const RELATIVE = {
  /** The newest fiscal year. */
  latest: {
    en: 'latest fiscal year | latest year | most recent fiscal year | most recent year | newest fiscal year | newest year | this year | this fiscal year | current fiscal year | current year | last fiscal year | past fiscal year | latest annual report | latest full year | most recent full year | the year just ended | latest twelve month fiscal year | most recent annual report',
    zh: '最新财年 | 最近一个财年 | 最近财年 | 最新一个财年 | 最新年度 | 最近一年 | 本财年 | 本年度 | 本年 | 今年 | 今财年 | 最新年报 | 当年 | 上个完整财年 | 最新一财年 | 最近年度 | 最新一年',
  },
  /** The newest period of whatever kind. */
  newest: {
    en: 'latest | most recent | newest | currently | now | today | current | at present | at the latest balance sheet date | latest reported | latest available',
    zh: '最新 | 目前 | 当前 | 现在 | 如今 | 现时 | 最近 | 最新一期 | 截至目前 | 眼下 | 本期',
  },
  quarter: {
    en: 'latest quarter | most recent quarter | newest quarter | this quarter | current quarter | last reported quarter | latest reported quarter',
    zh: '最新季度 | 最近一季 | 最近一个季度 | 本季度 | 本季 | 当季 | 最新一季 | 最新单季 | 最新财季',
  },
  /** The quarter before the one that the sentence speaks of. */
  previous_quarter: {
    en: 'previous quarter | prior quarter | last quarter | preceding quarter | quarter before | a quarter earlier',
    zh: '上季度 | 上一季度 | 上季 | 前一季度 | 上个季度',
  },
  /** The year before the one that the sentence speaks of. */
  previous: {
    en: 'a year earlier | a year ago | year ago | year earlier | prior year | previous year | the year before | last year | preceding year | prior fiscal year | previous fiscal year | the year prior | prior year period | year before | the same period last year | same quarter last year | corresponding period | same quarter a year earlier | the preceding fiscal year | twelve months earlier',
    zh: '上年同期 | 去年同期 | 上年 | 去年 | 上一年 | 上一年度 | 上年度 | 前一年 | 上一财年 | 上财年 | 前一财年 | 上个财年 | 同期 | 上年末 | 去年末 | 年初 | 上年底',
  },
  before_previous: {
    en: 'two years earlier | two years ago | the year before last',
    zh: '前年 | 两年前',
  },
  next: {
    en: 'next year | next fiscal year | coming year | next quarter | the year ahead | coming fiscal year',
    zh: '明年 | 下一财年 | 下财年 | 来年 | 下季度 | 下一季度 | 后年',
  },
  ttm: {
    en: 'ttm | trailing | trailing twelve months | trailing twelve month | last twelve months | past twelve months | latest twelve months | newest twelve months | trailing 12 months | last 12 months | past 12 months | ltm | the twelve months',
    zh: '过去十二个月 | 最近十二个月 | 近十二个月 | 过去12个月 | 最近12个月 | 近12个月 | 滚动十二个月 | 滚动12个月 | ttm | 滚动',
  },
  years: {
    en: 'full year | whole year | for the year | annual | during the year | in the year | over the year | fiscal year | year',
    zh: '全年 | 年度 | 整年 | 期末 | 年末 | 年底 | 财年末 | 报告期末 | 报告期内',
  },
  month: {
    en: 'this month | last month | in january | in february | in march | in april | in june | in july | in august | in september | in october | in november | in december | monthly',
    zh: '本月 | 上月 | 单月 | 当月',
  },
}
