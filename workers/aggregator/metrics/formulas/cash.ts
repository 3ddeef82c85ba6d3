/**
 * Cash: what is left after capital expenditure, how much of earnings becomes cash, and what is paid
 * out. Outflows are filed as negative numbers.
 */
import Decimal from 'decimal.js'
import { average, type Formula, formulaOf } from '../formula.ts'

const cash = formulaOf('cash')

export const CASH: readonly Formula[] = [
  cash({
    id: 'free_cash_flow',
    en: 'Free cash flow',
    zh: '自由现金流',
    unit: 'money',
    scopes: ['annual', 'quarter', 'ttm'],
    banks: false,
    inputs: { operating_cash_flow: 'operating_cash_flow', capex: 'capex' },
    definition: {
      en: 'Operating cash flow less capital expenditure',
      zh: '经营活动现金流量净额减资本开支',
    },
    compute: ({ operating_cash_flow, capex }) =>
      new Decimal(operating_cash_flow.text).plus(capex.text),
  }),
  cash({
    id: 'fcf_margin',
    en: 'Free cash flow margin',
    zh: '自由现金流率',
    unit: 'ratio',
    scopes: ['annual', 'quarter', 'ttm'],
    banks: false,
    inputs: { free_cash_flow: 'free_cash_flow', revenue: 'revenue' },
    positive: ['revenue'],
    definition: { en: 'Free cash flow divided by revenue', zh: '自由现金流除以营业总收入' },
    compute: ({ free_cash_flow, revenue }) => free_cash_flow.n / revenue.n,
  }),
  cash({
    id: 'cash_conversion',
    en: 'Cash conversion',
    zh: '净利润现金含量',
    unit: 'x',
    banks: false,
    inputs: { operating_cash_flow: 'operating_cash_flow', net_income: 'net_income' },
    positive: ['net_income'],
    definition: {
      en: 'Operating cash flow divided by net income',
      zh: '经营活动现金流量净额除以归母净利润',
    },
    compute: ({ operating_cash_flow, net_income }) => operating_cash_flow.n / net_income.n,
  }),
  cash({
    id: 'fcf_conversion',
    en: 'Free cash flow conversion',
    zh: '自由现金流转化率',
    unit: 'x',
    banks: false,
    inputs: { free_cash_flow: 'free_cash_flow', net_income: 'net_income' },
    positive: ['net_income'],
    definition: { en: 'Free cash flow divided by net income', zh: '自由现金流除以归母净利润' },
    compute: ({ free_cash_flow, net_income }) => free_cash_flow.n / net_income.n,
  }),
  cash({
    id: 'accruals_ratio',
    en: 'Accruals ratio',
    zh: '应计比率',
    unit: 'ratio',
    banks: false,
    inputs: {
      net_income: 'net_income',
      operating_cash_flow: 'operating_cash_flow',
      assets: 'total_assets',
      opening_assets: 'total_assets@open',
    },
    positive: ['assets', 'opening_assets'],
    definition: {
      en: 'Net income less operating cash flow, divided by average total assets; a high value means earnings that cash does not bear out; Sloan (The Accounting Review, 1996), in the cash flow form',
      zh: '归母净利润减经营活动现金流量净额，再除以平均总资产；数值高表示利润缺乏现金支持；出自斯隆（《会计评论》1996 年），采用现金流量表口径',
    },
    compute: ({ net_income, operating_cash_flow, assets, opening_assets }) =>
      (net_income.n - operating_cash_flow.n) / average(assets, opening_assets),
  }),
  cash({
    id: 'capex_to_revenue',
    en: 'Capital expenditure to revenue',
    zh: '资本开支占营收比',
    unit: 'ratio',
    banks: false,
    inputs: { capex: 'capex', revenue: 'revenue' },
    positive: ['revenue'],
    definition: { en: 'Capital expenditure divided by revenue', zh: '资本开支除以营业总收入' },
    compute: ({ capex, revenue }) => -capex.n / revenue.n,
  }),
  cash({
    id: 'dividend_payout',
    en: 'Dividend payout',
    zh: '股息支付率',
    unit: 'ratio',
    inputs: { dividends_paid: 'dividends_paid', net_income: 'net_income' },
    positive: ['net_income'],
    definition: {
      en: 'Dividends paid in cash divided by net income',
      zh: '支付的现金股息除以归母净利润',
    },
    compute: ({ dividends_paid, net_income }) => -dividends_paid.n / net_income.n,
  }),
  cash({
    id: 'total_payout',
    en: 'Dividend and buyback payout',
    zh: '股息与回购支付率',
    unit: 'ratio',
    inputs: { dividends_paid: 'dividends_paid', buybacks: 'buybacks', net_income: 'net_income' },
    positive: ['net_income'],
    definition: {
      en: 'Dividends paid plus buybacks, divided by net income',
      zh: '支付的股息与股份回购之和除以归母净利润',
    },
    compute: ({ dividends_paid, buybacks, net_income }) =>
      -(dividends_paid.n + buybacks.n) / net_income.n,
  }),
]
