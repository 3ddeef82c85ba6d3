/**
 * Forms over several fiscal years of one figure, newest first. All years must be known.
 * - avg, min, max, sum of the values;
 * - stdev: of a sample, so over n - 1; it needs two years;
 * - trend: the slope of the straight line with the least squares, in the figure's unit a year;
 * - cagr: `(newest / oldest) ^ (1 / years) - 1`, from the value so many years before the newest,
 *   both above zero.
 */
import type { OverForm } from './ast.ts'

/** NaN where the form has no result. `values` has the newest first. */
type Over = (values: Float64Array) => number

const sum: Over = (values) => {
  let total = 0
  for (let at = 0; at < values.length; at++) total += values[at] as number
  return total
}

const avg: Over = (values) => sum(values) / values.length

const stdev: Over = (values) => {
  if (values.length < 2) return Number.NaN
  const mean = avg(values)
  let squares = 0
  for (let at = 0; at < values.length; at++) squares += ((values[at] as number) - mean) ** 2
  return Math.sqrt(squares / (values.length - 1))
}

const trend: Over = (values) => {
  if (values.length < 2) return Number.NaN
  const middle = (values.length - 1) / 2
  let above = 0
  let below = 0
  // The newest stands first, so a later year has a smaller place.
  for (let at = 0; at < values.length; at++) {
    above += (middle - at) * (values[at] as number)
    below += (middle - at) ** 2
  }
  return above / below
}

const cagr: Over = (values) => {
  const years = values.length - 1
  const [newest = 0, oldest = 0] = [values[0], values[years]]
  return newest > 0 && oldest > 0 ? (newest / oldest) ** (1 / years) - 1 : Number.NaN
}

export const OVER: Readonly<Record<OverForm, Over>> = {
  sum,
  avg,
  stdev,
  trend,
  cagr,
  min: (values) => Math.min(...values),
  max: (values) => Math.max(...values),
}

/** The fiscal years that a form reads, from the newest: all, or of growth the two ends alone. */
export const lagsOf = (form: OverForm, years: number): number[] =>
  form === 'cagr' ? [0, years] : Array.from({ length: years }, (_, lag) => lag)
