/** The page reads a section in time proportional to its length, whatever a model wrote. */
import type { RootContent } from 'mdast'
import { describe, test } from 'vitest'
import { expectLinear, HOSTILE_TEXTS } from '#shared/hostile-text.fixture.ts'
import { exactValue } from '../../ui/numbers.ts'
import { isWebAddress } from '#shared/web-address.ts'
import { priceWords } from '../../live/quote-words.ts'
import { parseProse, partsOf } from './parse.ts'
import { withPunctuation } from './punctuation.ts'

/** All that the page makes of a section before it draws it. */
const read = (text: string): void => {
  const { root, parts } = parseProse(text)
  const open: RootContent[] = [...root.children]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if ('value' in node) withPunctuation(partsOf(node.value, parts))
    if ('children' in node) open.push(...node.children)
  }
}

/** So long that a tenth of it is more than is parsed as Markdown. */
const BEYOND_MARKDOWN = 300_000

const FIGURE = { kind: 'figure', token: 'revenue@FY2025' } as const
const FUNCTIONS: Record<string, (text: string) => unknown> = {
  'a section': read,
  'a text before a figure': (text) => withPunctuation([{ kind: 'text', text }, FIGURE]),
  'a text after a figure': (text) => withPunctuation([FIGURE, { kind: 'text', text }]),
  exactValue,
  isWebAddress,
  'a price': (text) => priceWords(text, 'USD'),
}

describe.each(Object.entries(FUNCTIONS))('%s', (_, work) => {
  test.each(HOSTILE_TEXTS)('%s', (_, textOf) => {
    expectLinear(work, textOf, work === read ? BEYOND_MARKDOWN : undefined)
  })
})
