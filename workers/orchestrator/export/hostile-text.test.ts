/** An export takes time in proportion to the texts of its report, whatever they hold. */
import { describe, test } from 'vitest'
import type { Report, Section } from '#shared/contracts/orchestrator.ts'
import { expectLinear, HOSTILE_TEXTS } from '#shared/hostile-text.fixture.ts'
import { plain, withoutHtml } from './figures.ts'
import { financials, report, section, markdownOf } from './markdown.fixture.ts'

const withSection = (change: Partial<Section>): Report => report([section('', change)])

const FUNCTIONS: Record<string, (text: string) => unknown> = {
  plain,
  withoutHtml,
  'the text of a section': (text) => markdownOf(withSection({ text }), financials),
  'the detail of a section that failed': (text) =>
    markdownOf(withSection({ status: 'failed', reason: 'x', detail: text }), financials),
  'the name of a company': (text) =>
    markdownOf(report([]), {
      ...financials,
      instrument: { ...financials.instrument, names: { en: text } },
    }),
  'the address of a filing': (text) =>
    markdownOf(withSection({ text: '{{revenue@FY2025}}' }), {
      ...financials,
      facts: financials.facts.map((fact) => ({ ...fact, source_url: `https://e.com/${text}` })),
    }),
}

describe.each(Object.entries(FUNCTIONS))('%s', (_, work) => {
  test.each(HOSTILE_TEXTS)('%s', (_, textOf) => {
    expectLinear(work, textOf)
  })
})
