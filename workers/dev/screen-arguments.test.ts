import { describe, expect, test } from 'vitest'
import { parseScreenArguments, splitExpressions } from './screen-arguments.ts'

const run = {
  kind: 'run',
  markets: [],
  as_of: undefined,
  columns: [],
  limit: 30,
  form: 'table',
  origins: false,
  language: 'en',
  url: undefined,
}

describe('what is asked for', () => {
  test.each([
    [['roe >= 15%'], { ...run, by: { text: 'roe >= 15%' } }],
    [
      ['roe >= 15%', '--market', 'us,cn', '--market', 'CN', '--as-of', '2010-06-30'],
      { ...run, by: { text: 'roe >= 15%' }, markets: ['US', 'CN'], as_of: '2010-06-30' },
    ],
    [
      ['--preset', 'piotroski', '--columns', 'roe, percentile(roe, industry)', '--limit', '5'],
      {
        ...run,
        by: { preset: 'piotroski' },
        columns: ['roe', 'percentile(roe, industry)'],
        limit: 5,
      },
    ],
    [['--saved', 'scr_1', '--csv'], { ...run, by: { saved: 'scr_1' }, form: 'csv' }],
    [
      ['roe > 1', '--json', '--origins', '--language', 'zh'],
      { ...run, by: { text: 'roe > 1' }, form: 'json', origins: true, language: 'zh' },
    ],
    [['--refresh', 'cn'], { kind: 'refresh', market: 'CN', json: false, language: 'en' }],
    [['--list-presets'], { kind: 'presets', word: '', json: false, language: 'en' }],
    [
      ['--fields', 'return on', '--json'],
      { kind: 'fields', word: 'return on', json: true, language: 'en' },
    ],
  ])('%j', (argv, expected) => {
    expect(parseScreenArguments(argv)).toEqual(expected)
  })

  test('the order of a flag and a word makes no difference', () => {
    expect(parseScreenArguments(['roe', '--fields'])).toEqual(
      parseScreenArguments(['--fields', 'roe']),
    )
  })
})

test.each([
  [[], /name one screen/],
  [['roe > 1', '--preset', 'x'], /name one screen/],
  [['--refresh', 'UK'], /there is no market UK/],
  [['roe > 1', '--refresh', 'CN'], /no screen/],
  [['roe', '>', '1'], /between quotes/],
  [['roe > 1', '--market', 'UK'], /there is no market UK; there are CN, HK, US, JP/],
  [['roe > 1', '--as-of', '2010-02-30'], /2010-02-30 is none/],
  [['roe > 1', '--limit', '0'], /--limit takes 1 to/],
  [['roe > 1', '--limit', '1e3'], /--limit takes 1 to/],
  [['roe > 1', '--json', '--csv'], /not both/],
  [['roe > 1', '--origins'], /goes with --json/],
  [['--saved', 'x', '--market', 'US'], /its own markets/],
  [['--list-presets', '--fields'], /not both/],
  [['roe > 1', '--language', 'fr'], /there is no language fr/],
  [['roe > 1', '--url', 'nowhere'], /no address/],
  [['roe > 1', '--columns', Array(31).fill('roe').join()], /at most 30 columns/],
  [['roe > 1', '--colour'], /--colour/],
])('%j is refused', (argv, wrong) => {
  expect(parseScreenArguments(argv)).toEqual({ wrong: expect.stringMatching(wrong) })
})

test.each([
  ['', []],
  [' , ', []],
  ['roe', ['roe']],
  ['roe,roa', ['roe', 'roa']],
  ['percentile(a, industry), (b + c) / d', ['percentile(a, industry)', '(b + c) / d']],
  ['a), b', ['a)', 'b']],
  ['a(, b', ['a(, b']],
])('%j is parted at the commas outside parentheses', (text, parts) => {
  expect(splitExpressions(text)).toEqual(parts)
})
