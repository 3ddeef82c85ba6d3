/**
 * Keeps punctuation on the line of the figure that it touches. A figure is a button, and a line may
 * break on both sides of a button. Pure.
 */
import type { ProsePart } from '#shared/figure-token.ts'

export interface PunctuatedPart {
  part: ProsePart
  /** Signs before the figure that stay on its line. */
  before: string
  after: string
}

const OPENING = /[(（“「]+$/u
const CLOSING = /^[)）”」.,;:!?%，。；：、！？]+/u

const textOf = (part: ProsePart | undefined): string => (part?.kind === 'text' ? part.text : '')

/**
 * Moves signs from the text to the figure beside them. In order, the parts still give the whole
 * text.
 */
export const withPunctuation = (parts: readonly ProsePart[]): PunctuatedPart[] =>
  parts.map((part, position) => {
    const previous = parts[position - 1]
    const next = parts[position + 1]
    if (part.kind === 'figure') {
      const lead =
        parts[position - 2]?.kind === 'figure'
          ? textOf(previous).replace(CLOSING, '')
          : textOf(previous)
      return {
        part,
        before: OPENING.exec(lead)?.[0] ?? '',
        after: CLOSING.exec(textOf(next))?.[0] ?? '',
      }
    }
    if (part.kind !== 'text') return { part, before: '', after: '' }
    const tail = previous?.kind === 'figure' ? part.text.replace(CLOSING, '') : part.text
    return {
      part: { ...part, text: next?.kind === 'figure' ? tail.replace(OPENING, '') : tail },
      before: '',
      after: '',
    }
  })
