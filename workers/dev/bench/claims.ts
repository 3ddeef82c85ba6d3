/** The time in which the claims of a text are checked, and how it grows with the text. */
import { checkText } from '../../analysis/figures/checker.ts'
import { figuresOfCompany } from '../../e2e/fakes/recorded-report.ts'
import { numbersOfText } from '../claims-text.ts'

/** Numbers of a text. The checker compares the first thousand of them and marks the rest. */
const SIZES = [250, 500, 1_000] as const
const RUNS = 7

/** The least time of this thread's own work, in ms. */
const least = (work: () => unknown): number => {
  let found = Number.POSITIVE_INFINITY
  for (let run = 0; run < RUNS; run++) {
    const before = process.threadCpuUsage()
    work()
    const { user, system } = process.threadCpuUsage(before)
    found = Math.min(found, (user + system) / 1_000)
  }
  return found
}

export const claimsRows = async (
  row: (what: string, measured: string, promise?: string) => void,
): Promise<void> => {
  const figures = await figuresOfCompany('US', 'AAPL')
  const times = SIZES.map((size) => {
    const text = numbersOfText(size)
    return least(() => checkText(text, figures, { symbol: 'AAPL' }))
  })
  const [first = 1, second = 1, most = 1] = times
  row('check of 1,000 numbers against 3,400 figures', `${most.toFixed(0)} ms`)
  row(
    'its growth from 250 to 500 and from 500 to 1,000 numbers',
    `${(second / first).toFixed(2)} and ${(most / second).toFixed(2)} times`,
    'at most 2.5 times',
  )
}
