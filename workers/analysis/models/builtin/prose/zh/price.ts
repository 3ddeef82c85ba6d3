/** 规则分析师关于股价与估值的中文措辞。 */
import type { PriceWords } from '../price-words.ts'
import { lieLower } from './words.ts'

export const PRICE: PriceWords = {
  title: '股价',
  live: (price) => `每股股价${price.ref}（${price.period}的实时价格）。`,
  last_close: (price) => `目前没有实时股价；最近收盘价（${price.period}）为每股${price.ref}。`,
  converted: (own, rate) => `按汇率${rate.ref}折为报表币种为${own.ref}。`,
  multiples: (named) => `对应的倍数为：${named.map((n) => `${n.label}${n.cite.ref}`).join('、')}。`,
  yields: (named) => `收益率为：${named.map((n) => `${n.label}${n.cite.ref}`).join('、')}。`,
  no_multiple: (why) => `不给出市盈率：${why}。`,
  history: (median, low, high, standing) =>
    `以历史各月末计，市盈率中位数为${median.ref}，五分之四的月末介于${low.ref}与${high.ref}之间${standing ? `；${lieLower(standing)}` : ''}。`,
  value_title: '各种方法下的价值',
  cost: (rate, terminal) =>
    `以股权成本${rate.ref}折现、永续增长率${terminal.ref}计，各方法得出的每股价值为：`,
  head: ['方法', '每股价值'],
  refused: (items) =>
    `以下方法不给出数值：${items.map((i) => `${i.label}（${i.why}）`).join('、')}。`,
  range: (low, middle, high) =>
    `计入区间的估值在${low.ref}到${high.ref}之间，中值为${middle.ref}。`,
  single: (value) => `只有一种方法计入，结果为${value.ref}，不构成区间。`,
  no_range: '没有一种计入区间的方法给出数值，因此不作估值。',
  none_counts: '能够得出数值的方法只反映公司的一部分价值，因此不据此给出区间。',
  against: {
    above: (ratio) => `股价为中值的${ratio.ref}，高于这些方法所能支撑的水平。`,
    below: (ratio) => `股价为中值的${ratio.ref}，低于这些方法所能支撑的水平。`,
    near: (ratio) => `股价为中值的${ratio.ref}，与这些方法所能支撑的水平相当。`,
  },
  implied: (implied, assumed, relation) =>
    `股价成立的前提是现金流起初每年增长${implied.ref}${
      {
        more: `，而过去的记录支撑${assumed.ref}：买方在为加速增长付款`,
        less: `，而过去的记录支撑${assumed.ref}：股价预期放缓`,
        same: `，与过去的记录支撑的${assumed.ref}相当`,
      }[relation]
    }。`,
  limits: '以上价值由过去的数据和注明的利率推出，不是预测；每种方法都看不到它没有计入的东西。',
}
