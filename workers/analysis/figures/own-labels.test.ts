/** Every figure may be told under the very label that the dictionary gives it. */
import { describe, expect, test } from 'vitest'
import { CONCEPTS } from '#shared/concepts.ts'
import { FORMULAS } from '../../aggregator/metrics/formulas/registry.ts'
import { figure } from '../data.fixture.ts'
import { checkText } from './checker.ts'

const LABELS: [string, string, string][] = [
  ...Object.entries(CONCEPTS).map(([name, { en, zh }]): [string, string, string] => [name, en, zh]),
  // The parts of a score are told with their score, and no module is given them.
  ...[...FORMULAS.values()]
    .filter(({ group }) => group !== 'score')
    .map(({ id, en, zh }): [string, string, string] => [id, en, zh]),
]
const findings = (name: string, text: string) => {
  const own = figure(`${name}@FY2025`, 0.5, 'ratio')
  return checkText(text, [own], { symbol: 'TEST' }).findings
}

describe.each(LABELS)('%s', (name, en, zh) => {
  test('in English', () => {
    expect(findings(name, `${en}: {{${name}@FY2025}} in FY2025.`)).toEqual([])
    expect(
      findings(name, `- **A claim**: ${en.toLowerCase()} {{${name}@FY2025}} in FY2025.`),
    ).toEqual([])
  })
  test('in Chinese', () => {
    expect(findings(name, `${zh}为{{${name}@FY2025}}（2025财年）。`)).toEqual([])
  })
})
