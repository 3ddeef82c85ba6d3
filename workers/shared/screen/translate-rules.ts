/**
 * The words by which a sentence says what a good company is, in English and Chinese, and what each
 * stands for: one table of metrics with what counts as high and low, one of ideas that need no
 * metric. All thresholds of translated sentences are here. Only data.
 *
 * A pattern is matched in plain lower case at the beginning of a word. `fields` are ids in the
 * order of preference: the first that the catalogue has is taken, and without any the words are
 * told as not understood.
 */

/** Patterns of a regular expression, of which the longest that fits counts. */
export type Words = readonly string[]

export interface MetricRule {
  words: Words
  fields: readonly string[]
  /** What "high" and "low" mean; without it the best and the worst fifth of the market. */
  high?: string
  low?: string
  /** What the metric means by itself: "paying dividends", "with growth". */
  alone?: Omit<IdeaRule, 'words'>
  /** A greater value is worse, so "good" and "strong" mean low. */
  isBadWhenHigh?: boolean
}

/** Of any metric that has no thresholds of its own: percentiles in its market. */
export const HIGH_PERCENTILE = 80
export const LOW_PERCENTILE = 20
/** Fiscal years of "always", "consistently", "stable" where the sentence names none. */
export const USUAL_YEARS = 5

const above = (value: string, ...fields: readonly string[]): Omit<IdeaRule, 'words'> => ({
  fields,
  once: `{f} > ${value}`,
  yearly: `{f} > ${value} each {n}y`,
})

export const METRICS: readonly MetricRule[] = [
  {
    words: ['roe', 'return on equity', '净资产收益率', '股东回报率'],
    fields: ['roe'],
    high: '>= 15%',
    low: '< 5%',
  },
  {
    words: ['roic', 'return on (?:invested )?capital', '投入资本回报率', '资本回报率?'],
    fields: ['roic'],
    high: '>= 12%',
    low: '< 5%',
  },
  {
    words: ['roa', 'return on assets', '总?资产收益率', '资产回报率'],
    fields: ['roa'],
    high: '>= 8%',
    low: '< 2%',
  },
  {
    words: ['gross (?:profit )?margins?', '毛利率'],
    fields: ['gross_margin'],
    high: '>= 40%',
    low: '< 20%',
  },
  {
    words: ['operating (?:profit )?margins?', '营业利润率', '经营利润率'],
    fields: ['operating_margin', 'ebit_margin'],
    high: '>= 15%',
    low: '< 5%',
  },
  {
    words: ['(?:net (?:profit )?|profit )?margins?', '净利率', '净利润率', '销售净利率', '利润率'],
    fields: ['net_margin'],
    high: '>= 10%',
    low: '< 3%',
  },
  {
    words: [
      '(?:debt[- ]to[- ]equity|d/e|gearing|leverage|indebtedness|负债权益比|杠杆率?)(?: ratio)?',
    ],
    fields: ['debt_to_equity', 'liabilities_to_assets'],
    high: '>= 1.5',
    low: '< 0.5',
    isBadWhenHigh: true,
  },
  {
    words: ['资产负债率', '负债率', 'liabilities[- ]to[- ]assets'],
    fields: ['liabilities_to_assets', 'debt_to_assets'],
    high: '>= 70%',
    low: '< 50%',
    isBadWhenHigh: true,
  },
  {
    words: ['debts?', '负债', '债务', '借债'],
    fields: ['debt_to_equity', 'liabilities_to_assets'],
    high: '>= 1.5',
    low: '< 0.5',
    isBadWhenHigh: true,
  },
  {
    words: ['net debt(?:(?: to |/)ebitda)?', '净负债'],
    fields: ['net_debt_to_ebitda'],
    high: '>= 3',
    low: '< 1',
    isBadWhenHigh: true,
  },
  {
    words: ['interest cover(?:age)?', '利息保障倍数', '利息覆盖'],
    fields: ['interest_cover'],
    high: '>= 5',
    low: '< 2',
  },
  {
    words: ['current ratio', '流动比率', '流动性', 'liquidity'],
    fields: ['current_ratio'],
    high: '>= 2',
    low: '< 1',
  },
  {
    words: ['quick ratio', 'acid test', '速动比率'],
    fields: ['quick_ratio'],
    high: '>= 1',
    low: '< 0.5',
  },
  {
    words: ['(?:free cash ?flow|fcf) yields?', '自由现金流(?:收益率|回报率)'],
    fields: ['fcf_yield'],
    high: '>= 5%',
    low: '< 2%',
  },
  {
    words: ['free cash ?flows?', 'fcf', '自由现金流'],
    fields: ['free_cash_flow'],
    high: '> 0',
    low: '<= 0',
  },
  {
    words: ['(?:operating )?cash ?flows?', 'cash from operations', '经营(?:活动)?现金流', '现金流'],
    fields: ['operating_cash_flow'],
    high: '> 0',
    low: '<= 0',
  },
  {
    words: [
      'cash conversion',
      'earnings quality',
      '净现比',
      '利润含金量',
      '净利润现金含量',
      '现金含量',
    ],
    fields: ['cash_conversion', 'fcf_conversion'],
    high: '>= 1',
    low: '< 0.8',
  },
  {
    words: ['accruals?(?: ratio)?', '应计(?:比率|利润)?'],
    fields: ['accruals_ratio'],
    high: '>= 5%',
    low: '< 0%',
    isBadWhenHigh: true,
  },
  {
    words: ['dividend yields?', '股息率', '分红收益率', '股利率'],
    fields: ['dividend_yield'],
    high: '>= 3%',
    low: '< 1%',
  },
  {
    words: ['payout(?: ratio)?s?', 'dividend payout', '派息率', '分红率', '股息支付率'],
    fields: ['dividend_payout'],
    high: '>= 60%',
    low: '< 30%',
  },
  {
    words: ['dividends?', '股息', '红利', '分红', '派息'],
    fields: ['dividend_yield', 'dividend_payout'],
    alone: above('0', 'dividends_per_share', 'dividend_payout'),
    high: '>= 3%',
    low: '< 1%',
  },
  {
    words: [
      'p/?e(?: ratios?| multiples?)?',
      'price[- ](?:to[- ])?earnings(?: ratios?)?',
      'earnings multiples?',
      '市盈率',
      'valuations?',
      '估值',
    ],
    fields: ['pe'],
    high: '>= 30',
    low: '< 15',
    isBadWhenHigh: true,
  },
  {
    words: ['p/?b(?: ratios?)?', 'price[- ]to[- ]book(?: value| ratios?)?', '市净率'],
    fields: ['pb'],
    high: '>= 5',
    low: '< 1.5',
    isBadWhenHigh: true,
  },
  {
    words: ['p/?s(?: ratios?)?', 'price[- ]to[- ]sales(?: ratios?)?', '市销率'],
    fields: ['ps'],
    high: '>= 8',
    low: '< 1',
    isBadWhenHigh: true,
  },
  {
    words: ['ev(?:/| to )ebitda', '企业价值倍数'],
    fields: ['ev_ebitda'],
    high: '>= 15',
    low: '< 8',
    isBadWhenHigh: true,
  },
  {
    words: ['earnings yields?', '盈利收益率'],
    fields: ['earnings_yield'],
    high: '>= 8%',
    low: '< 4%',
  },
  {
    words: ['market cap(?:itali[sz]ation)?s?', '总?市值', '规模'],
    fields: ['market_cap'],
  },
  {
    words: [
      '(?:revenue|sales|top[- ]line) growth',
      '营收增长率?',
      '收入增长率?',
      '营收增速',
      '收入增速',
    ],
    fields: ['revenue_growth'],
    alone: above('0%', 'revenue_growth'),
    high: '>= 15%',
    low: '< 5%',
  },
  {
    words: [
      '(?:net income|profits?|net profits?) growth',
      '净利润增长率?',
      '利润增长率?',
      '净利润增速',
      '利润增速',
      '业绩增长',
      '业绩增速',
    ],
    fields: ['net_income_growth', 'eps_growth'],
    alone: above('0%', 'net_income_growth', 'eps_growth'),
    high: '>= 15%',
    low: '< 5%',
  },
  {
    words: ['(?:eps|earnings(?: per share)?) growth', '每股收益增长率?'],
    fields: ['eps_growth', 'net_income_growth'],
    alone: above('0%', 'eps_growth', 'net_income_growth'),
    high: '>= 15%',
    low: '< 5%',
  },
  {
    words: ['growth(?: rates?)?', '成长性?', '增速', '增长率'],
    fields: ['revenue_cagr_5y', 'revenue_growth'],
    high: '>= 15%',
    low: '< 5%',
  },
  {
    words: ['asset turnover', '总?资产周转率'],
    fields: ['asset_turnover'],
    high: '>= 1',
    low: '< 0.5',
  },
  {
    words: [
      "(?:piotroski(?:'s)? )?f[- ]?scores?",
      'piotroski(?: scores?)?',
      'f ?分数?',
      '皮氏分数',
    ],
    fields: ['f_score'],
    high: '>= 7',
    low: '<= 3',
  },
  {
    words: ["(?:altman(?:'s)? )?z[- ]?scores?", 'z ?分数?'],
    fields: ['altman_z', 'altman_z_score'],
    high: '>= 2.99',
    low: '< 1.81',
  },
  {
    words: ["(?:beneish(?:'s)? )?m[- ]?scores?", 'm ?分数?'],
    fields: ['m_score', 'beneish_m'],
    high: '> -1.78',
    low: '<= -1.78',
    isBadWhenHigh: true,
  },
  {
    words: ['gross profitability'],
    fields: ['gross_profitability'],
    high: '>= 33%',
    low: '< 15%',
  },
  {
    words: ['(?:net )?profits?', 'net income', 'earnings', '净利润', '利润', '盈利'],
    fields: ['net_income'],
    alone: above('0', 'net_income'),
    high: '> 0',
    low: '<= 0',
  },
  { words: ['revenues?', 'sales', 'turnover', '营业?收入?', '销售额'], fields: ['revenue'] },
]

/**
 * An idea that needs no metric. `{f}` stands for the field and `{n}` for fiscal years; a text with
 * `{n}` is taken where the sentence names years or the idea needs them.
 */
export interface IdeaRule {
  words: Words
  fields: readonly string[]
  once: string
  yearly?: string
  /** Years that it has even when the sentence names none. */
  years?: number
}

export const IDEAS: readonly IdeaRule[] = [
  {
    words: ['growth at a reasonable price', 'garp', '合理价格成长', '价格合理的成长股?'],
    fields: ['eps_cagr_5y', 'revenue_cagr_5y', 'net_income_growth'],
    once: '{f} >= 10% and pe < 20',
  },
  {
    words: [
      '(?:strong|solid|healthy|sound|clean) balance sheets?',
      '财务(?:稳健|健康|状况好)',
      '资产负债表(?:稳健|健康)',
    ],
    fields: ['debt_to_equity', 'liabilities_to_assets'],
    once: '{f} < 0.5',
    yearly: '{f} < 0.5 each {n}y',
  },
  {
    words: [
      '(?:dividend[- ](?:growers?|growth|aristocrats?|achievers?|increasers?)|(?:rising|growing|increasing) dividends?)(?: stocks?)?',
      '(?:股息|分红|派息)(?:持续|逐年|每年|连年)?(?:增长|增加|提高|递增)',
      '提高分红',
    ],
    fields: ['dividends_per_share'],
    once: '{f} > {f}[-1]',
    yearly: '{f} > {f}[-1] each {n}y',
    years: 5,
  },
  {
    words: [
      '(?:pays?|paying|paid) (?:a )?dividends?',
      'dividend[- ](?:payers?|paying|stocks?)',
      '有分红',
      '分红',
      '派息',
      '派发股息',
    ],
    fields: ['dividends_per_share', 'dividend_payout'],
    once: '{f} > 0',
    yearly: '{f} > 0 each {n}y',
  },
  {
    words: [
      'profitable',
      'profit[- ]making',
      'making (?:a )?profits?',
      'positive (?:earnings|net income|profits?)',
      '盈利',
      '赚钱',
      '有利润',
      '利润为正',
    ],
    fields: ['net_income'],
    once: '{f} > 0',
    yearly: '{f} > 0 each {n}y',
  },
  {
    words: ['loss[- ]making', 'unprofitable', 'losing money', '亏损'],
    fields: ['net_income'],
    once: '{f} < 0',
    yearly: '{f} < 0 each {n}y',
  },
  {
    words: ['turn ?arounds?', 'turned profitable', 'back to profit', '扭亏为盈', '扭亏'],
    fields: ['net_income'],
    once: '{f} > 0 and {f}[-1] < 0',
  },
  {
    words: ['positive free cash ?flow', 'positive fcf', '自由现金流为正', '正自由现金流'],
    fields: ['free_cash_flow'],
    once: '{f} > 0',
    yearly: '{f} > 0 each {n}y',
  },
  {
    words: ['positive (?:operating )?cash ?flow', '(?:经营)?现金流为正'],
    fields: ['operating_cash_flow'],
    once: '{f} > 0',
    yearly: '{f} > 0 each {n}y',
  },
  {
    words: [
      'net cash',
      'cash[- ]rich',
      'debt[- ]free',
      'no (?:net )?debts?',
      'without debts?',
      '净现金',
      '现金充裕',
      '现金充足',
      '零负债',
      '无负债',
      '没有负债',
    ],
    fields: ['net_cash'],
    once: '{f} > 0',
    yearly: '{f} > 0 each {n}y',
  },
  {
    words: [
      'cheap(?:ly valued)?',
      'undervalued',
      'under-valued',
      'low[- ]valuation',
      '低估值?',
      '被低估',
      '便宜',
      '价值股',
      'value stocks?',
    ],
    fields: ['pe', 'pb'],
    once: '{f} < 15',
  },
  {
    words: [
      'growth (?:stocks?|companies|shares)',
      'fast[- ]growing',
      'high[- ]growth',
      '高成长性?',
      '高增长',
      '成长股',
      '快速增长',
    ],
    fields: ['revenue_cagr_5y', 'revenue_growth'],
    once: '{f} >= 15%',
  },
  {
    words: [
      '(?:growing|rising|increasing) (?:revenues?|sales)',
      '(?:营收|收入|营业收入)(?:持续|逐年|每年|连年)?(?:增长|增加|上升|递增)',
    ],
    fields: ['revenue'],
    once: '{f} > {f}[-1]',
    yearly: '{f} > {f}[-1] each {n}y',
  },
  {
    words: [
      '(?:growing|rising|increasing) (?:net )?(?:profits?|earnings|net income)',
      '(?:净?利润|业绩|盈利)(?:持续|逐年|每年|连年)?(?:增长|增加|上升|递增)',
    ],
    fields: ['net_income'],
    once: '{f} > {f}[-1]',
    yearly: '{f} > {f}[-1] each {n}y',
  },
  {
    words: [
      '(?:expanding|rising|improving|growing|increasing) (?:gross )?margins?',
      '毛利率(?:持续|逐年)?(?:上升|提高|提升|改善)',
    ],
    fields: ['gross_margin'],
    once: '{f} > {f}[-1]',
    yearly: 'trend({f}, {n}y) > 0',
  },
  {
    words: [
      '(?:improving|rising|increasing) (?:roe|returns? on equity)',
      '(?:roe|净资产收益率)(?:持续|逐年)?(?:上升|提高|提升|改善)',
    ],
    fields: ['roe'],
    once: '{f} > {f}[-1]',
    yearly: 'trend({f}, {n}y) > 0',
  },
  {
    words: [
      '(?:share )?buy ?backs?',
      'buying back(?: its)?(?: own)?(?: shares?)?',
      'shrinking share count',
      '回购(?:股份|股票)?',
      '股本减少',
    ],
    fields: ['share_count_change'],
    once: '{f} < 0%',
    yearly: '{f} < 0% each {n}y',
  },
  {
    words: ['high[- ]quality', 'quality (?:stocks?|companies)', '优质', '高质量', '白马股?'],
    fields: ['roic', 'roe'],
    once: '{f} >= 12%',
    yearly: '{f} >= 12% each {n}y',
  },
]

/** Years in which "rising" and "falling" must hold where the sentence names none. */
export const RISING_YEARS = 1

/** Sizes by market capitalisation, as usual in each market; the first that the sentence fits. */
export interface SizeRule {
  words: Words
  /** In one currency; `from` and below `to`. */
  usd: readonly [from: string | null, to: string | null]
  cny: readonly [from: string | null, to: string | null]
}

export const SIZES: readonly SizeRule[] = [
  {
    words: ['micro[- ]?caps?', '微盘股?', '微型股?'],
    usd: [null, 'USD 300m'],
    cny: [null, 'CNY 3bn'],
  },
  {
    words: [
      'small(?:er)?[- ]?(?:caps?|companies|stocks?)',
      '小盘股?',
      '小市值',
      '小型股',
      '小公司',
    ],
    usd: [null, 'USD 2bn'],
    cny: [null, 'CNY 10bn'],
  },
  {
    words: [
      'mid(?:dle)?[- ]?(?:sized? )?(?:caps?|companies)',
      'medium[- ]sized(?: companies)?',
      '中盘股?',
      '中型股',
    ],
    usd: ['USD 2bn', 'USD 10bn'],
    cny: ['CNY 10bn', 'CNY 50bn'],
  },
  {
    words: ['mega[- ]?caps?', '超大盘股?', '巨头'],
    usd: ['USD 200bn', null],
    cny: ['CNY 500bn', null],
  },
  {
    words: [
      'large[- ]?(?:caps?|companies|stocks?)',
      'big (?:companies|stocks?)',
      'blue[- ]?chips?',
      '大盘股?',
      '大市值',
      '蓝筹股?',
      '大型股',
      '大公司',
    ],
    usd: ['USD 10bn', null],
    cny: ['CNY 50bn', null],
  },
]
