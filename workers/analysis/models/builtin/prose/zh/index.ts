/** 中文：各模块在结论之外的文字。 */
import { MARKET } from './market.ts'
import { PRICE } from './price.ts'
import { RATING } from './rating.ts'
import type { Cite } from '../../finding.ts'
import type { Pack } from '../pack.ts'
import { dated, FINDINGS, period } from './findings.ts'
import { HEADLINES } from './headlines.ts'
import { CURRENCIES, SOURCES, WHAT, list, reasonOf, times } from './words.ts'

export const ZH: Pack = {
  findings: FINDINGS,
  headlines: HEADLINES,
  period,
  names: {
    operating_margin: '营业利润率',
    net_margin: '净利率',
    gross_margin: '毛利率',
    roe: '净资产收益率',
    roic: '投入资本回报率',
    cash_conversion: '净利润现金含量',
    free_cash_flow: '自由现金流',
    net_cash: '净现金',
    interest_cover: '利息保障倍数',
    current_ratio: '流动比率',
    epv_per_share: '每股盈利能力价值',
    dcf_per_share: '每股现金流折现价值',
    book_value_per_share: '每股净资产',
  },
  missing_title: '哪些无法判断',
  missing: (items) => {
    const groups = Map.groupBy(items, (i) => reasonOf(i.reason))
    return `${[...groups].map(([reason, group]) => `- ${list(group.map((g) => g.label))}：${reason}`).join('\n')}`
  },
  breaks_title: '哪些年份不可比',
  broken: ({ from, to, reason }, names, more) =>
    `${list([...names, ...(more ? ['其他数据'] : [])])}：${
      {
        restated: `${period(to)}以另一数值重新披露，而${period(from)}没有，两者口径不同`,
        line: `${period(to)}现按另一项目披露，与${period(from)}不同`,
        currency: `${period(from)}与${period(to)}的列报货币不同`,
        standard: `${period(from)}与${period(to)}的会计准则不同`,
        consolidation: `${period(from)}与${period(to)}仅有一年为合并口径`,
      }[reason]
    }。不跨此计算增长、平均或复合增长。`,
  doubt_title: '哪些数据存疑',
  doubts: (items, more) =>
    [
      ...items.map(
        (d) =>
          `- ${d.periods.length ? `${list([...d.periods.map(period), ...(d.earlier ? ['更早期间'] : [])])}的` : ''}${list(d.figures)}未通过检查“${d.check}”，因此不据以下结论${d.resting.length ? `；以此为依据的${list([...d.resting, ...(d.more ? ['其他数据'] : [])])}也不作判断` : ''}。`,
      ),
      ...(more ? ['- 另有其他数据未通过检查，均在所列之处标出。'] : []),
    ].join('\n'),
  check_named: (check) => `“${check}”`,
  doubts_told: '前文所列的存疑数据，这里同样不予采用。',
  doubted: (label) => `${label}存疑，这里不予采用。`,
  no_figures: '所提供的数据中没有年度业绩，因此无从分析。',
  young: (basis, of) =>
    basis === 'twelve_months'
      ? '数据中尚无年报。以下依据最近十二个月（四个季度之和）与最新的资产负债表，还没有可比的年份。'
      : `数据中尚无年报，也不足四个季度：以下仅依据${of}。不足一年的数据可能带有季节性。`,
  sparse: (known) =>
    `${known[0] ? `${period(known[0].cite.period)}仅有${list(known.map((k) => `${k.label}（${k.cite.ref}）`))}可查` : '最近一年几乎没有数据'}，不足以判断成长、盈利能力、现金与资产负债状况。`,
  item: '项目',
  profile: {
    basis_title: '数据依据',
    basis: (b) =>
      `${b.company}（${b.id}）的报表以${CURRENCIES[b.currency] ?? b.currency}列示。${b.first && b.last ? (b.first === b.last ? `数据仅有${period(b.first)}` : `数据涵盖${b.years}个财年（${period(b.first)}至${period(b.last)}）`) : '没有完整财年的数据'}${b.gaps.length > 0 ? `，缺少${list(b.gaps.map(period))}` : ''}${b.recorded ? `，取自此前录制的数据，并非实时读取${b.newest ? `，其中最新一期截止于${b.newest}` : ''}` : `，以截至${b.as_of}已公布者为准`}${b.recorded ? '' : `，来源为${SOURCES[b.provider] ?? b.provider}`}。`,
    late: ({ years, after }) =>
      years.length > 0
        ? `数据中有更新的期间，却没有${list(years.map(period))}的年报；文中所说的最近一个财年是${period(after)}。`
        : `数据中没有${period(after)}之后的年报，而按时间应已公布；文中所说的最近一个财年是${period(after)}。`,
    balances: ({ assets, equity, loans, deposits }) => {
      const known = [
        assets && `总资产为${assets.ref}`,
        equity && `股东权益为${equity.ref}`,
        loans && `贷款为${loans.ref}`,
        deposits && `存款为${deposits.ref}`,
      ].filter((p) => p !== null)
      const of = assets ?? equity
      return of && known.length > 0
        ? [`可查的只有资产负债表（${period(of.period)}）：${known.join('，')}。`]
        : []
    },
    scale_title: '规模与形态',
    scale: ({ revenue, profit, assets, equity, loss, isOfYear }) => {
      const of = (revenue ?? profit)?.period ?? null
      const parts = [
        revenue && `营业总收入为${revenue.ref}`,
        profit && `归母净利润为${profit.ref}${loss ? '（亏损）' : ''}`,
      ].filter((p) => p !== null)
      const balance = [
        assets && `总资产为${assets.ref}`,
        equity && `股东权益为${equity.ref}`,
      ].filter((p) => p !== null)
      return `${parts.length ? `${of === null ? '这一期间' : period(of)}${parts.join('，')}。` : ''}${balance.length ? `${isOfYear || !(assets ?? equity) ? '期末' : `${(assets ?? equity)?.period}`}${balance.join('，')}。` : ''}`
    },
    traits: {
      bank: (p, w) =>
        `总资产${w.ref}中贷款占${p.ref}：很大程度上是一家放贷机构，为工商企业设计的比率须谨慎看待。`,
      plant: (p, w) =>
        `总资产${w.ref}中固定资产为${p.ref}：属于重资产业务，产销量决定固定成本能否摊薄。`,
      stock: (p, w) => `存货占用${p.ref}（总资产${w.ref}），一旦误判需求便会以跌价损失的形式显现。`,
      credit: (p, w) =>
        `客户欠款${p.ref}，在总资产${w.ref}中占比很大：以赊销为主，谁能付款与谁来购买同样重要。`,
      cash: (p, w) => `总资产${w.ref}中现金为${p.ref}：现金如何使用，对回报的影响不亚于经营本身。`,
      acquired: (p, w) =>
        `总资产${w.ref}中商誉为${p.ref}，可见公司很大一部分是买来的而不是建起来的。`,
      research: (p, w, loss) =>
        `收入${w.ref}中研发用去${p.ref}：下一代产品的投入${loss ? '先于利润' : '由今天的利润来支付'}。`,
      software_like: (p, w, loss) =>
        `收入${w.ref}，毛利${p.ref}：多做一单位成本很低，${loss ? '但期间费用超过了毛利' : '增长容易转化为利润'}。`,
      low_markup: (p, w) => `收入${w.ref}，毛利仅${p.ref}：生意靠周转，而不靠加价。`,
    },
    some_costs: (revenue, known) =>
      `收入${revenue.ref}所对应的成本中已知的有${list(known.map((l) => `${l.label}（${l.cite.ref}）`))}。`,
    costs: (revenue, largest) =>
      `收入${revenue.ref}的主要去向是${list(largest.map((l) => `${l.label}（${l.cite.ref}）`))}。`,
    record_title: '历年数据',
    shares: (s) => `股数为${dated(s)}。`,
    weighted_shares: (s) => `没有可用的总股本；稀释加权平均股数为${dated(s)}。`,
    limits: (industry) =>
      `${industry ? `所属行业登记为${industry}。` : ''}产品、分部、客户与管理层不在报表数字之内，这里不作评论。`,
  },
  fundamental: {
    summary: {
      // 要点自带冒号，前面已有一个。
      strength: (h) => `**最突出的优点**：${h.replace('：', '，')}。`,
      concern: (h) => `**主要隐忧**：${h.replace('：', '，')}。`,
      neither: '现有数据既没有明显的优点，也没有明显的隐忧，主要是因为数据太少。',
    },
    topics: {
      growth: '成长',
      profitability: '盈利能力与回报',
      cash: '现金',
      balance: '资产负债',
      owners: '股东所得',
    },
    record_title: '历年指标',
    interim_title: '此后的情况',
    interim: (p, items) =>
      `最新数据为${p}，只是一年中的一部分：${list(items.map((i) => `${i.label}${i.cite.ref}`))}。`,
    flags_title: '危险信号',
    flags: (n) => `在信赖其余结论之前，有${n}点需要解释：`,
    no_flags: (run) =>
      run.length
        ? `现有数据能做的检验均未发现问题，检验内容为${list(run)}。`
        : '这些数据不足以进行任何危险信号检验，这并不等于没有问题。',
    flags_unmade: (tests) => `未作检验：${list(tests)}。`,
    flags_inapplicable: (tests) => `不适用于此类公司：${list(tests)}。`,
    flag_tests: {
      outside_income: '主业之外的利润',
      loss: '亏损',
      cash_conversion: '有利润无现金',
      free_cash: '现金消耗',
      receivables: '应收账款快于收入',
      inventory: '存货快于收入',
      negative_equity: '净资产为负',
      debt_load: '净负债过重',
      interest: '利息保障过薄',
      goodwill: '商誉过高',
      share_count: '大幅稀释',
    },
  },
  price: PRICE,
  market: MARKET,
  rating: RATING,
  valuation: {
    no_price: '目前没有实时股价；以下每股价值仅依据已披露的数据。',
    other_currency: (reporting, quoted) =>
      `以下价值以${CURRENCIES[reporting] ?? reporting}计，即公司的列报货币；其股份以${CURRENCIES[quoted] ?? quoted}报价，对照之前须按当日汇率折算股价。`,
    basis_title: '每股赚多少',
    earnings: (eps) => `每股收益为${dated(eps)}。`,
    with_gain: '其中含有主业之外的收益，以它计算的各种倍数也都含有，而这部分收益不会自行重现。',
    loss: (eps) => `每股收益为${dated(eps)}，处于亏损，按市盈率推算的股价没有意义。`,
    normal_margin: (normal, now, relation) =>
      `近年息税前利润率平均为${normal.ref}${
        now && relation
          ? {
              above: `，最新的${now.ref}明显高于平均，以它估值等于假设一直处在最好的年景`,
              below: `，最新的${now.ref}明显低于平均，用平均值估值等于假设会复苏`,
              near: `，与最新的${now.ref}接近，估值所依据的是平常年景`,
              loss: `，最新为${now.ref}，没有可供估值的利润率`,
            }[relation]
          : ''
      }。`,
    nothing: '数据中既没有每股收益，也没有推算每股价值所需的内容，因此不作估值。',
    value_title: '据此值多少',
    epv: (epv) =>
      `假如目前的盈利能力永远维持且不增长，每股价值为${epv.ref}：以平均利润率乘以当前收入，扣税后资本化，再加净现金。`,
    no_normal_profit: (n) =>
      `无法给出盈利能力价值：近年平均利润率为${n.ref}，没有可供资本化的利润。`,
    dcf: (dcf, growth) =>
      `对自由现金流折现${growth ? `（起初每年增长${growth.ref}，随后逐步放缓）` : ''}，得到${dcf.ref}。`,
    gap: {
      close: (epv, dcf) =>
        `两者相当接近（${epv.ref}与${dcf.ref}）：价值建立在已经实现的盈利上，很少依赖增长。`,
      cash: (epv, dcf) =>
        `现金流支撑的价值（${dcf.ref}）低于盈利支撑的价值（${epv.ref}）：利润被投资或营运资金占用，较低者更为稳妥。`,
    },
    growth_check: {
      bolder: (a, r) =>
        `假设的增长${a.ref}高于收入目前的水平${dated(r)}，要实现它，需要收入加速、利润率提高或股数减少。`,
      cautious: (a, r) =>
        `假设的增长${a.ref}低于收入目前的水平${dated(r)}；估值并不假设目前的速度能够持久。`,
      in_line: (a, r) => `假设的增长${a.ref}与收入目前的水平${dated(r)}相当。`,
    },
    capped: (s) =>
      `仅靠留存利润，公司可以维持的增长为${dated(s)}；再高就需要外部资本或更高的回报率。`,
    book: {
      thin: (_, b) =>
        `每股净资产${b.ref}在这里不足为据：净资产很薄，盈利能力价值高出它多少说明不了什么。`,
      franchise: (_, b) =>
        `盈利能力的价值远高于每股净资产${b.ref}：差额是资产负债表上看不到的经营优势，需要守得住。`,
      near: (_, b) =>
        `盈利能力的价值与每股净资产${b.ref}大致相当：回报与资本成本持平，增长带来的价值不多。`,
      below: (e, b) => `盈利能力的价值${e.ref}低于每股净资产${b.ref}：资产没有赚到应有的回报。`,
    },
    multiples_title: '各市盈率对应的股价',
    equity: (book, roe) =>
      `这类公司的价值在于净资产能赚多少：每股净资产为${dated(book)}${roe ? `，净资产收益率为${dated(roe)}` : ''}。高于净资产的出价，买的是超过股权成本的回报。`,
    other_measures: {
      financial: '盈利能力价值与现金流折现不适用于银行、保险和券商，它们的现金流就是经营的货物。',
      trust: '盈利能力价值不适用于房地产信托，其折旧并不支付现金，应以营运资金来衡量。',
      other: '盈利能力价值与现金流折现不适用于这家公司。',
    },
    multiples: (of) => `供参照：以每股收益（${of}）计，各整数市盈率对应的股价为：`,
    multiple: times,
    place: (what, { above, below }) =>
      `${WHAT[what]}${above === null && below !== null ? `低于${times(below)}对应的股价` : above !== null && below === null ? `高于${times(above)}对应的股价` : above !== null && below !== null ? `介于${times(above)}与${times(below)}对应的股价之间` : '无法与之比较'}。`,
    reading_title: '如何对照股价',
    reading: {
      both: (low, high) =>
        `股价低于${low?.ref}时，所要求的不超过数据已经支撑的，安全边际由此开始；介于两者之间则取决于假设；高于${high?.ref}时，股价指望的是超出假设的增长或回报。`,
      epv: (low) =>
        `只能得到零增长下的价值。股价低于${low?.ref}时，只要求维持现有盈利；高出的部分要靠增长来证明，而现有数据无法证实。`,
      dcf: (low) =>
        `只能得到现金流折现价值，它取决于增长假设：股价接近${low?.ref}时，不容任何不及预期。`,
      equity: () => '股价可与每股净资产对照：净资产收益率撑得起几倍。',
    },
    leftover: (label, value) =>
      `${label}仅为${value.ref}：按这一方法，业务的价值几乎都归债权人，因此不作为每股价值的依据。`,
    absent: (label, reason) => `${label}无法给出：${reasonOf(reason)}。`,
  },
  conclusion: {
    verdict_title: '判断',
    too_early: '判断要等到首份年报。',
    watch_doubt: '首先要澄清存疑的数据：核对披露文件本身，或等待下一次重新列示它们的披露。',
    watch_missing:
      '下判断需要一套完整的报表：没有与业绩相配的资产负债表和现金流量表，既无法判断利润质量，也无法判断偿付能力。',
    value_title: '价值',
    value: (low: Cite, high: Cite | null) =>
      high
        ? `数据支撑的每股价值介于${low.ref}与${high.ref}之间；没有实时股价，贵贱无从判断。`
        : `数据支撑的每股价值约为${low.ref}；没有实时股价，贵贱无从判断。`,
    no_value: '这些数据无法得出每股价值，也没有实时股价。',
    watch_title: '什么会改变这一看法',
    watch: {
      outside_income: '不含主业之外收益的利润',
      outside_quarter: '不含主业之外收益的最近十二个月',
      growth_record: '收入恢复增长',
      cash_at_hand: '新的资金从何而来',
      growth_year: '收入回升，且不止一个季度',
      growth_pace: '增速的变化能否持续',
      turning_quarter: '下一季度是否印证这一转折',
      quarter_profit: '下一季度的利润',
      profit_growth: '利润增长重新不慢于收入',
      profit_below_peak: '利润回到此前高点',
      loss: '不靠一次性收益恢复盈利',
      margin_level: '利润率经得起差年景',
      margin_trend: '利润率稳定在当前水平',
      equity_return: '不依赖杠杆的净资产收益率',
      capital_return: '新投资的回报高于旧投资',
      cash_conversion: '经营现金流用一整年追上利润',
      accruals: '应计项目转化为现金',
      free_cash: '扣除投资后自由现金流转正',
      stock_pay: '股份支付增长慢于收入',
      payout: '股息与回购回到自由现金流之内',
      part_growth: '一整年的增长',
      bank_costs: '费用增长慢于收入',
      bank_funding: '存款增长快于贷款',
      credit_cost: '减值损失回到一般水平',
      underwriting: '综合成本率低于盈亏平衡',
      medical_losses: '保费跟上赔付',
      trust_payout: '股息回到营运资金之内',
      debt_load: '净负债靠现金流而不是卖资产下降',
      interest: '利息保障倍数明显高于目前',
      liquidity: '短期债务以更长期限续借',
      negative_equity: '靠留存利润重建净资产',
      goodwill: '下一次减值测试的结果',
      liabilities: '更厚的权益缓冲',
      receivables: '应收账款增长重新不快于收入',
      inventory: '存货在不跌价的情况下售出',
      share_count: '股数停止增加',
      growth_falls: '收入不再下降',
    },
    watch_told: '看空理由中所列的各点，要看此后的披露如何印证。',
    watch_operating_loss: '主营业务扭亏',
    watch_default: '数据中没有分量足够的隐忧，下一份报告首先要看增长、利润率和利润的现金含量。',
    needs_missing: (titles) => `本结论未能参考以下部分：${list(titles)}。`,
    disclaimer: '以上是按既定规则对已披露数据的分析，不构成买卖建议。',
  },
  generic: {
    intro: (title, count) => `${title}：以下依据${count}项已披露或推算的数据。`,
    newest_title: (p) => `${p}变动最大的项目`,
    rose: (label, now, before) => `${label}由${before.ref}升至${now.ref}`,
    fell: (label, now, before) => `${label}由${before.ref}降至${now.ref}`,
  },
}
