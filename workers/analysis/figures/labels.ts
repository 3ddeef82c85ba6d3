/**
 * Decides whether a sentence speaks of a figure: by the figure's name, its labels and its common
 * names, in English and Chinese. Pure.
 */
import type { Figure } from '#shared/contracts/analysis.ts'

/**
 * Common names of figures besides their labels. Only words that mean the figure itself are listed.
 */
const ALIASES: Record<string, string[]> = {
  revenue: ['sales', 'turnover', 'top line', '营收', '收入', '销售额'],
  gross_profit: ['毛利'],
  net_income: ['net profit', 'earnings', 'profit', '净利润', '净利', '归母净利润', '利润', '盈利'],
  operating_income: ['operating profit', 'ebit', '营业利润', '经营利润'],
  pretax_income: ['pretax profit', 'profit before tax', 'pre-tax income', '税前利润'],
  eps_diluted: ['eps', 'earnings per share', 'diluted eps', '每股收益', '每股盈利'],
  eps_basic: ['basic earnings per share'],
  dividends_per_share: ['dividend per share', 'dividend', '每股分红', '每股派息'],
  operating_cash_flow: [
    'cash from operations',
    'operating cash',
    'cash flow from operations',
    '经营现金流',
    '经营性现金流',
    '经营活动现金流',
  ],
  free_cash_flow: ['fcf', '自由现金流'],
  capex: ['capital spending', 'capital expenditures', '资本支出', '资本开支'],
  buybacks: ['repurchases', 'repurchased', 'bought back', '回购'],
  dividends_paid: ['dividends', '股息', '分红', '派息'],
  cash: ['现金'],
  total_assets: ['assets', '总资产', '资产总额'],
  total_liabilities: ['liabilities', '总负债', '负债总额'],
  total_equity: ['equity', '股东权益', '净资产'],
  equity_parent: ['equity', 'book value', '股东权益', '净资产'],
  total_debt: ['debt', 'borrowings', '有息负债', '债务', '借款'],
  long_term_debt: ['term debt', '长期借款', '长期债务'],
  research_and_development: ['r&d', '研发'],
  roe: ['return on equity', '净资产收益率', '股东权益回报率'],
  roa: ['return on assets', '总资产收益率', '资产回报率'],
  roic: ['return on invested capital', '投入资本回报率'],
  net_margin: ['profit margin', '净利率', '净利润率'],
  gross_margin: ['毛利率'],
  operating_margin: ['营业利润率', '经营利润率'],
  shares_diluted: ['share count', 'diluted shares', '股数'],
  shares_outstanding: ['share count', '股本', '股数'],
}
const CHANGE =
  /grew|grow|rose|ris(?:e|ing)|increas|\bup\b|expand|climb|jump|fell|fall|declin|decreas|\bdown\b|drop|shr[aiu]nk|contract|chang|year[- ](?:on|over)[- ]year|yoy|增|升|涨|降|减|下滑|跌|同比|变动/i
const SMALL_WORDS = new Set([
  'the',
  'of',
  'to',
  'and',
  'on',
  'in',
  'a',
  's',
  'per',
  'including',
  'at',
  'by',
  'for',
  'over',
  'parent',
  'owners',
])

/** A sentence prepared once for the many names that are looked up in it. */
export interface SentenceWords {
  /** The sentence in lower case. */
  text: string
  /** The Latin words and digits of the sentence, with one space around each. */
  words: string
}

const wordsOf = (text: string): string => ` ${text.replace(/[^a-z0-9&]+/g, ' ').trim()} `

export const sentenceWords = (sentence: string): SentenceWords => {
  const text = sentence.toLowerCase()
  return { text, words: wordsOf(text) }
}

const has = (sentence: SentenceWords, phrase: string): boolean =>
  /^[\x20-\x7e]+$/.test(phrase)
    ? sentence.words.includes(wordsOf(phrase))
    : sentence.text.includes(phrase)

/** The fraction (0 to 1) of the words that the sentence contains. Words like "of" do not count. */
const share = (sentence: SentenceWords, words: readonly string[]): number => {
  const telling = words.filter((word) => word !== '' && !SMALL_WORDS.has(word))
  if (telling.length === 0) return 0
  return (
    telling.filter(
      (word) =>
        has(sentence, word) ||
        has(sentence, `${word}s`) ||
        (word.endsWith('s') && has(sentence, word.slice(0, -1))),
    ).length / telling.length
  )
}

/**
 * Returns 1 when the sentence names the figure, and less (down to 0) when it has only some of its
 * words.
 */
export const labelFit = (
  sentence: SentenceWords,
  figure: Pick<Figure, 'name' | 'label'>,
): number => {
  const base = /^(.+?)_(?:growth|yoy|change)(?:_.*)?$/s.exec(figure.name)?.[1]
  if (base !== undefined && CHANGE.test(sentence.text)) {
    const named =
      (ALIASES[base] ?? []).some((alias) => has(sentence, alias)) ||
      share(sentence, base.split('_')) === 1
    if (named) return 1
  }
  if ((ALIASES[figure.name] ?? []).some((alias) => has(sentence, alias))) return 1
  const zh = figure.label.zh.replace(/[（(][^（()）]*[)）]/g, '')
  if (zh !== '' && sentence.text.includes(zh.toLowerCase())) return 1
  return Math.max(
    share(sentence, figure.name.split('_')),
    share(sentence, wordsOf(figure.label.en.toLowerCase()).split(' ')),
  )
}
