/** 规则分析师关于股价与估值的中文措辞。 */
import { formFor } from '../forms.ts'
import type { PriceWords } from '../price-words.ts'
import { lieLower } from './words.ts'

export const PRICE: PriceWords = {
  title: '股价',
  live: (price) =>
    formFor(
      price,
      `每股股价${price.ref}（${price.period}的实时价格）。`,
      `${price.period}的实时股价为${price.ref}。`,
      `实时股价${price.ref}（${price.period}）。`,
    ),
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
  peers_multiple: (multiple, of) => {
    const name = of === 'earnings' ? '市盈率' : '市净率'
    return formFor(
      multiple,
      `按同业倍数的价值取${name}同业中位数${multiple.ref}，前提是同业的定价合理。`,
      `${name}同业中位数为${multiple.ref}，按同业倍数的价值以此为据。`,
      `同业倍数取${name}同业中位数${multiple.ref}，至于同业是否值这么多，另当别论。`,
    )
  },
  refused: (items) =>
    `以下方法不给出数值：${items.map((i) => `${i.label}（${i.why}）`).join('、')}。`,
  range: (low, middle, high) =>
    formFor(
      middle,
      `计入区间的估值在${low.ref}到${high.ref}之间，中值为${middle.ref}。`,
      `计入区间的估值，中值为${middle.ref}，低至${low.ref}，高至${high.ref}。`,
      `估值区间的两端是${low.ref}和${high.ref}，中值为${middle.ref}。`,
    ),
  single: (value) => `只有一种方法计入，结果为${value.ref}，不构成区间。`,
  no_range: '没有一种计入区间的方法给出数值，因此不作估值。',
  none_counts: '能够得出数值的方法只反映公司的一部分价值，因此不据此给出区间。',
  against: {
    above: (ratio) =>
      `股价为中值的${ratio.ref}，${formFor(ratio, '高于这些方法所能支撑的水平', '买方为这些方法没有计入的东西付了钱', '单凭过去的记录还撑不起')}。`,
    below: (ratio) =>
      `股价为中值的${ratio.ref}，${formFor(ratio, '低于这些方法所能支撑的水平', '市场不相信过去的记录会延续', '要么记录到此为止，要么股价偏低')}。`,
    near: (ratio) =>
      `股价为中值的${ratio.ref}，${formFor(ratio, '与这些方法所能支撑的水平相当', '按这些方法既不便宜也不离谱', '这些方法对股价没有异议')}。`,
  },
  implied: (implied, assumed, relation) =>
    `股价成立的前提是现金流起初每年增长${implied.ref}${
      {
        more: `，而过去的记录支撑${assumed.ref}：${formFor(implied, '买方在为加速增长付款', '今后须做得比过去更好', '差额在披露之前只是期望')}`,
        less: `，而过去的记录支撑${assumed.ref}：${formFor(implied, '股价预期放缓', '股价并不要求重演过去', '能做到过去的水平便会让市场意外')}`,
        same: `，与过去的记录支撑的${assumed.ref}相当`,
      }[relation]
    }。`,
  limits: '以上价值由过去的数据和注明的利率推出，不是预测；每种方法都看不到它没有计入的东西。',
}
