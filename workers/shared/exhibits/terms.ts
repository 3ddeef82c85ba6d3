/**
 * The names and definitions of what exhibits say: of `market` and `valuation` here, of the others
 * in a file each. A group is the kind of the exhibit. Pure data.
 */
import type { Term } from '../contracts/facts.ts'
import { METHODS, type MethodId } from '../valuation/method-names.ts'
import { ACTION_TERMS } from './terms/actions.ts'
import { ESTIMATE_TERMS } from './terms/estimates.ts'
import { HOLDER_TERMS } from './terms/holders.ts'
import { INSIDER_TERMS } from './terms/insiders.ts'
import { PEER_TERMS } from './terms/peers.ts'
import { termIn } from './terms/term.ts'

const ratio = termIn('market', 'ratio')
const money = termIn('market', 'amount')
const perShare = termIn('market', 'per_share')

const history = (en: string, zh: string): Record<'median' | 'low' | 'high' | 'standing', Term> => ({
  median: ratio(
    `${en}, own median`,
    `${zh}自身中位数`,
    'The middle of the multiples at month ends: the price of the day against the figures known on that day',
    '各月末倍数的中位数：当日股价对当日已知的数据',
  ),
  low: ratio(
    `${en}, own low`,
    `${zh}自身低位`,
    'The multiple below which a tenth of the month ends lie',
    '十分之一的月末低于此倍数',
  ),
  high: ratio(
    `${en}, own high`,
    `${zh}自身高位`,
    'The multiple above which a tenth of the month ends lie',
    '十分之一的月末高于此倍数',
  ),
  standing: ratio(
    `${en}, place in its own history`,
    `${zh}所处历史分位`,
    'The part of the month ends at which the multiple was below that of now',
    '倍数低于当前水平的月末所占比例',
  ),
})
const PE = history('Price to earnings', '市盈率')
const PB = history('Price to book', '市净率')
const PS = history('Price to sales', '市销率')

const ofValue = termIn('value', 'per_share')
const ofRate = termIn('value', 'ratio')

const VALUES: Record<MethodId, Term> = {
  dcf: ofValue(
    'Discounted cash flow value',
    '现金流折现价值',
    'Free cash flow after pay in shares, growing in total at the assumed rate, which fades evenly to growth without end, discounted at the cost of equity, per diluted share',
    '扣除股份支付后的自由现金流总额按假设增长率增长并均匀递减至永续增长率，以股权成本折现，除以稀释股数',
  ),
  epv: ofValue(
    'Earnings power value',
    '盈利能力价值',
    'Normal margin on present revenue after tax, capitalised at the cost of equity, plus net cash less minority interest, per diluted share; no growth',
    '常态利润率乘以当前营收，扣税后按股权成本资本化，加净现金减少数股东权益，除以稀释股数；零增长',
  ),
  residual_income: ofValue(
    'Residual income value',
    '剩余收益价值',
    'Book value plus what is earned above the cost of equity while the return fades to it, per share',
    '净资产加回报率趋向股权成本之前的超额收益，除以股数',
  ),
  book_against_roe: ofValue(
    'Book value at its lasting return',
    '按长期回报的净资产价值',
    'Book value times the return on equity less growth, over the cost of equity less growth, per share',
    '净资产乘以（净资产收益率减增长率）与（股权成本减增长率）之比，除以股数',
  ),
  dividend_discount: ofValue(
    'Dividend discount value',
    '股息折现价值',
    'Dividends of a share, growing as in the past and fading to growth without end, discounted at the cost of equity',
    '每股股息按过去的增长率增长并递减至永续增长率，以股权成本折现',
  ),
  own_multiple: ofValue(
    'Value at the own multiple',
    '按自身倍数的价值',
    'Trailing earnings (of a bank or an insurer book value) at the median of its own multiples, per share',
    '最近十二个月利润（银行保险为净资产）乘以自身倍数的中位数，除以股数',
  ),
  peer_multiple: ofValue(
    "Value at the peers' multiple",
    '按同业倍数的价值',
    'Trailing earnings (of a bank or an insurer book value) at the median multiple of its peers, per share',
    '最近十二个月利润（银行保险为净资产）乘以同业倍数的中位数，除以股数',
  ),
  net_net: ofValue(
    'Net current asset value',
    '净流动资产价值',
    'Current assets less all liabilities and minority interest, per share',
    '流动资产减全部负债和少数股东权益，除以股数',
  ),
}

export const EXHIBIT_TERMS: Readonly<Record<string, Term>> = {
  price: perShare(
    'Share price',
    '股价',
    'The live price, no older than the strict rule allows',
    '实时股价，不早于严格时限',
  ),
  last_close: perShare(
    'Last close',
    '最近收盘价',
    'The close of the day named; no live price',
    '所注日期的收盘价，并非实时股价',
  ),
  price_in_statements: perShare(
    'Price in the currency of the statements',
    '按报表币种的股价',
    'The price at one stated exchange rate',
    '按一个注明的汇率折算的股价',
  ),
  exchange_rate: ratio(
    'Exchange rate',
    '汇率',
    'Units of the first currency for one of the second',
    '一单位后者折合前者的数额',
  ),
  market_cap: money(
    'Market capitalisation',
    '总市值',
    'Price times all shares of the company, of whatever class, in the currency of the statements',
    '股价乘以公司各类股份的总股本，按报表币种',
  ),
  shares_stated: money(
    'Shares of the company, as stated',
    '总股本（行情方）',
    'All shares of the company, of whatever class, as a provider states them; taken only where they fit the average of the statements',
    '行情方给出的公司各类股份的总股本；仅在与报表的平均股数相符时采用',
  ),
  shares_of_day: money(
    'Shares of the company on the day',
    '当日总股本',
    'The stated count of shares, with the splits since then',
    '所给出的总股本，按其后的拆股调整',
  ),
  pe_ttm: ratio(
    'Price to earnings',
    '市盈率',
    "Market capitalisation divided by the net income of the last twelve months to the parent's owners; absent for a loss",
    '总市值除以最近十二个月归母净利润；亏损时不计算',
  ),
  pb: ratio(
    'Price to book',
    '市净率',
    "Market capitalisation divided by equity of the parent's owners",
    '总市值除以归母股东权益',
  ),
  ps_ttm: ratio(
    'Price to sales',
    '市销率',
    'Market capitalisation divided by the revenue of the last twelve months',
    '总市值除以最近十二个月营业总收入',
  ),
  ev: money(
    'Enterprise value',
    '企业价值',
    'Market capitalisation less net cash, plus minority interest, preferred and temporary equity, and leases where they are filed apart from debt',
    '总市值减净现金，加少数股东权益、优先股与夹层权益，以及单列于有息负债之外的租赁负债',
  ),
  ev_ebitda: ratio(
    'EV to EBITDA',
    '企业价值倍数',
    'Enterprise value divided by the EBITDA of the last twelve months',
    '企业价值除以最近十二个月 EBITDA',
  ),
  fcf_yield: ratio(
    'Free cash flow yield',
    '自由现金流收益率',
    'Free cash flow of the last twelve months divided by market capitalisation',
    '最近十二个月自由现金流除以总市值',
  ),
  dividends_of_year: perShare(
    'Dividends of a year',
    '近一年每股股息',
    'Dividends by ex date in the year up to the price, for a share of that day',
    '截至股价日一年内按除息日计的每股股息，按当日股本',
  ),
  dividend_yield: ratio(
    'Dividend yield',
    '股息率',
    'Dividends by ex date in the year up to the price, divided by the price; where no list of dividends is at hand, dividends paid in the last twelve months divided by market capitalisation',
    '截至股价日一年内按除息日计的股息除以股价；没有派息记录时，以最近十二个月支付的股息除以总市值',
  ),
  eps_consensus: perShare(
    'EPS, consensus',
    '每股收益一致预期',
    'The mean of the analysts’ estimates',
    '分析师预测的平均值',
  ),
  pe_forward: ratio(
    'Forward price to earnings',
    '预测市盈率',
    'Price divided by the consensus of the fiscal year that ends next',
    '股价除以下一个结束的财年的一致预期',
  ),
  peg: ratio(
    'PEG',
    'PEG',
    'Price to earnings divided by the growth from trailing earnings to the consensus, in percent',
    '市盈率除以从最近十二个月到一致预期的增长率（百分数）',
  ),
  pe_ttm_median: PE.median,
  pe_ttm_low: PE.low,
  pe_ttm_high: PE.high,
  pe_ttm_standing: PE.standing,
  pb_median: PB.median,
  pb_low: PB.low,
  pb_high: PB.high,
  pb_standing: PB.standing,
  ps_ttm_median: PS.median,
  ps_ttm_low: PS.low,
  ps_ttm_high: PS.high,
  ps_ttm_standing: PS.standing,
  high_52w: perShare(
    '52-week high',
    '52周最高',
    'The highest price of the last 52 weeks, adjusted for splits',
    '最近 52 周最高价，按拆股调整',
  ),
  low_52w: perShare(
    '52-week low',
    '52周最低',
    'The lowest price of the last 52 weeks, adjusted for splits',
    '最近 52 周最低价，按拆股调整',
  ),
  price_return: ratio(
    'Price return',
    '股价涨跌幅',
    'Change of the close over the window, adjusted for splits, without dividends',
    '窗口期内收盘价的变动，按拆股调整，不含股息',
  ),
  total_return: ratio(
    'Total return',
    '总回报',
    'Change over the window with dividends reinvested',
    '窗口期内含股息再投资的变动',
  ),
  volatility: ratio(
    'Volatility',
    '波动率',
    'Standard deviation of the daily changes of a year, as a yearly rate',
    '一年内日涨跌的标准差，折为年率',
  ),
  max_drawdown: ratio(
    'Deepest fall',
    '最大回撤',
    'The deepest fall from a close to a later one within the window',
    '窗口期内从某一收盘价到其后收盘价的最大跌幅',
  ),
  beta: ratio(
    'Beta',
    '贝塔',
    "Slope of weekly changes of two years against those of the market's index",
    '两年周涨跌对市场指数周涨跌的斜率',
  ),
  peers_pe: ofRate(
    "Price to earnings, peers' median",
    '市盈率同业中位数',
    'The middle of the price to earnings of the companies of its industry, or else of its kind, without the company',
    '同行业（不足时为同类）其他公司市盈率的中位数',
  ),
  peers_pb: ofRate(
    "Price to book, peers' median",
    '市净率同业中位数',
    'The middle of the price to book of the companies of its industry, or else of its kind, without the company',
    '同行业（不足时为同类）其他公司市净率的中位数',
  ),
  cost_of_equity: ofRate(
    'Cost of equity',
    '股权成本',
    'The risk-free rate of the currency plus the equity premium of the market, as configured',
    '币种的无风险利率加市场的股权溢价，取自配置',
  ),
  terminal_growth: ofRate(
    'Growth without end',
    '永续增长率',
    'As configured, not above the risk-free rate',
    '取自配置，不高于无风险利率',
  ),
  assumed_growth: ofRate(
    'Growth assumed',
    '假设增长率',
    'Five-year growth of total free cash flow after pay in shares, else of revenue, between nothing and the cap',
    '扣除股份支付后自由现金流总额的五年增长率，缺失时取营收增长率，介于零与上限之间',
  ),
  implied_growth: ofRate(
    'Growth that the price implies',
    '股价隐含增长率',
    'The growth in the first year at which the discounted cash flow value is the price',
    '使现金流折现价值等于股价的首年增长率',
  ),
  value_low: ofValue(
    'Value, low',
    '估值下限',
    'The lowest of the values that count',
    '计入区间的各估值中的最低者',
  ),
  value_middle: ofValue(
    'Value, middle',
    '估值中值',
    'The median of the values that count',
    '计入区间的各估值的中位数',
  ),
  value_high: ofValue(
    'Value, high',
    '估值上限',
    'The highest of the values that count',
    '计入区间的各估值中的最高者',
  ),
  price_to_value: ofRate(
    'Price to value',
    '股价与估值之比',
    'The price divided by the median of the values that count',
    '股价除以计入区间的各估值的中位数',
  ),
  ...Object.fromEntries(METHODS.map((id) => [`value_${id}`, VALUES[id]])),
  ...PEER_TERMS,
  ...ESTIMATE_TERMS,
  ...HOLDER_TERMS,
  ...INSIDER_TERMS,
  ...ACTION_TERMS,
}
