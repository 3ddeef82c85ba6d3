/** Tests of the balance sheet: what is owed, and what carries it. Pure data. */
import { firstOf, measured, ofYear, type RatingTest, untested } from '../measure.ts'
import type { RatedFigures } from '../figures.ts'
import { isBank, isCommercial, isFinancial, isHeavy, isNoTrust, isTrading } from './kinds.ts'

/** Where cash exceeds debt there is none to weigh. */
const netCashOf = (figures: RatedFigures) => {
  const newest = figures.annual('net_cash').find(({ period }) => period === figures.year)
  const net = newest ?? figures.newest('net_cash')
  return net && net.value >= 0 ? measured('full', net) : null
}

export const BALANCE_TESTS: readonly RatingTest[] = [
  {
    id: 'net_debt',
    group: 'balance',
    names: { en: 'Net debt to EBITDA', zh: '净负债与息税折旧摊销前利润之比' },
    strength: { en: 'Debt is within what the business carries', zh: '负债在业务可承受的范围内' },
    weakness: { en: 'Debt is heavy', zh: '负债沉重' },
    unit: 'x',
    fits: isCommercial,
    scale: (kind) =>
      isHeavy(kind) ? { zero: 8, pass: 6, full: 3 } : { zero: 5, pass: 3, full: 0.5 },
    measure: (figures) => {
      const net = netCashOf(figures)
      if (net) return net
      const ratio = ofYear('net_debt_to_ebitda')(figures)
      // A loss before interest, tax and depreciation makes a ratio below nothing.
      return ratio.ok && typeof ratio.value === 'number' && ratio.value < 0
        ? untested('loss', ratio.inputs)
        : ratio
    },
    watched: { name: 'net_debt_to_ebitda', comparison: 'at_most', line: null },
  },
  {
    id: 'interest_cover',
    group: 'balance',
    names: { en: 'Interest cover', zh: '利息保障倍数' },
    strength: { en: 'Interest is well covered', zh: '利息保障充足' },
    weakness: { en: 'Interest is thinly covered', zh: '利息保障不足' },
    below_nothing: { en: 'No operating profit covers the interest', zh: '没有营业利润可供付息' },
    unit: 'x',
    fits: isNoTrust,
    scale: (kind) =>
      isHeavy(kind) ? { zero: 1.5, pass: 2.5, full: 5 } : { zero: 1.5, pass: 4, full: 12 },
    measure: (figures) => {
      const cover = ofYear('interest_cover')(figures)
      return cover.ok || cover.reason === 'in_doubt' ? cover : (netCashOf(figures) ?? cover)
    },
  },
  {
    id: 'liquidity',
    group: 'balance',
    names: { en: 'Current ratio', zh: '流动比率' },
    strength: { en: 'What falls due within a year is covered', zh: '一年内到期的款项有保障' },
    weakness: { en: 'More falls due within a year than is at hand', zh: '短期债务超过流动资产' },
    unit: 'x',
    fits: isTrading,
    scale: () => ({ zero: 0.6, pass: 1, full: 2 }),
    measure: ofYear('current_ratio'),
  },
  {
    id: 'liabilities',
    group: 'balance',
    names: { en: 'Liabilities to assets', zh: '资产负债率' },
    strength: { en: 'Equity carries much of the assets', zh: '净资产缓冲充足' },
    weakness: { en: 'The cushion of equity is thin', zh: '净资产缓冲很薄' },
    unit: 'ratio',
    fits: isCommercial,
    scale: (kind) =>
      isHeavy(kind) ? { zero: 0.9, pass: 0.75, full: 0.45 } : { zero: 0.9, pass: 0.7, full: 0.35 },
    measure: ofYear('liabilities_to_assets'),
  },
  {
    id: 'goodwill',
    group: 'balance',
    names: { en: 'Goodwill to equity', zh: '商誉与净资产之比' },
    strength: { en: 'Little of the equity is goodwill', zh: '净资产中商誉不多' },
    weakness: { en: 'Much of the equity is goodwill', zh: '净资产多为商誉' },
    unit: 'ratio',
    fits: isNoTrust,
    scale: () => ({ zero: 1.4, pass: 0.7, full: 0.1 }),
    measure: (figures) => {
      const [goodwill, equity] = [figures.newest('goodwill'), figures.newest('total_equity')]
      if (!goodwill) return untested(figures.missing('goodwill'))
      if (!equity || equity.end !== goodwill.end) return untested(figures.missing('total_equity'))
      const inputs = [goodwill, equity]
      return equity.value <= 0
        ? untested('refused', inputs)
        : measured(goodwill.value / equity.value, goodwill, inputs)
    },
    no_pillar: true,
  },
  {
    id: 'equity_cushion',
    group: 'balance',
    names: { en: 'Equity to assets', zh: '权益资产比' },
    strength: { en: 'The cushion of equity is thick for the trade', zh: '净资产缓冲在同行中较厚' },
    weakness: { en: 'The cushion of equity is thin for the trade', zh: '净资产缓冲在同行中较薄' },
    unit: 'ratio',
    fits: isFinancial,
    scale: (kind) =>
      isBank(kind)
        ? { zero: 0.04, pass: 0.065, full: 0.11 }
        : { zero: 0.04, pass: 0.09, full: 0.22 },
    measure: firstOf('equity_to_assets'),
  },
  {
    id: 'loans_to_deposits',
    group: 'balance',
    names: { en: 'Loans to deposits', zh: '存贷比' },
    strength: { en: 'Deposits carry the loans', zh: '贷款由存款支撑' },
    weakness: { en: 'Loans rest on market funding', zh: '贷款依赖市场资金' },
    unit: 'ratio',
    fits: isBank,
    scale: () => ({ zero: 1.3, pass: 1, full: 0.7 }),
    measure: ofYear('loans_to_deposits'),
  },
]
