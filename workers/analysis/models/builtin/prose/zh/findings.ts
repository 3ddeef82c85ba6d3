/** 规则结论的中文表述。数字只以引用出现，门槛用文字表达。 */
import type { Cite, FindingData, Phrases, Stretch } from '../../finding.ts'
import { THRESHOLDS } from '../../thresholds.ts'
import { formFor, type Wordings } from '../forms.ts'

/** `6m` 为6个月，`1y` 为1年：数据回看的时间。 */
export const windowOf = (label: string): string => {
  const found = /^(\d+)([my])$/.exec(label)
  return found ? `${found[1]}${found[2] === 'm' ? '个月' : '年'}` : label
}
export const period = (label: string): string => {
  if (label.startsWith('TTM')) return '最近十二个月'
  const looksBack = windowOf(label)
  if (looksBack !== label) return `近${looksBack}`
  const quarter = /^(\d{4})Q([1-4])$/.exec(label)
  const half = /^(\d{4})(H1|H2|-9M)$/.exec(label)
  if (half) return `${half[1]}财年${{ H1: '上半年', H2: '下半年' }[half[2] ?? ''] ?? '前三季度'}`
  return quarter
    ? `${quarter[1]}财年第${'一二三四'[Number(quarter[2]) - 1]}季度`
    : label.replace(/^FY(\d{4})$/, '$1财年')
}
/** “{{roe@FY2025}}（2025财年）”。 */
export const dated = ({ ref, period: label }: Cite): string => `${ref}（${period(label)}）`
const join = (parts: (string | null | false)[]): string =>
  parts.filter((p) => p !== null && p !== false && p !== '').join('')

const PACES: Record<FindingData['growth_record']['pace'], Wordings> = {
  fast: ['这样的速度很少有公司能长期维持', '这类增速通常会被竞争拉平', '业务成熟之后很难再重复'],
  strong: ['明显快于整体经济', '快于大多数市场的增长', '规模因此扩张得很快'],
  moderate: ['属于稳健而非高速的增长', '是成熟业务的节奏', '谈不上快，但走得稳'],
  slow: ['几乎只相当于通胀带来的增幅', '扣除物价因素后所剩无几', '实际几乎没有增长'],
  shrinking: ['业务规模正在收缩', '业务量不及从前', '这段时间里收入在倒退'],
}
const LEVELS = {
  unproven: '这一水平能否站稳还有待证明',
  exceptional: '这一水平通常意味着定价权，或对手难以复制的成本优势',
  healthy: '处于从容的水平，足以承受一个差年景',
  ordinary: '处于一般水平，价格和成本都需要精打细算',
  thin: '非常微薄，价格或销量稍有闪失便可能归零',
  negative: '主营业务处于亏损',
}
/** 同一水平的另一种说法。 */
const OTHER_LEVELS = {
  unproven: LEVELS.unproven,
  exceptional: '收入能留下这么多利润，多数企业做不到',
  healthy: '遇上差年景也不至于亏损',
  ordinary: '谈不上宽裕，也不必担心，只要成本不失控',
  thin: '薄到一次降价就可能荡然无存',
  negative: LEVELS.negative,
}
const MARGINS = { operating: '营业利润率', net: '净利率' }

/** 先要养活物业或网络的公司，利润率说明什么。 */
const TRADES = {
  rents: '这是租金扣除运营成本和折旧之后所剩，还要负担物业的债务',
  tariffs: '电网和厂站的资金都要从中支付，监管看的是它的回报',
}

const RETURNS: Record<FindingData['equity_return']['level'], Wordings> = {
  high: ['', '，多数公司从未达到', '，以任何标准看都很高'],
  good: ['', '，股东承担的风险得到了补偿', '，高于股东可以要求的水平'],
  ordinary: ['，大致等于资本成本', '，刚够股东可以要求的水平', '，付得起资本的代价，所余不多'],
  low: [
    '，低于股东承担同等风险可在别处得到的回报',
    '，抵不上持股所担的风险',
    '，这样的回报不值得为增长付钱',
  ],
  lost: [
    '，亏损相应侵蚀了股东权益',
    '，亏损相当于耗去了股东权益的这一比例',
    '，股东权益被亏损吃掉了相应部分',
  ],
}

/** 低于零的利润率只能改善或恶化，谈不上扩大。 */
const MOVED = {
  above: { wider: '扩大', narrower: '收窄' },
  below: { wider: '改善', narrower: '恶化' },
}

/** 上升且快于收入，或降幅小于收入。 */
const stretched = (name: string, { span, rose, revenue, repeated }: Stretch): string =>
  `${name}${rose ? `从${span.from.ref}升至${span.to.ref}，远快于收入` : `由${span.from.ref}变为${span.to.ref}，而收入收缩得多`}${revenue ? `（增长率${revenue.ref}）` : ''}${repeated ? '，上一年也是如此' : ''}。`

export const FINDINGS: Phrases = {
  growth_record: ({ cagr, span, pace, bought }) =>
    `${formFor(
      span.from,
      `营业总收入从${dated(span.from)}${pace === 'shrinking' ? '降至' : '增至'}${dated(span.to)}${cagr ? `，年复合增长率${cagr.ref}` : ''}`,
      `营业总收入${dated(span.to)}，起点是${dated(span.from)}${cagr ? `，折合年复合增长率${cagr.ref}` : ''}`,
      `${cagr ? `收入的年复合增长率为${cagr.ref}，` : ''}由${dated(span.from)}${pace === 'shrinking' ? '减少' : '增加'}到${dated(span.to)}`,
    )}，${formFor(span.to, ...PACES[pace])}。${bought ? `其中一部分是买来的：同期商誉由${bought.from.ref}变为${bought.to.ref}。` : ''}`,
  growth_year: ({ growth, revenue, direction, broken, fallen, issued }) =>
    join([
      `${period(growth.period)}营收${
        {
          up: `增长${growth.ref}`,
          flat: `基本持平（${growth.ref}）`,
          down: `下降（增长率${growth.ref}）`,
        }[direction]
      }${revenue ? `，为${revenue.ref}` : ''}；${broken ? '更早年份口径不同，不与之比较' : '已披露的年份太少，还谈不上趋势'}。`,
      fallen && `上一年增长率为${fallen.ref}，这一增长很大程度上只是收复失地。`,
      issued &&
        `同年股数增加${issued.ref}：随新股而来的增长多半来自并购或增资，对股东而言要看每股赚了多少。`,
    ]),
  growth_pace: ({ recent, record, direction }) =>
    ({
      faster: formFor(
        recent,
        `最近一年快于长期节奏：${dated(recent)}，长期为年均${record.ref}。要么需求转强，要么上年基数偏低。`,
        `近来增长提速：${dated(recent)}，长期为年均${record.ref}。市场好转或上年偏弱都说得通。`,
        `最近一年跑在自身记录之前：${dated(recent)}，长期为年均${record.ref}，但还算不上新的节奏。`,
      ),
      slower: formFor(
        recent,
        `最近一年增速放缓：${dated(recent)}，长期为年均${record.ref}。照长期增速外推会高估公司。`,
        `记录好于现状：${dated(recent)}，长期为年均${record.ref}，而买方得到的是现状。`,
        `势头已经减弱：${dated(recent)}，长期为年均${record.ref}，长期均值说得过高。`,
      ),
      turned_down: `最近一年由增转降：${dated(recent)}，长期为年均${record.ref}。`,
      deeper: `下滑正在加快：${dated(recent)}，长期为年均${record.ref}。`,
      milder: `下滑有所放缓：${dated(recent)}，长期为年均${record.ref}。`,
      recovering: `下滑暂时止住：${dated(recent)}，长期为年均${record.ref}。`,
    })[direction],
  growth_falls: ({ count, of, worst, latest }) =>
    latest
      ? `有记录的${of}年里，最近${count}年收入连续下降，降幅最大的是${period(worst.period)}（${worst.ref}）。`
      : `有记录的${of}年里收入下降过${count}年，最低点是${dated(worst)}。${count * 3 >= of ? '收入有明显的周期性，任何单独一年都不足以推断下一年。' : ''}`,
  growth_steady: ({ of, slowest }) =>
    `${of}年里收入没有一年下降，最慢的${period(slowest.period)}也有${slowest.ref}。`,
  turning_quarter: ({ quarter, year, direction }) =>
    direction === 'reversed'
      ? `最新季度方向相反：${period(quarter.period)}同比${quarter.ref}，而${period(year.period)}全年为${year.ref}。这一转折在年度数据里还看不到。`
      : direction === 'fell_less' || direction === 'fell_more'
        ? `最新季度的降幅${direction === 'fell_less' ? '小于' : '大于'}全年：${period(quarter.period)}同比${quarter.ref}，${period(year.period)}全年为${year.ref}。`
        : `最新季度比全年更${direction === 'faster' ? '快' : '慢'}：${period(quarter.period)}同比${quarter.ref}，${period(year.period)}全年为${year.ref}。`,
  quarter_profit: ({ growth, net, fall }) =>
    fall === 'to_loss'
      ? `最新季度转为亏损：净利润为${dated(net)}，而上一财年仍有盈利。`
      : `最新季度利润${fall === 'most' ? '大幅' : ''}下滑：净利润为${dated(net)}${growth ? `，同比${growth.ref}` : ''}。`,
  part_growth: ({ revenue, profit, direction }) =>
    `与上年同期相比，${period(revenue.period)}收入${direction === 'flat' ? `基本持平（${revenue.ref}）` : `${direction === 'up' ? '增长' : '下降'}（增长率${revenue.ref}）`}${profit ? `，净利润增长率为${profit.ref}` : ''}。`,
  profit_growth: ({ revenue, profit, way, compound, financial }) => {
    const when = compound ? '五年来' : period(profit.period)
    const rates = `（净利润${compound ? '年复合' : '增长率'}${profit.ref}，收入${revenue.ref}）`
    if (financial)
      return {
        ahead: `${when}利润增长快于收入${rates}。`,
        behind: `${when}利润没有跟上收入${rates}：费用或损失占去更多。`,
        against: `${when}收入下降而利润没有下降${rates}。`,
        lagging: `${when}收入增长而利润下降${rates}：费用或损失占去更多。`,
        fell_less: `${when}利润的降幅小于收入${rates}。`,
        fell_more: `${when}利润的降幅大于收入${rates}。`,
        rose_alone: `${when}收入基本持平而利润上升${rates}：费用或损失有所减少。`,
        fell_alone: `${when}收入基本持平而利润下降${rates}：费用或损失占去更多。`,
      }[way]
    return {
      rose_alone: `${when}收入基本持平而利润上升${rates}：来自成本、结构或上年的一次性支出，而不是更多的业务。`,
      fell_alone: `${when}收入基本持平而利润下降${rates}：成本上升，或有一次性支出。`,
      ahead: `${when}利润增长快于收入${rates}：${formFor(profit, '成本摊到了更多收入上，或产品结构有所改善', '每卖出一份，留下的比过去多', '不靠多卖也能多赚，但这有尽头')}。`,
      behind: `${when}利润没有跟上收入${rates}：${formFor(profit, '增长是用利润率换来的，或成本上升未能转嫁', '卖得更多，留下的更少', '增长的好处更多归了客户和供应商')}。`,
      against: `${when}收入下降而利润没有下降${rates}：成本有所削减，或产品结构有所改善，但这有尽头。`,
      lagging: `${when}收入增长而利润下降${rates}：增长是用利润率换来的，或成本上升未能转嫁。`,
      fell_less: `${when}利润的降幅小于收入${rates}。`,
      fell_more: `${when}利润的降幅大于收入${rates}：成本没有随收入下来。`,
    }[way]
  },
  profit_below_peak: ({ peak, now, rising }) =>
    rising === false
      ? `净利润${dated(now)}比高点${dated(peak)}低五分之一以上，最近一年仍在下降。`
      : `净利润${dated(now)}仍比高点${dated(peak)}低五分之一以上${rising ? '，复苏还不等于新高' : ''}。`,
  profit_only: ({ now, before, direction }) =>
    join([
      `利润表中只有净利润可查：${dated(now)}`,
      before && `，${direction === 'up' ? '高于' : '低于'}${dated(before)}`,
      '。没有收入数据，就无从判断利润来自销售、成本还是不会重复的项目。',
    ]),
  loss: ({ now, count, of, since }) =>
    join([
      of === 1
        ? `公司处于亏损：净利润为${dated(now)}。`
        : count === 1
          ? `净利润为${dated(now)}，是${of}年里唯一的亏损。`
          : `公司处于亏损：净利润为${dated(now)}，${of}年中有${count}年亏损。`,
      since
        ? `此后仍在亏损：净利润为${dated(since)}。`
        : count === 1 && of > 1
          ? '亏损是否出于一次性因素，决定了整个判断。'
          : '亏损最终要由现金、借款或新股来填补。',
    ]),
  margin_level: ({ margin, kind, level, gross, net, losses, of, trade }) =>
    join([
      `${MARGINS[kind]}为${dated(margin)}，${
        level === 'negative' && kind === 'net'
          ? '扣除全部费用后为亏损'
          : trade === 'sales' || level === 'negative' || level === 'thin'
            ? formFor(margin, LEVELS[level], OTHER_LEVELS[level])
            : TRADES[trade]
      }。`,
      losses > 0 && level !== 'negative' && `最近${of}年中有${losses}年为负。`,
      gross &&
        formFor(
          gross,
          `毛利率为${gross.ref}${net ? `，扣除利息和税后的净利率为${net.ref}` : ''}。`,
          `期间费用之前的毛利率为${gross.ref}${net ? `，再扣利息和税，净利率为${net.ref}` : ''}。`,
          `毛利率为${gross.ref}${net ? `，层层扣减之后，净利率为${net.ref}` : ''}。`,
        ),
      !gross && net && `扣除利息和税后的净利率为${net.ref}。`,
    ]),
  margin_trend: ({ span, kind, direction, gross, cause, between, sales_up, below_zero }) =>
    join([
      `自${period(span.from.period)}以来，${MARGINS[kind]}由${span.from.ref}${MOVED[below_zero ? 'below' : 'above'][direction]}到${span.to.ref}${between ? `，其间${period(between.period)}为${between.ref}` : ''}。`,
      cause === 'gross' &&
        gross &&
        formFor(
          gross.to,
          `毛利率同向变动（由${gross.from.ref}到${gross.to.ref}），可见原因在价格、产品结构和投入成本，而不在期间费用。`,
          `毛利率同向变动（由${gross.from.ref}到${gross.to.ref}），期间费用并不是原因。`,
          `毛利率同向变动（由${gross.from.ref}到${gross.to.ref}），要从价格、产品结构和投入成本里找原因。`,
        ),
      cause === 'against' &&
        gross &&
        `毛利率却反向变动（由${gross.from.ref}到${gross.to.ref}），变化来自期间费用，或某些年份的一次性支出。`,
      cause === 'absorbed' &&
        gross &&
        `毛利率同向变动且幅度更大（由${gross.from.ref}到${gross.to.ref}）：${direction === 'wider' ? '价格、产品结构和投入成本带来的改善，有一部分被期间费用吃掉' : '期间费用有所压缩，抵消了一部分'}。`,
      cause === 'overheads' &&
        gross &&
        (direction === 'wider'
          ? `毛利率只能解释一小部分（由${gross.from.ref}到${gross.to.ref}）：${sales_up ? '期间费用增长慢于收入，这只有在收入继续增长时才能延续' : '期间费用占收入的比重下降'}。`
          : `毛利率解释不了（由${gross.from.ref}到${gross.to.ref}）：${sales_up ? '期间费用增长快于收入' : '期间费用占收入的比重上升'}。`),
    ]),
  outside_income: ({ net, operating }) =>
    `净利润${dated(net)}超过营业利润${operating.ref}，而两者之间本应再扣利息和税：差额来自主业之外的收益，例如处置资产或税收返还。净资产收益率、每股收益及以此推算的一切都因此偏高。`,
  outside_quarter: ({ net, operating }) =>
    `${period(net.period)}净利润（${net.ref}）高于营业利润（${operating.ref}）：主业之外的收益已计入最近十二个月，据此推算的各种倍数也都含有它。`,
  research: ({ share_of, revenue, heavy }) =>
    `研发费用${share_of.ref}，对应收入${revenue.ref}，全部计入当期损益${heavy ? '。超过收入一成的支出投向了尚未产生销售的产品，其中一部分实质上是投资' : ''}。`,
  equity_return: ({ roe, level, parts, lent, geared, flattered }) =>
    join([
      `净资产收益率为${dated(roe)}${flattered ? '' : formFor(roe, ...RETURNS[level])}。`,
      lent &&
        `由总资产收益率${lent.assets.ref}和权益乘数${lent.multiplier.ref}相乘而来${lent.multiplier.value >= THRESHOLDS.lever ? '：资产上的一点损失，对股东就是一大块' : ''}。`,
      parts &&
        formFor(
          parts.margin,
          `拆开来看：净利率${parts.margin.ref}，总资产周转率${parts.turnover.ref}，权益乘数${parts.multiplier.ref}。`,
          `它由三部分相乘：净利率${parts.margin.ref}、总资产周转率${parts.turnover.ref}、权益乘数${parts.multiplier.ref}。`,
          `背后是净利率${parts.margin.ref}、总资产周转率${parts.turnover.ref}和权益乘数${parts.multiplier.ref}。`,
        ),
      geared &&
        parts &&
        '三者之中权益乘数起了主要作用：净资产很薄，这一比率更多反映融资方式而不是业务本身。',
      flattered && '其中含有主业之外的收益，说明不了业务本身。',
      parts && !geared && !flattered && level === 'high' && '其中没有哪一项依赖异常的杠杆。',
    ]),
  capital_return: ({ roic, level }) =>
    level === 'none'
      ? formFor(
          roic,
          `投入资本回报率为${dated(roic)}，投入的资本没有带来回报。`,
          `投入资本回报率为${dated(roic)}，债权人和股东合起来一无所得。`,
          `投入资本回报率为${dated(roic)}，资本在消耗，而没有得到补偿。`,
        )
      : level === 'low'
        ? formFor(
            roic,
            `投入资本回报率为${dated(roic)}，低于多数资本的成本：照此增长只增加规模，不增加价值。`,
            `投入资本回报率为${dated(roic)}，付不起资本的代价：投得越多，价值越薄。`,
            `债权人和股东合计得到的投入资本回报率为${dated(roic)}，不足以补偿资本。`,
          )
        : `债务与权益合计，投入资本的回报率为${dated(roic)}，${
            level === 'high'
              ? formFor(
                  roic,
                  '远高于资本成本，按这一回报再投入的每一份资金都在创造价值',
                  '比资本要求的高出许多，难处在于找到再投的去处',
                  '只要维持得住，增长就比派息更值钱',
                )
              : formFor(
                  roic,
                  '高于通常的资本成本',
                  '付清资本的代价之后仍有剩余',
                  '足以让增长有价值',
                )
          }。`,
  cash_conversion: ({ now, weak, of, level, profit, cash, outside }) =>
    join([
      formFor(
        now,
        `${period(now.period)}经营现金流为净利润的${now.ref}${profit && cash ? `（${cash.ref}对${profit.ref}）` : ''}。`,
        `经营现金流相当于净利润的${now.ref}（${period(now.period)}${profit && cash ? `，${cash.ref}对${profit.ref}` : ''}）。`,
        `${period(now.period)}经营现金流与净利润之比为${now.ref}${profit && cash ? `（${cash.ref}对${profit.ref}）` : ''}。`,
      ),
      level === 'chronic' &&
        `${of}年中有${weak}年不到八成：利润一再先入账、后收钱，这一点得到解释之前不宜轻信盈利。`,
      level === 'weak' &&
        outside &&
        '主业之外的收益抬高了净利润，却不带来经营现金，因此这一比率说明不了回款情况。',
      level === 'weak' && !outside && '一年偏弱可能只是回款或备货的时间差，再来一年就不是了。',
      level === 'partial' &&
        formFor(
          now,
          '大部分利润变成了现金，但不是全部。',
          '有一部分利润没有以现金收回。',
          '入账的利润没有全部收到钱。',
        ),
      level === 'full' &&
        (weak === 0
          ? formFor(
              now,
              `盈利有真金白银支撑${of > 1 ? `，${of}年里年年如此` : ''}。`,
              `入账的利润都收到了现金${of > 1 ? `，${of}年里年年如此` : ''}。`,
              `现金印证了利润${of > 1 ? `，${of}年里年年如此` : ''}。`,
            )
          : '目前盈利有现金支撑，但并非年年如此。'),
    ]),
  accruals: ({ ratio }) =>
    `净利润中没有经营现金流支持的部分（应计项目）相当于平均资产的${ratio.ref}。`,
  free_cash: ({ now, margin, level, negative, of }) =>
    join([
      level === 'negative'
        ? formFor(
            now,
            `扣除资本开支后，自由现金流为${dated(now)}，业务需要外部资金或自身储备来维持。`,
            `自由现金流为${dated(now)}：业务靠别人的钱或过去的积蓄支撑。`,
            `投资超过了经营所得，自由现金流为${dated(now)}，缺口要靠筹资来补。`,
          )
        : formFor(
            now,
            `扣除资本开支后剩余${now.ref}${margin ? `，占收入的${margin.ref}` : ''}${level === 'high' ? '，比例异常高' : level === 'low' ? '，比例不高' : ''}。`,
            `自由现金流（扣除资本开支之后）为${now.ref}${margin ? `，即收入的${margin.ref}` : ''}${level === 'high' ? '，相当多' : level === 'low' ? '，并不多' : ''}。`,
            `可供股东分配的自由现金流为${now.ref}${margin ? `，占收入的${margin.ref}` : ''}${level === 'high' ? '，非同寻常' : level === 'low' ? '，偏少' : ''}。`,
          ),
      level !== 'negative' && negative > 0 && `${of}年中有${negative}年为负，不能指望年年都有。`,
      level === 'negative' && negative > 1 && `${of}年中有${negative}年如此。`,
    ]),
  reinvestment: ({ capex, depreciation, direction }) =>
    `${formFor(
      capex,
      `资本开支为${capex.ref}，折旧与摊销为${depreciation.ref}`,
      `折旧与摊销为${depreciation.ref}，与之相对的资本开支为${capex.ref}`,
      `用于资本开支${capex.ref}，计提折旧与摊销${depreciation.ref}`,
    )}：${
      {
        building: '资产规模正在扩张，折旧随后会进入利润表。',
        shrinking: '补充少于损耗，眼下因此抬高了自由现金流。',
        even: '大致是损耗多少、补充多少。',
        acquired: '后者有一部分是并购所得无形资产的摊销，无须以资本开支补充，两者不能直接比较。',
      }[direction]
    }`,
  stock_pay: ({ pay, revenue }) =>
    `以股份支付的薪酬为${pay.ref}，对应收入${revenue.ref}。现金流不计这项成本，但股东以稀释的方式承担。`,
  payout: ({ dividends, buybacks, free_cash, covered }) => {
    const paid = [dividends && `支付股息${dividends.ref}`, buybacks && `股份回购${buybacks.ref}`]
      .filter(Boolean)
      .join('、')
    return covered
      ? formFor(
          free_cash,
          `给股东的有${paid}，自由现金流为${free_cash.ref}。当年自身的现金足以覆盖。`,
          `自由现金流为${free_cash.ref}，其中用于${paid}，当年挣来的现金够付。`,
          `${paid}，对应的自由现金流为${free_cash.ref}，不必为此借钱。`,
        )
      : formFor(
          free_cash,
          `给股东的有${paid}，自由现金流为${free_cash.ref}。支出超过当年所得，差额来自储备或借款，不可能一直这样下去。`,
          `${paid}，多于自由现金流${free_cash.ref}：多出的部分靠储备或借款，总有尽头。`,
          `自由现金流${free_cash.ref}不足以支付${paid}，缺的部分来自积蓄或债务。`,
        )
  },
  cash_at_hand: ({ cash, before, flow, level }) =>
    `货币资金为${dated(cash)}${before ? `，${period(before.period)}为${before.ref}` : ''}，经营现金流为${flow.ref}：${
      {
        fed: '亏损尚未变成经营上的现金流出。',
        lasting: '手头资金还够支撑两个这样的年份。',
        short: '手头资金撑不过两个这样的年份，需要新的资金来源。',
      }[level]
    }`,
  net_cash: ({ net, positive, lent }) =>
    positive
      ? formFor(
          net,
          `现金与有价证券超过有息负债，净现金为${dated(net)}，以手头资金足以偿还全部有息负债。`,
          `净现金为${dated(net)}：债权人的要求，现金与有价证券都付得清。`,
          `净现金为${dated(net)}，有息负债随时可以还清。`,
        )
      : lent
        ? `有息负债超过现金与有价证券，净现金为${dated(net)}，与之相对的是发放的贷款${lent.ref}：公司有一部分业务是借钱放贷，债务的安全取决于借款人。`
        : `有息负债超过现金与有价证券，净现金为${dated(net)}。没有息税折旧摊销前利润可比，无法判断负担轻重。`,
  debt_load: ({ ratio, level, debt }) =>
    `净负债为一年息税折旧摊销前利润的${ratio.ref}${debt ? `（有息负债${debt.ref}）` : ''}，${
      {
        light: formFor(ratio, '负担很轻。', '不久就能还清。', '谈不上负担。'),
        middling: formFor(
          ratio,
          '平常年份可以承受，差年景会吃紧。',
          '利润站得住，就还得起。',
          '经不起太多意外。',
        ),
        heavy: formFor(
          ratio,
          '负担沉重：再融资条件与业务本身同样重要。',
          '多到债权人与股东一同作主。',
          '债权人拿走之后，才轮到股东。',
        ),
      }[level]
    }`,
  interest: ({ cover, level }) =>
    level === 'none'
      ? `经营没有利润可供付息，利息保障倍数为${cover.ref}。`
      : `利息保障倍数为${cover.ref}，${
          {
            ample: formFor(
              cover,
              '利率再高一些也几乎感觉不到。',
              '付息不成问题。',
              '超过债权人通常的要求。',
            ),
            adequate: formFor(
              cover,
              '足以应付一般的下行。',
              '普通的衰退还不至于耗尽。',
              '撑得过一个差年景。',
            ),
            tight: '留给下行的余地不多。',
            thin: '几乎没有余地：利润小幅下降就会让债务成为问题。',
          }[level]
        }`,
  liquidity: ({ ratio, level, cash_rich }) =>
    `流动比率为${ratio.ref}${
      level === 'short'
        ? cash_rich
          ? '。低于一看似紧张，但像这样稳定收现的企业可以用供应商和客户的钱来运转。'
          : '：一年内到期的债务超过手头资产，现金流也弥补不了。'
        : level === 'ample'
          ? formFor(
              ratio,
              '，应付未来一年的到期款项绰绰有余。',
              '，远多于一年内到期的款项。',
              '，短期内没有偿付压力。',
            )
          : formFor(
              ratio,
              '，流动资产只要能够变现，便足以应付未来一年的到期款项。',
              '，够付到期款项，但富余不多。',
              '，只要客户如期付款、存货能够售出，便足以应付。',
            )
    }`,
  bank_costs: ({ ratio, level }) =>
    `成本收入比为${dated(ratio)}，${
      {
        lean: '费用精简，大部分收入可用于承担损失和留存。',
        ordinary: '在银行中处于一般水平。',
        heavy: '费用偏重，留给贷款损失的余地不多。',
      }[level]
    }`,
  bank_funding: ({ ratio, covered }) =>
    `存贷比为${dated(ratio)}${covered ? '，贷款全部由客户存款支持。' : '，一部分贷款靠市场资金支持，而市场资金有价格，也可能中断。'}`,
  credit_cost: ({ ratio, provision, level }) =>
    `贷款减值损失为平均贷款的${dated(ratio)}${provision ? `，金额${provision.ref}` : ''}，${
      {
        low: '计提不多，是否足够要到下一轮下行才见分晓。',
        ordinary: '属于放贷的一般成本。',
        high: '成本很高：借款人正在违约，或预计会违约。',
      }[level]
    }`,
  underwriting: ({ combined, loss, expense, profitable }) =>
    `综合成本率为${dated(combined)}（赔付率${loss.ref}，费用率${expense.ref}）：${profitable ? '不计投资收益，承保本身已有盈利。' : '承保支出超过保费收入，需要投资收益来弥补。'}`,
  medical_losses: ({ loss, level }) =>
    `赔付占保费的${dated(loss)}，${
      {
        low: '比例较低，而监管对最低赔付比例的要求为此设了限。',
        ordinary: '在健康险公司中处于一般水平。',
        high: '比例偏高：保费没有跟上医疗成本。',
      }[level]
    }`,
  trust_payout: ({ payout, funds, covered }) =>
    `股息占营运资金的${dated(payout)}${funds ? `，营运资金为${funds.ref}` : ''}，${covered ? '物业带来的资金足以覆盖。' : '超过物业带来的资金：差额来自处置、借款或发行新股。'}`,
  negative_equity: ({ equity, by_buybacks }) =>
    `净资产为负：${dated(equity)}。${by_buybacks ? '回购金额超过了这一缺口，因此这是融资上的选择而不是亏损留下的痕迹，但同样没有缓冲。' : '负债超过资产：过去的亏损已耗尽股东的投入。'}`,
  goodwill: ({ goodwill, assets }) =>
    `商誉为${goodwill.ref}，总资产为${assets.ref}：这是过往收购付出的价格，一旦不及预期便会一笔勾销。`,
  liabilities: ({ ratio }) => `资产负债率为${ratio.ref}，留给股东的缓冲很窄。`,
  receivables: (stretch) =>
    join([
      stretched('应收账款', stretch),
      stretch.days && `客户付款目前需要${stretch.days.ref}。`,
      stretch.rose
        ? '可能是放宽账期提前确认了销售，也可能是回款变慢。'
        : '欠款没有随销售一同减少，回款变慢。',
    ]),
  inventory: (stretch) =>
    join([
      stretched('存货', stretch),
      stretch.days && `按成本计，存货可支持${stretch.days.ref}的销售。`,
      stretch.rose
        ? '要么在为预期的销售备货，要么货卖不动；后一种情况下跌价损失会随之而来。'
        : '存货没有随销售一同减少；如果卖不出去，跌价损失会随之而来。',
    ]),
  share_count: ({ change, direction, turned, since, years, eps, profit }) =>
    join([
      direction === 'fewer'
        ? `${years}年累计股数减少，变动最大的一年为${dated(change)}`
        : since
          ? `${years}年来股数增加，增幅最大的一年为${dated(change)}，此后几乎没有变动（最近一年${since.ref}）`
          : `${years}年来股数增加，增幅最大的一年为${dated(change)}${direction === 'many_more' ? formFor(change, '，累计幅度很大，股东被大幅稀释', '，没有跟进的股东份额少了很多') : formFor(change, '，股东权益被稀释', '，每股拥有的份额略有减少', '，这项代价不在利润表里')}`,
      turned
        ? `；最近一年方向相反（${turned.ref}）。`
        : direction === 'fewer'
          ? formFor(
              change,
              '，余下每一股拥有的份额更多。',
              '，赚到的钱由更少的股份分享。',
              '，对利润有要求权的股份变少了。',
            )
          : '。',
      eps && profit && `五年里每股收益年复合${eps.ref}，净利润${profit.ref}，差别正来自这里。`,
    ]),
}
