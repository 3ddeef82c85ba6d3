/**
 * Valuation without a price, from the assumptions of the system configuration (discount_rate,
 * terminal_growth_rate, growth_cap, projection_years). It is computed once, at the trailing twelve
 * months, otherwise at the newest fiscal year.
 */
import { presentValue } from '#shared/valuation/discounting.ts'
import { REFUSALS } from '#shared/valuation/refusals.ts'
import { type Formula, formulaOf, refuse, type Value } from '../formula.ts'

const valuation = formulaOf('valuation')

const priceAt = (multiple: number): Formula =>
  valuation({
    id: `pe_${multiple}_price`,
    en: `Price at ${multiple} times earnings`,
    zh: `${multiple} 倍市盈率对应股价`,
    unit: 'money/share',
    scopes: ['newest'],
    against_price: true,
    inputs: { eps: 'eps_diluted_adjusted' },
    positive: ['eps'],
    definition: {
      en: `${multiple} times the split-adjusted diluted EPS of the newest twelve months`,
      zh: `最近十二个月按拆股调整的稀释每股收益的 ${multiple} 倍`,
    },
    compute: ({ eps }) => multiple * eps.n,
  })

export const VALUATION: readonly Formula[] = [
  valuation({
    id: 'normalised_ebit_margin',
    en: 'Normalised EBIT margin',
    zh: '常态息税前利润率',
    unit: 'ratio',
    scopes: ['newest'],
    banks: false,
    inputs: { year_1: 'ebit_margin@fy', year_2: 'ebit_margin@fy-1', year_3: 'ebit_margin@fy-2' },
    optional: { year_4: 'ebit_margin@fy-3', year_5: 'ebit_margin@fy-4' },
    definition: {
      en: 'Average EBIT margin of the newest five fiscal years, or of three or four where no more are known or an earlier one stands on another basis',
      zh: '最近五个财年息税前利润率的平均值；不足五年或更早年份口径不同时取最近三或四年',
    },
    compute: ({ year_1, year_2, year_3, year_4, year_5 }) => {
      const margins = [year_1, year_2, year_3, year_4, year_5].flatMap((m) => m?.n ?? [])
      return margins.reduce((sum, m) => sum + m, 0) / margins.length
    },
  }),
  valuation({
    id: 'epv_per_share',
    en: 'Earnings power value per share',
    zh: '每股盈利能力价值',
    unit: 'money/share',
    scopes: ['newest'],
    banks: false,
    against_price: true,
    inputs: {
      margin: 'normalised_ebit_margin',
      revenue: 'revenue',
      effective_tax_rate: 'effective_tax_rate|effective_tax_rate@fy',
      net_cash: 'net_cash',
      shares: 'shares_diluted_adjusted',
    },
    positive: ['margin', 'revenue', 'shares'],
    definition: {
      en: 'Normalised EBIT margin times newest revenue, less tax at the effective rate, divided by a discount rate of {discount_rate}, plus net cash, per diluted share; no growth is assumed, and leases are not counted as debt',
      zh: '常态息税前利润率乘以最新营收，按实际税率扣税后除以折现率 {discount_rate}，加净现金，再除以稀释股数；假设零增长，租赁负债不计入债务',
    },
    compute: (
      { margin, revenue, effective_tax_rate: tax, net_cash, shares },
      { discount_rate },
    ) => {
      if (tax.n < 0 || tax.n >= 1) return refuse('the effective tax rate is not between 0 and 1')
      const equity = (margin.n * revenue.n * (1 - tax.n)) / discount_rate + net_cash.n
      return equity > 0
        ? equity / shares.n
        : refuse('net debt is more than the value of the earnings')
    },
  }),
  valuation({
    id: 'dcf_growth',
    en: 'Growth assumed in the DCF',
    zh: 'DCF 假设增长率',
    unit: 'ratio',
    scopes: ['newest'],
    banks: false,
    inputs: { growth: 'free_cash_flow_cagr_5y@fy|revenue_cagr_5y@fy|revenue_cagr_3y@fy' },
    definition: {
      en: 'Five-year compound growth of total free cash flow (where unknown, of revenue over five years, else over three), but not below 0% and not above {growth_cap}; per share it would count buybacks twice',
      zh: '自由现金流总额五年复合增长率（缺失时取营收五年、再取三年复合增长率），不低于 0%，不高于 {growth_cap}；若取每股增长率，回购会被重复计算',
    },
    compute: ({ growth }, { growth_cap }) => Math.min(Math.max(growth.n, 0), growth_cap),
  }),
  valuation({
    id: 'dcf_per_share',
    en: 'Discounted cash flow value per share',
    zh: '每股现金流折现价值',
    unit: 'money/share',
    scopes: ['newest'],
    banks: false,
    against_price: true,
    inputs: {
      free_cash_flow: 'free_cash_flow',
      growth: 'dcf_growth',
      shares: 'shares_diluted_adjusted',
    },
    optional: { stock_pay: 'stock_based_compensation' },
    positive: ['free_cash_flow', 'shares'],
    definition: {
      en: 'Free cash flow of the newest twelve months less pay in shares (where filed), growing at the assumed rate, which fades evenly to {terminal_growth_rate} over {projection_years} years and stays there, discounted at {discount_rate}, per diluted share; the flow is after interest, so net cash is not added',
      zh: '最近十二个月的自由现金流扣除股份支付（如有披露）后按假设增长率增长，增长率在 {projection_years} 年内均匀降至 {terminal_growth_rate} 并保持不变，以 {discount_rate} 折现，除以稀释股数；现金流已扣利息，故不再加净现金',
    },
    compute: ({ free_cash_flow, growth, shares, stock_pay }, assumptions) => {
      const found = presentValue(free_cash_flow.n - (stock_pay?.n ?? 0), {
        growth: growth.n,
        terminal: assumptions.terminal_growth_rate,
        rate: assumptions.discount_rate,
        years: assumptions.projection_years,
      })
      if (found.ok) return found.value / shares.n
      const { en, zh } = REFUSALS[found.reason]
      return refuse(en, zh)
    },
  }),
  ...[10, 15, 20, 25].map(priceAt),
  valuation({
    id: 'sustainable_growth',
    en: 'Sustainable growth',
    zh: '可持续增长率',
    unit: 'ratio',
    inputs: { roe: 'roe', dividend_payout: 'dividend_payout' },
    definition: {
      en: 'Return on equity times the part of net income not paid out as dividends',
      zh: '净资产收益率乘以未作股息派发的净利润比例',
    },
    compute: ({ roe, dividend_payout }: { roe: Value; dividend_payout: Value }) =>
      roe.n * (1 - dividend_payout.n),
  }),
]
