/**
 * The words about the price and what it is held against. en/ and zh/ each hold one implementation.
 */
import type { Cite } from '../finding.ts'

/** A figure with what it is called. */
export interface Named {
  label: string
  cite: Cite
}

/** The part of the own month ends that lies lower; none and all of them are said in words. */
export type PastStanding = Cite | 'none' | 'all'

export interface PriceWords {
  title: string
  live(price: Cite): string
  /** A close of an earlier day is called so. */
  last_close(price: Cite): string
  converted(own: Cite, rate: Cite): string
  multiples(named: readonly Named[]): string
  yields(named: readonly Named[]): string
  /** Says why a multiple of earnings is not given. */
  no_multiple(why: string): string
  /** The multiple of now among those of the own month ends. */
  history(median: Cite, low: Cite, high: Cite, standing: PastStanding | null): string
  value_title: string
  cost(rate: Cite, terminal: Cite): string
  head: [method: string, value: string]
  /** The multiple of the peers that a value rests on, and which one it is. */
  peers_multiple(multiple: Cite, of: 'earnings' | 'book'): string
  /** Says why methods give no value, each with its reason. */
  refused(items: readonly { label: string; why: string }[]): string
  range(low: Cite, middle: Cite, high: Cite, methods: number): string
  single(value: Cite): string
  no_range: string
  /** Values are given, and none of them counts in a range. */
  none_counts: string
  /** The price against the middle of the values. */
  against: Record<'above' | 'below' | 'near', (ratio: Cite) => string>
  implied(implied: Cite, assumed: Cite, relation: 'more' | 'less' | 'same'): string
  limits: string
}
