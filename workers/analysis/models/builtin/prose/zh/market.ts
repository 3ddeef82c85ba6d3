/** 规则分析师关于市场表现、同业与股东的中文措辞。 */
import { formFor } from '../forms.ts'
import type { MarketWords } from '../market-words.ts'
import { windowOf } from './findings.ts'
import { lieLower, list } from './words.ts'

export const MARKET: MarketWords = {
  place_title: '股价所处位置',
  place: {
    high: (low, high) =>
      formFor(
        high,
        `股价接近52周最高${high.ref}，52周最低为${low.ref}。`,
        `离52周最高${high.ref}所差无几，52周最低为${low.ref}。`,
        `由52周最低${low.ref}一路走近52周最高${high.ref}。`,
      ),
    upper: (low, high) => `股价位于52周最低${low.ref}与52周最高${high.ref}之间的上半区。`,
    lower: (low, high) => `股价位于52周最低${low.ref}与52周最高${high.ref}之间的下半区。`,
    low: (low, high) =>
      formFor(
        low,
        `股价接近52周最低${low.ref}，52周最高为${high.ref}。`,
        `离52周最低${low.ref}所差无几，52周最高为${high.ref}。`,
        `远离52周最高${high.ref}，靠近52周最低${low.ref}。`,
      ),
  },
  returns_title: '持有者的回报',
  returns: (windows) =>
    `股价涨跌幅：${windows.map(({ ref, period }) => `${windowOf(period)}为${ref}`).join('，')}。`,
  with_dividends: (windows) =>
    `计入股息的总回报：${windows.map(({ ref, period }) => `${windowOf(period)}为${ref}`).join('，')}。`,
  ride_title: '波动有多大',
  volatility: (value, level) =>
    `年波动率为${value.ref}，${
      {
        calm: formFor(
          value,
          '就单只股票而言较为平稳。',
          '小于多数个股的起伏。',
          '持有者很少会被吓到。',
        ),
        ordinary: formFor(
          value,
          '就单只股票而言属于一般水平。',
          '与个股通常的起伏相当。',
          '持有个股本该有此准备。',
        ),
        rough: formFor(
          value,
          '起伏很大，持有者须承受大幅波动而不卖出。',
          '持有者要沉得住气。',
          '许多持有者难以承受。',
        ),
      }[level]
    }`,
  drawdown: (falls) =>
    `最大回撤：${falls.map(({ ref, period }) => `${windowOf(period)}内为${ref}`).join('，')}。`,
  beta: (value, level) =>
    `贝塔为${value.ref}，股价波动${{ less: '小于', same: '大致等于', more: '大于' }[level]}市场。`,
  history_title: '各倍数在自身历史中的位置',
  history: ({ label, cite }, median, standing, level) =>
    `${label}为${cite.ref}，以各月末计的自身中位数为${median.ref}，${lieLower(standing)}，${
      {
        low: formFor(cite, '按自身历史看偏低。', '在自身历史中算少的。', '以过去衡量算便宜。'),
        middle: formFor(
          cite,
          '按自身历史看不高不低。',
          '在自身历史中并不特别。',
          '过去也常是这样。',
        ),
        high: formFor(cite, '按自身历史看偏高。', '在自身历史中算多的。', '以过去衡量算贵。'),
      }[level]
    }`,
  missing: (items) =>
    `未能给出：${items.map((item) => `${item.label}（${item.why}）`).join('、')}。`,
  nothing: '没有可用的股价和历史股价，因此不谈市场表现。',
  peers_title: '与同业相比',
  peer: (label, own, median, side) =>
    `${label}为${own.ref}，同业中位数为${median.ref}${{ above: '，明显更高', below: '，明显更低', same: '，大致相当' }[side]}`,
  peers_uncompared: '没有公司与同业都有的指标，因此不作比较。',
  news_title: '近期新闻',
  filings_title: '公司公告',
  passages: (days) =>
    `由近及远：${days.map(({ day, marks }) => `${day}${marks.join('')}`).join('、')}。`,
  passages_note: '规则分析师只列出他人所写的内容，不从中取数，也不作评判。',
  expected_title: '分析师预期',
  expected: (named) =>
    `以下为预期而非业绩：${named.map(({ label, cite }) => `${cite.period}${label}为${cite.ref}`).join('，')}。`,
  holders_title: '股东构成',
  holders: (named) => `${list(named.map(({ label, cite }) => `${label}${cite.ref}`))}。`,
  insiders_title: '内部人交易',
  insiders: (windows) =>
    `${windows.map(({ label, cite }) => `${windowOf(cite.period)}内${label}为${cite.ref}`).join('，')}。`,
  insiders_note: '卖出的原因很多，在市场上买入的原因则不多。',
  actions_title: '派息与拆股',
  actions: (named) =>
    `${list(named.map(({ label, cite }) => `${label}${cite.ref}（${cite.period}）`))}。`,
}
