import { expect, test } from 'vitest'
import { splitProse } from '#shared/figure-token.ts'
import { withPunctuation } from './punctuation.ts'

const placed = (text: string) =>
  withPunctuation(splitProse(text))
    .map(({ part, before, after }) =>
      part.kind === 'figure'
        ? `${before}[${part.token}]${after}`
        : part.kind === 'passage'
          ? part.id
          : part.text,
    )
    .filter(Boolean)

test('signs that touch a figure stand with it, words do not', () => {
  expect(placed('Costs (a: {{a@FY2025}}), then ({{b@FY2025}}).')).toEqual([
    'Costs (a: ',
    '[a@FY2025]),',
    ' then ',
    '([b@FY2025]).',
  ])
  expect(placed('收入（{{a@FY2025}}）、（{{b@FY2025}}）')).toEqual([
    '收入',
    '（[a@FY2025]）、',
    '（[b@FY2025]）',
  ])
  expect(placed('No figure (here).')).toEqual(['No figure (here).'])
})
