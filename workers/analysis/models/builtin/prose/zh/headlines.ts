/** 要点：寥寥数语加所依据的数字。 */
import type { Phrases } from '../../finding.ts'
import { dated, period } from './findings.ts'

const MARGINS = { operating: '营业利润率', net: '净利率' }

const PACES = {
  faster: '增速加快',
  slower: '增速放缓',
  turned_down: '由增转降',
  deeper: '下滑加快',
  milder: '下滑放缓',
  recovering: '下滑止住',
}

export const HEADLINES: Phrases = {
  growth_record: ({ cagr, pace }) =>
    `${{ fast: '增长很快', strong: '增长强劲', moderate: '增长稳健', slow: '几乎没有增长', shrinking: '收入萎缩' }[pace]}${cagr ? `：年复合增长率${cagr.ref}` : ''}`,
  growth_year: ({ growth, direction }) =>
    `${{ up: '收入增长', flat: '收入持平', down: '收入下降' }[direction]}：${dated(growth)}`,
  growth_pace: ({ recent, record, direction }) =>
    `${PACES[direction]}：${dated(recent)}，长期为年均${record.ref}`,
  growth_falls: ({ count, of, worst }) => `${of}年中有${count}年收入下降，最差为${dated(worst)}`,
  growth_steady: ({ of }) => `${of}年里收入没有下降过`,
  turning_quarter: ({ quarter, direction }) =>
    `最新季度${{ reversed: '与全年方向相反', faster: '快于全年', slower: '慢于全年', fell_less: '降幅小于全年', fell_more: '降幅大于全年' }[direction]}：同比${dated(quarter)}`,
  quarter_profit: ({ growth, net, fall }) =>
    fall === 'to_loss' || growth === null
      ? `最新季度亏损：净利润为${dated(net)}`
      : `最新季度利润${fall === 'most' ? '大幅' : ''}下滑：同比${dated(growth)}`,
  part_growth: ({ revenue, direction }) =>
    `收入${{ up: '高于', flat: '持平于', down: '低于' }[direction]}上年同期：增长率${dated(revenue)}`,
  bank_costs: ({ ratio, level }) =>
    `银行费用${{ lean: '精简', ordinary: '一般', heavy: '偏重' }[level]}：成本收入比${dated(ratio)}`,
  bank_funding: ({ ratio, covered }) =>
    `贷款${covered ? '由存款覆盖' : '超过存款'}：存贷比${dated(ratio)}`,
  credit_cost: ({ ratio, level }) =>
    `贷款减值${{ low: '较低', ordinary: '一般', high: '偏高' }[level]}：平均贷款的${dated(ratio)}`,
  underwriting: ({ combined, profitable }) =>
    `承保${profitable ? '盈利' : '亏损'}：综合成本率${dated(combined)}`,
  medical_losses: ({ loss, level }) =>
    `赔付${{ low: '较低', ordinary: '一般', high: '偏高' }[level]}：保费的${dated(loss)}`,
  trust_payout: ({ payout, covered }) =>
    `股息${covered ? '在营运资金之内' : '超过营运资金'}：${dated(payout)}`,
  profit_growth: ({ profit, revenue, way }) =>
    `${
      {
        ahead: '利润增长快于收入',
        behind: '利润增长慢于收入',
        against: '收入下降而利润没有下降',
        lagging: '收入增长而利润下降',
        fell_less: '利润降幅小于收入',
        fell_more: '利润降幅大于收入',
        rose_alone: '收入持平而利润上升',
        fell_alone: '收入持平而利润下降',
      }[way]
    }：${profit.ref}对${revenue.ref}`,
  profit_below_peak: ({ peak, now }) => `利润明显低于高点：${dated(now)}，高点为${dated(peak)}`,
  profit_only: ({ now }) => `净利润${dated(now)}，是唯一可知的业绩`,
  loss: ({ now, count, of }) =>
    `亏损：净利润为${dated(now)}${count > 1 ? `；${of}年中有${count}年亏损` : ''}`,
  margin_level: ({ margin, kind, level }) =>
    `${MARGINS[kind]}${{ unproven: '有待站稳', exceptional: '极高', healthy: '良好', ordinary: '一般', thin: '微薄', negative: '为负' }[level]}：${dated(margin)}`,
  margin_trend: ({ span, kind, direction, below_zero }) =>
    `${MARGINS[kind]}${direction === 'wider' ? (below_zero ? '改善' : '扩大') : below_zero ? '恶化' : '收窄'}：自${period(span.from.period)}由${span.from.ref}变为${span.to.ref}`,
  outside_income: ({ net, operating }) =>
    `净利润高于营业利润，部分来自主业之外：${net.ref}对${operating.ref}`,
  outside_quarter: ({ net, operating }) =>
    `最近十二个月中有一季净利润高于营业利润：${dated(net)}对${operating.ref}`,
  research: ({ share_of, heavy }) => `研发投入${heavy ? '很大' : '可观'}：${share_of.ref}`,
  equity_return: ({ roe, level, geared }) =>
    `净资产收益率${{ high: '高', good: '较好', ordinary: '中等', low: '低', lost: '为负' }[level]}${geared ? '，但靠杠杆推动' : ''}：${dated(roe)}`,
  capital_return: ({ roic, level }) =>
    `投入资本回报率${{ high: '高', good: '高于通常的资本成本', low: '低于通常的资本成本', none: '没有回报' }[level]}：${dated(roic)}`,
  cash_conversion: ({ now, level, weak, of }) =>
    ({
      full: `利润有现金支撑：经营现金流为净利润的${now.ref}`,
      partial: `利润大部分有现金支撑：${now.ref}`,
      weak: `最近一年利润的现金含量偏低：${now.ref}`,
      chronic: `利润的现金含量长期偏低：${of}年中有${weak}年，目前${now.ref}`,
    })[level],
  accruals: ({ ratio }) => `应计项目偏高：相当于平均资产的${ratio.ref}`,
  free_cash: ({ now, margin, level }) =>
    level === 'negative'
      ? `自由现金流为负：${dated(now)}`
      : `自由现金流${now.ref}${margin ? `，占收入的${margin.ref}` : ''}`,
  reinvestment: ({ capex, depreciation }) => `资本开支${capex.ref}，折旧与摊销${depreciation.ref}`,
  stock_pay: ({ pay }) => `股份支付金额大：${pay.ref}`,
  payout: ({ free_cash, covered }) =>
    covered
      ? `股息与回购由自由现金流${free_cash.ref}覆盖`
      : `股息与回购超过自由现金流${free_cash.ref}`,
  cash_at_hand: ({ cash, flow, level }) =>
    level === 'short'
      ? `货币资金仅${cash.ref}，经营现金流为${flow.ref}`
      : `货币资金：${dated(cash)}`,
  net_cash: ({ net, positive }) => `${positive ? '净现金' : '净负债'}：${dated(net)}`,
  debt_load: ({ ratio, level }) =>
    `债务负担${{ light: '轻', middling: '适中', heavy: '重' }[level]}：净负债与息税折旧摊销前利润之比为${ratio.ref}`,
  interest: ({ cover, level }) =>
    `利息保障${{ ample: '充裕', adequate: '足够', tight: '偏紧', thin: '极薄', none: '缺失' }[level]}：${cover.ref}`,
  liquidity: ({ ratio, level }) =>
    `流动性${{ ample: '充裕', adequate: '足够', short: '不足' }[level]}：流动比率${ratio.ref}`,
  negative_equity: ({ equity, by_buybacks }) =>
    `净资产为负${by_buybacks ? '（源于回购）' : ''}：${dated(equity)}`,
  goodwill: ({ goodwill, assets }) => `商誉过高：${goodwill.ref}，总资产${assets.ref}`,
  liabilities: ({ ratio }) => `缓冲很窄：资产负债率${ratio.ref}`,
  receivables: ({ span, rose, revenue }) =>
    `应收账款${rose ? '增长快于收入' : '没有随收入一同减少'}：由${span.from.ref}变为${span.to.ref}${revenue ? `，收入增长率${revenue.ref}` : ''}`,
  inventory: ({ span, rose, revenue }) =>
    `存货${rose ? '增长快于收入' : '没有随收入一同减少'}：由${span.from.ref}变为${span.to.ref}${revenue ? `，收入增长率${revenue.ref}` : ''}`,
  share_count: ({ change, direction }) =>
    `${{ fewer: '股数减少', more: '股权稀释', many_more: '股权大幅稀释' }[direction]}：${dated(change)}`,
}
