/**
 * Finds the fiscal periods that a sentence speaks of, and how well the period of a figure fits
 * them. Pure.
 */
import type { Figure } from '#shared/contracts/analysis.ts'

export interface Mention {
  year: string | null
  quarter: string | null
  ttm: boolean
  /** Whether this is only the period of comparison: "up from FY2024", 较2024年. */
  base: boolean
}

const HAN_QUARTER: Record<string, string> = { 一: '1', 二: '2', 三: '3', 四: '4' }
const WORD_QUARTER: Record<string, string> = { first: '1', second: '2', third: '3', fourth: '4' }
const PERIODS = new RegExp(
  [
    String.raw`(?<ttm>\bTTM\b|trailing[ -]twelve[ -]months?|last twelve months|(?:过去|最近|近)(?:十二|12)个月|滚动)`,
    String.raw`(?<year1>(?:19|20)\d{2})\s?年?\s?(?:Q|第)\s?(?<q1>[1-4一二三四])(?:季度?)?`,
    String.raw`Q(?<q2>[1-4])\s?(?:of\s{1,4})?(?:FY|fiscal\s{1,4})?\s?(?<year2>(?:19|20)\d{2})?`,
    String.raw`(?<q3>first|second|third|fourth)[ -]quarter(?:\s{1,4}(?:of\s{1,4})?(?:FY|fiscal\s{1,4})?(?<year3>(?:19|20)\d{2}))?`,
    String.raw`FY\s?['’]?(?<short>\d{2})(?!\d)`,
    String.raw`(?<![\d.,$¥￥])(?<year4>(?:19|20)\d{2})(?![\d]|[.,]\d)`,
  ].join('|'),
  'gi',
)
/** Number of characters before a period that are searched for a word of comparison. */
const BASE_LENGTH = 60
const BASE =
  /(?:\bfrom|\bsince|\bversus|\bvs\.?|\bthan|\bcompared (?:with|to)|\bagainst|\bover|较|比|相比|对比|自|从)\s*(?:the\s+)?(?:in\s+)?(?:FY|fiscal(?: year)?|财年)?\s*$/i

/** Every period named in `sentence`. */
export const periodsIn = (sentence: string): Mention[] =>
  [...sentence.matchAll(PERIODS)].map((m) => {
    const g = m.groups ?? {}
    const q = g.q1 ?? g.q2 ?? g.q3?.toLowerCase() ?? null
    const quarter = q === null ? null : (HAN_QUARTER[q] ?? WORD_QUARTER[q] ?? q)
    const year = g.year1 ?? g.year2 ?? g.year3 ?? g.year4 ?? (g.short ? `20${g.short}` : null)
    return {
      year,
      quarter,
      ttm: g.ttm !== undefined,
      base: BASE.test(sentence.slice(Math.max(0, m.index - BASE_LENGTH), m.index)),
    }
  })

const names = (mention: Mention, figure: Pick<Figure, 'period' | 'end'>): boolean => {
  if (mention.ttm) return figure.period.startsWith('TTM')
  const quarter = /^(\d{4})Q([1-4])$/.exec(figure.period)
  if (mention.quarter !== null)
    return (
      quarter?.[2] === mention.quarter && (mention.year === null || mention.year === quarter[1])
    )
  if (quarter || figure.period.startsWith('TTM')) return false
  return (
    mention.year !== null &&
    (figure.period.match(/\d{4}/)?.[0] === mention.year || figure.end.startsWith(mention.year))
  )
}

/**
 * Returns 2 when the sentence names the figure's period, 0 when it speaks of other periods, and 1
 * when it names none or only periods of comparison.
 */
export const periodFit = (
  mentions: readonly Mention[],
  figure: Pick<Figure, 'period' | 'end'>,
): 0 | 1 | 2 => {
  if (mentions.some((m) => names(m, figure))) return 2
  return mentions.every((m) => m.base) ? 1 : 0
}
