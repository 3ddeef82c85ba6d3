/** Tests of the quality of the business: returns, margins, and what they rest on. Pure data. */
import { trailingGain } from '../figures.ts'
import {
  measured,
  middleOf,
  ofBusiness,
  ofYear,
  overYears,
  type RatingTest,
  untested,
} from '../measure.ts'
import { median } from '../../valuation/statistics.ts'
import {
  isBank,
  isCommercial,
  isFinancial,
  isHealthInsurer,
  isHeavy,
  isNoTrust,
  isPropertyInsurer,
} from './kinds.ts'

const FIVE = { least: 3, most: 5 }
const RETURN_ON_CAPITAL = { zero: 0.03, pass: 0.08, full: 0.2 }
/** A utility is allowed a return near its cost of capital. */
const ALLOWED_RETURN = { zero: 0.02, pass: 0.045, full: 0.08 }
const RETURN_ON_EQUITY = { zero: 0.04, pass: 0.1, full: 0.18 }

export const QUALITY_TESTS: readonly RatingTest[] = [
  {
    id: 'return_on_capital',
    group: 'quality',
    names: { en: 'Return on invested capital', zh: '投入资本回报率' },
    strength: { en: 'Capital earns more than it costs', zh: '资本回报高于资本成本' },
    weakness: { en: 'Capital earns less than it costs', zh: '资本回报低于资本成本' },
    below_nothing: { en: 'Capital earns nothing', zh: '投入资本没有回报' },
    unit: 'ratio',
    fits: isNoTrust,
    scale: (kind) => (isHeavy(kind) ? ALLOWED_RETURN : RETURN_ON_CAPITAL),
    measure: ofYear('roic'),
  },
  {
    id: 'lasting_return',
    group: 'quality',
    names: {
      en: 'Return on invested capital, middle of five years',
      zh: '投入资本回报率五年中位数',
    },
    strength: { en: 'High returns have lasted', zh: '高回报得以持续' },
    weakness: { en: 'Returns have been low for years', zh: '多年回报偏低' },
    unit: 'ratio',
    fits: isNoTrust,
    scale: (kind) => (isHeavy(kind) ? ALLOWED_RETURN : RETURN_ON_CAPITAL),
    measure: middleOf('roic', FIVE),
  },
  {
    id: 'return_on_equity',
    group: 'quality',
    names: { en: 'Return on equity', zh: '净资产收益率' },
    strength: { en: 'Equity earns more than it costs', zh: '净资产回报高于股权成本' },
    weakness: { en: 'Equity earns less than it costs', zh: '净资产回报低于股权成本' },
    below_nothing: { en: 'Equity is being used up by losses', zh: '亏损正在消耗净资产' },
    unit: 'ratio',
    fits: isFinancial,
    scale: () => RETURN_ON_EQUITY,
    measure: ofYear('roe'),
  },
  {
    id: 'lasting_return_on_equity',
    group: 'quality',
    names: { en: 'Return on equity, middle of five years', zh: '净资产收益率五年中位数' },
    strength: { en: 'The return on equity has lasted', zh: '净资产回报得以持续' },
    weakness: { en: 'The return on equity has been low for years', zh: '净资产回报多年偏低' },
    unit: 'ratio',
    fits: isFinancial,
    scale: () => RETURN_ON_EQUITY,
    measure: middleOf('roe', FIVE),
  },
  {
    id: 'operating_margin',
    group: 'quality',
    names: { en: 'Operating margin', zh: '营业利润率' },
    strength: { en: 'The operating margin is high', zh: '营业利润率较高' },
    weakness: { en: 'The margin is thin', zh: '利润率微薄' },
    below_nothing: { en: 'Operations lose money', zh: '主营业务亏损' },
    unit: 'ratio',
    fits: isCommercial,
    scale: (kind) =>
      isHealthInsurer(kind)
        ? { zero: 0.01, pass: 0.04, full: 0.09 }
        : { zero: 0, pass: 0.1, full: 0.3 },
    measure: ofYear('operating_margin'),
  },
  {
    id: 'margin_steadiness',
    group: 'quality',
    names: {
      en: 'Lowest operating margin of five years against their middle',
      zh: '五年最低营业利润率与中位数之比',
    },
    strength: { en: 'The margin holds in weak years', zh: '差年景利润率也站得住' },
    weakness: { en: 'The margin swings', zh: '利润率起伏很大' },
    unit: 'ratio',
    fits: isCommercial,
    scale: () => ({ zero: 0, pass: 0.6, full: 0.95 }),
    measure: (figures) => {
      const middle = middleOf('operating_margin', FIVE)(figures)
      if (!middle.ok) return middle
      if (typeof middle.value !== 'number' || middle.value <= 0)
        return untested('loss', middle.inputs)
      return overYears('operating_margin', FIVE, (v) => Math.min(...v) / median(v))(figures)
    },
    watched: { name: 'operating_margin', comparison: 'at_least', line: null },
  },
  {
    id: 'profit_from_business',
    group: 'quality',
    names: { en: 'Net income against operating income', zh: '净利润与营业利润之比' },
    strength: { en: 'Profit comes from the business', zh: '利润来自主业' },
    weakness: {
      en: 'Profit holds gains from outside the business',
      zh: '利润含有经营以外的收益',
    },
    unit: 'ratio',
    fits: isNoTrust,
    no_pillar: true,
    scale: () => ({ zero: 1.3, pass: 1.1, full: 0.9 }),
    measure: (figures) => {
      const gain = trailingGain(figures)
      const net = gain?.net ?? figures.newest('net_income')
      const operating = gain?.operating ?? figures.newest('operating_income')
      if (!net) return untested(figures.missing('net_income'))
      if (!operating || operating.end !== net.end)
        return untested(figures.missing('operating_income'), [net])
      const inputs = [net, operating]
      if (net.value <= 0) return untested('loss', inputs)
      return operating.value <= 0
        ? measured('none', net, inputs)
        : measured(net.value / operating.value, net, inputs)
    },
  },
  {
    id: 'cost_to_income',
    group: 'quality',
    names: { en: 'Efficiency ratio', zh: '成本收入比' },
    strength: { en: 'The bank spends little of its income', zh: '费用占收入较少' },
    weakness: { en: 'The bank spends much of its income', zh: '费用占收入偏多' },
    unit: 'ratio',
    fits: isBank,
    scale: () => ({ zero: 0.75, pass: 0.6, full: 0.4 }),
    measure: ofYear('efficiency_ratio'),
  },
  {
    id: 'credit_cost',
    group: 'quality',
    names: { en: 'Provision to loans', zh: '信用成本' },
    strength: { en: 'Loans cost little in losses', zh: '贷款损失不多' },
    weakness: { en: 'Loans cost much in losses', zh: '贷款损失偏高' },
    unit: 'ratio',
    fits: isBank,
    scale: () => ({ zero: 0.025, pass: 0.012, full: 0.002 }),
    measure: ofYear('provision_ratio'),
  },
  {
    id: 'underwriting',
    group: 'quality',
    names: { en: 'Combined ratio', zh: '综合成本率' },
    strength: { en: 'Underwriting earns money by itself', zh: '承保本身盈利' },
    weakness: { en: 'Underwriting loses money', zh: '承保亏损' },
    unit: 'ratio',
    fits: isPropertyInsurer,
    scale: () => ({ zero: 1.06, pass: 1, full: 0.88 }),
    measure: ofYear('combined_ratio'),
  },
  {
    id: 'medical_losses',
    group: 'quality',
    names: { en: 'Loss ratio', zh: '赔付率' },
    strength: { en: 'Premiums keep up with claims', zh: '保费跟得上赔付' },
    weakness: { en: 'Claims run ahead of premiums', zh: '赔付快于保费' },
    unit: 'ratio',
    fits: isHealthInsurer,
    scale: () => ({ zero: 0.91, pass: 0.87, full: 0.81 }),
    measure: ofBusiness(ofYear('loss_ratio')),
  },
]
