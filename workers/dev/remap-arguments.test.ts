import { expect, test } from 'vitest'
import { groupLines, parseRemapArguments } from './remap-arguments.ts'

test('what is named is passed on, the market in any case', () => {
  expect(parseRemapArguments(['--market', 'us', '--symbol', 'AAPL', '--write'])).toEqual({
    market: 'US',
    symbol: 'AAPL',
    write: true,
  })
  expect(parseRemapArguments(['--provider', 'sec', '--dataset', 'news'])).toEqual({
    provider: 'sec',
    dataset: 'news',
    write: false,
  })
})

test.each([
  [['--market', 'UK'], 'there is no market UK; there are CN, HK, US, JP'],
  [['--symbol', 'AAPL'], 'name the market of the symbol too'],
  [['--provider', 'yaho'], 'there is no provider yaho'],
  [['--dataset', 'nws'], /^there is no dataset nws; there are .*news/],
  [['--url', 'nowhere'], 'nowhere is no address'],
  [['--wrote'], /--wrote/],
  [['US:AAPL'], /US:AAPL/],
])('%j is refused', (argv, wrong) => {
  expect(parseRemapArguments(argv)).toEqual({ wrong: expect.stringMatching(wrong) })
})

const group = {
  instrument: 'US:EXMP',
  dataset: 'statements',
  provider: 'sec',
  readings: 1,
  unmapped: [],
  added: 0,
  changed: 0,
  gone: 0,
  changes: [],
  written: false,
}

test('a group without a difference is not told', () => {
  expect(groupLines(group)).toEqual([])
})

test('differences are told one by one, and how many more there are', () => {
  const revenue = {
    kind: 'changed',
    name: 'revenue',
    period: 'FY2025',
    was: '1',
    now: '2',
  } as const
  const news = { kind: 'changed', name: 'n1', period: null, was: null, now: null } as const
  const added = { kind: 'added', name: 'cash', period: '@2025', was: null, now: '3' } as const
  expect(
    groupLines({
      ...group,
      added: 1,
      changed: 3,
      written: true,
      changes: [
        { ...revenue, fields: [] },
        { ...added, fields: [] },
        { ...news, fields: ['title', 'url'] },
      ],
      unmapped: [{ asked_at: '2026-11-01T00:00:00.000Z', reason: 'not_kept', detail: 'gone' }],
    }),
  ).toEqual([
    'US:EXMP statements (sec): 1 added, 3 changed, 0 gone; written',
    '  changed revenue FY2025: 1 -> 2',
    '  added cash @2025: nothing -> 3',
    '  changed n1 title url',
    '  and 1 more',
    'US:EXMP statements (sec): the reading of 2026-11-01T00:00:00.000Z cannot be mapped again (not_kept): gone',
  ])
})
