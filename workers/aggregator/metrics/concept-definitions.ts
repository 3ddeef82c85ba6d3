/**
 * The meaning of each concept in one line, for people. Names, signs and kinds are in the concept
 * list.
 */
import type { ConceptId } from '#shared/concepts.ts'

export const CONCEPT_DEFINITIONS: Readonly<Record<ConceptId, { en: string; zh: string }>> = {
  revenue: { en: 'Total revenue of the period, as filed', zh: '当期营业总收入，按披露值' },
  cost_of_revenue: { en: 'Cost of the goods and services sold', zh: '所售商品与服务的成本' },
  gross_profit: { en: 'Revenue less cost of revenue', zh: '营业收入减营业成本' },
  research_and_development: {
    en: 'Research and development expensed in the period',
    zh: '当期费用化的研发支出',
  },
  selling_general_administrative: {
    en: 'Selling, general and administrative expenses',
    zh: '销售费用与管理费用合计',
  },
  selling_in_part: {
    en: 'Costs of selling or of administration as far as they are known, where the others are missing',
    zh: '仅披露部分销售或管理费用时已知的金额',
  },
  operating_income: {
    en: 'Profit from operations, as the accounting standard defines it',
    zh: '按所用会计准则定义的营业利润',
  },
  interest_expense: {
    en: 'Interest on borrowings charged to the period',
    zh: '当期计入损益的借款利息',
  },
  interest_income: { en: 'Interest earned in the period', zh: '当期取得的利息收入' },
  pretax_income: { en: 'Income before income tax', zh: '扣除所得税前的利润' },
  income_tax: {
    en: 'Income tax of the period, current and deferred; negative is a benefit',
    zh: '当期所得税费用（含递延）；负值为所得税收益',
  },
  discontinued_income: {
    en: 'Income after tax from operations that were sold or are held for sale',
    zh: '已出售或持有待售业务的税后净利润',
  },
  net_income: {
    en: "Net income that belongs to the parent's owners",
    zh: '归属于母公司所有者的净利润',
  },
  minority_interest_income: {
    en: 'Net income that belongs to minority shareholders',
    zh: '归属于少数股东的损益',
  },
  net_income_total: {
    en: 'Net income before it is shared with minority shareholders',
    zh: '含少数股东损益的净利润',
  },
  preferred_dividends: {
    en: 'Dividends and the like of preferred shares, taken off before EPS',
    zh: '优先股股息及类似项目，计算每股收益前扣除',
  },
  net_income_common: {
    en: 'Net income that is left for common shareholders after preferred dividends',
    zh: '扣除优先股股息后归属普通股股东的净利润',
  },
  net_interest_income: {
    en: 'Interest income less interest expense of a bank',
    zh: '银行利息收入减利息支出',
  },
  fee_income: { en: 'Fees and commissions earned by a bank', zh: '银行手续费及佣金收入' },
  provision_for_credit_losses: {
    en: 'Charge of the period for loans that may not be repaid',
    zh: '当期对可能无法收回的贷款计提的减值',
  },
  noninterest_income: {
    en: 'What a bank earns besides interest: fees, trading, securities; before any provision',
    zh: '银行利息净收入以外的营业收入：手续费、交易、投资等；未扣减值损失',
  },
  noninterest_expense: {
    en: 'What a bank or broker spends besides interest and provisions; in China the business and administrative expenses',
    zh: '银行或券商在利息与减值损失之外的费用；中国公司为业务及管理费',
  },
  premiums_earned: { en: 'Insurance premiums earned in the period', zh: '当期已赚保险费' },
  claims_incurred: {
    en: 'Claims, benefits and changes of their reserves charged to the period, net of reinsurance',
    zh: '当期计入损益的赔款、给付及其准备金变动，扣除再保险',
  },
  interest_credited: {
    en: 'Interest that an insurer credits to the accounts of its policyholders; only life and annuity business has it',
    zh: '保险公司计入保户账户的利息；仅寿险与年金业务才有',
  },
  policy_acquisition_costs: {
    en: 'Commissions and other costs of winning policies, as they are amortized in the period',
    zh: '取得保单的佣金等成本在当期的摊销',
  },
  underwriting_expenses: {
    en: 'What an insurer spends on its insurance business besides claims and acquisition costs',
    zh: '保险业务在赔付与保单获取成本之外的费用',
  },
  property_sale_gains: {
    en: 'Gains less losses on sales of property, as far as they are filed under a line for sales of property',
    zh: '处置物业的收益减损失，以单独列报的物业处置项目为限',
  },
  eps_basic: {
    en: 'Net income per weighted average share outstanding, as filed',
    zh: '按加权平均股数计算的每股收益，按披露值',
  },
  eps_diluted: {
    en: 'Net income per share as if all dilutive claims were shares, as filed (not split-adjusted)',
    zh: '计入全部稀释性权益的每股收益，按披露值（未作拆股调整）',
  },
  dividends_per_share: {
    en: 'Dividends declared per share in the period, as filed',
    zh: '当期宣派的每股股息，按披露值',
  },
  shares_basic: {
    en: 'Weighted average number of shares outstanding',
    zh: '发行在外股数的加权平均',
  },
  shares_diluted: {
    en: 'Weighted average number of shares with all dilutive claims',
    zh: '计入全部稀释性权益的加权平均股数',
  },
  shares_outstanding: { en: 'Shares outstanding on the date', zh: '该日发行在外总股本' },
  stock_split_ratio: {
    en: 'New shares for each old one in a split',
    zh: '拆股时每一旧股换取的新股数',
  },
  cash: {
    en: 'Cash and cash equivalents on the balance date',
    zh: '资产负债表日的货币资金及现金等价物',
  },
  short_term_investments: {
    en: 'Securities and deposits to be sold or due within a year',
    zh: '一年内出售或到期的证券与存款',
  },
  long_term_investments: {
    en: 'Marketable securities held for longer than a year',
    zh: '持有期超过一年的有价证券',
  },
  receivables: { en: 'Amounts owed by customers, net of allowances', zh: '客户欠款，扣除坏账准备' },
  inventory: { en: 'Goods held for sale or production, net', zh: '待售或生产用货物净额' },
  current_assets: { en: 'Assets to be turned into cash within a year', zh: '一年内可变现的资产' },
  property_plant_equipment: {
    en: 'Property, plant and equipment net of depreciation',
    zh: '固定资产净额',
  },
  goodwill: {
    en: 'Price paid for acquisitions above their net assets',
    zh: '收购对价超出净资产的部分',
  },
  intangibles: { en: 'Intangible assets other than goodwill, net', zh: '除商誉外的无形资产净额' },
  total_assets: { en: 'All assets on the balance date', zh: '资产负债表日全部资产' },
  payables: { en: 'Amounts owed to suppliers', zh: '欠供应商的款项' },
  contract_liabilities: {
    en: 'Paid by customers for what is still to be delivered',
    zh: '客户已付款而尚未履约的金额',
  },
  short_term_debt: { en: 'Interest-bearing debt due within a year', zh: '一年内到期的有息负债' },
  current_liabilities: { en: 'Liabilities due within a year', zh: '一年内到期的负债' },
  long_term_debt: { en: 'Interest-bearing debt due after a year', zh: '一年以后到期的有息负债' },
  total_debt: {
    en: 'All interest-bearing debt, due within a year and later',
    zh: '全部有息负债，含一年内到期与一年以后到期',
  },
  debt_in_part: {
    en: 'Interest-bearing debt as far as it is known, where a part of it is missing: total debt is at least this',
    zh: '部分有息负债未披露时已知的金额：有息负债合计不低于此数',
  },
  lease_liabilities: { en: 'Present value of future lease payments', zh: '未来租赁付款额的现值' },
  total_liabilities: { en: 'All liabilities on the balance date', zh: '资产负债表日全部负债' },
  temporary_equity: {
    en: 'Redeemable shares and interests, shown between liabilities and equity',
    zh: '可赎回股份与权益，列示于负债与股东权益之间',
  },
  retained_earnings: {
    en: 'Accumulated earnings not paid out; negative is an accumulated deficit',
    zh: '累计未分配的利润；负值为累计亏损',
  },
  minority_interest: {
    en: 'Equity that belongs to minority shareholders of subsidiaries',
    zh: '子公司少数股东享有的权益',
  },
  equity_parent: {
    en: "Equity that belongs to the parent's owners",
    zh: '归属于母公司所有者的权益',
  },
  total_equity: { en: 'Equity including minority interest', zh: '含少数股东权益的股东权益' },
  loans: { en: 'Loans and advances of a bank to its customers', zh: '银行向客户发放的贷款及垫款' },
  deposits: { en: 'Deposits of customers with a bank', zh: '客户在银行的存款' },
  operating_cash_flow: {
    en: 'Cash from operations, as filed',
    zh: '经营活动产生的现金净额，按披露值',
  },
  investing_cash_flow: {
    en: 'Cash from investing; negative is money going out',
    zh: '投资活动产生的现金净额；负值为流出',
  },
  financing_cash_flow: {
    en: 'Cash from financing; negative is money going out',
    zh: '筹资活动产生的现金净额；负值为流出',
  },
  capex: {
    en: 'Payments for property, plant and equipment; negative',
    zh: '购建固定资产等长期资产的支出；为负值',
  },
  depreciation_amortization: {
    en: 'Depreciation and amortization added back in the cash flow statement',
    zh: '现金流量表中加回的折旧与摊销',
  },
  depreciation_in_part: {
    en: 'Depreciation or amortization as far as it is known, where a part of it is missing',
    zh: '仅披露部分折旧与摊销时已知的金额',
  },
  stock_based_compensation: {
    en: 'Pay in shares and options, a cost without cash',
    zh: '以股份和期权支付的薪酬，非现金成本',
  },
  dividends_paid: { en: 'Dividends paid in cash; negative', zh: '以现金支付的股息；为负值' },
  dividends_in_part: {
    en: 'Dividends on one class of shares, where those on another were paid and are not filed; negative',
    zh: '仅披露某类股份的股息、其他类别未披露时已知的金额；为负值',
  },
  buybacks: { en: 'Cash paid for own shares; negative', zh: '回购本公司股份的现金支出；为负值' },
  discontinued_cash_flow: {
    en: 'Cash flow of operations that were sold or are held for sale; part of the three flows or beside them, as the filer has it',
    zh: '已出售或持有待售业务的现金流量净额；计入三类流量或单列，依披露而定',
  },
  exchange_rate_effect_on_cash: {
    en: 'Change of foreign cash that comes from exchange rates alone',
    zh: '外币现金因汇率变动产生的变化',
  },
  net_change_in_cash: { en: 'Change of cash over the period', zh: '当期现金净变动' },
  end_cash: {
    en: 'Cash of the cash flow statement at the end of the period, restricted cash included where so filed',
    zh: '现金流量表期末现金，按披露口径可含受限资金',
  },
}
