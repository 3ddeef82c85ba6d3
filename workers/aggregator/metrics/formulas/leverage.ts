/**
 * Debt, and the income and assets that carry it. A part of debt is never taken for the whole: where
 * a part is not filed and not known to be nil, there is no total.
 */
import Decimal from 'decimal.js'
import { type Formula, formulaOf } from '../formula.ts'

const leverage = formulaOf('leverage')

const plus = (...parts: ({ text: string } | undefined)[]): Decimal =>
  parts.reduce((sum, p) => sum.plus(p?.text ?? 0), new Decimal(0))

export const LEVERAGE: readonly Formula[] = [
  leverage({
    id: 'total_debt',
    en: 'Total debt',
    zh: '有息负债',
    unit: 'money',
    scopes: ['annual', 'quarter', 'ttm'],
    banks: false,
    inputs: { long_term_debt: 'long_term_debt', short_term_debt: 'short_term_debt' },
    definition: {
      en: 'Total debt as filed, else short-term debt plus long-term debt where both are filed; lease liabilities count only where the filer has them among its debt',
      zh: '按披露的有息负债合计；未披露时，为短期与长期有息负债之和（两项均须披露）；租赁负债仅在公司列入有息负债时计入',
    },
    compute: ({ long_term_debt, short_term_debt }) => plus(long_term_debt, short_term_debt),
  }),
  leverage({
    id: 'net_cash',
    en: 'Net cash',
    zh: '净现金',
    unit: 'money',
    scopes: ['annual', 'quarter', 'ttm'],
    banks: false,
    inputs: { cash: 'cash', total_debt: 'total_debt' },
    optional: {
      short_term_investments: 'short_term_investments',
      long_term_investments: 'long_term_investments',
    },
    definition: {
      en: 'Cash plus short-term investments plus long-term marketable securities (where filed) less total debt; negative is net debt',
      zh: '货币资金加短期投资加长期有价证券（如有披露）减有息负债；负值为净负债',
    },
    compute: ({ cash, short_term_investments, long_term_investments, total_debt }) =>
      plus(cash, short_term_investments, long_term_investments).minus(total_debt.text),
  }),
  leverage({
    id: 'debt_to_equity',
    en: 'Debt to equity',
    zh: '有息负债权益比',
    unit: 'x',
    scopes: ['annual', 'quarter', 'ttm'],
    banks: false,
    inputs: { total_debt: 'total_debt', equity_parent: 'equity_parent' },
    positive: ['equity_parent'],
    definition: {
      en: "Total debt divided by equity of the parent's owners",
      zh: '有息负债除以归母股东权益',
    },
    compute: ({ total_debt, equity_parent }) => total_debt.n / equity_parent.n,
  }),
  leverage({
    id: 'debt_to_assets',
    en: 'Debt to assets',
    zh: '有息负债率',
    unit: 'ratio',
    banks: false,
    inputs: { total_debt: 'total_debt', total_assets: 'total_assets' },
    positive: ['total_assets'],
    definition: { en: 'Total debt divided by total assets', zh: '有息负债除以资产总计' },
    compute: ({ total_debt, total_assets }) => total_debt.n / total_assets.n,
  }),
  leverage({
    id: 'liabilities_to_assets',
    en: 'Liabilities to assets',
    zh: '资产负债率',
    unit: 'ratio',
    inputs: { total_liabilities: 'total_liabilities', total_assets: 'total_assets' },
    positive: ['total_assets'],
    definition: { en: 'Total liabilities divided by total assets', zh: '负债合计除以资产总计' },
    compute: ({ total_liabilities, total_assets }) => total_liabilities.n / total_assets.n,
  }),
  leverage({
    id: 'net_debt_to_ebitda',
    en: 'Net debt to EBITDA',
    zh: '净负债 / EBITDA',
    unit: 'x',
    banks: false,
    inputs: { net_cash: 'net_cash', ebitda: 'ebitda' },
    positive: ['ebitda'],
    definition: {
      en: 'Net debt (net cash with its sign turned) divided by EBITDA; a negative value means net cash',
      zh: '净负债（净现金取反）除以 EBITDA；负值表示净现金',
    },
    compute: ({ net_cash, ebitda }) => -net_cash.n / ebitda.n,
  }),
  leverage({
    id: 'interest_cover',
    en: 'Interest cover',
    zh: '利息保障倍数',
    unit: 'x',
    banks: false,
    inputs: { ebit: 'ebit', interest_expense: 'interest_expense' },
    positive: ['interest_expense'],
    definition: {
      en: 'EBIT divided by interest expense, where interest expense is filed',
      zh: '息税前利润除以利息支出（以披露利息支出为前提）',
    },
    compute: ({ ebit, interest_expense }) => ebit.n / interest_expense.n,
  }),
]
