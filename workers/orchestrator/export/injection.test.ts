/**
 * A text that tries to be more than text, as the answer of a model, the name of the company, a
 * title, or the words of a provider that failed: the tree of the exported document stays the same.
 */
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmTable } from 'micromark-extension-gfm-table'
import type { Nodes } from 'mdast'
import { describe, expect, test } from 'vitest'
import { EVIL_HOST, INJECTIONS } from '#shared/exhibits/injections.fixture.ts'
import { financials, markdownOf, report, section } from './markdown.fixture.ts'

/** The parser of this test goes as deep as a text nests, far slower than the export is written. */
const MOST = 2_000

const nodesOf = (node: Nodes): Nodes[] => [
  node,
  ...('children' in node ? node.children.flatMap((child) => nodesOf(child)) : []),
]
const treeOf = (markdown: string): Nodes[] =>
  nodesOf(
    fromMarkdown(markdown, {
      extensions: [gfmTable()],
      mdastExtensions: [gfmTableFromMarkdown()],
    }),
  )
/** The headings of the report, and whatever could load, run or lead somewhere. */
const skeleton = (markdown: string): string[] =>
  treeOf(markdown).flatMap((node) => {
    switch (node.type) {
      case 'heading':
        return node.depth <= 2 ? [`heading ${node.depth}`] : []
      case 'link':
        return [`link ${new URL(node.url).host}`]
      case 'html':
      case 'image':
      case 'imageReference':
      case 'linkReference':
      case 'definition':
        return [node.type]
      default:
        return []
    }
  })
/** Notes as a reader with footnotes sees them, and addresses that it would make links of. */
const references = (markdown: string): string[] =>
  markdown.match(/(?<!\\)\[\^[^\]\n]{1,9}\]:?|(?<!\]\()https?:\/\/|(?<!\/)\bwww\.\w/gi) ?? []

const FIGURES = 'Revenue {{revenue@FY2025}}, margin {{net_margin@FY2025}}.'
const expectSame = (hostile: string, plain: string): void => {
  expect(skeleton(hostile)).toEqual(skeleton(plain))
  expect(references(hostile)).toEqual(references(plain))
}

describe('as the answer of a model', () => {
  const written = (text: string): string =>
    markdownOf(
      report([section(`${FIGURES}\n\n${text}\n\n${FIGURES}`), section(FIGURES)]),
      financials,
    )
  test.each(INJECTIONS)('%s', (_, text) => {
    // The checker has taken out what stands between double braces and is no figure.
    const words = text.slice(0, MOST).replace(/\{\{|\}\}/g, '')
    expectSame(written(words), written('Plain words.'))
  })
})

describe('as words of somebody else', () => {
  const told = (text: string): string =>
    markdownOf(
      report([
        section(FIGURES),
        section(null, { status: 'failed', reason: 'model_blocked', detail: text, usage: null }),
      ]),
      {
        ...financials,
        instrument: { ...financials.instrument, name: text, names: { en: text } },
        absences: financials.absences.map((one) => ({ ...one, detail: text })),
        served_by: {
          ...financials.served_by,
          recorded: { original_provider: text, recorded_at: '2026-11-20', note: text },
        },
      },
    )
  test.each(INJECTIONS)('%s', (_, text) => {
    const [hostile, plain] = [told(text.slice(0, MOST)), told('Plain words')]
    expectSame(hostile, plain)
    expect(hostile.split('\n')).toHaveLength(plain.split('\n').length)
    expect(hostile).not.toMatch(/[\p{Cf}\p{Co}]/u)
    expect(hostile).not.toContain(`](https://${EVIL_HOST}`)
  })

  test('as the address of a filing: only one of the web is a link', () => {
    const addressed = (source_url: string): string =>
      markdownOf(report([section('{{revenue@FY2025}}')]), {
        ...financials,
        facts: financials.facts.map((fact) => ({ ...fact, source_url })),
      })
    expect(addressed('javascript:alert(1)')).not.toContain('](')
    expect(skeleton(addressed('https://sec.gov/<script>x'))).not.toContain('html')
  })
})
