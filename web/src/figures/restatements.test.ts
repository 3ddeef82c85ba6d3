import { expect, test } from 'vitest'
import type { Restatement } from '#shared/contracts/restatements.ts'
import { byCause, changeText, opensItself, periodText, versionTexts } from './restatements.ts'

const version = (value: string): Restatement['versions'][number] => ({
  fact: `fact-${value}`,
  value,
  filed_at: '2018-11-05',
  known_at: '2018-11-05T00:00:00.000Z',
  form: '10-K',
  source_url: 'https://www.sec.gov/Archives/test.htm',
  provider_record: '0000000000-18-000001',
})
const restatement = (cause: Restatement['cause'], ...values: string[]): Restatement => ({
  concept: 'total_assets',
  period: '@2015-09-26',
  start: null,
  end: '2015-09-26',
  basis: { consolidation: 'consolidated', standard: 'US-GAAP' },
  provider: 'sec',
  unit: 'USD',
  versions: values.map(version),
  change: '-0.1',
  cause,
})

test('what was restated comes first, and what was only rounded stays folded', () => {
  const groups = byCause([
    restatement('rounded', '1', '2'),
    restatement('restated', '1', '2'),
    restatement('rounded', '3', '4'),
  ])
  expect(groups.map(({ cause, restatements }) => [cause, restatements.length])).toEqual([
    ['restated', 1],
    ['rounded', 2],
  ])
  expect([
    opensItself('restated', 0),
    opensItself('split', 1),
    opensItself('split', 0),
    opensItself('rounded', 0),
  ]).toEqual([true, false, true, false])
})

test('versions that look alike in short are written to the last digit', () => {
  expect(versionTexts(restatement('restated', '290479000000', '290345000000'), 'en')).toEqual([
    '$290.48 billion',
    '$290.35 billion',
  ])
  expect(versionTexts(restatement('rounded', '290479000000', '290479100000'), 'en')).toEqual([
    '290,479,000,000 USD',
    '290,479,100,000 USD',
  ])
})

test.each([
  ['0.0098588005912135601748', '+1.0%'],
  ['-0.75', '−75.0%'],
  ['-0.00046130711', '−0.046%'],
])('a change of %s is %s', (change, text) => expect(changeText(change, 'en')).toBe(text))

test('a balance date stands without its mark', () =>
  expect(periodText('@2018-09-29')).toBe('2018-09-29'))
