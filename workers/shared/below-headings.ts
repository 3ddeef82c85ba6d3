/**
 * The headings of a section's text stand below those of what the section is put into: a report that
 * is exported, or a prompt. Takes time in proportion to the length. Pure.
 */

/** What may stand before the content of a line: quotes, lists, and spaces. */
const BEFORE_CONTENT = /^[\s>*+.)\d-]*/
const HASHES = /^#{1,6}(?=[ \t]|$)/
/** A line that makes a heading of the line above it. */
const UNDERLINE = /^[\s>]*(?:=+|-+)[ \t]*$/
/** What a section is put into has headings of one and two. */
const HIGHEST = '###'

const lineBelow = (line: string): string => {
  if (UNDERLINE.test(line)) return ''
  const before = BEFORE_CONTENT.exec(line)?.[0] ?? ''
  const content = line.slice(before.length)
  // What begins code would have all that follows as its code.
  if (content.startsWith('```') || content.startsWith('~~~')) return `${before}\\${content}`
  const hashes = HASHES.exec(content)?.[0]
  if (hashes === undefined || hashes.length >= HIGHEST.length) return line
  return before + HIGHEST + content.slice(hashes.length)
}

/** The whole text of a section, with its tokens as they are. */
export const belowHeadings = (text: string): string => text.split('\n').map(lineBelow).join('\n')
