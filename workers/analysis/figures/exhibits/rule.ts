/** How the checker reads tokens of one exhibit: by the words of the sentence around them. */
import type { Figure } from '#shared/contracts/analysis.ts'
import type { FindingReason } from '#shared/finding-reasons.ts'

export interface RuledSentence {
  /** The sentence in lower case. */
  own: string
  /** The same, with its heading and the sentence before it in front. */
  text: string
  /** The figures that the words right before the token name; empty when they name none. */
  named: readonly string[]
}

export interface ExhibitRule {
  /** What in the sentence contradicts the figure. */
  judge(figure: Figure, sentence: RuledSentence): FindingReason | null
  /** Whether the periods of its figures are those of the book: fiscal years and quarters. */
  isFiscal: boolean
  /** Whether a period that the general rules do not find is that of the figure after all. */
  fits?(figure: Figure, sentence: RuledSentence): boolean
}

/** A sentence must speak of what the figure is of. */
export const speaksOf = (words: RegExp, text: string): FindingReason | null =>
  words.test(text) ? null : 'other_figure'
