/**
 * A section's Markdown as a tree, with its figure tokens set apart. Tokens are swapped for
 * private-use characters before parsing, so that no Markdown rule can break them, and text nodes
 * are split on those again afterwards.
 */
import type { Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmTable } from 'micromark-extension-gfm-table'
import { type ProsePart, splitProse } from '#shared/figure-token.ts'

const OPEN = '\uE000'
const CLOSE = '\uE001'
const PLACE = /\uE000(\d+)\uE001/g

export interface ParsedProse {
  root: Root
  /** What each place stands for. */
  parts: ProsePart[]
}

export const parseProse = (text: string): ParsedProse => {
  const parts: ProsePart[] = []
  const marked = splitProse(text.replaceAll(OPEN, '').replaceAll(CLOSE, ''))
    .map((part) => (part.kind === 'text' ? part.text : `${OPEN}${parts.push(part) - 1}${CLOSE}`))
    .join('')
  return {
    root: fromMarkdown(marked, {
      extensions: [gfmTable()],
      mdastExtensions: [gfmTableFromMarkdown()],
    }),
    parts,
  }
}

/** Text of one node as parts again. */
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
