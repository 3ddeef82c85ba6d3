/**
 * Why a market figure or a value is not given. The codes are stable; the sentences are for people.
 * Pure data.
 */

/** A sentence in both languages. */
export interface TwoLanguages {
  en: string
  zh: string
}

export const REFUSALS = {
  no_price: { en: 'no price is at hand', zh: '没有可用的股价' },
  no_bars: { en: 'no series of prices is at hand', zh: '没有可用的历史股价' },
  no_history: { en: 'its own multiples of the past are not known', zh: '不知道其过去的倍数' },
  short_record: { en: 'the record is too short', zh: '历史记录太短' },
  not_adjusted: {
    en: 'the prices are not adjusted for splits, and the splits are not known',
    zh: '股价未按拆股调整，且不知道拆股情况',
  },
  no_index: { en: "no series of the market's index is at hand", zh: '没有可用的市场指数序列' },
  no_rate: {
    en: 'the price is in another currency than the statements, and no exchange rate is at hand',
    zh: '股价与报表的币种不同，且没有可用的汇率',
  },
  depositary: {
    en: 'what is traded may be a depositary share, and nobody states how many ordinary shares it stands for',
    zh: '交易的可能是存托凭证，且不知道每份代表多少普通股',
  },
  share_classes: {
    en: 'the company has several classes of shares, and the price is that of a single class',
    zh: '公司有多类股份，而股价只是其中一类的价格',
  },
  count_unknown: { en: 'the number of shares is not known', zh: '股数未知' },
  count_doubtful: {
    en: 'the number of shares does not fit the weighted average of the statements',
    zh: '股数与报表中的加权平均股数不符',
  },
  count_unchecked: {
    en: 'the statements have nothing to hold the stated number of shares against',
    zh: '报表中没有可用来核对股数的数据',
  },
  not_filed: { en: 'a figure it needs is not filed', zh: '所需的数据未披露' },
  stale_figures: {
    en: 'the newest figures are too old for the day of the price',
    zh: '最新数据相对股价日期过旧',
  },
  doubtful_figures: {
    en: 'a figure it rests on failed a check',
    zh: '所依据的数据未通过核对',
  },
  losses: { en: 'earnings are zero or negative', zh: '利润为零或为负' },
  negative_flow: {
    en: 'free cash flow after pay in shares is zero or negative',
    zh: '扣除股份支付后的自由现金流为零或为负',
  },
  negative_equity: { en: 'equity is zero or negative', zh: '股东权益为零或为负' },
  negative_ebitda: { en: 'EBITDA is zero or negative', zh: 'EBITDA 为零或为负' },
  negative_ev: { en: 'enterprise value is zero or negative', zh: '企业价值为零或为负' },
  one_off_gains: {
    en: 'earnings hold large gains from outside the business, which need not come again',
    zh: '利润含有大额的经营以外收益，未必再现',
  },
  growth_not_below_rate: {
    en: 'growth without end is at or over the discount rate',
    zh: '永续增长率不低于折现率',
  },
  out_of_range: {
    en: 'the price lies outside of what any growth in the range explains',
    zh: '股价超出所考察增长率范围所能解释的水平',
  },
  no_growth: {
    en: 'no growth is expected, or what is expected is not known',
    zh: '预期没有增长，或预期未知',
  },
  no_estimate: { en: 'no estimate of earnings is at hand', zh: '没有可用的盈利预测' },
  no_actions: { en: 'no list of dividends is at hand', zh: '没有可用的派息记录' },
  no_dividend: { en: 'no dividend is paid', zh: '不派息' },
  unread_distribution: {
    en: 'a distribution of the last year could not be read',
    zh: '过去一年中有一次分配无法读取',
  },
  for_financials_only: {
    en: 'the method is for banks, insurers and brokers',
    zh: '该方法适用于银行、保险公司和券商',
  },
  not_for_financials: {
    en: 'the cash flow and the debt of a bank, an insurer or a broker are its business',
    zh: '银行、保险公司和券商的现金流和负债本身就是业务',
  },
  not_for_kind: {
    en: 'the method does not fit this kind of company',
    zh: '该方法不适用于这类公司',
  },
  nothing_left: {
    en: 'nothing is left for the shareholders after debt',
    zh: '扣除债务后股东没有剩余价值',
  },
  too_few_peers: {
    en: 'too few peers have the figure, or the company has not',
    zh: '有该项数据的同业公司太少，或公司自身没有',
  },
  no_trades: { en: 'insiders did not trade in the market', zh: '内部人没有在市场上交易' },
  peers_outdated: {
    en: 'what is stored of the peers is too old for the day',
    zh: '所存的同业数据相对当日过旧',
  },
  peers_unpriced: {
    en: 'the multiples of its peers are not known from about the day',
    zh: '没有当日前后的同业倍数',
  },
  peers_unlike: {
    en: 'too few companies of its industry are known, and the whole market is no measure of it',
    zh: '已知的同行业公司太少，而整个市场不足以作为比照',
  },
  peers_not_ready: {
    en: 'the figures of the market are still being put together',
    zh: '市场数据仍在整理',
  },
  no_peers: { en: 'no figures of peers are at hand', zh: '没有可用的同业数据' },
} as const satisfies Record<string, TwoLanguages>

export type RefusalReason = keyof typeof REFUSALS
export const REFUSAL_REASONS = Object.keys(REFUSALS) as RefusalReason[]

export interface Refused {
  ok: false
  reason: RefusalReason
}
export type OrRefused<T> = ({ ok: true } & T) | Refused

export const refused = (reason: RefusalReason): Refused => ({ ok: false, reason })
