/** 规则分析师关于评级与多空两方理由的中文措辞。 */
import { DANGERS, UNRATED } from '#shared/rating/names.ts'
import type { CaseArgument, LabelledCite, RatingWords } from '../rating-words.ts'
import { dated, period } from './findings.ts'
import { withoutDoubles } from '../rating-words.ts'
import { list } from './words.ts'

const GROUPS = {
  quality: '盈利质量',
  growth: '成长性',
  balance: '资产负债状况',
  cash: '现金与股东回报',
  valuation: '估值',
} as const

const GRADES = {
  strong: '基本面强劲',
  sound: '基本面稳健，但有保留',
  mixed: '优劣参半',
  weak: '基本面薄弱',
  not_rated: '不下判断',
} as const

const figuresText = (figures: readonly LabelledCite[]): string =>
  [...Map.groupBy(figures, ({ label }) => label)]
    .map(([label, of]) => `${label}为${of.map(({ cite }) => dated(cite)).join('、')}`)
    .join('，')

const argument = ({ claim, figures, before, why }: CaseArgument): string =>
  `**${claim}**：${figuresText(figures)}${before ? `，而${period(before.period)}为${before.ref}` : ''}。${why ?? ''}`

export const RATING: RatingWords = {
  groups: GROUPS,
  verdict: (grade, sides) => {
    const head = GRADES[grade]
    if (sides === null || sides.best === sides.worst) return `${head}。`
    const [best, worst] = [GROUPS[sides.best], GROUPS[sides.worst]]
    if (grade === 'weak') return `${head}：最大的拖累在${worst}，${best}不足以弥补。`
    if (sides.fails) return `${head}：${best}是支撑，${worst}是短板。`
    return `${head}：${best}最为突出，相对较弱的${worst}整体也仍在标准之上。`
  },
  unrated: (reasons) =>
    `不下判断，原因是${withoutDoubles(reasons)
      .map((reason) => UNRATED[reason].zh)
      .join('，且')}。已知的见前文，其余尚无定论。`,
  dangers: (items) =>
    `以下情况比各项检验更重要：${items
      .map(
        ({ code, figures }) =>
          `${DANGERS[code].zh}${figures.length > 0 ? `，${figuresText(figures)}` : ''}`,
      )
      .join('；')}。`,
  decided_title: '决定性的检验',
  made_title: '已进行的检验',
  head: ['检验', '数据', '结果'],
  cell: (ref, of) => `${ref}（${period(of)}）`,
  degree: (degree) =>
    degree >= 0.9
      ? '完全达到'
      : degree >= 0.6
        ? '明显达到'
        : degree >= 0.5
          ? '达到'
          : degree >= 0.4
            ? '略有不足'
            : '未达到',
  price: (grade, split) =>
    split
      ? `各项估值检验结论不一，合计来看股价${{ undemanding: '偏低', fair: '适中', demanding: '偏高' }[grade]}。`
      : {
          undemanding: '从各项估值检验看，股价偏低：所要求的少于过往记录所能支撑的。',
          fair: '从各项估值检验看，股价适中：所要求的与过往记录大致相当。',
          demanding: '从各项估值检验看，股价偏高：所指望的多于过往记录所能支撑的。',
        }[grade],
  untested: (reason, tests, more) => {
    const names = `${tests.join('；')}${more ? '等' : ''}`
    return {
      missing: `因缺少数据而未检验的有：${names}。`,
      doubt: `因数据未通过检查而不计入的有：${names}。`,
      gain: `因净利润含有主业之外的收益而不计入的有：${names}。`,
      loss: `因亏损而无从衡量的有：${names}。`,
    }[reason]
  },
  untestable: '现有数据无法进行任何一项检验，因此多空两方都无从论证。',
  risks_title: '风险（由重到轻）',
  risk: (name, figures, why) =>
    `**${name}**${figures.length > 0 ? `：${figuresText(figures)}` : ''}。${why ?? ''}`,
  stock_pay: '股份支付占收入比重很大',
  no_risks: (tested) =>
    tested === 0
      ? '没有一项检验可以进行，因此谈不上有无风险，这并不等于没有问题。'
      : '可以进行的检验没有一项明显不合格。这只说明这些数据，不说明数据之外的情况。',
  why: {
    loss: '亏损要由现金、借款或新股来填补，时间对股东不利。',
    negative_equity: '债权人排在股东之前，两者之间已没有缓冲。',
    interest_uncovered: '可供付息的利润如此之少，债权人对公司的去向有了发言权。',
    cash_burn: '业务靠外部资金维持，而资金的价格不由公司决定。',
    profit_collapse: '这一变化能否持续，决定年度数据还有多大参考价值。',
    one_off_gains: '它未必再现，而以这一利润计算的各种倍数都含有它。',
    figures_in_doubt: '在后续披露澄清之前，不据此下任何结论。',
    return_on_capital: '照这样的回报增长，只增加规模，不增加价值。',
    lasting_return: '即使某一年好转，也要先说明原因才可信。',
    return_on_equity: '同样的风险，股东在别处也能得到这样的回报。',
    lasting_return_on_equity: '这不是某个差年景，而是业务的常态。',
    operating_margin: '价格或销量稍有闪失就会直接影响业绩。',
    margin_steadiness: '任何单独一年的盈利倍数都不足以推断下一年。',
    cost_to_income: '留给贷款损失的收入不多。',
    credit_cost: '借款人正在违约，或预计会违约。',
    underwriting: '承保的亏损要靠投资收益来弥补。',
    medical_losses: '保费的调整总是晚于医疗成本。',
    sales_growth: '没有增长，利润只能靠削减成本提高，而这有尽头。',
    profit_growth: '股东等待多年而没有得到回报。',
    years_of_growth: '需求有周期性，任何一年都不足以推断下一年。',
    profit_near_peak: '利润能否回来，决定公司的价值。',
    sales_of_quarter: '下一季度是否延续，决定如何看待全年。',
    profit_of_quarter: '下一季度是否延续，决定如何看待全年。',
    net_debt: '再融资条件与业务本身同样重要。',
    interest_cover: '利率上升或年景转差，首先受损的是股东。',
    liquidity: '周转依靠持续的回款或债权人续借。',
    liabilities: '一次亏损或减值就会侵蚀很大一部分净资产。',
    goodwill: '收购一旦不及预期，减值将直接冲减净资产。',
    equity_cushion: '损失更容易触及监管红线。',
    loans_to_deposits: '市场资金有价格，也可能中断。',
    cash_conversion: '没有收到现金的利润需要解释。',
    cash_of_years: '时间差解释不了多年的差距。',
    free_cash_margin: '赚来的钱又要投回去。',
    years_of_free_cash: '分红和偿债都要看年景。',
    payout_covered: '差额来自储备或借款，不可能一直这样下去。',
    dividend_covered: '留作增长和吸收损失的资本不多。',
    trust_payout: '差额来自处置、借款或发行新股。',
    share_count: '总利润再增长，每股所占的份额也在减少。',
    stock_pay: '现金流不计这项成本，股东照样承担。',
    earnings_multiple_in_history: '倍数回到常态的损失会超过一个好年景的收益。',
    book_multiple_in_history: '倍数回到常态的损失会超过一个好年景的收益。',
    sales_multiple_in_history: '只有利润率提高，同样的收入才会比过去更值钱。',
    earnings_multiple_against_peers: '这要求公司优于同业，并且一直如此。',
    book_multiple_against_peers: '这要求净资产回报高于同业，并且一直如此。',
    price_to_value: '高出中值的部分，要靠这些方法没有计入的增长来实现。',
    implied_growth: '只要有一年增长平平，就会令人失望。',
    free_cash_yield: '靠现金收回投入需要等待很久。',
  },
  why_below_nothing: {
    operating_margin: '价格或成本不变，卖得再多也没有利润。',
    free_cash_margin: '差额要由储备或外部资金来补。',
    interest_cover: '利息要靠储备或新借款来支付。',
    return_on_capital: '这样的年份每多一年，投入的资本就少一分。',
    return_on_equity: '这样的年份每多一年，属于股东的就少一分。',
    profit_near_peak: '利润恢复之前，公司的价值难有依据。',
    free_cash_yield: '现金在流出公司，而不是流向股东。',
  },
  bull: {
    title: '看多的依据（由强到弱）',
    argument,
    right_title: '需要兑现什么',
    right: (figures, year) => `由${period(year)}年报来检验，要看${list(figures)}。`,
    objection: (risk) => `最有力的反驳仍然是：${risk}。`,
    nothing: '这些数据中没有一项检验表现良好，因此不作看多的论证。',
  },
  bear: {
    title: '看空的依据（由重到轻）',
    argument,
    price_title: '股价指望什么',
    wrong_title: '什么能推翻这一看法',
    wrong: (watched) => list(watched),
    nothing: '可以进行的检验没有一项明显不合格，看空的理由只能来自这些数据之外。',
  },
}
