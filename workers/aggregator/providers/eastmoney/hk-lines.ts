/**
 * Eastmoney's item codes of Hong Kong statements. The same code means different things in different
 * statements. The first three digits are the form of the statement: 001 banks, 002 insurers, 003
 * financial services, 004 all others.
 */
import { hasAll, type Lines, type NilRule } from '../statement-row.ts'

/**
 * Items that are zero are missing from the answer, so a sum adds the items that are there. The list
 * has every possible set of codes, the largest first.
 */
const anyOf = (...codes: string[]): string[][] =>
  Array.from({ length: 2 ** codes.length - 1 }, (_, at) =>
    codes.filter((__, code) => ((at + 1) >> code) & 1),
  ).sort((a, b) => b.length - a.length)

/**
 * 004001001 (营业额) leaves out other revenue, so it is not total revenue. For Tencent in 2024 it is
 * 652.498 billion, and revenue is 660.257 billion.
 */
export const HK_INCOME: Lines = {
  revenue: [['004001999'], ['001003999'], ['002003999'], ['003003999'], ['003001999']],
  gross_profit: [['004007999']],
  selling_general_administrative: [['?004010003', '004010004']],
  operating_income: [['004010999'], ['001010999'], ['002010999'], ['003010999']],
  interest_expense: [['004011201']],
  interest_income: [['004011200']],
  pretax_income: [['004011999'], ['001011999'], ['002011999'], ['003011999']],
  income_tax: [['004012001'], ['001012001'], ['002012001'], ['003012001']],
  net_income_total: [['004012999'], ['001012999'], ['002013999'], ['003012999']],
  net_income: [['004025002'], ['001025002'], ['002014002'], ['003015002']],
  eps_basic: [['004027002'], ['001027002'], ['002027002'], ['003027002']],
  eps_diluted: [['004027003'], ['001027003'], ['002027003'], ['003027003']],
}

/**
 * Leases are separate from debt: 004011006 and 004020005. Bank deposits and funding are not debt.
 */
export const HK_BALANCE: Lines = {
  cash: [['004002010'], ['001001001'], ['002001001'], ['003002010']],
  short_term_investments: [['004002011']],
  receivables: [['004002003']],
  inventory: [['004002001']],
  current_assets: [['004002999'], ['003002999']],
  property_plant_equipment: [['004001002']],
  intangibles: [['004001004']],
  total_assets: [['004009999'], ['001001999'], ['002001999'], ['003005999']],
  payables: [['004011001']],
  short_term_debt: [['?004011010', '?004011021']],
  current_liabilities: [['004011999'], ['003007999']],
  long_term_debt: [['?004020001', '?004020007', '?004020018']],
  lease_liabilities: anyOf('004011006', '004020005'),
  total_liabilities: [['004025999'], ['001002999'], ['002002999'], ['003019999']],
  minority_interest: [['004027999']],
  equity_parent: [['004030999'], ['001009999'], ['002009999'], ['003025999']],
  total_equity: [['004036999'], ['004028999'], ['001011999'], ['002011999'], ['003029999']],
}

/** Liabilities that may be loans under another name: other financial liabilities, due and later. */
const MAY_BE_DEBT = ['004011023', '004020019']
/** What a whole statement of the form 004 has, by the first code of a sum. */
const WHOLE: Record<string, readonly string[]> = {
  '004010003': ['004010999', '004011999'],
  '004011010': ['004009999', '004025999'],
  '004020001': ['004009999', '004025999'],
}
/**
 * Items that are nil are missing from the answer. Where a sum has no item at all, it is nil only if
 * the statement is there and nothing in it may be what the sum looks for.
 */
export const isNil: NilRule = (row, codes) =>
  hasAll(row, WHOLE[codes[0] ?? ''] ?? codes) &&
  (codes.some((code) => hasAll(row, [code])) || !MAY_BE_DEBT.some((code) => hasAll(row, [code])))

/** The codes that are the same in every form of statement. Outflows come with either sign. */
export const HK_CASH_FLOW: Lines = {
  operating_cash_flow: [['003999']],
  investing_cash_flow: [['005999']],
  financing_cash_flow: [['007999']],
  capex: anyOf('005005', '005007'),
  dividends_paid: [['007004']],
  net_change_in_cash: [['010999']],
  end_cash: [['011999']],
}
export const HK_OUTFLOWS = ['005005', '005007', '007004']

export const HK_CURRENCIES: Record<string, string> = {
  人民币: 'CNY',
  人民币元: 'CNY',
  港元: 'HKD',
  港币: 'HKD',
  美元: 'USD',
  欧元: 'EUR',
  英镑: 'GBP',
  日元: 'JPY',
  新台币: 'TWD',
  新加坡元: 'SGD',
  澳大利亚元: 'AUD',
  澳元: 'AUD',
  加拿大元: 'CAD',
  加元: 'CAD',
  瑞士法郎: 'CHF',
  马来西亚林吉特: 'MYR',
  泰铢: 'THB',
  韩元: 'KRW',
}
