/**
 * Turnover: how long money is tied up. Days are computed from average balances and a year of 365
 * days.
 */
import { average, type Formula, formulaOf } from '../formula.ts'

const efficiency = formulaOf('efficiency')

/** The convention, used also for 52- and 53-week years. */
const DAYS_A_YEAR = 365

const days = (
  id: string,
  balance: string,
  flow: string,
  en: string,
  zh: string,
  definition: Formula['definition'],
): Formula =>
  efficiency({
    id,
    en,
    zh,
    unit: 'days',
    banks: false,
    inputs: { closing: balance, opening: `${balance}@open`, flow },
    positive: ['flow'],
    definition,
    compute: ({ closing, opening, flow }) => (average(closing, opening) / flow.n) * DAYS_A_YEAR,
  })

export const EFFICIENCY: readonly Formula[] = [
  efficiency({
    id: 'asset_turnover',
    en: 'Asset turnover',
    zh: '总资产周转率',
    unit: 'x',
    inputs: { revenue: 'revenue', assets: 'total_assets', opening_assets: 'total_assets@open' },
    positive: ['assets', 'opening_assets'],
    definition: {
      en: 'Revenue divided by the average of opening and closing total assets',
      zh: '营业总收入除以资产总计的期初期末平均值',
    },
    compute: ({ revenue, assets, opening_assets }) => revenue.n / average(assets, opening_assets),
  }),
  days('receivable_days', 'receivables', 'revenue', 'Receivable days', '应收账款周转天数', {
    en: 'Average of opening and closing receivables divided by revenue, times 365 days',
    zh: '应收账款期初期末平均值除以营业总收入，再乘以 365 天',
  }),
  days('inventory_days', 'inventory', 'cost_of_revenue', 'Inventory days', '存货周转天数', {
    en: 'Average of opening and closing inventory divided by cost of revenue, times 365 days',
    zh: '存货期初期末平均值除以营业成本，再乘以 365 天',
  }),
  days('payable_days', 'payables', 'cost_of_revenue', 'Payable days', '应付账款周转天数', {
    en: 'Average of opening and closing payables divided by cost of revenue, times 365 days',
    zh: '应付账款期初期末平均值除以营业成本，再乘以 365 天',
  }),
  efficiency({
    id: 'cash_conversion_cycle',
    en: 'Cash conversion cycle',
    zh: '现金循环周期',
    unit: 'days',
    banks: false,
    inputs: {
      receivable_days: 'receivable_days',
      inventory_days: 'inventory_days',
      payable_days: 'payable_days',
    },
    definition: {
      en: 'Receivable days plus inventory days less payable days',
      zh: '应收账款周转天数加存货周转天数，减应付账款周转天数',
    },
    compute: ({ receivable_days, inventory_days, payable_days }) =>
      receivable_days.n + inventory_days.n - payable_days.n,
  }),
]
