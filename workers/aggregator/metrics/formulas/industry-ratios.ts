/** Ratios that belong to one kind of company, and are computed for no other. */
import Decimal from 'decimal.js'
import { average, type Formula, formulaOf } from '../formula.ts'

const profitability = formulaOf('profitability')
const leverage = formulaOf('leverage')
const BANKS = ['bank'] as const

export const INDUSTRY_RATIOS: readonly Formula[] = [
  profitability({
    id: 'net_interest_margin',
    en: 'Net interest margin on assets',
    zh: '净息差（按总资产）',
    unit: 'ratio',
    industries: BANKS,
    inputs: {
      net_interest_income: 'net_interest_income',
      assets: 'total_assets',
      opening_assets: 'total_assets@open',
    },
    positive: ['assets', 'opening_assets'],
    definition: {
      en: 'Net interest income divided by the average of opening and closing total assets; banks that state a margin divide by their interest-earning assets, which are fewer',
      zh: '利息净收入除以资产总计的期初期末平均值；银行自行披露的净息差以生息资产为分母，数值更高',
    },
    compute: ({ net_interest_income, assets, opening_assets }) =>
      net_interest_income.n / average(assets, opening_assets),
  }),
  profitability({
    id: 'provision_ratio',
    en: 'Provision to loans',
    zh: '信用成本（减值损失/贷款）',
    unit: 'ratio',
    industries: BANKS,
    inputs: {
      provision: 'provision_for_credit_losses',
      loans: 'loans',
      opening_loans: 'loans@open',
    },
    positive: ['loans', 'opening_loans'],
    definition: {
      en: 'Provision for credit losses divided by the average of opening and closing loans',
      zh: '信用减值损失除以发放贷款及垫款的期初期末平均值',
    },
    compute: ({ provision, loans, opening_loans }) => provision.n / average(loans, opening_loans),
  }),
  leverage({
    id: 'loans_to_deposits',
    en: 'Loans to deposits',
    zh: '存贷比',
    unit: 'ratio',
    scopes: ['annual', 'quarter', 'ttm'],
    industries: BANKS,
    inputs: { loans: 'loans', deposits: 'deposits' },
    positive: ['deposits'],
    definition: {
      en: 'Loans and advances divided by customer deposits at the balance date',
      zh: '资产负债表日发放贷款及垫款除以吸收存款',
    },
    compute: ({ loans, deposits }) => loans.n / deposits.n,
  }),
  profitability({
    id: 'funds_from_operations',
    en: 'Funds from operations, before gains on sales',
    zh: '营运资金（FFO，未扣处置收益）',
    unit: 'money',
    industries: ['reit'],
    inputs: { net_income: 'net_income', depreciation_amortization: 'depreciation_amortization' },
    definition: {
      en: 'Net income plus depreciation and amortization as filed; gains on sales of property are not known here and are still in it',
      zh: '归母净利润加披露的折旧与摊销；处置物业收益未能识别，仍包含在内',
    },
    compute: ({ net_income, depreciation_amortization }) =>
      new Decimal(net_income.text).plus(depreciation_amortization.text),
  }),
]
