/**
 * Margins and returns. Returns use the average of the opening and the closing balance; both must be
 * known.
 */
import Decimal from 'decimal.js'
import { average, type Formula, formulaOf, lacking, refuse } from '../formula.ts'

const profitability = formulaOf('profitability')

const toRevenue = (
  id: string,
  of: string,
  [en, ofEn]: readonly [string, string],
  [zh, ofZh]: readonly [string, string],
  banks: boolean,
  scopes: Formula['scopes'] = ['annual', 'quarter', 'ttm'],
): Formula =>
  profitability({
    id,
    en,
    zh,
    unit: 'ratio',
    scopes,
    banks,
    inputs: { part: of, revenue: 'revenue' },
    positive: ['revenue'],
    definition: { en: `${ofEn} divided by revenue`, zh: `${ofZh}除以营业总收入` },
    compute: ({ part, revenue }) => part.n / revenue.n,
  })

export const PROFITABILITY: readonly Formula[] = [
  profitability({
    id: 'gross_profit',
    en: 'Gross profit',
    zh: '毛利',
    unit: 'money',
    scopes: ['annual', 'quarter', 'ttm'],
    banks: false,
    inputs: { revenue: 'revenue', cost_of_revenue: 'cost_of_revenue' },
    definition: {
      en: 'Revenue less cost of revenue, where no gross profit is filed',
      zh: '未披露毛利时，营业总收入减营业成本',
    },
    compute: ({ revenue, cost_of_revenue }) =>
      new Decimal(revenue.text).minus(cost_of_revenue.text),
  }),
  profitability({
    id: 'ebit',
    en: 'EBIT',
    zh: '息税前利润',
    unit: 'money',
    scopes: ['annual', 'quarter', 'ttm'],
    banks: false,
    inputs: { earnings: 'operating_income|pretax_income' },
    optional: {
      operating_income: 'operating_income',
      pretax_income: 'pretax_income',
      interest_expense: 'interest_expense',
    },
    definition: {
      en: 'Operating income as filed; under Chinese standards, where it is struck after finance costs, and where none is filed, income before tax plus interest expense',
      zh: '按披露的营业利润；中国会计准则下（营业利润已扣财务费用）或未披露营业利润时，为利润总额加利息支出',
    },
    compute: ({ operating_income, pretax_income, interest_expense }) => {
      if (operating_income && operating_income.standard !== 'CAS')
        return { value: new Decimal(operating_income.text), used: ['operating_income'] }
      if (!pretax_income || !interest_expense)
        return lacking(
          'ebit rests on income before tax and interest expense, which are not both filed',
        )
      return {
        value: new Decimal(pretax_income.text).plus(interest_expense.text),
        used: ['pretax_income', 'interest_expense'],
      }
    },
  }),
  profitability({
    id: 'ebitda',
    en: 'EBITDA',
    zh: '息税折旧摊销前利润',
    unit: 'money',
    banks: false,
    inputs: { ebit: 'ebit', depreciation_amortization: 'depreciation_amortization' },
    definition: {
      en: 'EBIT plus the depreciation and amortization shown in the cash flow statement',
      zh: '息税前利润加现金流量表中的折旧与摊销',
    },
    compute: ({ ebit, depreciation_amortization }) =>
      new Decimal(ebit.text).plus(depreciation_amortization.text),
  }),
  profitability({
    id: 'gross_margin',
    en: 'Gross margin',
    zh: '毛利率',
    unit: 'ratio',
    scopes: ['annual', 'quarter', 'ttm'],
    banks: false,
    inputs: { part: 'gross_profit', revenue: 'revenue' },
    optional: { cost: 'cost_of_revenue' },
    positive: ['revenue'],
    definition: {
      en: 'Gross profit divided by revenue; under Chinese standards by gross profit plus cost of revenue, which is sales: total operating revenue also holds interest and fees',
      zh: '毛利除以营业总收入；中国会计准则下除以毛利与营业成本之和（即营业收入），因营业总收入还含利息与手续费收入',
    },
    compute: ({ part, revenue, cost }) => {
      if (part.standard !== 'CAS' || !cost)
        return { value: part.n / revenue.n, used: ['part', 'revenue'] }
      const sales = part.n + cost.n
      return sales > 0
        ? { value: part.n / sales, used: ['part', 'cost'] }
        : refuse('sales are not positive')
    },
  }),
  toRevenue(
    'operating_margin',
    'operating_income',
    ['Operating margin', 'Operating income'],
    ['营业利润率', '营业利润'],
    false,
  ),
  toRevenue('ebit_margin', 'ebit', ['EBIT margin', 'EBIT'], ['息税前利润率', '息税前利润'], false, [
    'annual',
    'ttm',
  ]),
  toRevenue(
    'net_margin',
    'net_income',
    ['Net margin', 'Net income'],
    ['净利率', '归母净利润'],
    true,
  ),
  toRevenue(
    'rd_to_revenue',
    'research_and_development',
    ['R&D to revenue', 'Research and development'],
    ['研发费用率', '研发费用'],
    false,
  ),
  toRevenue(
    'sga_to_revenue',
    'selling_general_administrative',
    ['SG&A to revenue', 'Selling, general and administrative expenses'],
    ['销售及管理费用率', '销售及管理费用'],
    false,
  ),
  toRevenue(
    'sbc_to_revenue',
    'stock_based_compensation',
    ['Stock-based compensation to revenue', 'Stock-based compensation'],
    ['股份支付占营收比', '股份支付'],
    false,
    ['annual', 'ttm'],
  ),
  profitability({
    id: 'effective_tax_rate',
    en: 'Effective tax rate',
    zh: '实际税率',
    unit: 'ratio',
    inputs: { income_tax: 'income_tax', pretax_income: 'pretax_income' },
    positive: ['pretax_income'],
    definition: { en: 'Income tax divided by income before tax', zh: '所得税除以利润总额' },
    compute: ({ income_tax, pretax_income }) => income_tax.n / pretax_income.n,
  }),
  profitability({
    id: 'roe',
    en: 'Return on equity',
    zh: '净资产收益率',
    unit: 'ratio',
    inputs: {
      net_income: 'net_income',
      equity: 'equity_parent',
      opening_equity: 'equity_parent@open',
    },
    positive: ['equity', 'opening_equity'],
    definition: {
      en: "Net income divided by the average of opening and closing equity of the parent's owners",
      zh: '归母净利润除以归母股东权益的期初期末平均值',
    },
    compute: ({ net_income, equity, opening_equity }) =>
      net_income.n / average(equity, opening_equity),
  }),
  profitability({
    id: 'roa',
    en: 'Return on assets',
    zh: '总资产收益率',
    unit: 'ratio',
    inputs: {
      net_income: 'net_income',
      assets: 'total_assets',
      opening_assets: 'total_assets@open',
    },
    positive: ['assets', 'opening_assets'],
    definition: {
      en: 'Net income divided by the average of opening and closing total assets',
      zh: '归母净利润除以资产总计的期初期末平均值',
    },
    compute: ({ net_income, assets, opening_assets }) =>
      net_income.n / average(assets, opening_assets),
  }),
  profitability({
    id: 'equity_multiplier',
    en: 'Equity multiplier',
    zh: '权益乘数',
    unit: 'x',
    inputs: {
      assets: 'total_assets',
      opening_assets: 'total_assets@open',
      equity: 'equity_parent',
      opening_equity: 'equity_parent@open',
    },
    positive: ['equity', 'opening_equity'],
    definition: {
      en: "Average total assets divided by average equity of the parent's owners; multiplied by net margin and asset turnover it gives the return on equity (DuPont)",
      zh: '平均总资产除以平均归母股东权益；与净利率、总资产周转率相乘即得净资产收益率（杜邦分析）',
    },
    compute: ({ assets, opening_assets, equity, opening_equity }) =>
      average(assets, opening_assets) / average(equity, opening_equity),
  }),
  profitability({
    id: 'nopat',
    en: 'NOPAT',
    zh: '税后净营业利润',
    unit: 'money',
    banks: false,
    inputs: { ebit: 'ebit', effective_tax_rate: 'effective_tax_rate' },
    definition: {
      en: 'EBIT less tax at the effective rate of the period; not given when that rate is below 0% or not below 100%',
      zh: '息税前利润扣除按当期实际税率计算的税；实际税率低于 0% 或达到 100% 时不计算',
    },
    compute: ({ ebit, effective_tax_rate: tax }) =>
      tax.n < 0 || tax.n >= 1
        ? refuse('the effective tax rate is not between 0 and 1')
        : ebit.n * (1 - tax.n),
  }),
  profitability({
    id: 'invested_capital',
    en: 'Invested capital',
    zh: '投入资本',
    unit: 'money',
    banks: false,
    inputs: { total_debt: 'total_debt', equity: 'total_equity|equity_parent', cash: 'cash' },
    optional: { short_term_investments: 'short_term_investments' },
    definition: {
      en: 'Total debt plus total equity, less cash and, where filed, short-term investments; leases and long-term securities are left as they are',
      zh: '有息负债加股东权益合计，减货币资金及短期投资（如有披露）；租赁负债与长期有价证券不作调整',
    },
    compute: ({ total_debt, equity, cash, short_term_investments }) =>
      new Decimal(total_debt.text)
        .plus(equity.text)
        .minus(cash.text)
        .minus(short_term_investments?.text ?? 0),
  }),
  profitability({
    id: 'roic',
    en: 'Return on invested capital',
    zh: '投入资本回报率',
    unit: 'ratio',
    banks: false,
    inputs: {
      nopat: 'nopat',
      capital: 'invested_capital',
      opening_capital: 'invested_capital@open',
    },
    positive: ['capital', 'opening_capital'],
    definition: {
      en: 'EBIT after tax at the effective rate of the period, divided by the average of opening and closing invested capital',
      zh: '按当期实际税率扣税后的息税前利润，除以投入资本的期初期末平均值',
    },
    compute: ({ nopat, capital, opening_capital }) => nopat.n / average(capital, opening_capital),
  }),
]
