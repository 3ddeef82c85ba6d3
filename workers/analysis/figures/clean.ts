/**
 * Text from a model reduced to plain Markdown: no HTML, no links, no images, no code. What is left
 * cannot make a page load or run anything.
 */

const TAG = /<\/?[a-z][^<>]*>|<!--[\s\S]*?-->|<![a-z][^<>]*>|<\?[^<>]*>/gi
const WHOLE_ELEMENT = /<(script|style|iframe|object|svg|template)\b[\s\S]*?<\/\1\s*>/gi

/**
 * Removing a tag can join two halves into another, so it is repeated until nothing changes; each
 * round shortens the text.
 */
const withoutTags = (text: string): string => {
  let before = text
  for (;;) {
    const after = before.replace(WHOLE_ELEMENT, '').replace(TAG, '')
    if (after === before) break
    before = after
  }
  // What still opens like a tag has no end; `<` before a digit or a space is "less than".
  return before.replace(/<(?=[a-z/!?])/gi, '&lt;')
}

const host = (url: string): string => /^[a-z]+:\/\/([^/\s?#]+)/i.exec(url)?.[1] ?? url

const withoutLinks = (text: string): string =>
  text
    .replace(/^ {0,3}\[[^\]\n]+\]:\s*\S+.*$/gm, '')
    .replace(/<((?:https?|ftp|mailto):[^<>\s]+)>/gi, '$1')
    .replace(/!\[([^\]\n]*)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\])?/g, '$1')
    .replace(/\[([^\]\n]*)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\])/g, '$1')
    .replace(/\b(?:https?|ftp):\/\/[^\s<>()（）\]，。；、]+/gi, host)

/** Tokens inside code would be shown as code, so code is made text. */
const withoutCode = (text: string): string =>
  text.replace(/^ {0,3}(?:```|~~~).*$/gm, '').replace(/(`+)([^`\n]+?)\1/g, '$2')

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
