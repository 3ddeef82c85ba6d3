/** What is stored of a whole market, as rows with their age. Pure. */
import type { MarketCoverage } from '#shared/contracts/market-refreshes.ts'
import { dayOf } from '#shared/days.ts'

export interface CoverageRow {
  kind: 'universe' | 'market_day' | 'frames'
  source: string
  day: string
  /** Whole days since then. */
  age: number
  rows: number
}

export const coverageRows = (
  { universe, market_day, frames }: MarketCoverage,
  now: Date,
): CoverageRow[] => {
  const today = dayOf(now.toISOString().slice(0, 10))
  const row = (kind: CoverageRow['kind'], source: string, day: string, rows: number) => ({
    kind,
    source,
    day,
    age: Math.max(0, today - dayOf(day)),
    rows,
  })
  return [
    ...universe.map(({ source, day, rows }) => row('universe', source, day, rows)),
    ...(market_day
      ? [row('market_day', market_day.provider, market_day.day, market_day.rows)]
      : []),
    ...frames.map(({ provider, newest_known_at, filings }) =>
      row('frames', provider, newest_known_at.slice(0, 10), filings),
    ),
  ]
}
