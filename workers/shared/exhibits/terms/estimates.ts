/** The names of what analysts expect and of what came of it. Pure data. */
import type { Term } from '../../contracts/facts.ts'
import { termIn } from './term.ts'

interface EstimatedConcept {
  /** The first part of the names of its figures. */
  stem: string
  en: string
  zh: string
  kind: Term['kind']
}

/** By the concept of the provider's record. */
export const ESTIMATED: Readonly<Record<string, EstimatedConcept>> = {
  eps_diluted: { stem: 'eps', en: 'EPS', zh: '每股收益', kind: 'per_share' },
  revenue: { stem: 'revenue', en: 'Revenue', zh: '营业总收入', kind: 'amount' },
  ebitda: { stem: 'ebitda', en: 'EBITDA', zh: 'EBITDA', kind: 'amount' },
  operating_income: {
    stem: 'operating_income',
    en: 'Operating income',
    zh: '营业利润',
    kind: 'amount',
  },
  net_income: { stem: 'net_income', en: 'Net income', zh: '净利润', kind: 'amount' },
}

/** Measures of an expectation: suffix of the name, words, and the kind where it is no amount. */
const MEASURES: readonly {
  suffix: string
  en: (of: string) => string
  zh: (of: string) => string
  kind?: Term['kind']
  definition: string
  definition_zh: string
}[] = [
  {
    suffix: 'consensus',
    en: (of) => `${of}, consensus`,
    zh: (of) => `${of}一致预期`,
    definition: 'Mean of what analysts expect for the period',
    definition_zh: '分析师对该期间预期的均值',
  },
  {
    suffix: 'consensus_high',
    en: (of) => `${of}, highest estimate`,
    zh: (of) => `${of}最高预期`,
    definition: 'The highest of the estimates for the period',
    definition_zh: '该期间预期中的最高值',
  },
  {
    suffix: 'consensus_low',
    en: (of) => `${of}, lowest estimate`,
    zh: (of) => `${of}最低预期`,
    definition: 'The lowest of the estimates for the period',
    definition_zh: '该期间预期中的最低值',
  },
  {
    suffix: 'consensus_analysts',
    en: (of) => `${of}, number of estimates`,
    zh: (of) => `${of}预期家数`,
    kind: 'amount',
    definition: 'How many analysts the mean is of',
    definition_zh: '均值所含分析师的家数',
  },
  {
    suffix: 'consensus_before',
    en: (of) => `${of}, consensus before`,
    zh: (of) => `${of}此前一致预期`,
    definition: 'The mean for the same period as it stood a month ago or earlier',
    definition_zh: '同一期间在一个月前或更早时的均值',
  },
  {
    suffix: 'consensus_revision',
    en: (of) => `${of}, revision of the consensus`,
    zh: (of) => `${of}一致预期调整幅度`,
    kind: 'ratio',
    definition: 'Change of the mean since it stood a month ago or earlier',
    definition_zh: '均值相对一个月前或更早时的变动',
  },
  {
    suffix: 'reported',
    en: (of) => `${of} as analysts count it`,
    zh: (of) => `${of}（分析师口径）`,
    definition: 'What was reported, on the basis on which it had been estimated',
    definition_zh: '按预期口径公布的实际值',
  },
  {
    suffix: 'expected',
    en: (of) => `${of} expected before`,
    zh: (of) => `${of}公布前预期`,
    definition: 'The mean of the estimates before the report',
    definition_zh: '公布前预期的均值',
  },
  {
    suffix: 'surprise',
    en: (of) => `${of}, surprise`,
    zh: (of) => `${of}超预期幅度`,
    kind: 'ratio',
    definition: 'What was reported against what had been expected',
    definition_zh: '实际值相对公布前预期的差异',
  },
  {
    suffix: 'guidance_low',
    en: (of) => `${of}, guidance, low end`,
    zh: (of) => `${of}公司指引下限`,
    definition: "The low end of the company's own forecast",
    definition_zh: '公司自身预测的下限',
  },
  {
    suffix: 'guidance_high',
    en: (of) => `${of}, guidance, high end`,
    zh: (of) => `${of}公司指引上限`,
    definition: "The high end of the company's own forecast",
    definition_zh: '公司自身预测的上限',
  },
]

const count = termIn('estimates', 'amount')
const perShare = termIn('estimates', 'per_share')

const OPINIONS: Readonly<Record<string, Term>> = {
  ratings_buy: count(
    'Buy ratings',
    '买入评级数',
    'Analysts who rate it buy or strong buy',
    '评级为买入或强力买入的家数',
  ),
  ratings_hold: count(
    'Hold ratings',
    '持有评级数',
    'Analysts who rate it hold',
    '评级为持有的家数',
  ),
  ratings_sell: count(
    'Sell ratings',
    '卖出评级数',
    'Analysts who rate it sell or strong sell',
    '评级为卖出或强力卖出的家数',
  ),
  target_price: perShare(
    'Price target',
    '目标价',
    "Mean of the analysts' price targets",
    '分析师目标价的均值',
  ),
  target_price_median: perShare(
    'Price target, median',
    '目标价中位数',
    "Median of the analysts' price targets",
    '分析师目标价的中位数',
  ),
  target_price_high: perShare(
    'Price target, highest',
    '最高目标价',
    'The highest of the price targets',
    '目标价中的最高值',
  ),
  target_price_low: perShare(
    'Price target, lowest',
    '最低目标价',
    'The lowest of the price targets',
    '目标价中的最低值',
  ),
}

export const ESTIMATE_TERMS: Readonly<Record<string, Term>> = {
  ...OPINIONS,
  ...Object.fromEntries(
    Object.values(ESTIMATED).flatMap(({ stem, en, zh, kind }) =>
      MEASURES.map((measure): [string, Term] => [
        `${stem}_${measure.suffix}`,
        termIn('estimates', measure.kind ?? kind)(
          measure.en(en),
          measure.zh(zh),
          measure.definition,
          measure.definition_zh,
        ),
      ]),
    ),
  ),
}
