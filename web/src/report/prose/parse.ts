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
 * Longest text that is parsed as Markdown: twice a long section. The parser takes more than twice as
 * long for twice as many marks of emphasis or nested lists, so a longer text is shown as it is.
 */
const MAX_PARSED = 20_000

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
    root:
      marked.length > MAX_PARSED
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
