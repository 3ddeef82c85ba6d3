/** The checks that a figure goes through: id, names, the rule, and the tolerance. Data only. */
import { SHARE_COUNT_FACTOR } from '../../metrics/share-count.ts'

/** Tolerance of stated sums: the figures are rounded, and some providers keep only seven digits. */
export const ROUNDING = 0.00001
/**
 * Tolerance of the sum of the three cash flows when the effect of exchange rates is not filed. That
 * effect is seldom above a twentieth of the cash.
 */
export const WITHOUT_EXCHANGE_RATES = 0.05
/**
 * The largest part of a company's 营业总收入 that may be interest and fees instead of sales. Banks have
 * no gross profit.
 */
export const OTHER_REVENUE = 0.05
/**
 * Tolerance of EPS: it is rounded, preferred dividends are taken off, and shares are weighted by
 * days.
 */
export const EPS = 0.05
/**
 * For a company whose EPS is that of one share class: how far one period's ratio may differ from
 * the ratio of its other periods.
 */
export const EPS_OF_CLASSES = 0.5
/** How far net income may be from a power of a thousand times income before tax less tax. */
export const AFTER_TAX = 0.05
/** A jump looks like a mistaken unit when the change is within this factor of a power of ten. */
export const JUMP_FACTOR = 2
/** The default fraction by which two providers' figures of one thing may differ. */
export const PROVIDERS = 0.005

export interface CheckWords {
  en: string
  zh: string
  definition_en: string
  definition_zh: string
  /** The largest allowed difference as a fraction; the definition says of what. */
  tolerance: number
}

const words = (
  tolerance: number,
  en: string,
  zh: string,
  definition_en: string,
  definition_zh: string,
): CheckWords => ({
  en,
  zh,
  definition_en,
  definition_zh,
  tolerance,
})
const ROUNDED = 'within rounding: a unit of the last digit of each figure, or 0.001% of the largest'
const ROUNDED_ZH = '容许四舍五入：各数末位的一个单位，或最大一项的 0.001%'

export const CHECKS = {
  balance_sheet: words(
    ROUNDING,
    'The balance sheet balances',
    '资产负债表平衡',
    `Total assets are total liabilities plus total equity (or equity of the parent's owners plus minority interest), and temporary equity where the filer sets it between the two, ${ROUNDED}. Not made where only the equity of the parent's owners is known.`,
    `资产总计 = 负债合计 + 股东权益合计（或归母权益 + 少数股东权益），夹层权益单列时另加，${ROUNDED_ZH}。仅有归母权益时不检查。`,
  ),
  equity_parts: words(
    ROUNDING,
    'Equity adds up',
    '股东权益构成',
    `Total equity is the equity of the parent's owners plus minority interest, ${ROUNDED}.`,
    `股东权益合计 = 归母权益 + 少数股东权益，${ROUNDED_ZH}。`,
  ),
  gross_profit: words(
    ROUNDING,
    'Gross profit',
    '毛利',
    `Gross profit is revenue less cost of revenue, ${ROUNDED}.`,
    `毛利 = 营业收入 − 营业成本，${ROUNDED_ZH}。`,
  ),
  net_income_parts: words(
    ROUNDING,
    'Net income adds up',
    '净利润构成',
    `Net income including minority interests is that to the parent's owners plus that to minority interests, ${ROUNDED}.`,
    `净利润（含少数股东）= 归母净利润 + 少数股东损益，${ROUNDED_ZH}。`,
  ),
  cash_flows: words(
    WITHOUT_EXCHANGE_RATES,
    'Cash flows add up to the change in cash',
    '现金流量合计',
    `Operating, investing and financing cash flow and the effect of exchange rates make the net change in cash, ${ROUNDED}. Where the effect of exchange rates is not filed, the three may be off by 5% of the larger of the cash at the end and the largest flow.`,
    `经营、投资、筹资现金流量与汇率影响之和 = 现金净增加额，${ROUNDED_ZH}。未披露汇率影响时，容许期末现金与最大流量中较大者的 5%。`,
  ),
  cash_roll: words(
    ROUNDING,
    'Cash carries over',
    '期末现金衔接',
    `Cash at the end of the period is cash at its beginning plus the net change, ${ROUNDED}.`,
    `期末现金 = 期初现金 + 现金净增加额，${ROUNDED_ZH}。`,
  ),
  quarters: words(
    ROUNDING,
    'Quarters add up',
    '季度合计',
    `Discrete quarters as filed make the year, the nine months or the half year as filed, ${ROUNDED}. Not made where one was restated without the other.`,
    `披露的单季合计 = 披露的全年、前三季度或半年，${ROUNDED_ZH}。其一经重述而其余未重述时不检查。`,
  ),
  part_of_whole: words(
    ROUNDING,
    'No part above its whole',
    '部分不大于整体',
    `Cash, receivables and the like are not above current or total assets, nor parts of liabilities above liabilities, ${ROUNDED}.`,
    `货币资金、应收账款等不大于流动资产或资产总计，负债各项不大于负债合计，${ROUNDED_ZH}。`,
  ),
  range: words(
    0,
    'Sign and range',
    '符号与范围',
    'The figure has the sign its concept can have: assets and shares above zero, revenue not below, money paid out not above.',
    '数值符号合理：资产与股数大于零，收入不小于零，现金流出不大于零。',
  ),
  eps: words(
    EPS,
    'EPS fits net income and shares',
    '每股收益与净利润、股数',
    'EPS times weighted shares is net income, or what preferred dividends leave of it, within 5% and the rounding of EPS; a diluted EPS may be made of more, by what its convertible securities cost (at most the interest expense and the preferred dividends). Not made across a split. Where EPS is of one class of shares, no period strays from the others by more than half.',
    '每股收益 × 加权股数 = 归母净利润（或扣除优先股股息后），容许 5% 及每股收益的舍入；稀释每股收益可加回可转换证券的成本（至多为利息支出与优先股股息）。跨拆股不检查；多类股份的公司，仅标出偏离其他各期一半以上者。',
  ),
  income_after_tax: words(
    AFTER_TAX,
    'Net income has the sign and scale of income after tax',
    '净利润与税后利润的符号和单位相符',
    'Net income is not income before tax less tax with the opposite sign, nor a thousand or a million times as large or as small, within 5%. Other differences (discontinued operations, minority interests, associates) are not told here, and nothing is where EPS times shares is net income.',
    '净利润不是利润总额减所得税的相反数，也不是其一千倍、一百万倍或千分之一、百万分之一（容许 5%）。其他差异（终止经营、少数股东、联营）不在此检查；每股收益乘股数与净利润相符时亦不检查。',
  ),
  share_count: words(
    SHARE_COUNT_FACTOR,
    'The count of shares fits the weighted average',
    '总股本与加权平均股数相符',
    'Shares outstanding are within a hundred times the weighted average shares of the nearest period (on one split basis). A count further off is a placeholder or in another unit, and nothing is computed from it.',
    '总股本与最近一期加权平均股数（同一拆股口径）相差不超过一百倍。超出者为占位数或单位有误，不据以计算。',
  ),
  mended: words(
    ROUNDING,
    'No sign or scale to mend',
    '符号与单位无需更正',
    'Where a sum does not hold and exactly one change of one figure (its sign, or a factor of a thousand or a million) makes it hold without breaking another, the figure is given as changed, marked, with the filed value beside it. A weighted share count is changed so where EPS times the count asks for it and other counts of the company bear it out; the mark stands on the count alone, for EPS and net income fit the changed one. With several such changes, or none, the figure stays as filed.',
    '某一勾稽关系不成立，而仅有一种改动（某一数值的符号，或一千、一百万的倍数）使其成立且不破坏其他关系时，按改动后的数值列示并标明，同时附原始披露值；加权股数在每股收益要求且公司其他股数佐证时亦如此更正，并仅在股数上标明（每股收益、净利润与更正后的股数相符）。改动不唯一或不存在时，维持披露值。',
  ),
  jump: words(
    JUMP_FACTOR,
    'No jump like a mistaken unit',
    '无单位错误般的跳变',
    'Against a year before (and on one split basis), the figure is not about 10^3, 10^4, 10^6 or 10^8 times as large or as small, within a factor of 2. Of figures that swing (profits, changes, short-term holdings and debt) only when the larger is also above total assets.',
    '与一年前（同一拆股口径）相比，不出现约 10^3、10^4、10^6、10^8 倍的增减（系数 2 以内）。波动性科目（利润、变动额、短期投资与借款）仅在较大值高于资产总计时标出。',
  ),
  unit: words(
    0,
    'The unit is of the concept',
    '单位合适',
    'Money is in a currency, per-share figures in a currency a share, counts in shares.',
    '金额以货币计，每股数以货币/股计，股数以股计。',
  ),
  one_currency: words(
    0,
    'One currency a statement date',
    '同一报表日一种货币',
    'All amounts of one statement date, and EPS, are in one currency; dividends a share may be in another.',
    '同一报表日的金额与每股收益为同一货币；每股股息可用其他货币。',
  ),
  providers_agree: words(
    PROVIDERS,
    'Providers agree',
    '多数据源一致',
    'Another provider has the same figure for the same period (dates up to six days apart) and basis, within the tolerance or half a unit of the last digit it gives; per-share figures and counts may differ by a known split.',
    '其他数据源同一期间（日期相差不超过六天）、同一口径的数值一致，容许给定比例或末位的一半；每股数与股数可相差已知拆股比例。',
  ),
  providers_currency: words(
    0,
    'Providers use one currency',
    '多数据源同一货币',
    'Another provider gives the same figure in the same currency. In another currency it is not compared.',
    '其他数据源同一数值使用同一货币；货币不同则不比较。',
  ),
} as const satisfies Record<string, CheckWords>

export type CheckId = keyof typeof CHECKS
export const CHECK_IDS = Object.keys(CHECKS) as CheckId[]
