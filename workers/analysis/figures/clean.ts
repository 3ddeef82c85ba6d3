/**
 * Reduces the text of a model to plain Markdown without HTML, links, images or code, so that it
 * cannot make a page load or run anything. Every function here takes time in proportion to the
 * length of its text.
 */

/**
 * Cuts out every piece from a match of `open` to the next match of `close`. When an opening has no
 * close after it, the rest of the text stays as it is.
 */
const withoutBetween = (text: string, open: RegExp, close: RegExp): string => {
  const opening = new RegExp(open.source, 'gi')
  const closing = new RegExp(close.source, 'gi')
  let out = ''
  let at = 0
  for (;;) {
    opening.lastIndex = at
    const from = opening.exec(text)
    if (!from) break
    closing.lastIndex = from.index + from[0].length
    const to = closing.exec(text)
    if (!to) break
    out += text.slice(at, from.index)
    at = to.index + to[0].length
  }
  return out + text.slice(at)
}

/** Elements whose content is not text for a reader. */
const HIDDEN_ELEMENTS = ['script', 'style', 'iframe', 'object', 'svg', 'template'].map((name) => ({
  open: new RegExp(String.raw`<${name}\b`),
  close: new RegExp(String.raw`</${name}\s{0,20}>`),
}))
const TAG = /<\/?[a-z][^<>]*>|<![a-z][^<>]*>|<\?[^<>]*>/gi

const withoutTagsOnce = (text: string): string => {
  const visible = HIDDEN_ELEMENTS.reduce(
    (rest, { open, close }) => withoutBetween(rest, open, close),
    text,
  )
  return withoutBetween(visible, /<!--/, /-->/).replace(TAG, '')
}

/**
 * Most rounds of removing tags. Removing a tag can join two halves into another tag, so the removal
 * is repeated. Deeper nesting is no accident, and what is left is shown as text.
 */
const MAX_ROUNDS = 4

const withoutTags = (text: string): string => {
  let rest = text
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const after = withoutTagsOnce(rest)
    if (after === rest) break
    rest = after
  }
  // What still looks like the start of a tag is escaped. `<` before a digit or a space means "less
  // than".
  return rest.replace(/<(?=[a-z/!?])/gi, '&lt;')
}

const host = (url: string): string => /^[a-z]+:\/\/([^/\s?#]+)/i.exec(url)?.[1] ?? url

/** Longest link target, `(https://...)` or `[name]`, that is recognised. */
const MAX_TARGET = 2_000

/**
 * Length of the link target at the beginning of a text, 0 when there is none. Brackets may be
 * nested once.
 */
const targetLength = (text: string): number => {
  if (text.startsWith('[')) return /^\[[^\]]*\]/.exec(text)?.[0].length ?? 0
  if (!text.startsWith('(')) return 0
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === '(') depth++
    else if (char === ')') depth--
    if (depth === 0) return at + 1
    if (depth > 2) return 0
  }
  return 0
}

/**
 * Replaces every `[words](target)` or `[words][name]` of a line by its words. When `open` is `![`,
 * the target may be missing. Between two closing brackets only the first opening bracket can begin
 * a link, so each bracket is looked at once.
 */
const withoutTargets = (line: string, open: '[' | '!['): string => {
  let out = ''
  /**
   * `written` is the offset up to which the line is dealt with in `out`, and `read` is the offset
   * up to which it has been searched.
   */
  let written = 0
  let read = 0
  let begin = -1
  for (;;) {
    const close = line.indexOf(']', read)
    if (begin < read) begin = line.indexOf(open, read)
    if (close < 0 || begin < 0) return out + line.slice(written)
    const length = begin < close ? targetLength(line.slice(close + 1, close + 1 + MAX_TARGET)) : 0
    read = close + 1 + length
    if (begin > close || (length === 0 && open === '[')) continue
    out += line.slice(written, begin) + line.slice(begin + open.length, close)
    written = read
  }
}

const withoutLinks = (text: string): string => {
  const plain = text
    .replace(/^ {0,3}\[[^\]\n]+\]:\s{0,100}\S+.*$/gm, '')
    .replace(/<((?:https?|ftp|mailto):[^<>\s]+)>/gi, '$1')
  return (
    plain
      .split('\n')
      .map((line) => withoutTargets(withoutTargets(line, '!['), '['))
      .join('\n')
      // What is left is no link any more, not even one whose target goes over lines.
      .replace(/\](?=\()/g, '] ')
      .replace(/\b(?:https?|ftp):\/\/[^\s<>()（）\]，。；、]+/gi, host)
  )
}

/** Turns code into plain text. A token inside code would be shown as code. */
const withoutCode = (text: string): string =>
  text.replace(/^ {0,3}(?:```|~~~).*$/gm, '').replace(/(?<!`)(`{1,10})(?!`)([^`\n]+)\1(?!`)/g, '$2')

/** Returns plain Markdown: headings, paragraphs, lists, tables and emphasis. */
export const cleanMarkdown = (text: string): string =>
  withoutTags(withoutLinks(withoutCode(text.replace(/\r\n?/g, '\n').replaceAll('\u0000', ''))))
    .replace(/\n{3,}/g, '\n\n')
    .trim()

/**
 * Cleans text from outside (filings, news, names) for use in a prompt. The result is plain text
 * that cannot close a fence of the prompt.
 */
export const cleanForeign = (text: string): string => cleanMarkdown(text).replace(/={3,}/g, '==')
