/** The figures that a screen may name: a list as data, made by the aggregator from its registry. */

export type FieldUnit =
  | 'ratio'
  | 'x'
  | 'days'
  | 'money'
  | 'money/share'
  | 'shares'
  | 'score'
  | 'per_year'

/**
 * `annual`: a fiscal year, with earlier years as lags. `ttm`: the newest twelve months. `newest`:
 * once for a company. `market`: from the prices of the day.
 */
export type FieldScope = 'annual' | 'ttm' | 'newest' | 'market'

export interface Field {
  id: string
  en: string
  zh: string
  /** Other names by which it is found, in any language. */
  aliases: readonly string[]
  unit: FieldUnit
  scope: FieldScope
  /** A figure group of shared/figure-groups.ts, or `score`, or `market`. */
  group: string
  definition: { en: string; zh: string }
  /** Fiscal years that a snapshot may have of it, the newest included. 1 for all but `annual`. */
  years: number
}

export type FieldList = readonly Field[]
/** How many fiscal years of an annual figure a snapshot has at most. */
export const MOST_YEARS = 10
