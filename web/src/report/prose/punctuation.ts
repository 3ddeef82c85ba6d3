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

const OPENING = '(（“「'
const CLOSING = /^[)）”」.,;:!?%，。；：、！？]+/u

/** The opening signs at the end of the text. */
const openingOf = (text: string): string => {
  let start = text.length
  while (start > 0 && OPENING.includes(text.charAt(start - 1))) start -= 1
  return text.slice(start)
}

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
        before: openingOf(lead),
        after: CLOSING.exec(textOf(next))?.[0] ?? '',
      }
    }
    if (part.kind !== 'text') return { part, before: '', after: '' }
    const tail = previous?.kind === 'figure' ? part.text.replace(CLOSING, '') : part.text
    const kept = next?.kind === 'figure' ? tail.length - openingOf(tail).length : tail.length
    return {
      part: { ...part, text: tail.slice(0, kept) },
      before: '',
      after: '',
    }
  })
