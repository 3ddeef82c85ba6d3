/**
 * Beneish's M-score of earnings that may be manipulated, with its eight indices. Each index
 * compares a fiscal year with the one before.
 */
import { type Formula, formulaOf, refuse, type Value } from '../../formula.ts'
import { longTermDebt, NO_LONG_TERM_DEBT } from './exact.ts'

const score = formulaOf('score')

const SOURCE = {
  en: 'Beneish, The Detection of Earnings Manipulation (Financial Analysts Journal, 1999)',
  zh: '贝尼什《盈余操纵的识别》（《金融分析师杂志》1999 年）',
}

const index = <K extends string, O extends string = never>(
  spec: Omit<Parameters<typeof score<K, O>>[0], 'unit' | 'scopes' | 'banks'>,
): Formula =>
  score<K, O>({
    ...spec,
    unit: 'x',
    scopes: ['annual'],
    banks: false,
    definition: {
      en: `${spec.definition.en}; ${SOURCE.en}`,
      zh: `${spec.definition.zh}；出自${SOURCE.zh}`,
    },
  })

/** The part of assets that is neither current nor fixed. */
const softPart = (current: Value, fixed: Value, assets: Value): number =>
  1 - (current.n + fixed.n) / assets.n

const rate = (charge: Value, fixed: Value): number => charge.n / (charge.n + fixed.n)

export const BENEISH: readonly Formula[] = [
  index({
    id: 'm_receivables',
    en: 'Beneish: receivables to sales',
    zh: '贝尼什：应收账款指数',
    inputs: {
      receivables: 'receivables',
      receivables_before: 'receivables@t-1',
      revenue: 'revenue',
      revenue_before: 'revenue@t-1',
    },
    positive: ['receivables_before', 'revenue', 'revenue_before'],
    definition: {
      en: 'Receivables to revenue divided by the same of the year before; high where sales are booked ahead of payment',
      zh: '应收账款与营收之比除以上年同一比率；偏高表示收入确认先于收款',
    },
    compute: ({ receivables, receivables_before, revenue, revenue_before }) =>
      receivables.n / revenue.n / (receivables_before.n / revenue_before.n),
  }),
  index({
    id: 'm_gross_margin',
    en: 'Beneish: gross margin',
    zh: '贝尼什：毛利率指数',
    inputs: { margin: 'gross_margin', margin_before: 'gross_margin@t-1' },
    positive: ['margin', 'margin_before'],
    definition: {
      en: 'Gross margin of the year before divided by that of this year; above 1 where margins fell',
      zh: '上年毛利率除以本年毛利率；大于 1 表示毛利率下降',
    },
    compute: ({ margin, margin_before }) => margin_before.n / margin.n,
  }),
  index({
    id: 'm_asset_quality',
    en: 'Beneish: asset quality',
    zh: '贝尼什：资产质量指数',
    inputs: {
      current: 'current_assets',
      current_before: 'current_assets@t-1',
      fixed: 'property_plant_equipment',
      fixed_before: 'property_plant_equipment@t-1',
      assets: 'total_assets',
      assets_before: 'total_assets@t-1',
    },
    positive: ['assets', 'assets_before'],
    definition: {
      en: 'The part of total assets that is neither current nor property, plant and equipment, divided by that of the year before; not given when there was none',
      zh: '总资产中流动资产与固定资产以外的比例，除以上年同一比例；上年没有此类资产时不计算',
    },
    compute: ({ current, current_before, fixed, fixed_before, assets, assets_before }) => {
      const before = softPart(current_before, fixed_before, assets_before)
      return before > 0
        ? softPart(current, fixed, assets) / before
        : refuse('there were no assets besides current and fixed ones the year before')
    },
  }),
  index({
    id: 'm_sales',
    en: 'Beneish: sales growth',
    zh: '贝尼什：营收增长指数',
    inputs: { revenue: 'revenue', revenue_before: 'revenue@t-1' },
    positive: ['revenue_before'],
    definition: { en: 'Revenue divided by that of the year before', zh: '营收除以上年营收' },
    compute: ({ revenue, revenue_before }) => revenue.n / revenue_before.n,
  }),
  index({
    id: 'm_depreciation',
    en: 'Beneish: depreciation rate',
    zh: '贝尼什：折旧率指数',
    inputs: {
      charge: 'depreciation_amortization',
      charge_before: 'depreciation_amortization@t-1',
      fixed: 'property_plant_equipment',
      fixed_before: 'property_plant_equipment@t-1',
    },
    positive: ['charge', 'charge_before'],
    definition: {
      en: 'The rate of depreciation of the year before divided by that of this year, a rate being depreciation to itself plus net property, plant and equipment; amortization is in it, since it is seldom filed apart',
      zh: '上年折旧率除以本年折旧率，折旧率为折旧除以折旧与固定资产净额之和；摊销很少单独披露，故一并计入',
    },
    compute: ({ charge, charge_before, fixed, fixed_before }) =>
      rate(charge_before, fixed_before) / rate(charge, fixed),
  }),
  index({
    id: 'm_expenses',
    en: 'Beneish: selling and administrative expenses',
    zh: '贝尼什：销售及管理费用指数',
    inputs: {
      expenses: 'selling_general_administrative',
      expenses_before: 'selling_general_administrative@t-1',
      revenue: 'revenue',
      revenue_before: 'revenue@t-1',
    },
    positive: ['expenses_before', 'revenue', 'revenue_before'],
    definition: {
      en: 'Selling, general and administrative expenses to revenue divided by the same of the year before',
      zh: '销售及管理费用与营收之比除以上年同一比率',
    },
    compute: ({ expenses, expenses_before, revenue, revenue_before }) =>
      expenses.n / revenue.n / (expenses_before.n / revenue_before.n),
  }),
  index({
    id: 'm_leverage',
    en: 'Beneish: leverage',
    zh: '贝尼什：杠杆指数',
    inputs: {
      current: 'current_liabilities',
      current_before: 'current_liabilities@t-1',
      assets: 'total_assets',
      assets_before: 'total_assets@t-1',
    },
    optional: {
      debt: 'long_term_debt',
      debt_before: 'long_term_debt@t-1',
      total: 'total_debt',
      total_before: 'total_debt@t-1',
    },
    positive: ['current_before', 'assets', 'assets_before'],
    definition: {
      en: 'Current liabilities plus long-term debt to total assets, divided by the same of the year before',
      zh: '流动负债加长期有息负债与总资产之比，除以上年同一比率',
    },
    compute: (values) => {
      const debt = longTermDebt(values.debt, values.total)
      const before = longTermDebt(values.debt_before, values.total_before)
      if (!debt || !before) return NO_LONG_TERM_DEBT
      return {
        value:
          (values.current.n + debt.n) /
          values.assets.n /
          ((values.current_before.n + before.n) / values.assets_before.n),
        used: [
          'current',
          'current_before',
          'assets',
          'assets_before',
          values.debt ? 'debt' : 'total',
          values.debt_before ? 'debt_before' : 'total_before',
        ],
      }
    },
  }),
  score({
    id: 'm_accruals',
    en: 'Beneish: accruals to assets',
    zh: '贝尼什：应计项目/总资产',
    unit: 'ratio',
    scopes: ['annual'],
    banks: false,
    inputs: {
      net_income: 'net_income',
      operating_cash_flow: 'operating_cash_flow',
      assets: 'total_assets',
    },
    positive: ['assets'],
    definition: {
      en: `Net income less operating cash flow, divided by closing total assets: the cash flow form, as in Beneish, Lee and Nichols, Earnings Manipulation and Expected Returns (Financial Analysts Journal, 2013); ${SOURCE.en} takes it from changes in the balance sheet`,
      zh: `归母净利润减经营活动现金流量净额，再除以期末资产总计（现金流量表口径，同贝尼什、李与尼科尔斯 2013 年《盈余操纵与预期收益》）；${SOURCE.zh}按资产负债表变动计算`,
    },
    compute: ({ net_income, operating_cash_flow, assets }) =>
      (net_income.n - operating_cash_flow.n) / assets.n,
  }),
  score({
    id: 'm_score',
    en: 'Beneish M-score',
    zh: '贝尼什 M 分数',
    unit: 'score',
    scopes: ['annual'],
    banks: false,
    inputs: {
      receivables: 'm_receivables',
      gross_margin: 'm_gross_margin',
      asset_quality: 'm_asset_quality',
      sales: 'm_sales',
      depreciation: 'm_depreciation',
      expenses: 'm_expenses',
      accruals: 'm_accruals',
      leverage: 'm_leverage',
    },
    definition: {
      en: `Minus 4.84, plus 0.92 times the index of receivables, 0.528 of gross margin, 0.404 of asset quality, 0.892 of sales, 0.115 of depreciation, minus 0.172 of expenses, plus 4.679 times accruals to assets, minus 0.327 of leverage; above minus 1.78 a company is likelier to manipulate; ${SOURCE.en}`,
      zh: `负 4.84，加 0.92 倍应收账款指数、0.528 倍毛利率指数、0.404 倍资产质量指数、0.892 倍营收增长指数、0.115 倍折旧率指数，减 0.172 倍费用指数，加 4.679 倍应计比率，减 0.327 倍杠杆指数；高于负 1.78 时操纵盈余的可能较大；出自${SOURCE.zh}`,
    },
    compute: (m) =>
      -4.84 +
      0.92 * m.receivables.n +
      0.528 * m.gross_margin.n +
      0.404 * m.asset_quality.n +
      0.892 * m.sales.n +
      0.115 * m.depreciation.n -
      0.172 * m.expenses.n +
      4.679 * m.accruals.n -
      0.327 * m.leverage.n,
  }),
]
