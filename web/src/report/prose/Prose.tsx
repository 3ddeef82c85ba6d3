/** A section's Markdown as elements. HTML that a model writes is shown as text. */
import type { FigureIndex } from '#shared/book/figure-index.ts'
import type { RootContent, TableCell } from 'mdast'
import type { ComponentChildren } from 'preact'
import { useMemo } from 'preact/hooks'
import type { ProsePart } from '#shared/figure-token.ts'
import type { FindingReason } from '#shared/finding-reasons.ts'
import type { Language } from '#shared/names.ts'
import { isWebAddress } from '#shared/web-address.ts'
import { ProsePartView } from './ProsePartView.tsx'
import { type ParsedProse, parseProse, partsOf } from './parse.ts'
import { withPunctuation } from './punctuation.ts'

interface ProseContext {
  parsed: ParsedProse
  figures: FigureIndex | null
  language: Language
  /** Why each marked number is marked, by the part that it is. */
  reasons: ReadonlyMap<ProsePart, FindingReason>
  provisional: boolean
}

const reasonsOf = (
  { parts }: ParsedProse,
  findings: readonly FindingReason[] | null,
): Map<ProsePart, FindingReason> => {
  const marked = parts.filter(({ kind }) => kind === 'unverified')
  return new Map(
    marked.flatMap((part, at) => {
      const reason = findings?.[at]
      return reason ? [[part, reason] as const] : []
    }),
  )
}

/** The heading of a section is an h2, so headings within it begin with h3. */
const HEADINGS = ['h3', 'h3', 'h4', 'h5', 'h6', 'h6'] as const

const Text = ({ value, context }: { value: string; context: ProseContext }) => (
  <>
    {withPunctuation(partsOf(value, context.parsed.parts)).map(
      ({ part, before, after }, position) => {
        const view = (
          <ProsePartView
            key={position}
            part={part}
            figures={context.figures}
            language={context.language}
            reason={context.reasons.get(part) ?? null}
          />
        )
        if (!before && !after) return view
        return (
          <span key={position} class="together">
            {before}
            {view}
            {after}
          </span>
        )
      },
    )}
  </>
)

const Nodes = ({ nodes, context }: { nodes: readonly RootContent[]; context: ProseContext }) => (
  <>
    {nodes.map((node, position) => (
      <Node key={position} node={node} context={context} />
    ))}
  </>
)

/** A column is one of numbers when its first cell with a figure holds nothing else. */
const isNumber = (cell: TableCell | undefined, { parsed }: ProseContext): boolean =>
  cell !== undefined &&
  cell.children.length > 0 &&
  cell.children.every(
    (node) =>
      node.type === 'text' &&
      partsOf(node.value, parsed.parts).every(
        (part) => part.kind === 'figure' || (part.kind !== 'passage' && part.text.trim() === ''),
      ),
  )

const Table = ({
  node,
  context,
}: {
  node: Extract<RootContent, { type: 'table' }>
  context: ProseContext
}) => {
  const [head, ...rows] = node.children
  return (
    <div class="prose-table">
      <table>
        {head && (
          <thead>
            <tr>
              {head.children.map((cell, position) => (
                <th
                  key={position}
                  scope="col"
                  class={isNumber(rows[0]?.children[position], context) ? 'number' : undefined}
                >
                  <Nodes nodes={cell.children} context={context} />
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map((row, line) => (
            <tr key={line}>
              {row.children.map((cell, position) => (
                <td key={position} class={isNumber(cell, context) ? 'number' : undefined}>
                  <Nodes nodes={cell.children} context={context} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const Node = ({
  node,
  context,
}: {
  node: RootContent
  context: ProseContext
}): ComponentChildren => {
  switch (node.type) {
    case 'text':
    case 'html':
      return <Text value={node.value} context={context} />
    case 'inlineCode':
      return (
        <code>
          <Text value={node.value} context={context} />
        </code>
      )
    case 'code':
      return (
        <pre>
          <Text value={node.value} context={context} />
        </pre>
      )
    case 'break':
      return <br />
    case 'thematicBreak':
      return <hr />
    case 'image':
      return <Text value={node.alt ?? ''} context={context} />
    case 'table':
      return <Table node={node} context={context} />
  }
  if (!('children' in node)) return null
  const inner = <Nodes nodes={node.children} context={context} />
  switch (node.type) {
    case 'paragraph':
      return <p>{inner}</p>
    case 'heading': {
      const Heading = HEADINGS[node.depth - 1] ?? 'h6'
      return <Heading>{inner}</Heading>
    }
    case 'emphasis':
      return <em>{inner}</em>
    case 'strong':
      return <strong>{inner}</strong>
    case 'blockquote':
      return <blockquote>{inner}</blockquote>
    case 'list':
      return node.ordered ? <ol start={node.start ?? 1}>{inner}</ol> : <ul>{inner}</ul>
    case 'listItem':
      return <li>{inner}</li>
    case 'link':
      return isWebAddress(node.url) && !context.provisional ? (
        <a href={node.url} target="_blank" rel="noopener noreferrer nofollow">
          {inner}
        </a>
      ) : (
        inner
      )
    default:
      return inner
  }
}

export const Prose = ({
  text,
  figures,
  language,
  findings = null,
  provisional = false,
}: {
  text: string
  figures: FigureIndex | null
  language: Language
  /** Of the section, one for each number that is marked, in their order. */
  findings?: readonly FindingReason[] | null
  /** Not checked yet: its links lead nowhere. */
  provisional?: boolean
}) => {
  const parsed = useMemo(() => parseProse(text), [text])
  const reasons = useMemo(() => reasonsOf(parsed, findings), [parsed, findings])
  return (
    <div class="prose" lang={language === 'zh' ? 'zh-Hans' : 'en'}>
      <Nodes
        nodes={parsed.root.children}
        context={{ parsed, figures, language, reasons, provisional }}
      />
    </div>
  )
}
