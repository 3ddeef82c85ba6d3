/** Tests of growth: the long record, and the newest quarter. Pure data. */
import type { Input } from '../../valuation/company-figures.ts'
import type { RatedFigures } from '../figures.ts'
import {
  firstOf,
  lastYears,
  type TestMeasure,
  measured,
  ofBusiness,
  ofTrailingBusiness,
  type RatingTest,
  untested,
  yearsAbove,
} from '../measure.ts'
import { anyKind } from './kinds.ts'

const TEN = { least: 4, most: 10 }

/** The end of the newest quarter that anything is filed of. */
const newestEnd = (figures: RatedFigures): string =>
  ['revenue', 'net_income'].reduce((end, name) => {
    const last = figures.quarters(name).at(-1)?.end ?? ''
    return last > end ? last : end
  }, '')

/**
 * The growth of the newest quarter against that of a year before; an older one is not the newest.
 */
const newestQuarter =
  (name: string) =>
  (figures: RatedFigures): TestMeasure => {
    const quarter = figures.quarters(name).at(-1)
    if (!quarter) return untested(figures.missing(name))
    return quarter.end < newestEnd(figures) ? untested('refused') : measured(quarter.value, quarter)
  }

/** The gain is one of that very quarter. */
const hasGain = (figures: RatedFigures, quarter: Input): boolean => {
  const of = (name: string) => figures.quarters(name).find(({ end }) => end === quarter.end)
  const [net, operating] = [of('net_income'), of('operating_income')]
  return net !== undefined && operating !== undefined && net.value > 0
    ? net.value > Math.max(operating.value, 0) * 1.1
    : false
}

export const GROWTH_TESTS: readonly RatingTest[] = [
  {
    id: 'sales_growth',
    group: 'growth',
    names: { en: 'Compound growth of revenue', zh: '营收年复合增长率' },
    strength: { en: 'Sales grow faster than the economy', zh: '收入增长快于整体经济' },
    weakness: { en: 'Sales hardly grow or shrink', zh: '收入几乎不增长甚至萎缩' },
    unit: 'ratio',
    fits: anyKind,
    scale: () => ({ zero: -0.02, pass: 0.04, full: 0.16 }),
    measure: firstOf('revenue_cagr_5y', 'revenue_cagr_3y'),
    watched: { name: 'revenue_growth', comparison: 'at_least', line: 0 },
  },
  {
    id: 'profit_growth',
    group: 'growth',
    names: { en: 'Compound growth of profit a share', zh: '每股收益年复合增长率' },
    strength: { en: 'Profit a share has grown', zh: '每股收益持续增长' },
    weakness: { en: 'Profit a share has not grown', zh: '每股收益没有增长' },
    unit: 'ratio',
    fits: anyKind,
    scale: () => ({ zero: -0.03, pass: 0.05, full: 0.18 }),
    measure: ofBusiness(firstOf('eps_cagr_5y', 'net_income_cagr_5y', 'eps_cagr_3y')),
    watched: { name: 'net_income_growth', comparison: 'at_least', line: 0 },
  },
  {
    id: 'years_of_growth',
    group: 'growth',
    names: { en: 'Part of the years in which revenue grew', zh: '营收增长的年份占比' },
    strength: { en: 'Sales seldom fall', zh: '收入很少下降' },
    weakness: { en: 'Sales fall often', zh: '收入时常下降' },
    unit: 'ratio',
    fits: anyKind,
    scale: () => ({ zero: 0.4, pass: 0.7, full: 1 }),
    measure: yearsAbove('revenue_growth', TEN),
    watched: { name: 'revenue_growth', comparison: 'at_least', line: 0 },
  },
  {
    id: 'profit_near_peak',
    group: 'growth',
    names: { en: 'Net income against its highest of five years', zh: '净利润与五年高点之比' },
    strength: { en: 'Profit stands at or near its high', zh: '利润处于或接近高点' },
    weakness: { en: 'Profit is far below its high', zh: '利润远低于高点' },
    below_nothing: { en: 'A loss stands where profit once was', zh: '昔日盈利变为亏损' },
    unit: 'ratio',
    fits: anyKind,
    scale: () => ({ zero: 0.4, pass: 0.8, full: 1 }),
    measure: ofTrailingBusiness((figures) => {
      const found = lastYears(figures, 'net_income', { least: 3, most: 5 })
      if (!found.ok) return found
      const now = figures.newest('net_income') ?? found.years.at(-1)
      if (!now) return untested('not_filed')
      const top = found.years.reduce((a, b) => (b.value > a.value ? b : a))
      const inputs = [now, top]
      return top.value <= 0
        ? untested('loss', inputs)
        : measured(now.value / top.value, now, inputs)
    }),
    watched: { name: 'net_income_growth', comparison: 'at_least', line: -0.2 },
  },
  {
    id: 'sales_of_quarter',
    group: 'growth',
    names: { en: 'Revenue of the newest quarter, year on year', zh: '最新季度营收同比' },
    strength: { en: 'The newest quarter grows', zh: '最新季度收入增长' },
    weakness: { en: 'Sales of the newest quarter fell', zh: '最新季度收入下滑' },
    unit: 'ratio',
    fits: anyKind,
    no_pillar: true,
    scale: () => ({ zero: -0.08, pass: 0.02, full: 0.15 }),
    measure: newestQuarter('revenue_growth'),
  },
  {
    id: 'profit_of_quarter',
    group: 'growth',
    names: { en: 'Net income of the newest quarter, year on year', zh: '最新季度净利润同比' },
    strength: { en: 'Profit of the newest quarter grew', zh: '最新季度利润增长' },
    weakness: { en: 'Profit of the newest quarter fell', zh: '最新季度利润下滑' },
    unit: 'ratio',
    fits: anyKind,
    no_pillar: true,
    scale: () => ({ zero: -0.3, pass: 0, full: 0.25 }),
    measure: (figures) => {
      const made = newestQuarter('net_income_growth')(figures)
      return made.ok && hasGain(figures, made.shown) ? untested('one_off_gains', made.inputs) : made
    },
  },
]
