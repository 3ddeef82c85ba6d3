/**
 * The grammar of figures in prose. `{{revenue@FY2025}}` cites a figure. `{{?12.3 billion}}` marks a
 * number that no figure confirms.
 */

/**
 * `name@period`: the id of a concept or a formula, then its period (FY2024, 2024Q3, 2024H1,
 * 2024-9M, TTM, @date, start/end).
 */
export const TOKEN = /\{\{\s*([a-z][a-z0-9_]*@[A-Za-z0-9@/-]+)\s*\}\}/g
export const UNVERIFIED = /\{\{\?([^{}]*)\}\}/g

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
  for (const match of text.matchAll(new RegExp(`${TOKEN.source}|${UNVERIFIED.source}`, 'g'))) {
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
