/**
 * A section's Markdown as a tree, with its figure tokens as parts of their own. Before parsing,
 * each token is replaced by private-use characters, so that no Markdown rule can break it.
 * Afterwards the text nodes are split at these characters.
 */
import type { Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmTable } from 'micromark-extension-gfm-table'
import { type ProsePart, splitProse } from '#shared/figure-token.ts'

const OPEN = '\uE000'
const CLOSE = '\uE001'
const PLACE = /\uE000(\d+)\uE001/g

/**
 * Longest text that is parsed as Markdown: twice a long section. The parser takes more than twice
 * as long for twice as many marks of emphasis or nested lists, so a longer text is shown as it is.
 */
const MAX_PARSED = 20_000

/** Quotes and lists within each other on one line: nobody writes so many, and each costs more. */
const DEEP_LINE = /^[ \t]*(?:(?:>|(?:[-*+]|\d{1,9}[.)])[ \t])[ \t]*){17}/m
/** Most marks of emphasis of a text that is parsed as Markdown. */
const MAX_EMPHASIS = 1_000

/** A text that no person writes so. It would hold the page, or nest deeper than it can draw. */
const isBeyondMarkdown = (text: string): boolean =>
  text.length > MAX_PARSED ||
  DEEP_LINE.test(text) ||
  (text.match(/[*_]/g)?.length ?? 0) > MAX_EMPHASIS

const asText = (value: string): Root => ({
  type: 'root',
  children: [{ type: 'paragraph', children: [{ type: 'text', value }] }],
})

export interface ParsedProse {
  root: Root
  /** The part that each replaced place stands for, by its number. */
  parts: ProsePart[]
}

export const parseProse = (text: string): ParsedProse => {
  const parts: ProsePart[] = []
  const marked = splitProse(text.replaceAll(OPEN, '').replaceAll(CLOSE, ''))
    .map((part) => (part.kind === 'text' ? part.text : `${OPEN}${parts.push(part) - 1}${CLOSE}`))
    .join('')
  return {
    root: isBeyondMarkdown(marked)
      ? asText(marked)
      : fromMarkdown(marked, {
          extensions: [gfmTable()],
          mdastExtensions: [gfmTableFromMarkdown()],
        }),
    parts,
  }
}

/** Splits the text of one node into its parts. */
export const partsOf = (text: string, parts: readonly ProsePart[]): ProsePart[] => {
  const found: ProsePart[] = []
  let at = 0
  for (const match of text.matchAll(PLACE)) {
    if (match.index > at) found.push({ kind: 'text', text: text.slice(at, match.index) })
    const part = parts[Number(match[1])]
    if (part) found.push(part)
    at = match.index + match[0].length
  }
  if (at < text.length) found.push({ kind: 'text', text: text.slice(at) })
  return found
}
