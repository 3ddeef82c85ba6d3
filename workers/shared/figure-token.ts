/**
 * The grammar of figures in prose. `{{revenue@FY2025}}` cites a figure. `{{?12.3 billion}}` marks a
 * number that no figure confirms.
 */

/**
 * `name@period`: the id of a concept or a formula, then its period (FY2024, 2024Q3, 2024H1,
 * 2024-9M, TTM, @date, start/end).
 */
export const TOKEN = /\{\{\s*([a-z][a-z0-9_]*@[A-Za-z0-9@/-]+)\s*\}\}/g
const UNVERIFIED = /\{\{\?([^{}]*)\}\}/g

/** A token or a mark: the first group is the token, the second the text of the mark. */
export const TOKEN_OR_MARK = new RegExp(`${TOKEN.source}|${UNVERIFIED.source}`, 'g')

export type ProsePart =
  | { kind: 'text'; text: string }
  | { kind: 'figure'; token: string }
  | { kind: 'unverified'; text: string }

/**
 * Splits prose into text, cited figures and unverified numbers. Any other text in braces stays
 * text.
 */
export const splitProse = (text: string): ProsePart[] => {
  const parts: ProsePart[] = []
  let at = 0
  for (const match of text.matchAll(TOKEN_OR_MARK)) {
    if (match.index > at) parts.push({ kind: 'text', text: text.slice(at, match.index) })
    parts.push(
      match[1] !== undefined
        ? { kind: 'figure', token: match[1] }
        : { kind: 'unverified', text: match[2] ?? '' },
    )
    at = match.index + match[0].length
  }
  if (at < text.length) parts.push({ kind: 'text', text: text.slice(at) })
  return parts
}
