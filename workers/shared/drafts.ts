/**
 * The text of a section while a model writes it: how its pieces are put together, and what of it
 * may be shown. A draft is provisional; the checked text takes its place. Pure.
 */

/** Which text of a module: another try, or another round of one try, begins it anew. */
export interface DraftId {
  /** Number of the try of the module. */
  attempt: number
  /** Number of the text within the try: 2 where a model was asked to write it again. */
  round: number
}

export interface Draft extends DraftId {
  text: string
}

/** Replaces what is known of the text from a place on. */
export interface DraftPiece extends Draft {
  /** UTF-16 units that stand before `text`. */
  from: number
}

export const isSameDraft = (a: DraftId, b: DraftId): boolean =>
  a.attempt === b.attempt && a.round === b.round

/**
 * The draft after a piece. A piece that was already taken in changes nothing, and one whose
 * beginning is not known is left out.
 */
export const withPiece = (draft: Draft | undefined, piece: DraftPiece): Draft | undefined => {
  const { attempt, round, from, text } = piece
  const known = draft && isSameDraft(draft, piece) ? draft.text : ''
  return from > known.length ? draft : { attempt, round, text: known.slice(0, from) + text }
}

/** Formatting and control characters, private places: they have no meaning in prose. */
const UNSEEN = /[\p{Cf}\p{Co}\uFFFC]|(?![\n\t\r])\p{Cc}/gu

/**
 * What stands at the end of a text and may become a token, a mark of a number or of a passage, or
 * half a character. See figure-token.ts for the grammar.
 */
const UNFINISHED =
  /(?:\{(?:\{(?:\?[^{}]*\}?|\s*(?:[a-z][a-z0-9_]*(?:@(?:[A-Za-z0-9@/_-]+\s*\}?)?)?)?)?)?|\[(?:\[(?:[nf](?:[1-9]\d{0,2}\]?)?)?)?|[\uD800-\uDBFF])$/

/**
 * What a reader may see of a draft: all of it up to a token that is not closed yet. What was shown
 * once stays as it was while the text goes on.
 */
export const shownOf = (text: string): string => {
  const seen = text.replace(UNSEEN, '')
  const unfinished = UNFINISHED.exec(seen)
  return unfinished ? seen.slice(0, unfinished.index) : seen
}
