/**
 * The grammar of figures in prose. `{{revenue@FY2025}}` cites a figure. `{{?12.3 billion}}` marks a
 * number that no figure confirms. `[[n3]]` cites a passage.
 */

/**
 * `name@period`: the id of a concept or a formula, then its period (FY2024, 2024Q3, 2024H1,
 * 2024-9M, TTM, @date, start/end), or what an exhibit calls it (6m, peers_median).
 */
export const TOKEN = /\{\{\s*([a-z][a-z0-9_]*@[A-Za-z0-9@/_-]+)\s*\}\}/g
const UNVERIFIED = /\{\{\?([^{}]*)\}\}/g
/** A passage of an exhibit: `[[n3]]` of the news, `[[f2]]` of the filings. */
export const PASSAGE_MARK = /\[\[([nf][1-9]\d{0,2})\]\]/g

/**
 * A token or a mark: the first group is the token, the second the text of the mark of a number that
 * no figure confirms, the third the id of a passage.
 */
export const TOKEN_OR_MARK = new RegExp(
  `${TOKEN.source}|${UNVERIFIED.source}|${PASSAGE_MARK.source}`,
  'g',
)

export type ProsePart =
  | { kind: 'text'; text: string }
  | { kind: 'figure'; token: string }
  | { kind: 'unverified'; text: string }
  | { kind: 'passage'; id: string }

const partOf = ([, token, unverified, passage]: RegExpExecArray): ProsePart => {
  if (token !== undefined) return { kind: 'figure', token }
  return passage === undefined
    ? { kind: 'unverified', text: unverified ?? '' }
    : { kind: 'passage', id: passage }
}

/**
 * Splits prose into text, cited figures, unverified numbers and cited passages. Any other text in
 * braces stays text.
 */
export const splitProse = (text: string): ProsePart[] => {
  const parts: ProsePart[] = []
  let at = 0
  for (const match of text.matchAll(TOKEN_OR_MARK)) {
    if (match.index > at) parts.push({ kind: 'text', text: text.slice(at, match.index) })
    parts.push(partOf(match))
    at = match.index + match[0].length
  }
  if (at < text.length) parts.push({ kind: 'text', text: text.slice(at) })
  return parts
}
