import { describe, expect, test } from 'vitest'
import { figuresOf } from '#shared/book/of-content.ts'
import type { Exhibit } from '#shared/contracts/exhibits.ts'
import type { ReportExhibit } from '#shared/contracts/orchestrator.ts'
import { INJECTIONS } from '#shared/exhibits/injections.fixture.ts'
import { ReportFigureIndex } from '#shared/exhibits/report-figures.ts'
import { financials, report, section } from './markdown.fixture.ts'
import { toMarkdown } from './markdown.ts'

const about = { instrument: 'US:TEST', as_of: '2026-11-28T00:00:00.000Z' }
const newsWith = (title: string): Exhibit => ({
  kind: 'news',
  ...about,
  passages: [
    {
      id: 'n1',
      day: '2026-11-20',
      title,
      text: null,
      form: null,
      source: 'Paper',
      provider: 'fmp',
      url: 'https://example.com/a',
      retrieved_at: about.as_of,
    },
  ],
})
const insiders: Exhibit = {
  kind: 'insiders',
  ...about,
  rows: [
    {
      token: 'insider_net_value@6m',
      name: 'insider_net_value',
      period: '6m',
      end: '2026-11-28',
      value: '-5000000',
      unit: 'USD',
      origin: { kind: 'computed', inputs: ['insiders@2026-11-28'] },
    },
  ],
  absences: [],
  trades: [],
}
const hash = 'a'.repeat(64)
const told: ReportExhibit[] = [
  { kind: 'news', hash, absent: null },
  { kind: 'insiders', hash, absent: null },
  { kind: 'peers', hash: null, absent: 'market_empty', silence: 'ours' },
]
const exported = (text: string, title = 'A title', language: 'en' | 'zh' = 'en'): string => {
  const { book, reading } = figuresOf(financials)
  const figures = new ReportFigureIndex(book, reading, [newsWith(title), insiders])
  return toMarkdown({ ...report([section(text)], language), exhibits: told }, figures)
}

test('a mark links to its passage, and every exhibit stands below with its sources', () => {
  const markdown = exported('It happened [[n1]]. Insiders: {{insider_net_value@6m}}. Who? [[n7]]')
  expect(markdown).toContain('It happened [\\[n1\\]](https://example.com/a).')
  expect(markdown).toContain('Who? `[[n7]]`')
  expect(markdown).toContain('- n1: A title — Paper, 2026-11-20, [')
  expect(markdown).toContain('| Insiders, net value bought | 6m | -$5.00 million | computed |')
  expect(markdown).toContain(
    '### Peers\n\n> Could not be had: market\\_empty (this system could not have it)',
  )
})

test('in Chinese', () => {
  const markdown = exported('[[n1]]', '标题', 'zh')
  expect(markdown).toContain('### 新闻\n\n- n1: 标题 — Paper, 2026-11-20')
  expect(markdown).toContain('（本系统无法取得）'.replace('（', ' (').replace('）', ')'))
})

describe('a title that tries to be more than text', () => {
  const structure = (markdown: string) =>
    markdown.split('\n').filter((line) => /^\s*(?:#|>|\||```|\[\^|-{3}|={3})/.test(line))
  test.each(INJECTIONS)('%s', (_, title) => {
    const [plain, hostile] = [exported('[[n1]]'), exported('[[n1]]', title)]
    expect(structure(hostile)).toEqual(structure(plain))
    expect(hostile.split('\n')).toHaveLength(plain.split('\n').length)
    expect(hostile).not.toMatch(/(?<!\\)\]\(https:\/\/evil|(?<!\\)<(?:script|img)/)
  })
})
