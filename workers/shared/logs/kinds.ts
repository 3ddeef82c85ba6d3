/** What is counted of the log lines. Plain lists, so that the page can import them too. */

/**
 * - `request`: requests by Worker and route; the values are milliseconds.
 * - `provider`: questions to data providers by provider and outcome; milliseconds.
 * - `object`: calls of Durable Objects by class; milliseconds.
 * - `model`: calls of language models by model; US dollars.
 * - `quote`: reads of one live price by how fresh it was; the values are its age in seconds.
 * - `line`: lines by Worker and level.
 * - `left_out`: lines that were counted and not stored, by Worker.
 * - `lost`: lines that could neither be stored nor counted.
 */
export const SERIES_KINDS = [
  'request',
  'provider',
  'object',
  'model',
  'quote',
  'line',
  'left_out',
  'lost',
] as const
export type LogSeriesKind = (typeof SERIES_KINDS)[number]

/** What counts are kept of: each minute, each hour, and all time. */
export const GRAINS = ['minute', 'hour', 'ever'] as const
export type Grain = (typeof GRAINS)[number]

/**
 * Upper bounds of the buckets of durations, in milliseconds; one more bucket holds what is above.
 */
export const DURATION_BOUNDS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000,
] as const
/** The same of ages of prices, in seconds. */
export const AGE_BOUNDS = [1, 2, 5, 10, 20, 30, 60, 300] as const

export const boundsOf = (kind: LogSeriesKind): readonly number[] => {
  switch (kind) {
    case 'request':
    case 'provider':
    case 'object':
      return DURATION_BOUNDS
    case 'quote':
      return AGE_BOUNDS
    default:
      return []
  }
}
