/**
 * What the definition of a dataset says. Its routes, its checks, how far back it is asked for and
 * how its records are ordered all follow from it.
 */
import type { z } from 'zod'

/** The route by which a caller reads a dataset of one company. */
export interface DatasetRoute {
  /** One line for the list of routes. */
  summary: string
  /**
   * `stored`: what is stored, refreshed through the market's chain when it is stale; takes dates
   * and `as_of`. `provider`: asked of a provider at each call and never stored; takes no dates.
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
   * The moment a record is ordered and bounded by: an instant, or a date, which counts from its
   * midnight in the market's zone. Null for a record without one: when it became known stands in.
   */
  moment(item: z.infer<Item>): string | null
  /**
   * Days asked of a provider when the dataset is refreshed: one window for all readers, so that
   * what is stored of it is whole. 0 for a dataset that has no past.
   */
  window_days: number
  /**
   * Years a reader gets who names no first day, whatever `as_of` says. Without it such a reader
   * gets the days of the window as of now, and everything that was known as of a past day.
   */
  default_years?: number
  /**
   * True when every answer holds all there is since its oldest record: a stored record that a later
   * answer lacks was withdrawn.
   */
  is_whole?: boolean
  /** Null for a dataset that has no route of its own. */
  route: Route
}

/** Keeps the exact types of a definition while it checks them. */
export const defineItems = <Item extends z.ZodType, const Route extends DatasetRoute | null>(
  definition: ItemDefinition<Item, Route>,
): ItemDefinition<Item, Route> => definition

/** The statements: facts, which have schemas and routes of their own (`contracts/facts.ts`). */
export interface FactsDefinition {
  item: null
  window_days: number
}
