/**
 * Text from a model reduced to plain Markdown: no HTML, no links, no images, no code. What is left
 * cannot make a page load or run anything. Every function here takes time in proportion to the
 * length of its text.
 */

/**
 * Cuts out every piece from a match of `open` to the next match of `close`. An opening without a
 * close after it is left, and so are all that follow it.
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

/** Elements whose content is no text for a reader. */
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
 * Removing a tag can join two halves into another, so it is done again. What is nested deeper than
 * this is no accident, and is shown as text.
 */
const MAX_ROUNDS = 4

const withoutTags = (text: string): string => {
  let rest = text
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const after = withoutTagsOnce(rest)
    if (after === rest) break
    rest = after
  }
  // What still opens like a tag is shown; `<` before a digit or a space is "less than".
  return rest.replace(/<(?=[a-z/!?])/gi, '&lt;')
}

const host = (url: string): string => /^[a-z]+:\/\/([^/\s?#]+)/i.exec(url)?.[1] ?? url

/** Longest target of a link, `(https://...)` or `[name]`, that is taken for one. */
const MAX_TARGET = 2_000

/** Length of the target that begins a text; brackets may be nested once. 0 when there is none. */
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
 * Every `[words](target)` or `[words][name]` of a line becomes its words. With `open` as `![` the
 * target may be missing. Between two closing brackets only the first opening one can begin a link,
 * so each bracket is looked at once.
 */
const withoutTargets = (line: string, open: '[' | '!['): string => {
  let out = ''
  /** Up to here the line has been written out, and up to there it has been read. */
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
  return plain
    .split('\n')
    .map((line) => withoutTargets(withoutTargets(line, '!['), '['))
    .join('\n')
    .replace(/\b(?:https?|ftp):\/\/[^\s<>()（）\]，。；、]+/gi, host)
}

/** Tokens inside code would be shown as code, so code is made text. */
const withoutCode = (text: string): string =>
  text.replace(/^ {0,3}(?:```|~~~).*$/gm, '').replace(/(?<!`)(`{1,10})(?!`)([^`\n]+)\1(?!`)/g, '$2')

/** Plain Markdown of headings, paragraphs, lists, tables and emphasis. */
export const cleanMarkdown = (text: string): string =>
  withoutTags(withoutLinks(withoutCode(text.replace(/\r\n?/g, '\n').replaceAll('\u0000', ''))))
    .replace(/\n{3,}/g, '\n\n')
    .trim()

/**
 * Foreign text (filings, news, names) on its way into a prompt: one line's worth of plain text that
 * cannot close a fence or look like a placeholder.
 */
export const cleanForeign = (text: string): string => cleanMarkdown(text).replace(/={3,}/g, '==')
