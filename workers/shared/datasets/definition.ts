/**
 * The parts of the definition of a dataset. They determine its routes, its checks, how far back it
 * is requested and how its records are ordered.
 */
import type { z } from 'zod'

/** The route by which a caller reads a dataset of one company. */
export interface DatasetRoute {
  /** One line for the list of routes. */
  summary: string
  /**
   * `stored`: reads stored records, which are refreshed through the chain of the market when they
   * are stale; accepts dates and `as_of`. `provider`: asks a provider at each call and stores
   * nothing; accepts no dates.
   */
  reads: 'stored' | 'provider'
}

export interface ItemDefinition<
  Item extends z.ZodType = z.ZodType,
  Route extends DatasetRoute | null = DatasetRoute | null,
> {
  /** The form of one record. */
  item: Item
  /**
   * The moment by which a record is ordered and limited. It is an instant, or a date that counts
   * from its midnight in the zone of the market. Null for a record without one; then the time at
   * which it became known is used.
   */
  moment(item: z.infer<Item>): string | null
  /**
   * Days requested from a provider when the dataset is refreshed. All readers share one window, so
   * that the stored part has no gaps. 0 for a dataset without a past.
   */
  window_days: number
  /**
   * The longest time, in days, that a configuration may let a stored answer be served. It follows
   * how often the source has something new: a company files a quarter every three months, a bar is
   * added each day of trading, and a rate of exchange over a week old is not used.
   */
  longest_freshness_days: number
  /**
   * True when the records are about the company, so that a counter in another currency and another
   * class of shares have them too. False when they are about one of its shares.
   */
  of_the_company: boolean
  /**
   * Years that a reader gets who names no first day, with any `as_of`. Without this setting such a
   * reader gets the days of the window for the present, and everything that was known for a past
   * `as_of`.
   */
  default_years?: number
  /**
   * True when every answer contains everything since its oldest record. A stored record that is
   * missing from a later answer was then withdrawn.
   */
  is_whole?: boolean
  /** Null for a dataset that has no route of its own. */
  route: Route
}

/** Keeps the exact types of a definition while checking it. */
export const defineItems = <Item extends z.ZodType, const Route extends DatasetRoute | null>(
  definition: ItemDefinition<Item, Route>,
): ItemDefinition<Item, Route> => definition

/**
 * The statements. They are facts, which have their own schemas and routes (`contracts/facts.ts`).
 */
export interface FactsDefinition {
  item: null
  window_days: number
  longest_freshness_days: number
}
