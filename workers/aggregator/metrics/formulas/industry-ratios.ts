/** Ratios that belong to some kinds of company, and are computed for no other. */
import Decimal from 'decimal.js'
import type { IndustryKind } from '#shared/industry.ts'
import { average, type Formula, formulaOf, type ReasonText, refuse } from '../formula.ts'

const profitability = formulaOf('profitability')
const leverage = formulaOf('leverage')
const cash = formulaOf('cash')
const perShare = formulaOf('per_share')

const BANKS = ['bank'] as const
const TRUSTS = ['reit'] as const

const OF_DECADES: ReasonText = {
  en: 'a life insurer’s premiums pay for benefits of later decades, so a year’s claims are not set against a year’s premiums',
  zh: '寿险保费用于支付此后数十年的给付，因此不以当年赔付与当年保费相比',
}
const NOT_APART: ReasonText = {
  en: 'life and property insurance stand in the same lines, and the two cannot be told apart',
  zh: '寿险与财产险列在同一科目，无法区分',
}
const SHARED_COSTS: ReasonText = {
  en: 'a health insurer’s expenses also serve its fees and services, so they are not set against premiums alone',
  zh: '健康险公司的费用同时用于收费与服务业务，因此不只与保费相比',
}
const NO_UNDERWRITING: Partial<Record<IndustryKind, ReasonText>> = {
  life_insurer: OF_DECADES,
  insurer: NOT_APART,
}

const BANK_RATIOS: readonly Formula[] = [
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
    id: 'efficiency_ratio',
    en: 'Efficiency ratio',
    zh: '成本收入比',
    unit: 'ratio',
    scopes: ['annual', 'quarter', 'ttm'],
    industries: BANKS,
    inputs: {
      noninterest_expense: 'noninterest_expense',
      net_interest_income: 'net_interest_income',
      noninterest_income: 'noninterest_income',
    },
    definition: {
      en: 'Noninterest expense divided by net interest income plus noninterest income, before provisions; lower is better; tax-exempt interest is taken as filed',
      zh: '业务及管理费除以利息净收入与非利息收入之和（未扣减值损失）；越低越好；免税利息按披露值计',
    },
    compute: ({ noninterest_expense, net_interest_income, noninterest_income }) => {
      const income = net_interest_income.n + noninterest_income.n
      return income > 0
        ? noninterest_expense.n / income
        : refuse('net interest income and noninterest income together are not positive')
    },
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
  leverage({
    id: 'equity_to_assets',
    en: 'Equity to assets',
    zh: '权益资产比',
    unit: 'ratio',
    scopes: ['annual', 'quarter', 'ttm'],
    industries: ['bank', 'broker', 'life_insurer', 'property_insurer', 'insurer'],
    inputs: { equity: 'equity_parent', assets: 'total_assets' },
    positive: ['assets'],
    definition: {
      en: "Equity of the parent's owners divided by total assets, without weights for risk",
      zh: '归母股东权益除以资产总计，未按风险加权',
    },
    compute: ({ equity, assets }) => equity.n / assets.n,
  }),
  profitability({
    id: 'pretax_margin',
    en: 'Pre-tax margin',
    zh: '税前利润率',
    unit: 'ratio',
    scopes: ['annual', 'quarter', 'ttm'],
    industries: ['broker', 'life_insurer', 'health_insurer', 'insurer', 'property_insurer'],
    inputs: { pretax_income: 'pretax_income', revenue: 'revenue' },
    positive: ['revenue'],
    definition: {
      en: 'Income before tax divided by revenue as filed; a broker that files revenue before interest expense shows a lower margin',
      zh: '利润总额除以披露的营业总收入；以扣除利息支出前的收入列报的券商，该比率偏低',
    },
    compute: ({ pretax_income, revenue }) => pretax_income.n / revenue.n,
  }),
]

const INSURER_RATIOS: readonly Formula[] = [
  profitability({
    id: 'loss_ratio',
    en: 'Loss ratio',
    zh: '赔付率',
    unit: 'ratio',
    scopes: ['annual', 'quarter', 'ttm'],
    industries: ['property_insurer', 'health_insurer'],
    not_for: NO_UNDERWRITING,
    inputs: { claims_incurred: 'claims_incurred', premiums_earned: 'premiums_earned' },
    positive: ['premiums_earned'],
    definition: {
      en: 'Claims incurred divided by premiums earned; for a health insurer it is called the medical loss or benefit ratio',
      zh: '赔付支出除以已赚保费；健康险公司称医疗赔付率',
    },
    compute: ({ claims_incurred, premiums_earned }) => claims_incurred.n / premiums_earned.n,
  }),
  profitability({
    id: 'expense_ratio',
    en: 'Expense ratio',
    zh: '费用率',
    unit: 'ratio',
    scopes: ['annual', 'quarter', 'ttm'],
    industries: ['property_insurer'],
    not_for: { ...NO_UNDERWRITING, health_insurer: SHARED_COSTS },
    inputs: {
      policy_acquisition_costs: 'policy_acquisition_costs',
      underwriting_expenses: 'underwriting_expenses',
      premiums_earned: 'premiums_earned',
    },
    positive: ['premiums_earned'],
    definition: {
      en: 'Policy acquisition costs plus other underwriting expenses, both as filed, divided by premiums earned; insurers that divide by premiums written, or take fees off, state another figure',
      zh: '保单获取成本与其他承保费用（均按披露值）之和除以已赚保费；以承保保费为分母或扣除收费收入的公司，披露值有所不同',
    },
    compute: ({ policy_acquisition_costs, underwriting_expenses, premiums_earned }) =>
      (policy_acquisition_costs.n + underwriting_expenses.n) / premiums_earned.n,
  }),
  profitability({
    id: 'combined_ratio',
    en: 'Combined ratio',
    zh: '综合成本率',
    unit: 'ratio',
    scopes: ['annual', 'quarter', 'ttm'],
    industries: ['property_insurer'],
    not_for: { ...NO_UNDERWRITING, health_insurer: SHARED_COSTS },
    inputs: { loss_ratio: 'loss_ratio', expense_ratio: 'expense_ratio' },
    definition: {
      en: 'Loss ratio plus expense ratio; above 100% insuring costs more than the premiums bring',
      zh: '赔付率加费用率；高于 100% 表示承保支出超过保费收入',
    },
    compute: ({ loss_ratio, expense_ratio }) => loss_ratio.n + expense_ratio.n,
  }),
]

const TRUST_RATIOS: readonly Formula[] = [
  profitability({
    id: 'funds_from_operations',
    en: 'Funds from operations',
    zh: '营运资金（FFO）',
    unit: 'money',
    industries: TRUSTS,
    inputs: { net_income: 'net_income', depreciation_amortization: 'depreciation_amortization' },
    optional: { property_sale_gains: 'property_sale_gains' },
    definition: {
      en: 'Net income plus depreciation and amortization, less gains on sales of property where a line for them is filed; shares of joint ventures and of minorities are not adjusted, so a trust’s own figure differs',
      zh: '归母净利润加折旧与摊销，减单独列报的物业处置收益；未调整合营企业与少数股东的份额，因此与公司自行披露的数值不同',
    },
    compute: ({ net_income, depreciation_amortization, property_sale_gains }) => {
      if (property_sale_gains && property_sale_gains.n < 0)
        return refuse(
          'gains on sales of property are filed negative: losses, or gains with the sign of the cash flow statement',
          '物业处置收益按负值披露：可能是损失，也可能是现金流量表口径的收益',
        )
      const before = new Decimal(net_income.text).plus(depreciation_amortization.text)
      return property_sale_gains ? before.minus(property_sale_gains.text) : before
    },
  }),
  perShare({
    id: 'ffo_per_share',
    en: 'Funds from operations per share',
    zh: '每股营运资金（FFO）',
    unit: 'money/share',
    industries: TRUSTS,
    inputs: { funds: 'funds_from_operations', shares: 'shares_diluted_adjusted' },
    positive: ['shares'],
    definition: {
      en: 'Funds from operations divided by weighted diluted shares, split-adjusted',
      zh: '营运资金除以按拆股调整的稀释加权平均股数',
    },
    compute: ({ funds, shares }) => funds.n / shares.n,
  }),
  cash({
    id: 'ffo_payout',
    en: 'Payout of funds from operations',
    zh: 'FFO 派息率',
    unit: 'ratio',
    industries: TRUSTS,
    inputs: { dividends_paid: 'dividends_paid', funds: 'funds_from_operations' },
    positive: ['funds'],
    definition: {
      en: 'Dividends paid in cash divided by funds from operations',
      zh: '支付的现金股息除以营运资金',
    },
    compute: ({ dividends_paid, funds }) => -dividends_paid.n / funds.n,
  }),
]

const UTILITY_RATIOS: readonly Formula[] = [
  leverage({
    id: 'debt_to_capital',
    en: 'Debt to capital',
    zh: '有息负债资本比',
    unit: 'ratio',
    scopes: ['annual', 'quarter', 'ttm'],
    industries: ['utility', 'reit'],
    inputs: { total_debt: 'total_debt', equity: 'total_equity|equity_parent' },
    definition: {
      en: 'Total debt divided by total debt plus total equity: the structure on which regulated returns are granted',
      zh: '有息负债除以有息负债与股东权益之和：受监管回报所依据的资本结构',
    },
    compute: ({ total_debt, equity }) =>
      total_debt.n + equity.n > 0
        ? total_debt.n / (total_debt.n + equity.n)
        : refuse('debt and equity together are not positive'),
  }),
  cash({
    id: 'capex_to_depreciation',
    en: 'Capital expenditure to depreciation',
    zh: '资本开支折旧比',
    unit: 'x',
    industries: ['utility'],
    inputs: { capex: 'capex', depreciation_amortization: 'depreciation_amortization' },
    positive: ['depreciation_amortization'],
    definition: {
      en: 'Capital expenditure divided by depreciation and amortization: above 1 the assets on which returns are granted grow',
      zh: '资本开支除以折旧与摊销：大于 1 表示可获回报的资产在增长',
    },
    compute: ({ capex, depreciation_amortization }) => -capex.n / depreciation_amortization.n,
  }),
]

export const INDUSTRY_RATIOS: readonly Formula[] = [
  ...BANK_RATIOS,
  ...INSURER_RATIOS,
  ...TRUST_RATIOS,
  ...UTILITY_RATIOS,
]
