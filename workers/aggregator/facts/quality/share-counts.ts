/** Checks counts of shares against the weighted averages of the periods around them. */
import { isShareCount, nearestTo, weightedAverages } from '../../metrics/share-count.ts'
import type { QualityBook } from './book.ts'
import type { Findings } from './findings.ts'

export const checkShareCounts = (book: QualityBook, report: Findings): void => {
  const averages = weightedAverages(book.entries.map(({ fact }) => fact))
  const splits = book.of('stock_split_ratio').filter(({ n }) => n > 0)
  for (const count of book.of('shares_outstanding')) {
    const average = nearestTo(count.fact.end, averages)
    if (!average || count.unit !== 'shares') continue
    const [first = '', last = ''] = [count.fact.known_at, average.known_at].sort()
    const split = splits
      .filter(({ fact }) => fact.known_at > first && fact.known_at <= last)
      .reduce((product, { n }) => product * n, 1)
    report.made('share_count')
    if (isShareCount(count.n, Number(average.value), split)) continue
    report.failed(
      'share_count',
      [count],
      `shares_outstanding ${count.fact.value} is not a count of the company's shares: ${average.concept} of ${average.period} is ${average.value}`,
      [average],
    )
  }
}
