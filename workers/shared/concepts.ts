/**
 * The concept list: one name for a figure in every market. It is only data: a new concept is a new
 * row. Signs: `+` means as filed; `outflow` means that money going out is negative.
 */
export type Statement = 'income' | 'balance' | 'cash_flow' | 'shares'
export type ConceptKind = 'flow' | 'stock' | 'per_share'

export interface Concept {
  statement: Statement
  kind: ConceptKind
  /** The kind of unit: money, money per share, a count of shares, or a multiple. */
  unit: 'money' | 'money/share' | 'shares' | 'x'
  sign: '+' | 'outflow'
  /**
   * True when a quarter may be computed by subtraction. False for averages and per-share figures.
   */
  additive: boolean
  en: string
  zh: string
}

const flow = (
  statement: Statement,
  en: string,
  zh: string,
  sign: Concept['sign'] = '+',
): Concept => ({
  statement,
  kind: 'flow',
  unit: 'money',
  sign,
  additive: true,
  en,
  zh,
})
const stock = (en: string, zh: string): Concept => ({
  statement: 'balance',
  kind: 'stock',
  unit: 'money',
  sign: '+',
  additive: false,
  en,
  zh,
})
const perShare = (en: string, zh: string): Concept => ({
  statement: 'income',
  kind: 'per_share',
  unit: 'money/share',
  sign: '+',
  additive: false,
  en,
  zh,
})

export const CONCEPTS = {
  revenue: flow('income', 'Revenue', '营业总收入'),
  cost_of_revenue: flow('income', 'Cost of revenue', '营业成本'),
  gross_profit: flow('income', 'Gross profit', '毛利'),
  research_and_development: flow('income', 'Research and development', '研发费用'),
  selling_general_administrative: flow(
    'income',
    'Selling, general and administrative',
    '销售及管理费用',
  ),
  selling_in_part: flow(
    'income',
    'Selling and administration known in part',
    '已知的部分销售及管理费用',
  ),
  operating_income: flow('income', 'Operating income', '营业利润'),
  interest_expense: flow('income', 'Interest expense', '利息支出'),
  interest_income: flow('income', 'Interest income', '利息收入'),
  pretax_income: flow('income', 'Income before tax', '利润总额'),
  income_tax: flow('income', 'Income tax', '所得税'),
  discontinued_income: flow('income', 'Income from discontinued operations', '终止经营净利润'),
  net_income: flow('income', "Net income to the parent's owners", '归属母公司净利润'),
  minority_interest_income: flow('income', 'Net income to minority interests', '少数股东损益'),
  net_income_total: flow(
    'income',
    'Net income including minority interests',
    '净利润（含少数股东）',
  ),
  preferred_dividends: flow('income', 'Preferred dividends', '优先股股息'),
  net_income_common: flow('income', 'Net income to common shareholders', '归属普通股股东净利润'),
  net_interest_income: flow('income', 'Net interest income', '利息净收入'),
  fee_income: flow('income', 'Fee and commission income', '手续费及佣金收入'),
  provision_for_credit_losses: flow('income', 'Provision for credit losses', '信用减值损失'),
  noninterest_income: flow('income', 'Noninterest income', '非利息收入'),
  noninterest_expense: flow('income', 'Noninterest expense', '业务及管理费'),
  premiums_earned: flow('income', 'Premiums earned', '已赚保费'),
  claims_incurred: flow('income', 'Claims and benefits incurred', '赔付及给付支出'),
  interest_credited: flow('income', 'Interest credited to policyholders', '保户账户利息支出'),
  policy_acquisition_costs: flow('income', 'Policy acquisition costs', '保单获取成本'),
  underwriting_expenses: flow('income', 'Other underwriting expenses', '其他承保费用'),
  property_sale_gains: flow('income', 'Gains on sales of property', '物业处置收益'),
  eps_basic: perShare('Basic EPS', '基本每股收益'),
  eps_diluted: perShare('Diluted EPS', '稀释每股收益'),
  dividends_per_share: perShare('Dividends declared per share', '每股股息'),
  shares_basic: {
    statement: 'shares',
    kind: 'flow',
    unit: 'shares',
    sign: '+',
    additive: false,
    en: 'Weighted average shares, basic',
    zh: '加权平均股数（基本）',
  },
  shares_diluted: {
    statement: 'shares',
    kind: 'flow',
    unit: 'shares',
    sign: '+',
    additive: false,
    en: 'Weighted average shares, diluted',
    zh: '加权平均股数（稀释）',
  },
  shares_outstanding: {
    statement: 'shares',
    kind: 'stock',
    unit: 'shares',
    sign: '+',
    additive: false,
    en: 'Shares outstanding',
    zh: '总股本',
  },
  stock_split_ratio: {
    statement: 'shares',
    kind: 'stock',
    unit: 'x',
    sign: '+',
    additive: false,
    en: 'Stock split ratio',
    zh: '拆股比例',
  },
  cash: stock('Cash and cash equivalents', '货币资金'),
  short_term_investments: stock('Short-term investments', '短期投资'),
  long_term_investments: stock('Long-term marketable securities', '长期有价证券'),
  receivables: stock('Receivables', '应收账款'),
  inventory: stock('Inventory', '存货'),
  current_assets: stock('Current assets', '流动资产'),
  property_plant_equipment: stock('Property, plant and equipment', '固定资产'),
  goodwill: stock('Goodwill', '商誉'),
  intangibles: stock('Intangible assets', '无形资产'),
  total_assets: stock('Total assets', '资产总计'),
  payables: stock('Payables', '应付账款'),
  contract_liabilities: stock('Contract liabilities', '合同负债'),
  short_term_debt: stock('Short-term debt', '短期有息负债'),
  current_liabilities: stock('Current liabilities', '流动负债'),
  long_term_debt: stock('Long-term debt', '长期有息负债'),
  total_debt: stock('Total debt', '有息负债'),
  debt_in_part: stock('Debt known in part', '已知的部分有息负债'),
  lease_liabilities: stock('Lease liabilities', '租赁负债'),
  total_liabilities: stock('Total liabilities', '负债合计'),
  temporary_equity: stock('Temporary equity', '夹层权益'),
  retained_earnings: stock('Retained earnings', '未分配利润'),
  minority_interest: stock('Minority interest', '少数股东权益'),
  equity_parent: stock("Equity of the parent's owners", '归属母公司股东权益'),
  total_equity: stock('Total equity', '股东权益合计'),
  loans: stock('Loans', '发放贷款及垫款'),
  deposits: stock('Deposits', '吸收存款'),
  operating_cash_flow: flow('cash_flow', 'Operating cash flow', '经营活动现金流量净额'),
  investing_cash_flow: flow('cash_flow', 'Investing cash flow', '投资活动现金流量净额'),
  financing_cash_flow: flow('cash_flow', 'Financing cash flow', '筹资活动现金流量净额'),
  capex: flow('cash_flow', 'Capital expenditure', '资本开支', 'outflow'),
  depreciation_amortization: flow('cash_flow', 'Depreciation and amortization', '折旧与摊销'),
  depreciation_in_part: flow('cash_flow', 'Depreciation known in part', '已知的部分折旧与摊销'),
  stock_based_compensation: flow('cash_flow', 'Stock-based compensation', '股份支付'),
  dividends_paid: flow('cash_flow', 'Dividends paid', '支付股息', 'outflow'),
  dividends_in_part: flow('cash_flow', 'Dividends known in part', '已知的部分股息', 'outflow'),
  buybacks: flow('cash_flow', 'Share buybacks', '股份回购', 'outflow'),
  discontinued_cash_flow: flow(
    'cash_flow',
    'Cash flow of discontinued operations',
    '终止经营现金流量净额',
  ),
  exchange_rate_effect_on_cash: flow(
    'cash_flow',
    'Effect of exchange rates on cash',
    '汇率变动对现金的影响',
  ),
  net_change_in_cash: flow('cash_flow', 'Net change in cash', '现金净增加额'),
  end_cash: {
    statement: 'cash_flow',
    kind: 'stock',
    unit: 'money',
    sign: '+',
    additive: false,
    en: 'Cash at the end of the period',
    zh: '期末现金余额',
  },
} as const satisfies Record<string, Concept>

export type ConceptId = keyof typeof CONCEPTS
export const CONCEPT_IDS = Object.keys(CONCEPTS) as ConceptId[]
export const conceptOf = (id: ConceptId): Concept => CONCEPTS[id]
