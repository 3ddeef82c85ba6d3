/** Tests of cash: whether profit arrives as money, and what the owners get of it. Pure data. */
import type { RatedFigures } from '../figures.ts'
import {
  lastYears,
  type TestMeasure,
  measured,
  ofBusiness,
  ofYear,
  type RatingTest,
  untested,
  yearsAbove,
} from '../measure.ts'
import { anyKind, isFinancial, isNoTrust, isOwnerOfBuildings, isTrading } from './kinds.ts'

const FIVE = { least: 3, most: 5 }

const sumOf = (values: readonly { value: number }[]): number =>
  values.reduce((sum, { value }) => sum + value, 0)

/** Operating cash flow over net income, both summed over the same years. */
const conversionOfYears = (figures: RatedFigures): TestMeasure => {
  const cash = lastYears(figures, 'operating_cash_flow', FIVE)
  if (!cash.ok) return cash
  const profits = figures.annual('net_income')
  const pairs = cash.years.flatMap((flow) => {
    const profit = profits.find(({ period }) => period === flow.period)
    return profit ? [{ flow, profit }] : []
  })
  if (pairs.length < FIVE.least) return untested('short_record')
  const inputs = pairs.flatMap(({ flow, profit }) => [flow, profit])
  const earned = sumOf(pairs.map(({ profit }) => profit))
  const [newest] = pairs.slice(-1)
  if (!newest) return untested('short_record')
  // Losses make the sum of what was earned small, so that any cash flow would pass beside it.
  return earned <= 0 || pairs.some(({ profit }) => profit.value < 0)
    ? untested('loss', inputs)
    : measured(sumOf(pairs.map(({ flow }) => flow)) / earned, newest.flow, inputs)
}

/** Dividends and buybacks of the newest year over its free cash flow. */
const payoutOfFreeCash = (figures: RatedFigures): TestMeasure => {
  const ofNewest = (name: string) =>
    figures.annual(name).find(({ period }) => period === figures.year) ?? null
  const [free, dividends, buybacks] = [
    ofNewest('free_cash_flow'),
    ofNewest('dividends_paid'),
    ofNewest('buybacks'),
  ]
  if (!free) return untested(figures.missing('free_cash_flow'))
  const paid = [dividends, buybacks].filter((one) => one !== null)
  const [shown] = paid
  if (!shown) return untested(figures.missing('dividends_paid'))
  const inputs = [...paid, free]
  const out = -sumOf(paid)
  if (out <= 0) return untested('not_filed', inputs)
  return free.value <= 0
    ? measured('none', shown, inputs)
    : measured(out / free.value, shown, inputs)
}

export const CASH_TESTS: readonly RatingTest[] = [
  {
    id: 'cash_conversion',
    group: 'cash',
    names: { en: 'Operating cash flow to net income', zh: '经营现金流与净利润之比' },
    strength: { en: 'Profit arrives as cash', zh: '利润变为现金' },
    weakness: { en: 'Profit does not arrive as cash', zh: '利润没有变为现金' },
    unit: 'ratio',
    fits: isNoTrust,
    scale: () => ({ zero: 0.4, pass: 0.8, full: 1.15 }),
    measure: (figures) => {
      const profit = figures.annual('net_income').at(-1)
      return profit && !profit.doubted && profit.value <= 0
        ? untested('loss', [profit])
        : ofBusiness(ofYear('cash_conversion'))(figures)
    },
  },
  {
    id: 'cash_of_years',
    group: 'cash',
    names: {
      en: 'Operating cash flow to net income over five years',
      zh: '五年经营现金流与净利润之比',
    },
    strength: { en: 'Profit has arrived as cash for years', zh: '多年利润都变为现金' },
    weakness: { en: 'Profit has not arrived as cash for years', zh: '多年利润没有变为现金' },
    unit: 'ratio',
    fits: isNoTrust,
    scale: () => ({ zero: 0.5, pass: 0.85, full: 1.2 }),
    measure: ofBusiness(conversionOfYears),
    watched: { name: 'cash_conversion', comparison: 'at_least', line: 0.8 },
  },
  {
    id: 'free_cash_margin',
    group: 'cash',
    names: { en: 'Free cash flow to revenue', zh: '自由现金流占营收' },
    strength: { en: 'Much of the revenue is left after investment', zh: '扣除投资后所剩丰厚' },
    weakness: { en: 'Little is left after investment', zh: '扣除投资后所剩无几' },
    below_nothing: {
      en: 'Investment takes more than operations bring in',
      zh: '投资超过经营所得的现金',
    },
    unit: 'ratio',
    fits: isTrading,
    scale: () => ({ zero: -0.02, pass: 0.05, full: 0.2 }),
    measure: ofYear('fcf_margin'),
  },
  {
    id: 'years_of_free_cash',
    group: 'cash',
    names: { en: 'Part of five years with free cash flow', zh: '五年中自由现金流为正的年份占比' },
    strength: { en: 'Free cash flow is regular', zh: '自由现金流较为稳定' },
    weakness: { en: 'Free cash flow fails in many years', zh: '许多年份没有自由现金流' },
    unit: 'ratio',
    fits: isTrading,
    scale: () => ({ zero: 0.4, pass: 0.75, full: 1 }),
    measure: yearsAbove('free_cash_flow', FIVE),
    watched: { name: 'free_cash_flow', comparison: 'at_least', line: 0 },
  },
  {
    id: 'payout_covered',
    group: 'cash',
    names: { en: 'Dividends and buybacks to free cash flow', zh: '股息与回购占自由现金流' },
    strength: { en: 'Payouts are covered by cash', zh: '股东回报由现金覆盖' },
    weakness: { en: 'Payouts exceed the cash earned', zh: '股东回报超过所得现金' },
    unit: 'ratio',
    fits: isTrading,
    scale: () => ({ zero: 1.5, pass: 1, full: 0.5 }),
    measure: payoutOfFreeCash,
    watched: { name: 'free_cash_flow', comparison: 'at_least', line: 0 },
  },
  {
    id: 'dividend_covered',
    group: 'cash',
    names: { en: 'Dividends to net income', zh: '股利支付率' },
    strength: { en: 'The dividend leaves capital to grow with', zh: '派息后仍有资本支持增长' },
    weakness: { en: 'The dividend leaves little capital', zh: '派息后所剩资本不多' },
    unit: 'ratio',
    fits: isFinancial,
    scale: () => ({ zero: 1, pass: 0.7, full: 0.35 }),
    measure: ofYear('dividend_payout'),
  },
  {
    id: 'trust_payout',
    group: 'cash',
    names: { en: 'Dividends to funds from operations', zh: '股息占营运资金' },
    strength: { en: 'Funds from operations cover the dividend', zh: '营运资金覆盖股息' },
    weakness: { en: 'The dividend exceeds funds from operations', zh: '股息超过营运资金' },
    unit: 'ratio',
    fits: isOwnerOfBuildings,
    scale: () => ({ zero: 1.1, pass: 0.9, full: 0.65 }),
    measure: ofYear('ffo_payout'),
  },
  {
    id: 'share_count',
    group: 'cash',
    names: { en: 'Change of the share count', zh: '股数变动' },
    strength: { en: 'Owners are hardly diluted', zh: '股东几乎没有被稀释' },
    weakness: { en: 'New shares dilute the owners', zh: '新股稀释股东' },
    unit: 'ratio',
    fits: anyKind,
    scale: () => ({ zero: 0.05, pass: 0.01, full: -0.02 }),
    measure: ofYear('share_count_change'),
  },
]
