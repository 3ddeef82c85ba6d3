/**
 * The titles of Sina's statements for each concept. Titles are Chinese, without their numbering
 * (`一、`, `其中：`).
 */
import { hasAll, type Lines, type NilRule } from '../statement-row.ts'
import type { SinaStatement } from './client.ts'

/**
 * Gross profit refers to sales (营业收入) and not to total revenue (营业总收入), which may include interest
 * and fees. Three lines are not used for any concept: 利息收入 is a bank's revenue in one place and a
 * part of 财务费用 in another, 信用减值损失 changed its sign in 2019, and dividends paid are mixed with
 * interest.
 */
export const LINES: Record<SinaStatement, Lines> = {
  lrb: {
    revenue: [['营业总收入'], ['营业收入']],
    cost_of_revenue: [['营业成本']],
    gross_profit: [['营业收入', '-营业成本']],
    research_and_development: [['研发费用']],
    selling_general_administrative: [['?销售费用', '管理费用']],
    operating_income: [['营业利润']],
    interest_expense: [['利息费用']],
    pretax_income: [['利润总额']],
    income_tax: [['所得税费用']],
    net_income: [
      ['归属于母公司所有者的净利润'],
      ['归属于母公司股东的净利润'],
      ['归属于母公司的净利润'],
    ],
    minority_interest_income: [['少数股东损益']],
    net_income_total: [['净利润']],
    net_interest_income: [['利息净收入'], ['净利息收入']],
    fee_income: [['手续费及佣金收入']],
    noninterest_expense: [['业务及管理费用'], ['业务及管理费']],
    premiums_earned: [['已赚保费']],
    eps_basic: [['基本每股收益']],
    eps_diluted: [['稀释每股收益']],
  },
  fzb: {
    cash: [['货币资金'], ['现金及存放中央银行款项']],
    short_term_investments: [['交易性金融资产']],
    receivables: [['应收账款']],
    inventory: [['存货']],
    current_assets: [['流动资产合计']],
    property_plant_equipment: [['固定资产及清理合计'], ['固定资产净额'], ['固定资产']],
    goodwill: [['商誉']],
    intangibles: [['无形资产']],
    total_assets: [['资产总计']],
    payables: [['应付账款']],
    contract_liabilities: [['合同负债']],
    short_term_debt: [['?短期借款', '?应付短期债券', '?一年内到期的非流动负债']],
    current_liabilities: [['流动负债合计']],
    long_term_debt: [['?长期借款', '?应付债券']],
    lease_liabilities: [['租赁负债']],
    total_liabilities: [['负债合计']],
    retained_earnings: [['未分配利润']],
    minority_interest: [['少数股东权益']],
    equity_parent: [
      ['归属于母公司股东权益合计'],
      ['归属于母公司所有者权益合计'],
      ['归属于母公司股东的权益'],
    ],
    total_equity: [['所有者权益(或股东权益)合计'], ['股东权益合计'], ['所有者权益合计']],
    loans: [['发放贷款及垫款']],
    deposits: [['客户存款(吸收存款)'], ['吸收存款']],
  },
  llb: {
    operating_cash_flow: [['经营活动产生的现金流量净额']],
    investing_cash_flow: [['投资活动产生的现金流量净额']],
    financing_cash_flow: [['筹资活动产生的现金流量净额']],
    capex: [
      ['购建固定资产、无形资产和其他长期资产所支付的现金'],
      ['购建固定资产、无形资产和其他长期资产支付的现金'],
    ],
    exchange_rate_effect_on_cash: [['汇率变动对现金及现金等价物的影响'], ['汇率变动对现金的影响']],
    net_change_in_cash: [['现金及现金等价物净增加额']],
    end_cash: [['期末现金及现金等价物余额']],
  },
}

/** What an ordinary company's statement has; banks and insurers have no current liabilities. */
const WHOLE: Record<SinaStatement, readonly string[]> = {
  lrb: ['营业利润', '利润总额'],
  fzb: ['资产总计', '流动负债合计', '负债合计'],
  llb: ['经营活动产生的现金流量净额'],
}

/**
 * Sina lists every line of a company's form and leaves empty those that the company does not have.
 */
export const isNil =
  (statement: SinaStatement): NilRule =>
  (row, titles) =>
    titles.some((title) => title in row) && hasAll(row, WHOLE[statement])
