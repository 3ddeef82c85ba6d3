/** Why a number or a token of a text is not taken for a figure. The page has words for each. */
export const FINDING_REASONS = [
  /** No clause names a figure for it. */
  'unnamed',
  /** No figure has this name and period. */
  'unknown_token',
  /** No passage has this mark. */
  'unknown_passage',
  /** The clause names another figure. */
  'other_figure',
  /** The clause speaks of another period. */
  'other_period',
  /** The figure has another value. */
  'other_value',
  'other_unit',
  'other_currency',
  /** A segment, a region, another company or the market is spoken of. */
  'other_subject',
  /** It is called a price of the share, which the figures do not have. */
  'share_price',
  'wrong_direction',
  /** A change against another period, or compounded where it is not. */
  'wrong_base',
  /** A difference, a multiple, a share or a count that the figures do not bear out. */
  'not_recomputed',
  /** Digits, a sign or a currency stand against a token, or digits against digits. */
  'glued',
  /** The text has more numbers than are compared. */
  'too_many',
  /** The sentence tells news and carries the mark of no passage. */
  'unsourced',
] as const
export type FindingReason = (typeof FINDING_REASONS)[number]

/** What a reader is told of each, on the page and in exports. */
export const FINDING_WORDS: Readonly<Record<FindingReason, { en: string; zh: string }>> = {
  unnamed: { en: 'the sentence names no figure for it', zh: '句中没有说明是哪项指标' },
  unknown_token: { en: 'there is no figure of this name and period', zh: '没有该名称与期间的数据' },
  unknown_passage: { en: 'there is no passage of this mark', zh: '没有这一编号的资料' },
  other_figure: { en: 'the sentence names another figure', zh: '句中说的是另一项指标' },
  other_period: { en: 'the sentence speaks of another period', zh: '句中说的是另一期间' },
  other_value: { en: 'the figure has another value', zh: '该指标的数值与此不同' },
  other_unit: { en: 'the figure has another unit', zh: '该指标的单位与此不同' },
  other_currency: { en: 'the figure is in another currency', zh: '该指标的币种与此不同' },
  other_subject: {
    en: 'the sentence speaks of a segment, another company or the market',
    zh: '句中说的是分部、其他公司或市场',
  },
  share_price: { en: 'it is no price of the share', zh: '这不是股价' },
  wrong_direction: { en: 'the figure moved the other way', zh: '该指标的变动方向相反' },
  wrong_base: { en: 'the change is against another period', zh: '变动所比较的期间不同' },
  not_recomputed: { en: 'the figures do not add up to it', zh: '由数据算不出这一结果' },
  glued: { en: 'something beside it makes it another number', zh: '紧邻的字符使它成了另一个数' },
  unsourced: { en: 'the sentence tells news without its source', zh: '句中所述新闻没有注明出处' },
  too_many: { en: 'the text has too many numbers to check', zh: '文中数字过多，未能逐一核对' },
}
