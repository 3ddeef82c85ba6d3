import type { Nodes } from 'mdast'
import { expect, test } from 'vitest'
import { parseProse, partsOf } from './parse.ts'

/** Kinds of all nodes, depth first. */
const kinds = (node: Nodes): string[] => [
  node.type,
  ...('children' in node ? node.children.flatMap(kinds) : []),
]
const texts = (node: Nodes): string[] =>
  'value' in node ? [node.value] : 'children' in node ? node.children.flatMap(texts) : []

const read = (markdown: string) => {
  const { root, parts } = parseProse(markdown)
  return { kinds: kinds(root), parts: texts(root).flatMap((text) => partsOf(text, parts)) }
}

test('a token in bold, in a list and in a table stays one figure', () => {
  const { parts, kinds: seen } = read(
    '**{{gross_margin@FY2025}}**\n\n- {{revenue@FY2025}}\n\n|a|b|\n|-|-|\n|{{net_income@TTM}}|x|\n',
  )
  expect(parts.filter((part) => part.kind === 'figure')).toEqual([
    { kind: 'figure', token: 'gross_margin@FY2025' },
    { kind: 'figure', token: 'revenue@FY2025' },
    { kind: 'figure', token: 'net_income@TTM' },
  ])
  expect(seen).toEqual(expect.arrayContaining(['strong', 'list', 'table']))
})

test('an unverified number keeps characters that Markdown would take', () => {
  expect(read('About {{?*12* | 3_4_}} units.').parts).toEqual([
    { kind: 'text', text: 'About ' },
    { kind: 'unverified', text: '*12* | 3_4_' },
    { kind: 'text', text: ' units.' },
  ])
})

test('HTML is parsed as an html node, whose text is all the page shows of it', () => {
  const { kinds: seen, parts } = read(
    '<img src=x onerror=alert(1)>\n\nand <b>{{revenue@FY2025}}</b>',
  )
  expect(seen).toContain('html')
  expect(parts[0]).toEqual({ kind: 'text', text: '<img src=x onerror=alert(1)>' })
})

test('characters that stand for figures cannot be smuggled in', () => {
  expect(read('\uE0000\uE001 {{revenue@FY2025}}').parts).toEqual([
    { kind: 'text', text: '0 ' },
    { kind: 'figure', token: 'revenue@FY2025' },
  ])
})

test('Chinese bold closes beside a figure', () => {
  const { kinds: seen, parts } = read(
    '**营业收入**{{revenue@FY2025}}，**净利率{{net_margin@FY2025}}**。',
  )
  expect(seen.filter((kind) => kind === 'strong')).toHaveLength(2)
  expect(parts.filter((part) => part.kind === 'figure')).toHaveLength(2)
})

test('a text longer than is parsed as Markdown is shown as it is, with its figures', () => {
  const long = `**{{revenue@FY2025}}** ${'*a'.repeat(15_000)}`
  const { kinds: seen, parts } = read(long)
  expect(seen).toEqual(['root', 'paragraph', 'text'])
  expect(parts[1]).toEqual({ kind: 'figure', token: 'revenue@FY2025' })
  expect(parts.at(-1)).toMatchObject({ kind: 'text' })
})

test.each([
  ['quotations', '>'.repeat(15_000)],
  ['lists', `${'- '.repeat(7_000)}x`],
  ['numbered lists', `${'1. '.repeat(5_000)}x`],
  ['emphasis', `${'*'.repeat(7_000)}a${'*'.repeat(7_000)}`],
  ['both kinds of emphasis', `${'*a_b '.repeat(3_000)}`],
])('%s deeper than anybody writes are shown as they are', (_, text) => {
  expect(read(text).kinds).toEqual(['root', 'paragraph', 'text'])
})

test.each([
  ['a line of dashes', `a\n\n${'-'.repeat(60)}\n\nb`, 'thematicBreak'],
  ['a list in a list in a quotation', '> - a\n>   - b\n>     - c', 'listItem'],
  ['many words in bold', '**a** b '.repeat(200), 'strong'],
])('%s is Markdown', (_, text, kind) => {
  expect(read(text).kinds).toContain(kind)
})
