/** The names of what insiders traded in windows of months. Pure data. */
import type { Term } from '../../contracts/facts.ts'
import { termIn } from './term.ts'

/** Months up to the day of the report. The periods of the tokens are `3m`, `6m`, `12m`. */
export const INSIDER_WINDOWS = [3, 6, 12] as const

const count = termIn('insiders', 'amount')

export const INSIDER_TERMS: Readonly<Record<string, Term>> = {
  insider_net_value: count(
    'Insiders, net value bought',
    '内部人净买入金额',
    'Purchases less sales of insiders in the market in the window, at their prices; negative for net sales',
    '窗口期内内部人在市场上买入减卖出的金额，按成交价；净卖出为负',
  ),
  insider_net_shares: count(
    'Insiders, net shares bought',
    '内部人净买入股数',
    'Shares that insiders bought less those that they sold in the market in the window',
    '窗口期内内部人在市场上买入减卖出的股数',
  ),
  insider_bought_value: count(
    'Insiders, value bought',
    '内部人买入金额',
    'Purchases of insiders in the market in the window, at their prices',
    '窗口期内内部人在市场上买入的金额，按成交价',
  ),
  insider_sold_value: count(
    'Insiders, value sold',
    '内部人卖出金额',
    'Sales of insiders in the market in the window, at their prices',
    '窗口期内内部人在市场上卖出的金额，按成交价',
  ),
  insider_buys: count(
    'Purchases by insiders',
    '内部人买入笔数',
    'Number of purchases in the market in the window',
    '窗口期内在市场上买入的笔数',
  ),
  insider_sells: count(
    'Sales by insiders',
    '内部人卖出笔数',
    'Number of sales in the market in the window',
    '窗口期内在市场上卖出的笔数',
  ),
}
