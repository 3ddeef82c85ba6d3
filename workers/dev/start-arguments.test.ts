import { expect, test } from 'vitest'
import { parseStartArguments } from './start-arguments.ts'

test.each([
  [[], false],
  [['--simulate-quotes'], true],
])('%j', (args, simulateQuotes) => {
  expect(parseStartArguments(args)).toEqual({ simulateQuotes })
})
test.each([
  [['--simulate']],
  [['--simulate-quotes=no']],
  [['US:AAPL']],
  [['--simulate-quotes', '-x']],
])('%j is refused, naming it', (args) => {
  expect(parseStartArguments(args)).toEqual({
    wrong: expect.stringContaining(args.at(-1)?.split('=')[0] ?? ''),
  })
})
