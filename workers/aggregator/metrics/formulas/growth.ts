/**
 * Growth against the year before, and compound growth over years. A negative or zero base is
 * refused; no figure is shown for it.
 */
import { type Formula, formulaOf } from '../formula.ts'

const growth = formulaOf('growth')

const overYear = (
  id: string,
  of: string,
  en: string,
  zh: string,
  ofEn: string,
  ofZh: string,
): Formula =>
  growth({
    id,
    en,
    zh,
    unit: 'ratio',
    scopes: ['annual', 'quarter', 'ttm'],
    inputs: { now: of, base: `${of}@t-1` },
    positive: ['base'],
    definition: {
      en: `Change in ${ofEn} from the same period a year earlier`,
      zh: `${ofZh}较上年同期的变动幅度`,
    },
    compute: ({ now, base }) => now.n / base.n - 1,
  })

const compound = (
  id: string,
  of: string,
  years: number,
  en: string,
  zh: string,
  ofEn: string,
  ofZh: string,
): Formula =>
  growth({
    id,
    en,
    zh,
    unit: 'ratio',
    scopes: ['annual'],
    inputs: { now: of, base: `${of}@t-${years}` },
    positive: ['now', 'base'],
    definition: {
      en: `Average yearly growth of ${ofEn}, compounded over the last ${years} fiscal years`,
      zh: `${ofZh}最近 ${years} 个财年的年均复合增长率`,
    },
    compute: ({ now, base }) => (now.n / base.n) ** (1 / years) - 1,
  })

export const GROWTH: readonly Formula[] = [
  overYear('revenue_growth', 'revenue', 'Revenue growth', '营收增长率', 'revenue', '营业总收入'),
  overYear(
    'gross_profit_growth',
    'gross_profit',
    'Gross profit growth',
    '毛利增长率',
    'gross profit',
    '毛利',
  ),
  overYear(
    'operating_income_growth',
    'operating_income',
    'Operating income growth',
    '营业利润增长率',
    'operating income',
    '营业利润',
  ),
  overYear(
    'net_income_growth',
    'net_income',
    'Net income growth',
    '净利润增长率',
    'net income',
    '归母净利润',
  ),
  overYear(
    'eps_growth',
    'eps_diluted_adjusted',
    'Diluted EPS growth',
    '稀释每股收益增长率',
    'split-adjusted diluted EPS',
    '按拆股调整的稀释每股收益',
  ),
  overYear(
    'free_cash_flow_growth',
    'free_cash_flow',
    'Free cash flow growth',
    '自由现金流增长率',
    'free cash flow',
    '自由现金流',
  ),
  compound(
    'revenue_cagr_3y',
    'revenue',
    3,
    'Revenue CAGR, 3 years',
    '营收三年复合增长率',
    'revenue',
    '营业总收入',
  ),
  compound(
    'revenue_cagr_5y',
    'revenue',
    5,
    'Revenue CAGR, 5 years',
    '营收五年复合增长率',
    'revenue',
    '营业总收入',
  ),
  compound(
    'revenue_cagr_10y',
    'revenue',
    10,
    'Revenue CAGR, 10 years',
    '营收十年复合增长率',
    'revenue',
    '营业总收入',
  ),
  compound(
    'net_income_cagr_5y',
    'net_income',
    5,
    'Net income CAGR, 5 years',
    '净利润五年复合增长率',
    'net income',
    '归母净利润',
  ),
  compound(
    'eps_cagr_3y',
    'eps_diluted_adjusted',
    3,
    'Diluted EPS CAGR, 3 years',
    '稀释每股收益三年复合增长率',
    'split-adjusted diluted EPS',
    '按拆股调整的稀释每股收益',
  ),
  compound(
    'eps_cagr_5y',
    'eps_diluted_adjusted',
    5,
    'Diluted EPS CAGR, 5 years',
    '稀释每股收益五年复合增长率',
    'split-adjusted diluted EPS',
    '按拆股调整的稀释每股收益',
  ),
  compound(
    'fcf_per_share_cagr_5y',
    'fcf_per_share',
    5,
    'Free cash flow per share CAGR, 5 years',
    '每股自由现金流五年复合增长率',
    'free cash flow per share',
    '每股自由现金流',
  ),
  compound(
    'free_cash_flow_cagr_5y',
    'free_cash_flow',
    5,
    'Free cash flow CAGR, 5 years',
    '自由现金流五年复合增长率',
    'free cash flow',
    '自由现金流',
  ),
]
