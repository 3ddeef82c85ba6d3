/**
 * Which formulas are refused for a kind of company, and why, for people in both languages. What a
 * formula of one kind says of the others stands beside the formula.
 */
import type { FigureGroup } from '#shared/figure-groups.ts'
import type { IndustryKind } from '#shared/industry.ts'
import { isFinancial } from './company-kind.ts'
import type { Formula, ReasonText } from './formula.ts'

const UNCLASSIFIED: ReasonText = {
  en: 'the balance sheet of a bank, an insurer or a broker is not divided into current and other',
  zh: '银行、保险公司和券商的资产负债表不划分流动与非流动',
}
const NO_DEBT_APART: ReasonText = {
  en: 'for a bank, an insurer or a broker deposits, policies and borrowings are what it works with, not debt apart from the business',
  zh: '对银行、保险公司和券商而言，存款、保单和借款本身就是业务，不是业务之外的有息负债',
}
const NO_OPERATING_LINE: ReasonText = {
  en: 'the income of a bank, an insurer or a broker is not struck before interest or claims',
  zh: '银行、保险公司和券商的利润并不先于利息或赔付计算',
}
const NO_FREE_CASH: ReasonText = {
  en: 'the operating cash flow of a bank, an insurer or a broker moves with deposits, loans, policies and customers’ balances',
  zh: '银行、保险公司和券商的经营现金流随存款、贷款、保单和客户资金变动',
}

const NO_SCORE: ReasonText = {
  en: 'the scores read current assets, debt, gross margin and cash flow, which a bank, an insurer or a broker does not have in their sense',
  zh: '这些评分依据流动资产、有息负债、毛利率和现金流，银行、保险公司和券商没有相应含义的科目',
}

const OF_FINANCIALS: Readonly<Record<FigureGroup, ReasonText>> = {
  income: NO_OPERATING_LINE,
  profitability: NO_OPERATING_LINE,
  balance: NO_DEBT_APART,
  leverage: NO_DEBT_APART,
  liquidity: UNCLASSIFIED,
  efficiency: UNCLASSIFIED,
  cash_flow: NO_FREE_CASH,
  cash: NO_FREE_CASH,
  growth: NO_OPERATING_LINE,
  per_share: NO_FREE_CASH,
  valuation: NO_FREE_CASH,
  score: NO_SCORE,
  shares: NO_FREE_CASH,
  period: NO_OPERATING_LINE,
}
/** Formulas whose reason is not that of their group. */
const APART: ReadonlyMap<string, ReasonText> = new Map([
  ['invested_capital', NO_DEBT_APART],
  ['roic', NO_DEBT_APART],
  ['normalised_ebit_margin', NO_OPERATING_LINE],
  ['free_cash_flow_growth', NO_FREE_CASH],
  ['fcf_per_share_cagr_5y', NO_FREE_CASH],
  ['free_cash_flow_cagr_5y', NO_FREE_CASH],
])

/** What means nothing without sales and operations. */
const OF_OPERATIONS = [
  'revenue_growth',
  'revenue_cagr_3y',
  'revenue_cagr_5y',
  'revenue_cagr_10y',
  'gross_margin',
  'operating_margin',
  'ebit_margin',
  'net_margin',
  'asset_turnover',
  'cash_conversion',
  'normalised_ebit_margin',
  'epv_per_share',
  'dcf_growth',
  'dcf_per_share',
]
const OF_NET_INCOME_OF_BUILDINGS = [
  'dividend_payout',
  'total_payout',
  'sustainable_growth',
  'epv_per_share',
  'pe_10_price',
  'pe_15_price',
  'pe_20_price',
  'pe_25_price',
]

/** A health insurer has current assets, debt and an operating income as other companies do. */
const OF_SALES = [
  'gross_profit',
  'gross_margin',
  'gross_profit_growth',
  'inventory_days',
  'payable_days',
  'cash_conversion_cycle',
  'quick_ratio',
]

interface IndustryRefusal {
  names: ReadonlySet<string>
  /** A whole group that is refused beside the names. */
  group?: FigureGroup
  why: ReasonText
}

const BY_KIND: Partial<Record<IndustryKind, IndustryRefusal>> = {
  health_insurer: {
    names: new Set(OF_SALES),
    why: {
      en: 'a health insurer sells no goods: claims are its cost, and the loss ratio stands for the gross margin',
      zh: '健康险公司不销售商品：赔付就是其成本，应以赔付率代替毛利率',
    },
  },
  reit: {
    names: new Set(OF_NET_INCOME_OF_BUILDINGS),
    why: {
      en: 'the net income of a property trust is after the depreciation of buildings that keep their value; funds from operations stand for it',
      zh: '房地产信托的净利润已扣除建筑物折旧，而建筑物大多保值；应以营运资金（FFO）衡量',
    },
  },
  fund: {
    names: new Set(OF_OPERATIONS),
    group: 'score',
    why: {
      en: 'a fund has no sales and no operations: its income is what its investments yield, gain and lose',
      zh: '基金没有销售与经营业务：其收入是投资的收益与涨跌',
    },
  },
  holding: {
    names: new Set(OF_OPERATIONS),
    group: 'score',
    why: {
      en: 'a shell or a mere holding company has no sales and no operations of its own',
      zh: '空壳公司或纯控股公司自身没有销售与经营业务',
    },
  },
}

/** Null when the formula applies to this kind of company. */
export const industryRefusal = (formula: Formula, kind: IndustryKind): ReasonText | null => {
  const own = formula.not_for[kind]
  if (own) return own
  if (isFinancial(kind) && kind !== 'health_insurer' && !formula.banks)
    return APART.get(formula.id) ?? OF_FINANCIALS[formula.group]
  const refusal = BY_KIND[kind]
  return refusal && (refusal.group === formula.group || refusal.names.has(formula.id))
    ? refusal.why
    : null
}
