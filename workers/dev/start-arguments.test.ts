import { expect, test } from 'vitest'
import { parseStartArguments } from './start-arguments.ts'

test.each([
  [[], false, false],
  [['--simulate-quotes'], true, false],
  [['--open'], false, true],
])('%j', (args, simulateQuotes, open) => {
  expect(parseStartArguments(args)).toEqual({ simulateQuotes, open })
})
test.each([
  [['--simulate']],
  [['--opened']],
  [['--simulate-quotes=no']],
  [['US:AAPL']],
  [['--simulate-quotes', '-x']],
])('%j is refused, naming it', (args) => {
  expect(parseStartArguments(args)).toEqual({
    wrong: expect.stringContaining(args.at(-1)?.split('=')[0] ?? ''),
  })
})
