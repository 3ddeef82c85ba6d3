/**
 * The axis of a condition's histogram and slider: how a value lies between its ends, and which
 * round value a place on it means. Pure.
 */

/** Bars of a histogram. */
export const BINS = 48
/** Steps of the slider. */
export const STEPS = 240
/**
 * Of all values this part lies beyond each end of the axis; it is counted in the outermost bars.
 */
const BEYOND = 0.02
/** A figure whose largest values are so many times its middle is shown on a curved axis. */
const CURVED_FROM = 20
/** The curved axis spans at most so many times the place where it turns. */
const MOST_CURVED = 1e9

export interface Axis {
  low: number
  high: number
  /** Where the curved axis turns from even to logarithmic; null for an even one. */
  bend: number | null
  /** Whether only whole numbers mean something: a score, a rank. */
  whole: boolean
}

export interface Histogram {
  axis: Axis
  /** Companies by bar. */
  counts: readonly number[]
  /** Companies with a value. */
  known: number
}

const curve = (value: number, bend: number | null): number =>
  bend === null ? value : Math.asinh(value / bend)
const uncurve = (place: number, bend: number | null): number =>
  bend === null ? place : Math.sinh(place) * bend

/** Where a value stands, from 0 at the low end to 1 at the high end. */
export const placeOn = ({ low, high, bend }: Axis, value: number): number => {
  const from = curve(low, bend)
  const length = curve(high, bend) - from
  if (length === 0) return 0
  return Math.min(1, Math.max(0, (curve(value, bend) - from) / length))
}

/** Digits that a value read off the axis has: a slider is no finer than this. */
const DIGITS = 2

/**
 * Rounds to a value that a person would write. A value of a narrow axis keeps the digits it needs.
 */
const rounded = (value: number, step: number): number => {
  const size = Math.max(Math.abs(step), Number.MIN_VALUE)
  const unit = 10 ** Math.floor(Math.log10(size))
  const coarse = Number((Math.round(value / unit) * unit).toPrecision(12))
  const digits = Number(value.toPrecision(DIGITS))
  // On the curved part two digits are finer than a step, near zero they are coarser.
  return Math.abs(digits - value) <= size / 2 ? digits : coarse
}

/** The value at a place from 0 to 1, rounded. */
export const valueAt = (axis: Axis, place: number): number => {
  const { low, high, bend, whole } = axis
  const at = (share: number) =>
    uncurve(curve(low, bend) + share * (curve(high, bend) - curve(low, bend)), bend)
  const value = at(place)
  if (whole) return Math.round(value)
  const step = Math.abs(at(Math.min(1, place + 1 / STEPS)) - at(Math.max(0, place - 1 / STEPS))) / 2
  return rounded(value, step)
}

/** The known values, sorted. */
export const sortedKnown = (values: Float64Array): Float64Array =>
  values.filter((value) => !Number.isNaN(value)).sort()

const at = (sorted: Float64Array, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(share * (sorted.length - 1))))] ?? 0

/** The axis over sorted values, and how many companies stand at each of its bars. */
export const histogramOf = (sorted: Float64Array, whole: boolean): Histogram | null => {
  if (sorted.length === 0) return null
  const ends = whole ? [0, 1] : [BEYOND, 1 - BEYOND]
  let low = at(sorted, ends[0] ?? 0)
  let high = at(sorted, ends[1] ?? 1)
  if (low === high) {
    low = at(sorted, 0)
    high = at(sorted, 1)
  }
  if (low === high) {
    // All are equal: the axis gets room on both sides of the one value.
    const room = whole ? 1 : Math.abs(low) || 1
    low -= room
    high += room
  }
  const middle = Math.abs(at(sorted, 0.5))
  const largest = Math.max(Math.abs(low), Math.abs(high))
  const isCurved = !whole && middle > 0 && largest / middle > CURVED_FROM
  const bend = isCurved ? Math.max(middle, largest / MOST_CURVED) : null
  const axis: Axis = { low, high, bend, whole }
  const bins = whole ? Math.min(BINS, Math.round(high - low) + 1) : BINS
  const counts = Array.from({ length: bins }, () => 0)
  for (const value of sorted) {
    const bin = whole
      ? Math.round(placeOn(axis, value) * (bins - 1))
      : Math.min(bins - 1, Math.floor(placeOn(axis, value) * bins))
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  return { axis, counts, known: sorted.length }
}

/** Percent of the sorted values that a value is above or level with, ties in their middle. */
export const percentileIn = (sorted: Float64Array, value: number): number => {
  const firstAt = (isPast: (other: number) => boolean): number => {
    let from = 0
    let to = sorted.length
    while (from < to) {
      const middle = (from + to) >> 1
      if (isPast(sorted[middle] ?? 0)) to = middle
      else from = middle + 1
    }
    return from
  }
  const below = firstAt((other) => other >= value)
  const through = firstAt((other) => other > value)
  return sorted.length === 0 ? 0 : (100 * (below + through)) / 2 / sorted.length
}
