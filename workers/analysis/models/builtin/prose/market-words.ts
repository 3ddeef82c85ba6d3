/** The words about what the market did with a share. en/ and zh/ each hold one implementation. */
import type { Cite } from '../finding.ts'
import type { Named, PastStanding } from './price-words.ts'

/** A day on which something was published, with the marks of what it was: `[[n1]]`. */
export interface MarkedDay {
  day: string
  marks: readonly string[]
}

export interface MarketWords {
  place_title: string
  /** Where the price lies between the low and the high of a year. */
  place: Record<'high' | 'upper' | 'lower' | 'low', (low: Cite, high: Cite) => string>
  returns_title: string
  returns(windows: readonly Cite[]): string
  with_dividends(windows: readonly Cite[]): string
  ride_title: string
  volatility(value: Cite, level: 'calm' | 'ordinary' | 'rough'): string
  drawdown(falls: readonly Cite[]): string
  beta(value: Cite, level: 'less' | 'same' | 'more'): string
  history_title: string
  history(
    named: Named,
    median: Cite,
    standing: PastStanding,
    level: 'low' | 'middle' | 'high',
  ): string
  missing(items: readonly { label: string; why: string }[]): string
  nothing: string
  peers_title: string
  peer(label: string, own: Cite, median: Cite, side: 'above' | 'below' | 'same'): string
  /** No figure is known of both the company and its peers. */
  peers_uncompared: string
  news_title: string
  filings_title: string
  /** What was published, newest first: days with the marks of their passages. */
  passages(days: readonly MarkedDay[]): string
  /** That the rule analyst lists what was published, and does not judge it. */
  passages_note: string
  expected_title: string
  expected(named: readonly Named[]): string
  holders_title: string
  holders(named: readonly Named[]): string
  insiders_title: string
  insiders(windows: readonly Named[]): string
  insiders_note: string
  actions_title: string
  actions(named: readonly Named[]): string
}
