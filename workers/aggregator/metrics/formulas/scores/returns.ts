/**
 * Returns and payouts by which screens rank companies: Greenblatt's capital, Novy-Marx's gross
 * profitability, and what owners are paid. Their yields on a price are conditions of a screen.
 */
import Decimal from 'decimal.js'
import { type Formula, formulaOf, lacking, type ReasonText } from '../../formula.ts'

const score = formulaOf('score')

const GREENBLATT = {
  en: 'Greenblatt, The Little Book That Beats the Market (2005)',
  zh: '格林布拉特《股市稳赚》（2005 年）',
}
const OUTSIDE: ReasonText = {
  en: 'the magic formula leaves out utilities and financial companies',
  zh: '神奇公式不适用于公用事业与金融公司',
}
const WITHOUT_FINANCIALS = { utility: OUTSIDE, reit: OUTSIDE, health_insurer: OUTSIDE }

/** How much faster a balance grew than sales. */
const aheadOfSales = (
  id: string,
  balance: string,
  [en, zh]: readonly [string, string],
  [ofEn, ofZh]: readonly [string, string],
): Formula =>
  score({
    id,
    en,
    zh,
    unit: 'ratio',
    banks: false,
    inputs: {
      balance,
      balance_before: `${balance}@t-1`,
      revenue: 'revenue',
      revenue_before: 'revenue@t-1',
    },
    positive: ['balance_before', 'revenue_before'],
    definition: {
      en: `Growth of ${ofEn} over a year less growth of revenue; Lev and Thiagarajan, Fundamental Information Analysis (Journal of Accounting Research, 1993), hold it against one year`,
      zh: `${ofZh}较上年的增速减营收增速；参照列夫与蒂亚加拉扬《基本面信息分析》（《会计研究杂志》1993 年），此处与上一年相比`,
    },
    compute: (values) =>
      values.balance.n / values.balance_before.n - values.revenue.n / values.revenue_before.n,
  })

export const RETURNS: readonly Formula[] = [
  score({
    id: 'tangible_capital',
    en: 'Tangible capital employed',
    zh: '有形投入资本',
    unit: 'money',
    banks: false,
    not_for: WITHOUT_FINANCIALS,
    inputs: {
      current_assets: 'current_assets',
      cash: 'cash',
      current_liabilities: 'current_liabilities',
      fixed: 'property_plant_equipment',
    },
    optional: {
      short_term_investments: 'short_term_investments',
      short_term_debt: 'short_term_debt',
      total_debt: 'total_debt',
      long_term_debt: 'long_term_debt',
    },
    whole: ['short_term_investments'],
    definition: {
      en: `Net working capital plus net property, plant and equipment: current assets less all cash and short-term investments, less current liabilities without the debt in them; how much of the cash a business needs is not filed, so none is left in; ${GREENBLATT.en}`,
      zh: `净营运资金加固定资产净额：流动资产减全部货币资金与短期投资，再减不含有息负债的流动负债；经营所需现金未披露，故全部剔除；出自${GREENBLATT.zh}`,
    },
    compute: (values) => {
      const { short_term_investments, short_term_debt, total_debt, long_term_debt } = values
      const before = new Decimal(values.current_assets.text)
        .minus(values.cash.text)
        .minus(short_term_investments?.text ?? 0)
        .minus(values.current_liabilities.text)
        .plus(values.fixed.text)
      const used = [
        'current_assets',
        'cash',
        'current_liabilities',
        'fixed',
        ...(short_term_investments ? ['short_term_investments'] : []),
      ]
      if (short_term_debt)
        return { value: before.plus(short_term_debt.text), used: [...used, 'short_term_debt'] }
      if (total_debt?.n === 0) return { value: before, used: [...used, 'total_debt'] }
      if (total_debt && long_term_debt)
        return {
          value: before.plus(total_debt.text).minus(long_term_debt.text),
          used: [...used, 'total_debt', 'long_term_debt'],
        }
      return lacking('short-term debt, which is no part of working capital, is not known')
    },
  }),
  score({
    id: 'return_on_tangible_capital',
    en: 'Return on tangible capital',
    zh: '有形资本回报率',
    unit: 'ratio',
    banks: false,
    not_for: WITHOUT_FINANCIALS,
    inputs: { ebit: 'ebit', capital: 'tangible_capital' },
    positive: ['capital'],
    definition: {
      en: `EBIT divided by closing tangible capital employed, one of the two ranks of the magic formula; ${GREENBLATT.en}`,
      zh: `息税前利润除以期末有形投入资本，神奇公式的两项排名之一；出自${GREENBLATT.zh}`,
    },
    compute: ({ ebit, capital }) => ebit.n / capital.n,
  }),
  score({
    id: 'gross_profitability',
    en: 'Gross profitability',
    zh: '毛利盈利能力',
    unit: 'ratio',
    banks: false,
    inputs: { gross_profit: 'gross_profit', assets: 'total_assets' },
    positive: ['assets'],
    definition: {
      en: 'Gross profit divided by closing total assets; Novy-Marx, The Other Side of Value (Journal of Financial Economics, 2013)',
      zh: '毛利除以期末资产总计；出自诺维·马克斯《价值的另一面》（《金融经济学杂志》2013 年）',
    },
    compute: ({ gross_profit, assets }) => gross_profit.n / assets.n,
  }),
  score({
    id: 'shareholder_payout',
    en: 'Dividends and buybacks paid',
    zh: '股息与回购合计',
    unit: 'money',
    inputs: { dividends_paid: 'dividends_paid', buybacks: 'buybacks' },
    definition: {
      en: 'Dividends paid plus buybacks, as money paid; divided by market value it is the shareholder yield without debt paid back and before shares issued; Faber, Shareholder Yield (2013)',
      zh: '支付的股息加股份回购，以支付金额计；除以市值即股东收益率（未计偿还债务，也未扣增发）；出自法伯《股东收益率》（2013 年）',
    },
    compute: ({ dividends_paid, buybacks }) =>
      new Decimal(dividends_paid.text).plus(buybacks.text).negated(),
  }),
  aheadOfSales(
    'receivables_ahead_of_sales',
    'receivables',
    ['Receivables growth ahead of sales', '应收账款增速超出营收'],
    ['receivables', '应收账款'],
  ),
  aheadOfSales(
    'inventory_ahead_of_sales',
    'inventory',
    ['Inventory growth ahead of sales', '存货增速超出营收'],
    ['inventory', '存货'],
  ),
]
